import { describe, expect, test } from 'vitest';
import { customers, errorsOf, orders, problemsOf } from './flows.ts';

/** Problems of a flow with, after each, nothing else. */
const told = (flow: string, tables: Readonly<Record<string, string>> = {}) =>
  problemsOf({ 'flow.yml': flow, ...tables });

describe('target fields', () => {
  test('are refused when unknown, with place and nearest name', () => {
    expect(told(customers('emialAddress: Email'))).toEqual([
      '13:7 UNKNOWN_FIELD There is no field "emialAddress" in debtors. | Did you mean emailAddress?',
    ]);
  });

  test('do not hide a mistake in the rule of an unknown field', () => {
    expect(told(customers('emialAddress: Emial')).map((line) => line.split(' ')[1])).toEqual([
      'UNKNOWN_FIELD',
      'UNKNOWN_FIELD',
    ]);
  });

  test('are refused when read-only, with what to do', () => {
    expect(told(customers('dateAdded: Created'))[0]).toMatch(
      /^13:7 READ_ONLY_FIELD The field "dateAdded" of debtors cannot be written\. \| Remove the line/,
    );
  });

  test('do not include the stock of Asperion, which moves by orders', () => {
    const flow = `from: exact-online.logistics/Items
to: asperion
steps:
  - { id: article, resource: articles, match: [articleNumber], update: true, fields: { articleNumber: Code, description: Description, currentStock: Stock } }
`;
    expect(told(flow).join()).toMatch(/READ_ONLY_FIELD.*currentStock.*moves through orders.*salesorderswithlines/);
  });

  test('do not include the price and stock of Exact Online, which are separate resources', () => {
    const flow = (field: string) => `from: asperion.articles
to: exact-online
steps:
  - { id: item, resource: logistics/Items, match: [Code], update: true, fields: { Code: articleNumber, Description: description, ${field}: salesPrice } }
`;
    expect(told(flow('StandardSalesPrice')).join()).toMatch(/READ_ONLY_FIELD.*logistics\/SalesItemPrices/);
    expect(told(flow('Stock')).join()).toMatch(/READ_ONLY_FIELD.*inventory\/StockCounts/);
  });

  test('must be mapped when required, in lines too', () => {
    const bare =
      'from: exact-online.crm/Accounts\nto: asperion\nsteps:\n  - { id: d, resource: debtors, match: [vatNumber], update: true, fields: { vatNumber: VATNumber } }\n';
    expect(told(bare)[0]).toMatch(
      /^4:\d+ MISSING_FIELD A record of debtors needs name, address, debtorKindId, and no rule fills them/,
    );
    expect(told(orders('lines:\n  each: SalesOrderLines\n  fields:\n    amount: line.AmountFC\n'))[0]).toMatch(
      /^18:7 MISSING_FIELD A record of salesinvoiceswithlines\.lines needs vatCode, ledgerAccountId/,
    );
    expect(told(orders('')).join()).toMatch(
      /MISSING_FIELD A record of salesinvoiceswithlines needs lines, and no rule fills it/,
    );
  });

  test('that are required on creation need more than a rule for updates', () => {
    const flow = customers('').replace('address: AddressLine1', 'address: { expr: AddressLine1, write: update }');
    expect(told(flow).join()).toMatch(/MISSING_FIELD A record of debtors needs address/);
  });
});

describe('results', () => {
  test.each([
    ['paymentConditionId: Blocked', 'WRONG_TYPE The field holds whole numbers, but this gives true or false.'],
    ['comments: Created', 'WRONG_TYPE The field holds text, but this gives a date. | Make it text: string(Created).'],
    [
      "blocked: 'PaymentConditionSales == null ? 1 : 2'",
      'WRONG_TYPE The field holds true or false, but this gives a whole number.',
    ],
    ['comments: BankAccounts', 'WRONG_TYPE The field holds text, but this gives a list'],
    ['paymentConditionId: { value: soon }', 'WRONG_TYPE The field holds whole numbers, but this is text.'],
    ['paymentConditionId: { value: "14" }', 'but this is text. | Write 14, without quotes.'],
    ['blocked: { value: "true" }', 'but this is text. | Write true or false, without quotes.'],
    ['comments: { value: true }', 'The field holds text, but this is true or false. | Put it in quotes: "true".'],
    ['paymentConditionId: { value: false }', 'The field holds whole numbers, but this is true or false.'],
    ['paymentConditionId: { value: 1.5 }', 'BAD_VALUE A whole number is needed, not a number with a fraction.'],
    [
      'paymentConditionId: { expr: int(PaymentConditionSales), default: "?" }',
      'WRONG_TYPE The field holds whole numbers',
    ],
    [
      'paymentConditionId: PaymentConditionSales',
      '13:27 WRONG_TYPE The field holds whole numbers, but this gives text. | Write int(PaymentConditionSales) where it holds digits, or translate it: { table: NAME, key: PaymentConditionSales }.',
    ],
    [
      'paymentConditionId: { expr: int(PaymentConditionSales), force: true }',
      'WRONG_TYPE The field holds whole numbers, but this is true or false.',
    ],
    [`paymentConditionId: '"one"'`, 'WRONG_TYPE The field holds whole numbers, but this gives text.'],
    [
      'paymentConditionId: { expr: int(PaymentConditionSales), when: Name }',
      'WRONG_TYPE A condition is true or false, not text. | Compare it, as in x != null.',
    ],
  ])('%s', (line, wanted) => {
    expect(told(customers(line))).toHaveLength(1);
    expect(told(customers(line))[0]).toContain(wanted);
  });

  test('constants that are too long are refused, written or computed', () => {
    const flow = (rule: string) => `from: asperion.articles
to: exact-online
steps:
  - id: item
    resource: logistics/Items
    match: [Code]
    update: true
    fields:
      Code: articleNumber
      Description: ${rule}
`;
    const long = 'x'.repeat(61);
    expect(told(flow(`{ value: ${long} }`))[0]).toBe(
      '10:29 TOO_LONG The text has 61 characters, 60 are allowed. | Shorten it in the mapping: slice(…, 0, 60).',
    );
    expect(told(flow(`'"${long}"'`))[0]).toContain('TOO_LONG');
    expect(told(flow(`'pad("a", 61)'`))[0]).toContain('TOO_LONG');
    expect(told(flow('{ value: short }'))).toEqual([]);
  });

  test('`where` must give true or false', () => {
    expect(told(customers('', 'where: Name\n'))[0]).toMatch(/^3:8 WRONG_TYPE A condition is true or false, not text/);
  });

  test('problems give places inside expressions, even quoted ones', () => {
    expect(told(customers('comments: lower(Nmae)'))[0]).toMatch(/^13:23 UNKNOWN_FIELD/);
    expect(told(customers(`comments: 'lower(Nmae)'`))[0]).toMatch(/^13:24 UNKNOWN_FIELD/);
    expect(told(customers(`comments: '"it''s " + Nmae'`))[0]).toMatch(/^13:29 UNKNOWN_FIELD/);
  });
});

