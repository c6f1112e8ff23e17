import { setFlagsFromString } from 'node:v8';

/**
 * A sync is mostly its start, in which nothing is done often enough for optimized machine code to pay, and most of what is made is soon thrown
 * away. So the engine makes no such code for now, and does not double its room for new objects. For the whole process.
 */
export function startSmall(): void {
  setFlagsFromString('--no-opt');
  setFlagsFromString('--no-maglev');
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** From here on the engine does as it always does: what follows may be long. */
export function endSmallStart(): void {
  setFlagsFromString('--opt');
  setFlagsFromString('--maglev');
  setFlagsFromString('--semi-space-growth-factor=2');
}
