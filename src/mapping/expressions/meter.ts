import { RecordError } from '../../errors.ts';
import { isDecimal, type Value } from '../../values.ts';
import type { Evaluate } from './names.ts';
import type { Expression } from './syntax.ts';

/** The most steps that a loop over a list, with the loops in it, may take for one value: a second or two. */
const MAX_STEPS = 20_000_000;
/** A function costs more than an operator. */
const CALL_STEPS = 20;

/** Counts the steps of a loop over a list. */
export interface Meter {
  left: number;
}

/** A new meter. */
export const newMeter = (): Meter => ({ left: MAX_STEPS });

/** Resets a meter when its loop starts again. */
export function reset(meter: Meter): void {
  meter.left = MAX_STEPS;
}

/**
 * A part of an expression that counts: one step for itself, and more for its result, because the enclosing part has that
 * much to process. Throws RecordError LIST_TOO_LONG when the steps are used up.
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

/** The steps that a value costs: one for four characters of text; for numbers, digits are multiplied with each other. */
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
