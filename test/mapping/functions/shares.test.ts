import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RecordError } from '../../../src/errors/errors.ts';
import { library } from '../../../src/mapping/functions/library.ts';
import { isDecimal, type Value } from '../../../src/values.ts';
import { evaluate, names, shown } from '../expressions.ts';
import { TODAY } from '../flows.ts';

const call = (name: string, ...args: readonly Value[]): readonly Big[] => {
  const result = library.get(name)?.run?.(args, names.settings, TODAY) ?? null;
  return Array.isArray(result) ? (result as readonly Value[]).filter(isDecimal) : [];
};
const total = (amounts: readonly Big[]): string => amounts.reduce((sum, one) => sum.plus(one), new Big(0)).toFixed(2);
const isWhole = (amount: Big): boolean => amount.times(100).round(0).eq(amount.times(100));

const cents = fc.integer({ min: -50_000_000, max: 50_000_000 }).map((whole) => new Big(whole).div(100));
/** Amounts as lines have them: negative ones, nothing, and fractions of a cent. */
const weight = fc.oneof(
  { weight: 5, arbitrary: cents },
  fc
    .tuple(fc.integer({ min: -9_999_999, max: 9_999_999 }), fc.integer({ min: 0, max: 9 }))
    .map(([digits, places]) => new Big(digits).div(10 ** places)),
  fc.constant<Value>(null),
  fc.integer({ min: -100, max: 100 }),
);
const number = (value: Value): Big => (isDecimal(value) ? value : new Big(typeof value === 'number' ? value : 0));
const weights = fc.array(weight, { minLength: 1, maxLength: 12 });

describe('spread', () => {
  test('gives parts that add up to the cent, each less than a cent away from its share', () => {
    fc.assert(
      fc.property(cents, weights, (amount, parts) => {
        const sum = parts.reduce<Big>((all, one) => all.plus(number(one)), new Big(0));
        fc.pre(!sum.eq(0));
        const result = call('spread', amount, parts);
        expect(result).toHaveLength(parts.length);
        expect(total(result)).toBe(amount.toFixed(2));
        for (const [position, part] of result.entries()) {
          expect(isWhole(part)).toBe(true);
          const exact = amount.times(number(parts[position] ?? null)).div(sum);
          expect(part.minus(exact).abs().lt('0.010000001')).toBe(true);
        }
      }),
      { numRuns: 10_000 },
    );
  });

  test('mirrors its sign: a credit note has the parts of its invoice', () => {
    fc.assert(
      fc.property(cents, weights, (amount, parts) => {
        fc.pre(!parts.reduce<Big>((all, one) => all.plus(number(one)), new Big(0)).eq(0));
        const turned = parts.map((one) => (one === null ? null : number(one).times(-1)));
        const [first, credit, mirrored] = [
          call('spread', amount, parts),
          call('spread', amount.times(-1), parts),
          call('spread', amount, turned),
        ];
        expect(credit.map((one) => one.toFixed(2))).toEqual(
          first.map((one) =>
            one
              .times(-1)
              .toFixed(2)
              .replace(/^-(0\.00)$/, '$1'),
          ),
        );
        expect(mirrored.map(String)).toEqual(first.map(String));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['spread(0.05, [1, 1, 1])', ['0.02d', '0.02d', '0.01d']],
    ['spread(1, [1, 2, 4])', ['0.14d', '0.29d', '0.57d']],
    ['spread(0, [1, -1])', ['0d', '0d']],
    ['spread(0, [])', []],
    ['spread(null, [1])', null],
    ['spread(100, [1])', ['100d']],
  ])('%s', (text, wanted) => {
    expect(shown(evaluate(text))).toEqual(wanted);
  });

  test.each([
    ['spread(1, [])', 'over parts that add up to zero'],
    ['spread(1, [2, -2])', 'over parts that add up to zero'],
    ['spread(1.005, [1, 2])', 'an amount in whole cents'],
  ])('%s is refused', (text, message) => {
    expect(() => evaluate(text)).toThrow(message);
  });
});

describe('adjust', () => {
  test('rounds amounts to add up to the total, the largest by a cent and none by more', () => {
    fc.assert(
      fc.property(fc.array(weight, { maxLength: 12 }), fc.integer({ min: -12, max: 12 }), (given, off) => {
        const rounded = given.map((one) => (one === null ? null : number(one).round(2, Big.roundHalfUp)));
        const filled = rounded.filter((one) => one !== null);
        const wanted = filled.reduce((sum, one) => sum.plus(one), new Big(off).div(100));
        const movable = given.filter((one) => !number(one).eq(0));
        if (Math.abs(off) > movable.length) {
          expect(() => call('adjust', given, wanted)).toThrow(RecordError);
          return;
        }
        const result = call('adjust', given, wanted);
        expect(result).toHaveLength(filled.length);
        expect(total(result)).toBe(wanted.toFixed(2));
        const cent = new Big(Math.sign(off)).div(100);
        const moved = result.map((one, position) => one.minus(filled[position] ?? 0));
        expect(moved.filter((by) => !by.eq(0))).toHaveLength(Math.abs(off));
        for (const by of moved) expect(by.eq(0) || by.eq(cent)).toBe(true);
        const filledFrom = given.filter((one) => one !== null);
        for (const [at, one] of filledFrom.entries()) if (number(one).eq(0)) expect(moved[at]?.toNumber()).toBe(0);
        const sizes = (isMoved: boolean) =>
          filled.flatMap((one, at) => (moved[at]?.eq(0) === isMoved ? [] : [one.abs().toNumber()]));
        if (off !== 0) expect(Math.min(...sizes(true))).toBeGreaterThanOrEqual(Math.max(0, ...sizes(false)));
      }),
      { numRuns: 10_000 },
    );
  });

  test('changes the largest amounts, whatever their sign, and leaves nothing where nothing is', () => {
    expect(shown(evaluate('adjust([1, -30, null, 20], -9.01)'))).toEqual(['1d', '-30.01d', null, '20d']);
    expect(shown(evaluate('adjust([5, 5, 5], 15.02)'))).toEqual(['5.01d', '5.01d', '5d']);
  });

  test('leaves an amount of 0 alone, such as the VAT of a line under reverse charge', () => {
    expect(shown(evaluate('adjust([0, 21], 21.01)'))).toEqual(['0d', '21.01d']);
    expect(() => evaluate('adjust([0, 21], 21.02)')).toThrow('add up to 21.00 instead of 21.02');
    expect(() => evaluate('adjust([0], 0.01)')).toThrow('add up to 0.00 instead of 0.01');
  });

  test('does not hide an amount that is missing', () => {
    expect(() => evaluate('adjust([10, 20], 35)')).toThrow(
      /add up to 30.00 instead of 35.00, which is more than rounding explains/,
    );
    expect(() => evaluate('adjust([], 0.01)')).toThrow('add up to 0.00');
    expect(() => evaluate('adjust([1], 1.001)')).toThrow('whole cents');
  });
});
