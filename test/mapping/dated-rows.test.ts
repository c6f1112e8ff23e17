import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConfigError, ConfigErrors, RecordError } from '../../src/errors/errors.ts';
import { LocalDateTime, type RecordValues } from '../../src/values.ts';
import { compileFiles, customers, INVOICE_LINES, orders, problemsOf, scopeOf, stepOf } from './flows.ts';

const ACCOUNT: RecordValues = { Code: '20001', Name: 'Bakkerij De Kroon', AddressLine1: 'Damstraat 1' };
const day = (date: string, time = '00:00:00') => new LocalDateTime(`${date}T${time}`);

/** The payment condition of a customer who became one on a day, by a table of terms. */
function termOf(table: string, record: RecordValues, more = ', at: CustomerSince') {
  const fields = `paymentConditionId: { table: terms, key: PaymentConditionSales${more} }`;
  const program = compileFiles({ 'flow.yml': customers(fields), 'tables/terms.yml': table });
  return stepOf(program).evaluate(scopeOf({ ...ACCOUNT, PaymentConditionSales: '14', ...record })).paymentConditionId;
}

const thrown = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  return null;
};

describe('a dated row', () => {
  const NEW_YEAR = `"14":
  - { value: 2, until: 2025-12-31 }
  - { value: 3, from: 2026-01-01, until: 2026-06-30 }
  - { value: 4, from: 2026-08-01 }
"30": 5
`;

  test('gives the value of the day, the first and the last day of each period included', () => {
    const on = (date: string, time?: string) => termOf(NEW_YEAR, { CustomerSince: day(date, time) });
    expect(on('1999-01-01')).toBe(2);
    expect(on('2025-12-31')).toBe(2);
    expect(on('2026-01-01')).toBe(3);
    expect(on('2026-06-30')).toBe(3);
    expect(on('2026-08-01')).toBe(4);
    expect(on('2099-12-31')).toBe(4);
  });

  test('goes by the Dutch calendar date of a moment, up to its last second', () => {
    expect(termOf(NEW_YEAR, { CustomerSince: day('2025-12-31', '23:59:59') })).toBe(2);
    expect(termOf(NEW_YEAR, { CustomerSince: day('2026-06-30', '23:59:59') })).toBe(3);
  });

  test('leaves rows without dates alone: those hold always, also without a date', () => {
    expect(termOf(NEW_YEAR, { PaymentConditionSales: '30', CustomerSince: day('2026-07-15') })).toBe(5);
    expect(termOf(NEW_YEAR, { PaymentConditionSales: '30' })).toBe(5);
  });

  test('without a value for the day is an unmapped key that names the day', () => {
    const gap = { CustomerSince: day('2026-07-15') };
    const error = thrown(() => termOf(NEW_YEAR, gap));
    expect(error).toBeInstanceOf(RecordError);
    expect(error).toMatchObject({
      code: 'UNMAPPED_KEY',
      message:
        'Field paymentConditionId: Table terms has no value for "14" on 2026-07-15. Add a value for that day to the row in mappings/tables/terms.yml.',
    });
    expect(termOf(NEW_YEAR, gap, ', at: CustomerSince, unmapped: default, default: 9')).toBe(9);
    const stop = thrown(() => termOf(NEW_YEAR, gap, ', at: CustomerSince, unmapped: fail'));
    expect(stop).toBeInstanceOf(ConfigError);
    expect(stop).toMatchObject({ code: 'UNMAPPED_KEY' });
  });

  test('chooses nothing by a date that is null: the record waits, unless unmapped says default', () => {
    expect(thrown(() => termOf(NEW_YEAR, {}))).toMatchObject({
      code: 'UNMAPPED_KEY',
      message:
        'Field paymentConditionId: Table terms has several values for "14", but the record has no date to choose by. Fill the date in the source, or let "at" fall back on another one: coalesce(…, …).',
    });
    expect(termOf(NEW_YEAR, {}, ', at: CustomerSince, unmapped: default, default: 9')).toBe(9);
    expect(termOf(NEW_YEAR, { PaymentConditionSales: null })).toBeNull();
  });

  test('may stand on the last of several levels, and its date may be computed', () => {
    const flow = orders(
      INVOICE_LINES.replace(
        '{ value: "1" }',
        '{ table: vat, key: [Currency, line.VATCode], at: "addDays(OrderDate, 1)" }',
      ),
    );
    const tables = {
      'tables/vat.yml': 'EUR:\n  "2": [{ value: VH, until: 2025-12-31 }, { value: VN, from: 2026-01-01 }]\n',
    };
    const step = stepOf(compileFiles({ 'flow.yml': flow, ...tables }));
    const vatOn = (date: string) =>
      step.evaluate(
        scopeOf({ OrderNumber: 1, OrderDate: day(date), Currency: 'EUR', SalesOrderLines: [{ VATCode: '2' }] }),
      ).lines;
    expect(vatOn('2025-12-30')).toMatchObject([{ vatCode: 'VH' }]);
    expect(vatOn('2025-12-31')).toMatchObject([{ vatCode: 'VN' }]);
  });

  test('gives codes that a reference resolves', () => {
    const flow = `from: asperion.articles
to: exact-online
steps:
  - id: item
    resource: logistics/Items
    match: [Code]
    update: true
    fields:
      Code: articleNumber
      Description: description
      GLRevenue: { ref: financial/GLAccounts, by: Code, table: accounts, key: brand, at: dateAdded }
`;
    const table = 'a: [{ value: "8000", until: 2025-12-31 }, { value: "8010", from: 2026-01-01 }]\n';
    const step = stepOf(compileFiles({ 'flow.yml': flow, 'tables/accounts.yml': table }));
    const record = { articleNumber: 'A', description: 'x', brand: 'a' };
    const sought = (date: string) => {
      const refs = (_resource: string, _by: string, code: string) => `id-${code}`;
      return step.evaluate(scopeOf({ ...record, dateAdded: day(date) }, { refs })).GLRevenue;
    };
    expect(sought('2025-06-01')).toBe('id-8000');
    expect(sought('2026-06-01')).toBe('id-8010');
  });

  test('tells its values and their periods without any record, and counts in the version', () => {
    const compile = (until: string) => {
      const table = `"14": [{ value: 2, until: ${until} }]\n`;
      const fields = 'paymentConditionId: { table: terms, key: PaymentConditionSales, at: CustomerSince }';
      return compileFiles({ 'flow.yml': customers(fields), 'tables/terms.yml': table });
    };
    const { values, keys } = stepOf(compile('2025-12-31')).outline;
    expect(values).toContainEqual({
      resource: 'debtors',
      field: 'paymentConditionId',
      value: 2,
      list: null,
      period: { from: null, until: '2025-12-31' },
      at: { file: 'mappings/tables/terms.yml', line: 1, column: 17 },
    });
    expect(keys).toMatchObject([{ field: 'PaymentConditionSales', key: '14' }]);
    expect(compile('2025-12-31').version).toBe(compile('2025-12-31').version);
    expect(compile('2025-12-31').version).not.toBe(compile('2026-12-31').version);
  });

  test('is checked when it is loaded, every entry at its place', () => {
    const problems = problemsOf({
      'flow.yml': customers('paymentConditionId: { table: terms, key: PaymentConditionSales }'),
      'tables/terms.yml': `"14":
  - { value: two, until: 2025-12-31 }
  - { value: 3, from: 2026-01-01 }
`,
    });
    expect(problems).toEqual([
      '13:36 TABLE_PERIODS The values of table terms depend on a date, but this rule gives none. | Add "at" with the date that counts, such as at: OrderDate.',
      '2:14 BAD_VALUE A whole number is needed, found "two". | Correct it here: it is wrong for every record.',
    ]);
  });

  test('is a row like any other even under a key that every object has', () => {
    const table = 'constructor: [{ value: 7, from: 2026-01-01 }]\n';
    const record = { PaymentConditionSales: 'constructor', CustomerSince: day('2026-01-01') };
    expect(termOf(table, record)).toBe(7);
  });
});

