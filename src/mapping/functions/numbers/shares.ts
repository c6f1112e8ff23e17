import Big from 'big.js';
import { RecordError } from '../../../errors/errors.ts';
import { ascending } from '../../../order.ts';
import type { Value } from '../../../values.ts';
import { badValue, toDecimal } from '../../expressions/operators.ts';
import { DECIMAL, listOf } from '../../expressions/types.ts';
import { asList, type MappingFunction, NUMBERS, number } from '../function.ts';

const numbers = (name: string) => ({ name, accepts: ['list'], of: NUMBERS }) as const;

/** Functions that divide an amount so that nothing of it is lost. */
export const shareFunctions: readonly MappingFunction[] = [
  {
    name: 'spread',
    doc: 'An amount divided by weights, to the cent: the parts add up to it exactly. The cents that rounding leaves go to the largest remainders.',
    example: ['spread(10, [1, 1, 1])', '[3.34, 3.33, 3.33]'],
    more: [
      ['spread(-10, [1, 1, 1])', '[-3.34, -3.33, -3.33]'],
      ['spread(5, [100, -50, null])', '[10, -5, 0]'],
    ],
    parameters: [number('amount'), numbers('weights')],
    result: listOf(DECIMAL),
    run: ([amount = null, weights]) => spread(inCents(amount, 'spread'), asList(weights)).map(asAmount),
  },
  {
    name: 'adjust',
    doc: 'Amounts rounded to the cent so that they add up to a total: the largest ones differ by a cent where rounding makes it necessary. No amount is changed by more than that, and one of 0 not at all.',
    example: ['adjust([3.333, 3.333, 3.333], 10)', '[3.34, 3.33, 3.33]'],
    more: [['adjust([10.004, null, -2.5, 0], 7.5)', '[10, null, -2.5, 0]']],
    parameters: [numbers('amounts'), number('total')],
    result: listOf(DECIMAL),
    run: ([amounts, total = null]) => adjust(asList(amounts), inCents(total, 'adjust')),
  },
];

const CENT = new Big('0.01');

const asAmount = (cents: bigint): Big => new Big(String(cents)).times(CENT);

/** An amount in cents. Throws RecordError BAD_VALUE for a fraction of a cent. */
function inCents(amount: Value, name: string): bigint {
  const cents = toDecimal(amount).times(100);
  if (!cents.round(0).eq(cents)) throw badValue(`"${name}" needs an amount in whole cents: round(…, 2)`);
  return BigInt(cents.toFixed(0));
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);
const sign = (value: bigint): bigint => (value < 0n ? -1n : 1n);

/**
 * Divides an amount by the largest remainder. The opposite amount over the same weights gives the same parts
 * with the opposite sign, so a credit note mirrors its invoice.
 */
function spread(amount: bigint, weights: readonly Value[]): readonly bigint[] {
  const whole = wholeNumbers(weights);
  const sum = whole.reduce((total, weight) => total + weight, 0n);
  if (sum === 0n && amount !== 0n) {
    const hint = 'First check that there is something to spread over, as in sum(weights) != 0.';
    throw new RecordError('BAD_VALUE', '"spread" cannot divide an amount over parts that add up to zero', { hint });
  }
  if (sum === 0n) return whole.map(() => 0n);
  const parts = whole.map((weight) => {
    const exact = abs(amount) * weight * sign(sum);
    const rest = ((exact % abs(sum)) + abs(sum)) % abs(sum);
    return { cents: (exact - rest) / abs(sum), rest };
  });
  const left = Number(abs(amount) - parts.reduce((total, { cents }) => total + cents, 0n));
  const more = positions(parts, (one, other) => ascending(other.rest, one.rest)).slice(0, left);
  const raised = new Set(more);
  return parts.map(({ cents }, at) => sign(amount) * (cents + (raised.has(at) ? 1n : 0n)));
}

/** Weights as whole numbers in the same proportions; null counts as 0. */
function wholeNumbers(weights: readonly Value[]): readonly bigint[] {
  const exact = weights.map((weight) => toDecimal(weight ?? 0));
  const places = Math.max(0, ...exact.map((weight) => weight.toFixed().split('.')[1]?.length ?? 0));
  return exact.map((weight) => BigInt(weight.toFixed(places).replace('.', '')));
}

/** Rounds amounts and moves single cents, the largest amounts first. Throws RecordError TOTAL_MISMATCH. */
function adjust(amounts: readonly Value[], total: bigint): Value {
  const rounded = amounts.map((amount) => (amount === null ? null : inCents(toDecimal(amount).round(2), 'adjust')));
  // Nothing is owed on an amount of 0, such as the VAT of a line under reverse charge: rounding cannot have made it.
  const given = rounded.flatMap((cents, at) =>
    cents === null || toDecimal(amounts[at] ?? null).eq(0) ? [] : [{ cents, at }],
  );
  const missing = total - given.reduce((sum, { cents }) => sum + cents, 0n);
  if (abs(missing) > BigInt(given.length)) {
    const [found, wanted] = [total - missing, total].map((cents) => asAmount(cents).toFixed(2));
    const message = `the amounts add up to ${found} instead of ${wanted}, which is more than rounding explains`;
    throw new RecordError('TOTAL_MISMATCH', message, {
      hint: 'Look for what is missing: rounding explains a cent for each line that has an amount.',
    });
  }
  const largest = positions(given, (one, other) => ascending(abs(other.cents), abs(one.cents)));
  const changed = new Set(largest.slice(0, Number(abs(missing))).map((position) => given[position]?.at));
  return rounded.map((cents, at) =>
    cents === null ? null : asAmount(changed.has(at) ? cents + sign(missing) : cents),
  );
}

/** Positions sorted by a comparison; equal ones keep their order. */
function positions<Part>(parts: readonly Part[], compare: (one: Part, other: Part) => number): readonly number[] {
  return parts
    .map((part, at) => ({ part, at }))
    .sort((one, other) => compare(one.part, other.part) || one.at - other.at)
    .map(({ at }) => at);
}
