import { describe, expect, it } from 'vitest';
import { isValid, percentOf } from '../../src/report/validate-report.ts';
import { customers } from '../support/samples.ts';
import { check, failuresOf, unreachedOf } from './check.ts';

/** Lines of a flow of customers before its own fields, those that its tests reach always. */
const BASE = ['characteristic5', 'name', 'address', 'debtorKindId'];

/** What the cases leave out of a flow of customers with these fields, places left out. */
async function unreached(fields: string, records: readonly string[], more: { head?: string; table?: string } = {}) {
  const cases = records.map(
    (record, position) =>
      `- { name: "${position}", given: { source: { crm/Accounts: [{ Code: "1", Name: A, AddressLine1: B, ${record} }] } }, expect: [] }`,
  );
  const validation = await check({
    'flow.yml': customers({ fields, head: more.head ?? '' }),
    'flow.test.yml': cases.join('\n'),
    ...(more.table === undefined ? {} : { 'tables/terms.yml': more.table }),
  });
  return unreachedOf(validation).map((line) => line.replace(/^\d+ /, '').replace(/ of step debtor/, ''));
}

describe('a rule', () => {
  it('is reached when it gives a value', async () => {
    expect(await unreached('city: City', ['City: Gouda'])).toEqual([]);
    expect(await unreached('city: City', ['City: null'])).toEqual(['gives field city a value']);
  });

  it('of a constant is reached when it is asked for, null too', async () => {
    expect(await unreached('city: { value: null }', ['City: Gouda'])).toEqual([]);
    const leftOut = await unreached('city: { value: null }', ['Status: S'], { head: 'where: Status == "C"' });
    expect(leftOut).toContain('gives field city a value');
  });

  it('with force is reached without what it overrides', async () => {
    expect(await unreached(`city: { expr: 'Country == "NL" ? City : null', force: Gouda }`, ['Country: BE'])).toEqual(
      [],
    );
  });

  it('is not reached by a record that is left out', async () => {
    const all = [...BASE.map((field) => `gives field ${field} a value`), 'makes "where" true'];
    expect((await unreached('', ['Status: S'], { head: 'where: Status == "C"' })).toSorted()).toEqual(all.toSorted());
    expect(await unreached('', ['Status: S', 'Status: C'], { head: 'where: Status == "C"' })).toEqual([]);
  });
});

describe('a part of a rule', () => {
  it('each alternative of first', async () => {
    const rule = 'city: { first: [City, State, { value: Gouda }] }';
    expect(await unreached(rule, ['City: Delft'])).toEqual([
      'takes alternative 2 of field city',
      'takes alternative 3 of field city',
    ]);
    expect(await unreached(rule, ['City: Delft', 'State: Delft', 'Country: NL'])).toEqual([]);
  });

  it('a condition, true and false', async () => {
    const rule = `city: { expr: City, when: 'Country == "NL"' }`;
    expect(await unreached(rule, ['City: Gouda, Country: NL'])).toEqual(['makes the condition of field city false']);
    expect(await unreached(rule, ['City: Gouda, Country: NL', 'Country: BE'])).toEqual([]);
  });

  it('the default', async () => {
    const rule = 'city: { expr: City, default: Gouda }';
    expect(await unreached(rule, ['City: Delft'])).toEqual(['takes the default of field city']);
    expect(await unreached(rule, ['City: Delft', 'Country: NL'])).toEqual([]);
  });

  it('both sides of the colon, within one another too', async () => {
    const rule = `city: 'Country == "NL" ? City : (Country == "BE" ? "Gent" : "?")'`;
    expect(await unreached(rule, ['City: Gouda, Country: NL'])).toEqual([
      'takes what stands after the colon in field city',
      'takes what stands before the colon in field city',
      'takes what stands after the colon in field city',
    ]);
    expect(await unreached(rule, ['City: Gouda, Country: NL', 'Country: BE', 'Country: FR'])).toEqual([]);
  });
});

