import { RecordError } from '../../errors.ts';
import { isDecimal, type Value } from '../../values.ts';
import type { Evaluate } from './names.ts';
import type { Expression } from './syntax.ts';

/** Most steps that a walk through a list, and those within it, take together for one value: a second or two. */
const MAX_STEPS = 20_000_000;
/** A function does more than an operator. */
const CALL_STEPS = 20;

/** Counts the steps of a walk through a list. */
export interface Meter {
  left: number;
}

/** A meter that nothing has used yet. */
export const newMeter = (): Meter => ({ left: MAX_STEPS });

/** Sets a meter back, when its walk begins anew. */
export function reset(meter: Meter): void {
  meter.left = MAX_STEPS;
}

/**
 * A part of an expression that counts: a step for itself and more for what it gives, because the part around it has that
 * much to look at. Throws RecordError LIST_TOO_LONG when the steps are used up.
 */
export function metered(evaluate: Evaluate, kind: Expression['kind'], meter: Meter): Evaluate {
  const steps = kind === 'call' ? CALL_STEPS : 1;
  return (scope, locals) => {
    const value = evaluate(scope, locals);
    meter.left -= steps + weightOf(value);
    if (meter.left < 0) throw tooLong();
    return value;
  };
}

/** Steps that it takes to look at a value: text goes four characters a step, digits are multiplied with each other. */
function weightOf(value: Value): number {
  if (typeof value === 'string') return value.length >> 2;
  if (Array.isArray(value)) return value.length;
  return isDecimal(value) ? (value.c.length ** 2) >> 5 : 0;
}

function tooLong(): RecordError {
  return new RecordError('LIST_TOO_LONG', `a list within a list takes more than ${MAX_STEPS} steps`, {
    hint: 'Take less of the lists in the mapping, with filter(…) outside.',
  });
}
