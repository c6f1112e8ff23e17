import { describe, expect, test } from 'vitest';
import { compileFiles, customers, orders, stepOf } from './flows.ts';

const lineOf = (text: string, part: string): number => text.split('\n').findIndex((line) => line.includes(part)) + 1;

const outlineOf = (flow: string, tables: Readonly<Record<string, string>> = {}) =>
  stepOf(compileFiles({ 'flow.yml': flow, ...tables })).outline;

const short = (values: ReturnType<typeof outlineOf>['values']) =>
  values.map(({ field, value, list, at }) => [field, value, list?.resource ?? null, `${at.file}:${at.line}`]);

describe('what a step says without any record', () => {
  test('names every written field of the record and of its lines, with its line in the file', () => {
    const flow = orders(`lines:
  each: SalesOrderLines
  fields:
    amount: line.AmountFC
    vatCode: { value: "1" }
    ledgerAccountId: { value: 8000 }
  append:
    - when: AmountDiscount != null
      fields: { amount: AmountDiscount, vatCode: { value: "2" }, ledgerAccountId: { value: 8010 } }
`);
    const { fields, values } = outlineOf(flow);
    expect(fields).toContainEqual({
      resource: 'salesinvoiceswithlines',
      field: 'journalId',
      at: { file: 'mappings/flow.yml', line: lineOf(flow, 'journalId'), column: 7 },
    });
    expect(
      fields.filter(({ resource }) => resource === 'salesinvoiceswithlines.lines').map(({ field }) => field),
    ).toEqual(['amount', 'vatCode', 'ledgerAccountId', 'amount', 'vatCode', 'ledgerAccountId']);
    expect(short(values)).toEqual([
      ['debtorCustomerNumber', '10001', null, `mappings/flow.yml:${lineOf(flow, 'debtorCustomerNumber')}`],
      ['journalId', '70', null, `mappings/flow.yml:${lineOf(flow, 'journalId')}`],
      ['vatCode', '1', null, `mappings/flow.yml:${lineOf(flow, 'vatCode: { value: "1" }')}`],
      ['ledgerAccountId', 8000, null, `mappings/flow.yml:${lineOf(flow, 'value: 8000')}`],
      ['vatCode', '2', null, `mappings/flow.yml:${lineOf(flow, 'value: "2"')}`],
      ['ledgerAccountId', 8010, null, `mappings/flow.yml:${lineOf(flow, 'value: "2"')}`],
    ]);
  });

  test('gives constants, defaults, forced values and every row of a table in the type of the field', () => {
    const flow = customers(`countryCode: { expr: Country, default: NL }
city: { force: Zaandam, expr: City }
postCode: { expr: 'upper("1501aa")' }
paymentConditionId: { first: [{ table: terms, key: PaymentConditionSales }, { value: 4 }] }
`);
    const { values } = outlineOf(flow, { 'tables/terms.yml': '"08": 2\n"8-": 3\n' });
    expect(values.map(({ field, value }) => [field, value])).toEqual([
      ['debtorKindId', 'company'],
      ['countryCode', 'NL'],
      ['city', 'Zaandam'],
      ['postCode', '1501AA'],
      ['paymentConditionId', 2],
      ['paymentConditionId', 3],
      ['paymentConditionId', 4],
    ]);
    expect(values[5]?.at).toEqual({ file: 'mappings/tables/terms.yml', line: 2, column: 7 });
  });

  test('knows which source field a key is compared with, where it is compared as it stands', () => {
    const flow = orders(`lines:
  each: SalesOrderLines
  fields:
    amount: line.AmountFC
    vatCode: { table: vat, key: [customer.Country, line.VATCode] }
    ledgerAccountId: { table: accounts, key: lower(Currency) }
`).replace('to: asperion\n', 'to: asperion\nwith:\n  customer: { resource: crm/Accounts, by: ID, value: OrderedBy }\n');
    const { keys } = outlineOf(flow, {
      'tables/vat.yml': 'NL:\n  "1": VL\n  "2": VH\n',
      'tables/accounts.yml': 'eur: 8000\n',
    });
    expect(
      keys.map(({ resource, field, key, at }) => [resource, field, key, at.file.split('/').at(-1), at.line]),
    ).toEqual([
      ['crm/Accounts', 'Country', 'NL', 'vat.yml', 1],
      ['crm/Accounts', 'Country', 'NL', 'vat.yml', 1],
      ['salesorder/SalesOrderLines', 'VATCode', '1', 'vat.yml', 2],
      ['salesorder/SalesOrderLines', 'VATCode', '2', 'vat.yml', 3],
    ]);
  });

  test('knows the field of a key that falls back on the row of empty keys', () => {
    const flow = orders(`lines:
  each: SalesOrderLines
  fields:
    amount: line.AmountFC
    vatCode: { table: vat, key: 'coalesce(line.VATCode, "(none)")' }
    ledgerAccountId: { table: accounts, key: 'coalesce(line.VATCode, "2")' }
`);
    const tables = { 'tables/vat.yml': '"2": VH\n(none): V0\n', 'tables/accounts.yml': '"2": 8000\n' };
    expect(outlineOf(flow, tables).keys.map(({ field, key }) => [field, key])).toEqual([['VATCode', '2']]);
  });

  test('says of a ref rule which list its codes are in', () => {
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
      GLRevenue: { ref: financial/GLAccounts, by: Code, expr: brand, default: "8010" }
`;
    expect(short(outlineOf(flow).values)).toEqual([
      ['GLRevenue', '8010', 'financial/GLAccounts', 'mappings/flow.yml:11'],
    ]);
  });
});
