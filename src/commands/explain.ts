import { type ErrorClass, type ErrorCode, type ErrorFacts, errorCodes, isErrorCode } from '../errors/codes.ts';
import { ConfigError } from '../errors/errors.ts';
import { meaningOf } from '../errors/meanings/meanings.ts';
import { nearest } from '../nearest.ts';

/** Where the command tells it. */
export interface ExplainWorld {
  readonly output: { write(text: string): unknown };
}

/** What each class of errors means for a run, and the page that explains it. */
const CLASSES: Readonly<Record<ErrorClass, { readonly title: string; readonly says: string; readonly page: string }>> =
  {
    config: {
      title: 'Something that a person wrote',
      says: 'Somebody must correct a file, an input or a setting. Nothing was written for it.',
      page: 'docs/mistakes.md',
    },
    access: {
      title: 'Logins and rights',
      says: 'A login or a right is missing. Runs fail until somebody gives it.',
      page: 'docs/operating.md#when-a-login-is-lost',
    },
    transient: {
      title: 'Passing failures',
      says: 'It passes by itself: the next run goes on from the same place.',
      page: 'README.md#when-something-fails',
    },
    record: {
      title: 'One record',
      says: 'This record was set aside as a dead letter. The others went on, and it is tried again later.',
      page: 'README.md#when-something-fails',
    },
    state: {
      title: 'The saved state',
      says: 'The run stopped before it wrote anything, because its memory of earlier runs cannot be trusted or saved.',
      page: 'docs/operating.md#what-is-kept',
    },
    fault: {
      title: 'Faults of the program',
      says: 'This is a mistake of the program, not yours.',
      page: 'README.md#when-something-fails',
    },
  };

/** All codes, as they are printed. */
export const codeNames: readonly ErrorCode[] = Object.keys(errorCodes) as ErrorCode[];

/** What `explain --help` says. */
export const explainHelp = `exact-asperion-sync explain tells what a code means that a run, a summary or this command line printed, and what to do.

  exact-asperion-sync explain CODE
  exact-asperion-sync explain              All codes, by what must happen next.

Examples
  exact-asperion-sync explain UNMAPPED_KEY
  exact-asperion-sync explain write_unclear
  exact-asperion-sync explain | grep STATE`;

/** Tells what the code means that the arguments name, or lists all. Throws ConfigError UNKNOWN_ARGUMENT for what is no code. */
export function explainCommand(args: readonly string[], { output }: ExplainWorld): boolean {
  const [written, ...others] = args;
  if (others.length > 0 || written?.startsWith('-') === true) {
    throw new ConfigError('UNKNOWN_ARGUMENT', 'explain takes one code.', {
      hint: 'See exact-asperion-sync explain --help.',
    });
  }
  output.write(written === undefined ? allCodes() : explanation(codeOf(written)));
  return true;
}

/** The code that was meant, whatever its case and whatever stands between its words. */
function codeOf(written: string): ErrorCode {
  const code = written
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_');
  if (isErrorCode(code)) return code;
  const meant = nearest(code, codeNames);
  const hint = meant === null ? 'exact-asperion-sync explain lists all codes.' : `Did you mean ${meant}?`;
  throw new ConfigError('UNKNOWN_ARGUMENT', `There is no code ${code.slice(0, 60)}.`, { hint });
}

function explanation(code: ErrorCode): string {
  const facts: ErrorFacts = errorCodes[code];
  const { says, page } = CLASSES[facts.class];
  const { means, todo } = meaningOf(code);
  const place = facts.part === undefined ? page : `docs/mapping.md#${facts.part}`;
  return `${code}\n\n${means}\n${says}\n\nWhat to do: ${todo}\nMore: ${place}\n`;
}

function allCodes(): string {
  const width = Math.max(...codeNames.map((code) => code.length)) + 2;
  const groups = (Object.keys(CLASSES) as ErrorClass[]).map((one) => {
    const rows = codeNames
      .filter((code) => errorCodes[code].class === one)
      .map((code) => `  ${code.padEnd(width)}${meaningOf(code).means}`);
    return `${CLASSES[one].title}\n${rows.join('\n')}\n`;
  });
  return `${groups.join('\n')}\nexact-asperion-sync explain CODE says what to do about one.\n`;
}
