import { ConfigErrors, SyncError } from '../errors/errors.ts';
import { referenceOf } from '../errors/reference-links.ts';
import { knownAdvice } from './advice.ts';
import { oneLine } from './page/one-line.ts';
import { type ReportedError, reportedError } from './run-report.ts';
import { en } from './words/en.ts';
import type { Words } from './words/words.ts';

/** The errors in whatever was thrown: all problems of the configuration, one error, or an unforeseen one. */
export function errorsIn(thrown: unknown): readonly ReportedError[] {
  if (thrown instanceof ConfigErrors) return thrown.problems.map(reportedError);
  if (thrown instanceof SyncError) return [reportedError(thrown)];
  // The message of an unknown error may hold a piece of a record; its kind does not.
  const kind = thrown instanceof Error ? thrown.name : typeof thrown;
  return [
    {
      code: 'UNEXPECTED',
      message: `An unexpected error (${kind}) ended the run.`,
      hint: 'Run again with debug logging ("Re-run jobs" → "Enable debug logging"), and report what it shows.',
    },
  ];
}

/** That a run could not begin, or ended early, with the number of problems. */
export function failureSentence(errors: readonly ReportedError[], began: boolean, { count, failure }: Words): string {
  const problems = count(errors.length, 'problem');
  return began ? failure.early(problems) : failure.notBegun(problems);
}

/** The log has the names that mappings and both APIs have. */
const AS_WRITTEN: Words = { ...en, said: (message) => message };

/** One line of the log: `CODE file:line:column Sentence. What to do: hint. See docs/mapping.md#part`. */
export const logLine = (error: ReportedError): string => lineIn(AS_WRITTEN, error);

/** The same line in the language of a page. */
export function lineIn(words: Words, error: ReportedError): string {
  const { code, at } = error;
  const place = at === undefined ? '' : ` ${at.file}:${at.line}:${at.column}`;
  return `${code}${place} ${sentences(error, words)}`;
}

/** What happened, what to do and where a mistake in a file is explained, without code and place. */
export function sentences(error: ReportedError, words: Words = AS_WRITTEN): string {
  const { code, message, at } = error;
  const todo = todoOf(error, words);
  const reference = referenceOf(code, at?.file);
  return [
    sentence(words.said(message)),
    todo === null ? '' : `${words.todo.action}${todo}`,
    reference === undefined ? '' : words.see(reference),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** What to do about it: what the system's own words are known for comes before what is said of all that it refuses. */
export function todoOf(
  { code, message, hint }: Pick<ReportedError, 'code' | 'message' | 'hint'>,
  words: Words,
): string | null {
  if (hint === null || hint === '') return null;
  return knownAdvice(code, message, words.language) ?? sentence(words.said(hint));
}

/** All lines of the log for whatever was thrown; the stack only when debug logging is on. */
export function describeError(thrown: unknown, isDebug: boolean, words: Words = AS_WRITTEN): readonly string[] {
  const lines = errorsIn(thrown).map((error) => lineIn(words, error));
  return isDebug && thrown instanceof Error ? [...lines, ...stacksOf(thrown)] : lines;
}

function stacksOf(error: Error): readonly string[] {
  const stack = (error.stack ?? String(error)).split('\n');
  return error.cause instanceof Error ? [...stack, 'Caused by:', ...stacksOf(error.cause)] : stack;
}

export function sentence(text: string): string {
  const said = oneLine(text).trim();
  return /[.!?:]$/.test(said) || said === '' ? said : `${said}.`;
}
