import { loadMessages } from '../config/config.ts';
import { type ErrorClass, type ErrorCode, type ErrorFacts, errorCodes, isErrorCode } from '../errors/codes.ts';
import { ConfigError } from '../errors/errors.ts';
import type { Language } from '../errors/language.ts';
import { isTold, meaningOf } from '../errors/meanings/meanings.ts';
import { nearest } from '../nearest.ts';
import { explained, knownMessages } from '../report/advice.ts';
import type { KnownMessage } from '../systems/known-message.ts';
import { CLASSES } from './explain/classes.ts';
import { explainedMessage, similarMessages, WORDS } from './explain/explained-message.ts';
import { languageFlag, languageIn, type OptionHelp, optionLines, readOptions } from './options.ts';

/** Where the command tells it. */
export interface ExplainWorld {
  readonly output: { write(text: string): unknown };
  /** Where the folder of mappings is; absent = no message of a company counts. */
  readonly currentFolder?: string;
}

/** All codes, as they are printed. */
export const codeNames: readonly ErrorCode[] = Object.keys(errorCodes) as ErrorCode[];

/** The options of the command. */
export const FLAGS: OptionHelp = {
  ...languageFlag('what a code or a message means'),
  mappings: ['FOLDER', 'the folder with your own messages.yml; default: mappings'],
};

/** What `explain --help` says. */
export const explainHelp = `exact-asperion-sync explain tells what a code means that a run, a summary or this command line printed, and what to do. It
does the same for what one of the systems says when it refuses a record.

  exact-asperion-sync explain CODE
  exact-asperion-sync explain "MESSAGE"    Case, quotes and numbers in it do not matter.
  exact-asperion-sync explain              All codes, by what must happen next.

Options
${optionLines(FLAGS)}

Examples
  exact-asperion-sync explain UNMAPPED_KEY
  exact-asperion-sync explain write_unclear
  exact-asperion-sync explain "Gegeven bestaat reeds" --language nl
  exact-asperion-sync explain | grep STATE

What your company has written into messages.yml counts first (docs/operating.md#messages-of-your-own).`;

/**
 * Tells what the code or the message means that the arguments name, or lists all codes. Throws ConfigError UNKNOWN_ARGUMENT for what is neither, and as
 * `readOptions` and `loadMessages` do.
 */
export function explainCommand(args: readonly string[], { output, currentFolder }: ExplainWorld): boolean {
  const at = args.findIndex((arg, index) => !arg.startsWith('-') && !isOption(args[index - 1]));
  const written = args[at];
  const rest = written === undefined ? args : args.toSpliced(at, 1);
  if (rest.some((arg, index) => !arg.startsWith('-') && !isOption(rest[index - 1]))) {
    const hint = 'Put a message in quotes. See exact-asperion-sync explain --help.';
    throw new ConfigError('UNKNOWN_ARGUMENT', 'explain takes one code, or one message in quotes.', { hint });
  }
  const { language: typed, mappings } = readOptions('explain CODE', rest, ['language', 'mappings']);
  const language = languageIn(typed);
  const own = currentFolder === undefined ? [] : loadMessages(mappings ?? 'mappings', currentFolder);
  output.write(written === undefined ? allCodes(language) : meaningIn(written, own, language));
  return true;
}

const isOption = (arg: string | undefined): boolean => arg !== undefined && /^--(language|mappings)$/.test(arg);

/** What was written, as a code or as a message. */
function meaningIn(written: string, own: readonly KnownMessage[], language: Language): string {
  const code = written
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_');
  if (isErrorCode(code)) return explanation(code, isTold(code, language) ? language : 'en');
  const messages = explained(written, own);
  if (messages.length > 0) return messages.map((message) => explainedMessage(message, language)).join('\n');
  throw unknown(written, code, own);
}

function unknown(written: string, code: string, own: readonly KnownMessage[]): ConfigError {
  const meant = nearest(code, codeNames);
  if (meant !== null || !/\s/.test(written.trim())) {
    const hint = meant === null ? 'exact-asperion-sync explain lists all codes.' : `Did you mean ${meant}?`;
    return new ConfigError('UNKNOWN_ARGUMENT', `There is no code ${code.slice(0, 60)}.`, { hint });
  }
  const similar = similarMessages(written, [...own, ...knownMessages()]);
  const hint =
    similar.length === 0
      ? 'If you find out what it means, write it into messages.yml in the folder of mappings.'
      : `Did you mean ${similar.map((one) => `"${one}"`).join(' or ')}?`;
  return new ConfigError('UNKNOWN_ARGUMENT', 'Neither a code nor a message that is known.', { hint });
}

function explanation(code: ErrorCode, language: Language): string {
  const facts: ErrorFacts = errorCodes[code];
  const { says, page } = CLASSES[facts.class];
  const { means, todo } = meaningOf(code, language);
  const words = WORDS[language];
  const place = facts.part === undefined ? page : `docs/mapping.md#${facts.part}`;
  return `${code}\n\n${means}\n${says[language]}\n\n${words.todo}: ${todo}\n${words.more}: ${place}\n`;
}

function allCodes(language: Language): string {
  const width = Math.max(...codeNames.map((code) => code.length)) + 2;
  const groups = (Object.keys(CLASSES) as ErrorClass[]).map((one) => {
    const rows = codeNames
      .filter((code) => errorCodes[code].class === one)
      .map((code) => `  ${code.padEnd(width)}${meaningOf(code, language).means}`);
    return `${CLASSES[one].title[language]}\n${rows.join('\n')}\n`;
  });
  return `${groups.join('\n')}\n${WORDS[language].oneCode}\n`;
}