describe('tables', () => {
  const rule = (more = '') => customers(`paymentConditionId: { table: conditions, key: PaymentConditionSales${more} }`);

  test('are refused when unknown, with the nearest name', () => {
    const problems = told(rule(), { 'tables/condition.yml': '"01": 1\n' });
    expect(problems).toEqual(['13:36 UNKNOWN_TABLE There is no table "conditions". | Did you mean condition?']);
  });

  test('have rows that the field cannot hold refused, at their place in the table', () => {
    const errors = errorsOf({ 'flow.yml': rule(), 'tables/conditions.yml': '"01": 1\n"02": soon\n"03": 3\n"04": x\n' });
    expect(errors.map(({ code, at }) => [code, at?.file, at?.line, at?.column])).toEqual([
      ['BAD_VALUE', 'mappings/tables/conditions.yml', 2, 7],
      ['BAD_VALUE', 'mappings/tables/conditions.yml', 4, 7],
    ]);
  });

  test('have their mistakes reported once, at their place, even when `where` uses them too', () => {
    const where = 'Code != null && table("kinds", Country) == "1"';
    const kinds = (rows: string) => ({
      'flow.yml': customers('', `where: '${where}'\n`),
      'tables/kinds.yml': rows,
    });
    const placesOf = (rows: string) => errorsOf(kinds(rows)).map(({ at, code }) => `${at?.file}:${at?.line} ${code}`);
    expect(placesOf('NL: { a: "1" }\nBE: { a: "2" }\n')).toEqual(['mappings/flow.yml:3 TABLE_KEYS']);
    expect(placesOf('NL: { a: "1" }\nBE: "2"\n')).toEqual(['mappings/tables/kinds.yml:1 TABLE_KEYS']);
  });

  test('need rows with as many keys as the rule', () => {
    const nested = told(rule(), { 'tables/conditions.yml': 'NL:\n  "01": 1\n' });
    expect(nested[0]).toContain(
      '13:53 TABLE_KEYS The rows of table conditions have 2 keys each, but this rule gives 1.',
    );
    const flat = told(customers('paymentConditionId: { table: conditions, key: [Country, Code] }'), {
      'tables/conditions.yml': '"01": 1\n',
    });
    expect(flat[0]).toContain('TABLE_KEYS The rows of table conditions have 1 key each, but this rule gives 2.');
    const mixed = errorsOf({ 'flow.yml': rule(), 'tables/conditions.yml': '"01": 1\nNL:\n  "01": 1\n' });
    expect(mixed.map(({ message, at }) => [at?.file, at?.line, message])).toEqual([
      [
        'mappings/tables/conditions.yml',
        2,
        'This row of table conditions has more than 1 key, but a rule looks it up by 1.',
      ],
    ]);
  });

  test('need a default that is promised', () => {
    expect(told(rule(', unmapped: default'), { 'tables/conditions.yml': '' })[0]).toContain('MISSING_DEFAULT');
  });

  test('a date that chooses a dated row is a date; rows without dates take any', () => {
    const tables = { 'tables/conditions.yml': '"01": 1\n' };
    expect(told(rule(', at: Created'), tables)).toEqual([]);
    expect(told(rule(', at: Code'), tables)[0]).toMatch(/WRONG_TYPE "at" is a date, not text/);
    expect(told(rule(', at: Crated'), tables)[0]).toMatch(/UNKNOWN_FIELD.*Did you mean Created/);
  });

  test('have mistakes in their keys reported', () => {
    const problems = told(customers('paymentConditionId: { table: t, key: [Coutnry, BankAccounts] }'), {
      'tables/t.yml': '',
    });
    expect(problems[0]).toContain('13:45 UNKNOWN_FIELD');
    expect(problems[1]).toContain('WRONG_TYPE A key of a table is a single value');
  });
});
