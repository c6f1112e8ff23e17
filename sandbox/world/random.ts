import { createHash } from 'node:crypto';

/** Repeatable random values: a seed gives the same sequence on every machine. */
export interface Chance {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** One of the elements; throws when there are none. */
  pick<T>(elements: readonly T[]): T;
  /** The pattern with each `#` replaced by a digit: `NL#########B01`. */
  digits(pattern: string): string;
}

/** A separate generator per subject, so that a new field here does not change values there. */
export function chance(seed: number, subject: string): Chance {
  let state = createHash('sha256').update(`${seed}/${subject}`).digest().readUInt32LE(0);
  // xorshift32 (Marsaglia 2003), which cannot leave zero.
  if (state === 0) state = 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const pick = <T>(elements: readonly T[]): T => {
    const element = elements[between(0, elements.length - 1)];
    if (element === undefined) throw new RangeError('There is nothing to pick from.');
    return element;
  };
  return { between, pick, digits: (pattern) => pattern.replaceAll('#', () => String(between(0, 9))) };
}

/** The id of a record, always the same for a name and a world: `guid(1, 'Accounts', '20001')`. */
export function guid(seed: number, ...name: readonly (string | number)[]): string {
  const hex = createHash('sha256')
    .update([seed, ...name].join('/'))
    .digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
