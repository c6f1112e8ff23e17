import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { passes } from '../../src/mapping/flow/program.ts';
import { missingRequired } from '../../src/mapping/steps/step-program.ts';
import { LocalDateTime } from '../../src/values.ts';
import { compileFiles, customers, INVOICE_LINES, orders, scopeOf, stepOf } from './flows.ts';

describe('an empty key', () => {
  test('fails a record of master data when nothing is left to find it by', () => {
    const step = stepOf(
      compileFiles({
        'flow.yml': customers('vatNumber: VATNumber').replace('[characteristic5]', '[characteristic5, vatNumber]'),
      }),
    );
    expect(step.evaluate(scopeOf({ VATNumber: 'NL001' }))).toMatchObject({ characteristic5: null, vatNumber: 'NL001' });
    expect(() => step.evaluate(scopeOf({ Name: 'x' }))).toThrow(
      'The record has nothing to be found by: characteristic5, vatNumber is empty.',
    );
  });

  test('fails a document when it is the first key', () => {
    const two = orders(INVOICE_LINES).replace('[invoiceNumber]', '[invoiceNumber, description]');
    const step = stepOf(compileFiles({ 'flow.yml': two }));
    expect(() =>
      step.evaluate(
        scopeOf({ OrderDate: new LocalDateTime('2026-03-05T00:00:00'), OrderNumber: null, Description: 'x' }),
      ),
    ).toThrow('invoiceNumber is empty');
  });

  test('is not filled by a prefix or a default on nothing', () => {
    for (const rule of ['\'join(["EO", Code], "-")\'', '{ expr: Code, default: unknown }', 'coalesce(Code, "none")']) {
      const step = stepOf(compileFiles({ 'flow.yml': customers('').replace(`'"EO-" + Code'`, rule) }));
      expect(step.evaluate(scopeOf({ Code: '1' })).characteristic5, rule).toMatch(/1$/);
      expect(() => step.evaluate(scopeOf({ Name: 'x' })), rule).toThrow('nothing to be found by');
    }
  });

  test('is not filled by constants', () => {
    const flow = `from: asperion.articles
to: exact-online
steps:
  - { id: item, resource: logistics/Items, match: [Code], update: true, fields: { Code: articleNumber, Description: description } }
  - id: price
    resource: logistics/SalesItemPrices
    match: [[Item, Account, Quantity]]
    update: true
    fields: { Item: item.ID, Account: { value: null }, Quantity: { value: 1 }, Price: salesPrice }
`;
    const step = stepOf(compileFiles({ 'flow.yml': flow }), 1);
    const record = { salesPrice: new Big('1.50') };
    expect(step.evaluate(scopeOf(record, { steps: { item: { ID: 'F00D' } } }))).toMatchObject({
      Item: 'f00d',
      Account: null,
    });
    expect(() => step.evaluate(scopeOf(record))).toThrow('Item + Account + Quantity is empty');
  });
});

describe('what a program tells the engine', () => {
  const program = compileFiles({
    'flow.yml': `from: exact-online.salesorder/SalesOrders
to: asperion
with:
  customer: { resource: crm/Accounts, by: ID, value: OrderedBy }
  contact: { resource: crm/Contacts, by: ID, value: customer.MainContact }
where: SalesOrderLines.exists(l, l.Quantity > 0) && customer.Status == "C"
since: 2026-01-01
limit: 10
guard: { maxCreates: 5 }
steps:
  - id: debtor
    resource: debtors
    match: [emailAddress, vatNumber]
    update: false
    when: size(SalesOrderLines) > 0
    default: { customerNumber: "99999", use: when-missing }
    fields: { emailAddress: contact.Email, vatNumber: customer.VATNumber, name: customer.Name, address: customer.AddressLine1, debtorKindId: { value: company } }
  - id: invoice
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: skip
    fields: { invoiceNumber: string(OrderNumber), debtorCustomerNumber: debtor.customerNumber, date: OrderDate, journalId: { value: "70" } }
    lines:
      each: SalesOrderLines
      fields: { amount: line.AmountFC, vatCode: line.VATCode, ledgerAccountId: { value: 8000 } }
`,
  });

  test('the fields it reads, collections by their elements', () => {
    expect(program.fields).toEqual([
      'AmountDC',
      'OrderDate',
      'OrderNumber',
      'OrderedBy',
      'SalesOrderLines.AmountFC',
      'SalesOrderLines.Quantity',
      'SalesOrderLines.VATCode',
    ]);
    expect(program.joins.map(({ alias, by, fields }) => [alias, by, fields])).toEqual([
      ['customer', 'ID', ['AddressLine1', 'MainContact', 'Name', 'Status', 'VATNumber']],
      ['contact', 'ID', ['Email', 'HID']],
    ]);
    expect(program.where.map(({ usesJoins }) => usesJoins)).toEqual([true]);
  });

  test('what a step stands for, keeps, and does', () => {
    const [debtor, invoice] = program.steps;
    expect(debtor).toMatchObject({
      subject: 'contact',
      keep: ['customerNumber'],
      policy: { kind: 'master', update: false },
    });
    expect(debtor?.fallback).toEqual({ use: 'when-missing', by: { customerNumber: '99999' }, when: null });
    expect(invoice).toMatchObject({
      subject: null,
      keep: [],
      policy: { kind: 'document', exists: 'skip' },
      linesField: 'lines',
    });
    expect(program).toMatchObject({ since: '2026-01-01', limit: 10, guard: { maxCreates: 5 }, enabled: true });
    expect(debtor?.when?.(scopeOf({ SalesOrderLines: [] }))).toBe(false);
    expect(passes(program, scopeOf({}))).toBe(false);
    expect(program.joins[1]?.value(scopeOf({}, { related: { customer: { MainContact: 'abc' } } }))).toBe('abc');
  });

  test('which required fields a record lacks, those of lines too', () => {
    const invoice = stepOf(program, 1);
    const values = { debtorCustomerNumber: '1', journalId: '70' };
    expect(missingRequired(invoice, { ...values, lines: [] })).toEqual(['date', 'lines']);
    const lines = [
      { amount: new Big(1), vatCode: null, ledgerAccountId: 1 },
      { amount: new Big(1), vatCode: null, ledgerAccountId: 1 },
    ];
    expect(missingRequired(invoice, { ...values, date: new LocalDateTime('2026-01-01T00:00:00'), lines })).toEqual([
      'lines.vatCode',
    ]);
  });
});

describe('version', () => {
  const versionOf = (flow: string, table: string, other = '') =>
    compileFiles({ 'flow.yml': flow, 'tables/kinds.yml': table, 'tables/other.yml': other }).version;
  const flow = customers('characteristic4: { table: kinds, key: Status }');

  test('changes with the rules and with the rows of its tables, and with nothing else', () => {
    const version = versionOf(flow, 'C: a\n');
    expect(version).toMatch(/^[0-9a-f]{12}$/);
    expect(versionOf(`# a comment\n${flow}`, 'C:   a # the same\n', 'x: y\n')).toBe(version);
    expect(versionOf(flow, 'C: b\n')).not.toBe(version);
    expect(versionOf(flow.replace('name: Name', 'name: upper(Name)'), 'C: a\n')).not.toBe(version);
  });
});