describe('a row of a table', () => {
  it('is not used by a look-up that finds no value for its day', async () => {
    const rule = 'comments: tableOn("terms", Created, PaymentConditionSales)';
    const table = '"08": [{ value: 1, until: 2026-12-31 }]\n';
    const records = ['PaymentConditionSales: "08", Created: 2027-01-01'];
    expect(await unreached(rule, records, { table })).toContain('terms.08 until 2026-12-31');
    expect(await unreached(rule, ['PaymentConditionSales: "08", Created: 2026-01-01'], { table })).toEqual([]);
  });

  const rule =
    'paymentConditionId: { table: terms, key: PaymentConditionSales, at: Created, unmapped: default, default: 9 }';
  const records = ['PaymentConditionSales: "08", Created: 2026-03-01', 'PaymentConditionSales: "99"'];

  it('is reached when a rule finds it, a dated one in each of its periods', async () => {
    const table = '"08": [{ value: 1, until: 2026-12-31 }, { value: 2, from: 2027-01-01 }]\n"14": 3\n';
    expect(await unreached(rule, records, { table })).toEqual(['terms.08 from 2027-01-01', 'terms.14']);
    const later = 'PaymentConditionSales: "08", Created: 2027-01-01';
    expect(await unreached(rule, [...records, later, 'PaymentConditionSales: "14"'], { table })).toEqual([]);
  });

  it('is named by its group where none of it is reached, at its line', async () => {
    const files = {
      'flow.yml': customers({ fields: 'paymentConditionId: { table: terms, key: [Country, PaymentConditionSales] }' }),
      'tables/terms.yml': 'NL:\n  "08": 1\n  "14": 2\nGB:\n  "08": 1\n  "14": 2\n',
      'flow.test.yml': `- name: one
  given: { source: { crm/Accounts: [{ Code: "1", Name: A, AddressLine1: B, Country: NL, PaymentConditionSales: "08" }] } }
  expect: [{ create: debtors, fields: { characteristic5: EO-1, name: A, address: B, debtorKindId: company, paymentConditionId: 1 } }]`,
    };
    const validation = await check(files);
    expect(failuresOf(validation)).toEqual([]);
    expect(unreachedOf(validation)).toEqual(['3 terms.NL.14', '4 terms.GB']);
    expect(validation.tables).toMatchObject([{ table: 'terms', rows: { reached: 1, all: 4 } }]);
    expect(validation.flows).toMatchObject([{ rows: { reached: 1, all: 4 } }]);
    const strict = await check({ ...files, 'settings.yml': 'tests: { rows: 26 }' });
    expect(strict.errors).toEqual([
      {
        code: 'NEVER_EXERCISED',
        message: 'No test uses the row terms.NL.14.',
        hint: expect.stringMatching(/settings\.yml/),
        at: { file: 'mappings/tables/terms.yml', line: 3, column: 3 },
      },
      expect.objectContaining({ message: 'No test uses the row terms.GB.' }),
    ]);
    expect(isValid(await check({ ...files, 'settings.yml': 'tests: { rows: 25 }' }))).toBe(true);
  });
});