describe('periods', () => {
  const date = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    .map((moment) => moment.toISOString().slice(0, 10));
  const period = fc.record({ from: fc.option(date), until: fc.option(date) });

  test('that are accepted never hold two values on one day, and those that are refused do', () => {
    fc.assert(
      fc.property(fc.array(period, { minLength: 1, maxLength: 4 }), date, (periods, on) => {
        const rows = periods.map(({ from, until }, index) => {
          const from_ = from === null ? '' : `, from: ${from}`;
          return `  - { value: ${index}${from_}${until === null ? '' : `, until: ${until}`} }\n`;
        });
        const holds = (at: string) =>
          periods.flatMap(({ from, until }, index) =>
            (from === null || from <= at) && (until === null || at <= until) ? [index] : [],
          );
        const ends = periods.flatMap(({ from, until }) => [from ?? '0001-01-01', until ?? '9999-12-31']);
        const isBackwards = periods.some(({ from, until }) => from !== null && until !== null && until < from);
        const isDouble = ends.some((at) => holds(at).length > 1);
        const table = `"14":\n${rows.join('')}`;
        const error = thrown(() => termOf(table, { CustomerSince: day(on) }));
        if (isBackwards || isDouble) {
          const codes = error instanceof ConfigErrors ? error.problems.map(({ code }) => code) : [String(error)];
          expect([...new Set(codes)]).toEqual(['TABLE_PERIODS']);
          return;
        }
        const [held] = holds(on);
        if (held === undefined) expect(error).toMatchObject({ code: 'UNMAPPED_KEY' });
        else expect(termOf(table, { CustomerSince: day(on) })).toBe(held);
      }),
      { numRuns: 150 },
    );
  });
});
