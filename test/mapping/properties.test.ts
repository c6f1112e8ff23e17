import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SyncError } from '../../src/errors/errors.ts';
import { compileExpression } from '../../src/mapping/expressions/compile-expression.ts';
import { library } from '../../src/mapping/functions/library.ts';
import { canonical, LocalDateTime, type RecordValues, type Value } from '../../src/values.ts';
import { evaluate, names } from './expressions.ts';
import { compileFiles, INVOICE_LINES, orders, scopeOf, stepOf } from './flows.ts';

const FIELDS = [
  'ID',
  'Code',
  'Remark',
  'Count',
  'Amount',
  'Blocked',
  'Date',
  'Lines',
  'customer',
  'customer.Name',
  'debtor.Email',
];
const LITERALS = [
  'null',
  'true',
  'false',
  '0',
  '7',
  '0.1',
  '99999999999',
  '"a"',
  '""',
  '"2026-01-31"',
  'date("2026-01-31")',
  '[]',
  '[1, null]',
];
const OPERATORS = ['+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>=', '&&', '||', 'in'];

/** Expressions that can be read; most have wrong types somewhere, many do not. */
const expressions = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...FIELDS, ...LITERALS),
    fc
      .tuple(tie('any'), fc.constantFrom(...OPERATORS), tie('any'))
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    fc.tuple(tie('any'), tie('any'), tie('any')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc.tuple(fc.constantFrom('!', '-'), tie('any')).map(([sign, of]) => `${sign}${of}`),
    fc
      .tuple(fc.constantFrom(...library.keys()), fc.array(tie('any'), { minLength: 1, maxLength: 3 }))
      .map(([name, args]) => `${name}(${args.join(', ')})`),
    fc
      .tuple(
        fc.constantFrom('map', 'filter', 'exists', 'all'),
        tie('any'),
        fc.constantFrom('l.Amount', 'l', 'l.Quantity > 1', 'l.Code == Code'),
      )
      .map(([macro, list, body]) => `${list}.${macro}(l, ${body})`),
    fc.tuple(tie('any'), tie('any')).map(([list, index]) => `[${list}][${index}]`),
  ),
})).any;

/** Values as no client would ever give them: any value under any name. */
const values: fc.Arbitrary<Value> = fc.letrec<{ any: Value }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'xsmall' },
    fc.constantFrom<Value>(
      null,
      '',
      true,
      false,
      0,
      -0,
      1,
      Number.MAX_SAFE_INTEGER,
      0.1,
      Number.NaN,
      new Big('0.10'),
      new Big('1e40'),
    ),
    fc.string(),
    fc.integer(),
    fc.constantFrom('2026-02-30', '12.50', ' 7 ').map((text) => text),
    fc.constantFrom('2026-01-31T00:00:00', 'never', '').map((iso) => new LocalDateTime(iso)),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('Amount', 'Quantity', 'Code', 'Name', 'x'), tie('any'), { maxKeys: 4 }),
  ),
})).any;

const records = fc.dictionary(
  fc.constantFrom(...FIELDS.filter((name) => !name.includes('.'))),
  values,
) as fc.Arbitrary<RecordValues>;

/** Runs what may only fail as a SyncError. */
function settles(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    expect(error.code).toMatch(/^[A-Z_]+$/);
  }
}

describe('whatever is written and whatever comes', () => {
  test('readable expressions fail as coded errors only, on any record', () => {
    let run = 0;
    fc.assert(
      fc.property(expressions, records, (text, record) => {
        const compiled = compileExpression(text, names, ({ code, offset }) => {
          expect(code).toMatch(/^[A-Z_]+$/);
          expect(offset).toBeLessThanOrEqual(text.length);
        });
        if (compiled === null) return;
        run += 1;
        settles(() =>
          compiled.evaluate(scopeOf(record, { related: { customer: record }, steps: { debtor: record } }), []),
        );
      }),
      { numRuns: 3000 },
    );
    // A good part must get past the compiler, or nothing was tested.
    expect(run).toBeGreaterThan(300);
  });

  test('any text is read or refused', () => {
    const tokens = fc.array(
      fc.constantFrom(
        ...FIELDS,
        ...LITERALS,
        ...OPERATORS,
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
        '.',
        ',',
        '?',
        ':',
        '!',
        '"',
        '\\',
        '//',
        'l',
        'map',
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }),
          tokens.map((parts) => parts.join(' ')),
        ),
        (text) => {
          let problems = 0;
          const compiled = compileExpression(text, names, () => {
            problems += 1;
          });
          expect(compiled === null).toBe(problems > 0);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('a whole step maps any record or refuses it', () => {
    const step = stepOf(
      compileFiles({ 'flow.yml': orders(`${INVOICE_LINES}total: { of: amount, equals: AmountFC }\n`) }),
    );
    const order = fc.record({
      OrderNumber: values,
      OrderDate: values,
      Description: values,
      AmountFC: values,
      SalesOrderLines: values,
    });
    fc.assert(
      fc.property(order, (record) => settles(() => step.evaluate(scopeOf(record)))),
      { numRuns: 1000 },
    );
  });
});

describe('decimals', () => {
  const cents = fc.integer({ min: -(10 ** 12), max: 10 ** 12 });
  const amount = (value: number) => new Big(value).div(100);

  test('are added, subtracted and multiplied exactly, as whole cents are', () => {
    fc.assert(
      fc.property(cents, cents, (left, right) => {
        const record = { Amount: amount(left), Lines: [{ Amount: amount(right) }] };
        const inCents = (text: string, scale: number) => String((evaluate(text, record) as Big).times(scale));
        expect(inCents('Amount + Lines[0].Amount', 100)).toBe(String(BigInt(left) + BigInt(right)));
        expect(inCents('Amount - Lines[0].Amount', 100)).toBe(String(BigInt(left) - BigInt(right)));
        const product = evaluate('Amount * Lines[0].Amount', record) as Big;
        expect(product.times(10_000).toFixed().replace(/^-0$/, '0')).toBe(String(BigInt(left) * BigInt(right)));
      }),
    );
  });

  test('a sum does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 30 }), (list) => {
        const lines = list.map((value) => ({ Amount: amount(value) }));
        const sum = (of: readonly RecordValues[]) => canonical(evaluate('sum(Lines.map(l, l.Amount))', { Lines: of }));
        expect(sum(lines)).toBe(sum(lines.toReversed()));
        expect(sum(lines)).toBe(canonical(amount(list.reduce((total, value) => total + value, 0))));
      }),
    );
  });

  test('rounding is symmetric and off by half a cent at most', () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 99999 }), (whole, rest) => {
        const value = amount(whole).plus(new Big(rest).div(10_000_000));
        const rounded = evaluate('round(Amount, 2)', { Amount: value }) as Big;
        expect(rounded.minus(value).abs().lte('0.005')).toBe(true);
        expect(canonical(evaluate('round(-Amount, 2)', { Amount: value }))).toBe(canonical(rounded.times(-1)));
      }),
    );
  });
});