describe('parts of documents', () => {
  const flow = `from: exact-online.salesorder/SalesOrders
to: asperion
with:
  customer: { resource: crm/Accounts, by: ID, value: OrderedBy }
steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    update: true
    default: { customerNumber: "99999" }
    fields:
      characteristic5: '"EO-" + customer.Code'
      name: customer.Name
      address: customer.AddressLine1
      debtorKindId: { value: company }
  - id: invoice
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: skip
    when: Status == 21
    fields:
      invoiceNumber: '"EO-" + string(OrderNumber)'
      debtorCustomerNumber: debtor.customerNumber
      date: OrderDate
      journalId: { value: "70" }
    lines:
      each: SalesOrderLines
      fields:
        amount: line.AmountFC
        vatCode: { value: VH }
        ledgerAccountId: { value: 8000 }
      append:
        - when: AmountDiscount != null
          fields:
            amount: -AmountDiscount
            vatCode: { value: VH }
            ledgerAccountId: { value: 8000 }
`;
  const one = (orders: string) => `- name: orders
  given:
    source:
      salesorder/SalesOrders: [${orders}]
      crm/Accounts: [{ ID: a, Code: "1", Name: A, AddressLine1: B }]
    target: { debtors: [{ id: 9, customerNumber: "99999", name: Diversen }] }
  expect: []`;
  const order = (more: string) =>
    `{ OrderNumber: 1, OrderDate: 2026-03-01, SalesOrderLines: [{ AmountFC: 1 }], ${more} }`;

  it('the step, its lines, appended lines and the default record', async () => {
    const plain = await check({ 'flow.yml': flow, 'flow.test.yml': one(order('OrderedBy: a, Status: 21')) });
    expect(unreachedOf(plain)).toEqual([
      '10 takes the default record of step debtor',
      '20 makes "when" of step invoice false',
      '33 makes "when" of appended line 1 of step invoice true',
      '35 gives field amount of appended line 1 of step invoice a value',
      '36 gives field vatCode of appended line 1 of step invoice a value',
      '37 gives field ledgerAccountId of appended line 1 of step invoice a value',
    ]);
    const orders = ['OrderedBy: a, Status: 21', 'Status: 12', 'OrderedBy: a, Status: 21, AmountDiscount: 1'];
    const all = await check({ 'flow.yml': flow, 'flow.test.yml': one(orders.map(order).join(', ')) });
    expect(unreachedOf(all)).toEqual([]);
  });
});

describe('the threshold', () => {
  const files = {
    'flow.yml': customers({ fields: 'city: City' }),
    'flow.test.yml': '- { name: nobody, given: {}, expect: [] }',
  };

  it('asks for nothing when nothing is said', async () => {
    expect(isValid(await check(files))).toBe(true);
  });

  it('fails with every part that no test reaches, at its line', async () => {
    const validation = await check({ ...files, 'settings.yml': 'tests: { rules: 100 }' });
    expect(isValid(validation)).toBe(false);
    expect(validation.errors).toHaveLength(5);
    expect(validation.errors.at(-1)).toMatchObject({
      code: 'NEVER_EXERCISED',
      message: 'No test gives field city of step debtor a value.',
      at: { file: 'mappings/flow.yml', line: 14, column: 13 },
    });
  });

  it('says once of a flow that it has no tests', async () => {
    const validation = await check({ 'flow.yml': files['flow.yml'], 'settings.yml': 'tests: { rules: 1 }' });
    expect(validation.errors).toMatchObject([
      { code: 'NO_TESTS', hint: expect.stringMatching(/^Write flow\.test\.yml/), at: { file: 'mappings/flow.yml' } },
    ]);
  });

  it('says 100 % of all only', () => {
    expect(percentOf({ reached: 999, all: 1000 })).toBe(99);
    expect(percentOf({ reached: 0, all: 0 })).toBe(100);
  });
});

describe('a check', () => {
  it('is reached when it was true for one record and not for another', async () => {
    const head = `checks: [{ id: no-city, when: City == null, says: '"No city."', then: tell }]`;
    expect(await unreached('', ['City: Gouda'], { head })).toEqual(['makes check no-city true']);
    expect(await unreached('', ['City: Gouda', 'City: null'], { head })).toEqual([]);
  });
});

describe('a condition with words', () => {
  it('is reached on its own: true for one record and not for another', async () => {
    const head = 'where: { no customer: Status == "C", no city: City != null }';
    const name = '"no city" of "where"';
    expect(await unreached('', ['Status: C, City: Gouda', 'Status: S'], { head })).toEqual([`makes ${name} false`]);
    expect(await unreached('', ['Status: C, City: Gouda', 'Status: C', 'Status: S'], { head })).toEqual([]);
  });
});
