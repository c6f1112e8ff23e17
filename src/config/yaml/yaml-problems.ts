import { type Document, isAlias, isMap, isNode, isScalar, isSeq, parseDocument, type Scalar, type YAMLMap } from 'yaml';
import type { ErrorCode } from '../../errors/codes.ts';
import { ConfigError, type SourcePosition } from '../../errors/errors.ts';
import { isOpenRow, rowForm, tornByHabit } from './foreign-lines.ts';
import { findTraps, hiddenByComment, quotedForm } from './yaml-traps.ts';
import { inPlainWords, unclosedAt } from './yaml-words.ts';

/** The position of the character at an offset of the file. */
export type PositionOf = (offset: number) => SourcePosition;

const QUOTE_HINT =
  'Put an expression in single quotes when it starts with a quote or !, or holds ": ", " #" or, inside braces, a comma.';

/**
 * What YAML itself refuses or warns about. One error per line, because more errors on a line mostly follow from the first; and nothing
 * after an error in the file's structure, because then every line below looks wrong.
 */
export function* syntaxProblems(
  document: Document.Parsed,
  text: string,
  isText: boolean,
  position: PositionOf,
): Generator<ConfigError> {
  const seen = new Set<number>();
  for (const error of [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0])) {
    const at = position(error.pos[0]);
    if (seen.has(at.line)) continue;
    seen.add(at.line);
    if (error.code === 'TAG_RESOLVE_FAILED') {
      const message = 'YAML reads "!" at the start as a tag, and nothing is left.';
      yield new ConfigError('YAML_TAG', message, { at, hint: quoteHint(quotedForm(text, error.pos[0])) });
      continue;
    }
    const torn = UNCLOSED.has(error.code) ? hiddenByComment(text, error.pos[0]) : null;
    if (torn !== null) {
      yield new ConfigError('YAML_TORN', torn.message, { at: position(torn.offset), hint: quoteHint(torn.quoted) });
      continue;
    }
    const unclosed = UNCLOSED.has(error.code) ? unclosedAt(document, text, error.pos[0]) : null;
    if (unclosed !== null) {
      const { offset } = unclosed;
      // A quote that an earlier error of its line has torn apart.
      if (position(offset).line !== at.line && seen.has(position(offset).line)) return;
      const said = `This is not valid YAML: ${unclosed.why}.`;
      yield new ConfigError('YAML_SYNTAX', said, {
        at: position(offset),
        hint: 'Close every bracket, brace and quote.',
      });
      return;
    }
    if (isText && isOpenRow(text, error.pos[0])) {
      const hint = 'Write it in place of the ?, or begin the line with a # again.';
      yield new ConfigError('EMPTY_VALUE', 'This row of the table has no value.', { at, hint });
      continue;
    }
    const row = isText && ROWS.has(error.code) ? rowForm(text, error.pos[0]) : null;
    if (row !== null) {
      const message = 'This line is no row: a row is a key, a colon, a blank and a value.';
      yield new ConfigError('YAML_SYNTAX', message, { at, hint: `Write this row: ${row}` });
      continue;
    }
    if (error.code === 'MULTILINE_IMPLICIT_KEY' && /["']/.test(text.charAt(error.pos[0]))) {
      const message = 'This is not valid YAML: a text in quotes that begins here does not end on its line.';
      yield new ConfigError('YAML_SYNTAX', message, { at, hint: 'Close it with the same quote.' });
      return;
    }
    const above = error.message.startsWith('All mapping items') ? lineAbove(text, error.pos[0]) : null;
    const form = above === null ? null : rowForm(text, above);
    if (above !== null && form !== null) {
      const message = 'This line has no key with a colon and a blank behind it.';
      yield new ConfigError('YAML_SYNTAX', message, { at: position(above), hint: `Write this row: ${form}` });
      return;
    }
    const isStructural = /[\]}]/.test(text.charAt(error.pos[0])) || isFineAlone(text, error.pos[0]);
    const commas = error.message.startsWith('Missing , or') ? quotedForm(text, error.pos[0]) : null;
    const advice = isStructural ? STRUCTURE_HINT : quoteHint(quotedForm(text, error.pos[0]));
    const message = `This is not valid YAML: ${inPlainWords(error, text)}.`;
    yield new ConfigError('YAML_SYNTAX', message, {
      at,
      hint: commas === null ? (SYNTAX_HINTS[error.code] ?? advice) : quoteHint(commas),
    });
    if (isStructural) return;
  }
}

/** Where the text of the line above begins; null if there is none. */
function lineAbove(text: string, offset: number): number | null {
  const end = text.lastIndexOf('\n', offset - 1);
  if (end < 0) return null;
  const start = text.lastIndexOf('\n', end - 1) + 1;
  return start + (/^ */.exec(text.slice(start, end))?.[0].length ?? 0);
}

