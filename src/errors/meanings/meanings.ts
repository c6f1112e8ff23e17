import { adviceOf } from '../advice.ts';
import type { ErrorCode } from '../codes.ts';
import type { Language } from '../language.ts';
import { commandMeanings } from './commands.ts';
import { dutchFileMeanings } from './dutch/files.ts';
import { dutchRecordMeanings } from './dutch/records.ts';
import { dutchRunMeanings } from './dutch/runs.ts';
import { mappingMeanings } from './mappings.ts';
import type { Meaning, Meanings } from './meaning.ts';
import { recordMeanings } from './records.ts';
import { runMeanings } from './runs.ts';

const meanings: Meanings<ErrorCode> = { ...commandMeanings, ...mappingMeanings, ...recordMeanings, ...runMeanings };

const dutchMeanings: Partial<Meanings<ErrorCode>> = {
  ...dutchRecordMeanings,
  ...dutchRunMeanings,
  ...dutchFileMeanings,
};

/** True if a code is explained in a language. Codes of mistakes in flows, settings, inputs and typed commands have no Dutch. */
export const isTold = (code: ErrorCode, language: Language): boolean =>
  language === 'en' || Object.hasOwn(dutchMeanings, code);

/**
 * What a code means and what to do about it, for the command that explains codes and for docs/troubleshooting.md; in English if
 * it is not told in the language. No run needs it, so nothing that the action starts with may load it.
 */
export function meaningOf(code: ErrorCode, language: Language = 'en'): Meaning {
  const dutch = language === 'nl' ? dutchMeanings[code] : undefined;
  const written: Pick<Meaning, 'means'> & Partial<Meaning> = dutch ?? meanings[code];
  return { means: written.means, todo: written.todo ?? adviceOf(code, dutch === undefined ? 'en' : 'nl') ?? '' };
}
