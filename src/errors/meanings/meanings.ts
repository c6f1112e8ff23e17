import { type ErrorCode, type ErrorFacts, errorCodes } from '../codes.ts';
import { commandMeanings } from './commands.ts';
import { mappingMeanings } from './mappings.ts';
import type { Meaning, Meanings } from './meaning.ts';
import { recordMeanings } from './records.ts';
import { runMeanings } from './runs.ts';

const meanings: Meanings<ErrorCode> = { ...commandMeanings, ...mappingMeanings, ...recordMeanings, ...runMeanings };

/**
 * What a code means and what to do about it, for the command that explains codes and for docs/troubleshooting.md. No run needs it,
 * so nothing that the action starts with may load it.
 */
export function meaningOf(code: ErrorCode): Meaning {
  const written: Pick<Meaning, 'means'> & Partial<Meaning> = meanings[code];
  const { advice }: ErrorFacts = errorCodes[code];
  return { means: written.means, todo: written.todo ?? advice ?? '' };
}