/** True if the line at this offset is valid YAML by itself: then only its place is wrong. */
function isFineAlone(text: string, offset: number): boolean {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return (
    parseDocument(text.slice(start, end < 0 ? undefined : end).trim(), { prettyErrors: false }).errors.length === 0
  );
}

/** Errors about braces or brackets that are not closed. */
const UNCLOSED: ReadonlySet<string> = new Set(['BAD_INDENT', 'MISSING_CHAR']);

/** Errors that a row of a table makes which is not written as one. */
const ROWS: ReadonlySet<string> = new Set(['UNEXPECTED_TOKEN', 'MULTILINE_IMPLICIT_KEY', 'MISSING_CHAR']);

const SYNTAX_HINTS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'Indent with spaces.',
  MULTIPLE_DOCS: 'Make it a file of its own.',
  RESOURCE_EXHAUSTION: 'Use fewer levels.',
  BAD_INDENT: 'Close every bracket and brace, and give parts of one group the same number of blanks at the start.',
  MISSING_CHAR: 'Write a blank after the colon of a key, and close every bracket, brace and quote.',
  BAD_SCALAR_START: 'Name a field by its bare name; put a text that begins like this in quotes.',
  BAD_DQ_ESCAPE: 'Use single quotes around the text.',
  MULTILINE_IMPLICIT_KEY: 'Write a colon and a blank after the key.',
};

const STRUCTURE_HINT =
  'Look on this line and above for a bracket or brace too few or too many, or for wrong blanks at the start.';

function quoteHint(quoted: string | null): string {
  return quoted === null ? QUOTE_HINT : `An expression like this is written in quotes: ${quoted}`;
}

/** What YAML accepts although the author meant something else: see `readYaml`. */
export function contentProblems(
  document: Document.Parsed,
  text: string,
  lookForTraps: boolean,
  position: PositionOf,
): readonly ConfigError[] {
  const problems: ConfigError[] = [];
  const habits: ConfigError[] = [];
  const report = (node: unknown, code: ErrorCode, message: string, hint: string) => {
    problems.push(new ConfigError(code, message, { at: position(offsetOf(node)), hint }));
  };
  const above: unknown[] = [];
  // The library's own `visit` takes several times as long, and this goes through every file.
  const look = (node: unknown, isKey: boolean): void => {
    if (isAlias(node)) {
      const target = node.resolve(document);
      if (target === undefined) report(node, 'YAML_ALIAS', `No anchor &${node.source} stands before this.`, 'Add it.');
      else if (above.includes(target)) report(node, 'YAML_ALIAS', 'The alias contains itself.', 'Write it out.');
      return;
    }
    if (isScalar(node)) {
      if (!isKey && typeof node.value === 'number') lookAtNumber(node);
      return;
    }
    above.push(node);
    if (isMap(node)) lookAtGroup(node);
    else if (isSeq(node)) for (const item of node.items) look(item, false);
    above.pop();
  };
  const lookAtGroup = (group: YAMLMap): void => {
    const torn = tornByHabit(group, text, lookForTraps);
    if (torn !== null) {
      habits.push(new ConfigError('YAML_TORN', torn.message, { at: position(torn.offset), hint: torn.hint }));
      return;
    }
    const taken = new Set<unknown>();
    for (const { key } of group.items) {
      if (!isScalar(key)) continue;
      if (taken.has(key.value)) report(key, 'DUPLICATE_KEY', 'This key is here twice.', 'Keep one of them.');
      taken.add(key.value);
    }
    for (const { key, value } of group.items) {
      const isPlain = isScalar(key) && typeof key.value === 'string' && key.value !== '__proto__';
      if (!isPlain) report(key, 'YAML_KEY', 'This cannot be a key.', 'Use a plain text as key.');
      look(key, true);
      look(value, false);
    }
  };
  const lookAtNumber = (scalar: Scalar): void => {
    const written = scalar.source ?? '';
    if (/^[-+]?(0|[1-9]\d*)$/.test(written) && Number.isSafeInteger(scalar.value)) return;
    const message = `${written} would be read as the number ${scalar.value}.`;
    report(scalar, 'YAML_NUMBER', message, `Write '${written}' with quotes.`);
  };
  look(document.contents, false);
  const torn = (lookForTraps ? findTraps(document, text) : []).map(({ offset, message, quoted }) => {
    return new ConfigError('YAML_TORN', message, { at: position(offset), hint: quoteHint(quoted) });
  });
  // The pieces of an expression that YAML split look wrong in other ways, too.
  const isEcho = (problem: ConfigError) => torn.some(({ at }) => at?.line === problem.at?.line);
  return [...habits, ...torn, ...problems.filter((problem) => !isEcho(problem))];
}

function offsetOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
