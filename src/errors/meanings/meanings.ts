import { adviceOf } from '../advice.ts';
import type { ErrorCode } from '../codes.ts';
import type { Language } from '../language.ts';
import { commandMeanings } from './commands.ts';
import { dutchRecordMeanings } from './dutch/records.ts';
import { dutchRunMeanings } from './dutch/runs.ts';
import { mappingMeanings } from './mappings.ts';
import type { Meaning, Meanings } from './meaning.ts';
import { recordMeanings } from './records.ts';
import { runMeanings } from './runs.ts';

const meanings: Meanings<ErrorCode> = { ...commandMeanings, ...mappingMeanings, ...recordMeanings, ...runMeanings };

const dutchMeanings: Partial<Meanings<ErrorCode>> = { ...dutchRecordMeanings, ...dutchRunMeanings };

/**
 * What a code means and what to do about it, for the command that explains codes and for docs/troubleshooting.md. Codes of mistakes in
 * files and inputs have no Dutch: they are told in English. No run needs it, so nothing that the action starts with may load it.
 */
export function meaningOf(code: ErrorCode, language: Language = 'en'): Meaning {
  const dutch = language === 'nl' ? dutchMeanings[code] : undefined;
  const written: Pick<Meaning, 'means'> & Partial<Meaning> = dutch ?? meanings[code];
  return { means: written.means, todo: written.todo ?? adviceOf(code, dutch === undefined ? 'en' : 'nl') ?? '' };
}
