import { describe, expect, test } from 'vitest';
import { passes } from '../../src/mapping/flow/program.ts';
import type { Catalog, FieldSpec } from '../../src/systems/catalog.ts';
import { LocalDateTime, type RecordValues } from '../../src/values.ts';
import { accounts } from '../support/samples.ts';
import { catalogs, compileFiles, customers, INVOICE_LINES, orders, problemsOf, scopeOf, stepOf } from './flows.ts';

const ACCOUNT: RecordValues = { Code: '20001', Name: 'Bakkerij De Kroon', AddressLine1: 'Damstraat 1' };

/** The mapped values of one customer by a flow with these lines under `fields`. */
function mapped(fields: string, record: RecordValues = {}, tables: Readonly<Record<string, string>> = {}) {
  const program = compileFiles({ 'flow.yml': customers(fields), ...tables });
  return stepOf(program).evaluate(scopeOf({ ...ACCOUNT, ...record }));
}

describe('null', () => {
  test.each(['+', '-', '*', '/', '%'])('passes through %s from either side', (operator) => {
    const rule = (left: string, right: string) => `paymentConditionId: int(round(${left} ${operator} ${right}, 0))`;
    const of = (text: string, record: RecordValues) => mapped(text, record).paymentConditionId;
    expect(of(rule('CreditLineSales', '3'), {})).toBeNull();
    expect(of(rule('3', 'CreditLineSales'), {})).toBeNull();
  });

  test('is what empty text means, as it comes and as a constant', () => {
    expect(mapped('comments: Remarks', { Remarks: '' }).comments).toBeNull();
    expect(mapped('comments: { value: "" }').comments).toBeNull();
    expect(mapped('paymentConditionId: { value: "" }').paymentConditionId).toBeNull();
    expect(mapped('comments: { expr: Remarks, default: none }', { Remarks: '' }).comments).toBe('none');
  });

  test('of `where` counts as no', () => {
    const program = compileFiles({ 'flow.yml': customers('', 'where: Blocked\n') });
    expect([null, false, true].map((Blocked) => passes(program, scopeOf({ ...ACCOUNT, Blocked })))).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('let', () => {
  const flow = (let_: string, amount: string) =>
    orders(`lines:
  each: SalesOrderLines
  fields: { amount: ${JSON.stringify(amount)}, vatCode: { value: "1" }, ledgerAccountId: { value: 8000 } }
`).replace('to: asperion\n', `to: asperion\nlet:\n${let_.replace(/^/gm, '  ')}\n`);
  const record: RecordValues = {
    OrderNumber: 7,
    SalesOrderLines: [{ AmountFC: 1 }, { AmountFC: 3 }],
    AmountDiscountExclVat: 2,
  };

  test('names values that rules use, each those above it', () => {
    const program = compileFiles({
      'flow.yml': flow(
        'goods: sum(SalesOrderLines.map(l, l.AmountFC))\nrest: goods - AmountDiscountExclVat',
        'line.AmountFC * rest / goods',
      ),
    });
    const { lines } = stepOf(program).evaluate(scopeOf(record));
    expect((lines as readonly RecordValues[]).map(({ amount }) => String(amount))).toEqual(['0.5', '1.5']);
    expect(program.fields).toEqual(expect.arrayContaining(['AmountDiscountExclVat', 'SalesOrderLines.AmountFC']));
  });

  test('is computed once for a record, and anew for another one or with other related records', () => {
    const program = compileFiles({ 'flow.yml': flow('one: SalesOrderLines[0].AmountFC', 'one') });
    const first = (of: RecordValues) =>
      (stepOf(program).evaluate(scopeOf(of)).lines as readonly RecordValues[])[0]?.amount;
    expect(String(first(record))).toBe('1');
    expect(String(first({ ...record, SalesOrderLines: [{ AmountFC: 9 }] }))).toBe('9');
    expect(String(first(record))).toBe('1');
  });

  test('asks the source for nothing that no rule uses', () => {
    const program = compileFiles({ 'flow.yml': flow('unused: YourRef', 'line.AmountFC') });
    expect(program.fields).not.toContain('YourRef');
  });

  test('cannot use what stands below, steps or lines; a name is taken once', () => {
    const told = (let_: string) => problemsOf({ 'flow.yml': flow(let_, 'line.AmountFC') });
    expect(told('first: second\nsecond: AmountFC')).toEqual([
      expect.stringContaining(
        'UNKNOWN_NAME "second" cannot be used here. | A value of "let" may only use those above it.',
      ),
    ]);
    expect(told('first: invoice.invoiceNumber')).toEqual([expect.stringContaining('UNKNOWN_NAME')]);
    expect(told('first: line.AmountFC')).toEqual([expect.stringContaining('UNKNOWN_NAME')]);
    expect(told('AmountFC: AmountDC')).toEqual([
      expect.stringContaining('NAME_TAKEN "AmountFC" is a field of salesorder/SalesOrders, too.'),
    ]);
    expect(told('invoice: AmountDC')).toEqual([expect.stringContaining('NAME_TAKEN')]);
  });
});

describe('a code of fixed width', () => {
  const flow = (rule: string) => accounts('', `City: ${rule}\n`);
  /** The catalogs with another notion of when an account's city can be written. */
  const withCity = (more: Partial<FieldSpec>) => {
    const { resources } = catalogs['exact-online'];
    const accounts = resources.get('crm/Accounts');
    const city = accounts?.fields.City;
    if (accounts === undefined || city === undefined) throw new Error('no city');
    const spec = { ...accounts, fields: { ...accounts.fields, City: { ...city, ...more } } };
    const exact: Catalog = { ...catalogs['exact-online'], resources: new Map(resources).set('crm/Accounts', spec) };
    return { ...catalogs, 'exact-online': exact };
  };
  const writes = (more: Partial<FieldSpec>, rule: string) =>
    stepOf(compileFiles({ 'flow.yml': flow(rule) }, withCity(more))).writes.City;
  const refused = (more: Partial<FieldSpec>, rule: string) => {
    try {
      writes(more, rule);
    } catch (error) {
      return String((error as { problems?: readonly unknown[] }).problems);
    }
    return null;
  };

  test('is always, unless the file says otherwise', () => {
    for (const write of ['always', 'create', 'update', 'empty']) {
      expect(writes({}, `{ expr: city, write: ${write} }`)).toBe(write);
    }
    expect(writes({}, 'city')).toBe('always');
  });

  test('is on creation for a field that only creation takes, and nothing else is allowed', () => {
    expect(writes({ update: false }, 'city')).toBe('create');
    expect(writes({ update: false }, '{ expr: city, write: create }')).toBe('create');
    for (const write of ['always', 'update', 'empty']) {
      expect(refused({ update: false }, `{ expr: city, write: ${write} }`)).toContain('when a record is created');
    }
  });

  test('is on updates for a field that only updates take, and nothing else is allowed', () => {
    expect(writes({ create: false }, 'city')).toBe('update');
    expect(writes({ create: false }, '{ expr: city, write: update }')).toBe('update');
    for (const write of ['always', 'create', 'empty']) {
      expect(refused({ create: false }, `{ expr: city, write: ${write} }`)).toContain('when a record is updated');
    }
  });
});

describe('a flow', () => {
  test('is on unless it is switched off', () => {
    expect(compileFiles({ 'flow.yml': customers('') }).enabled).toBe(true);
    expect(compileFiles({ 'flow.yml': customers('', 'enabled: false\n') }).enabled).toBe(false);
  });
});

describe('the date of a table', () => {
  const table = { 'tables/numbers.yml': '"1": [{ value: A, until: 2025-12-31 }, { value: B, from: 2026-01-01 }]\n' };

  test('decides what a step stands for, and makes a constant key depend on the record', () => {
    const flow = `from: exact-online.salesorder/SalesOrders
to: asperion
with:
  customer: { resource: crm/Accounts, by: ID, value: OrderedBy }
steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    update: true
    fields:
      characteristic5: { table: numbers, key: customer.Code, at: OrderDate }
      name: customer.Name
      address: customer.AddressLine1
      debtorKindId: { value: company }
`;
    expect(stepOf(compileFiles({ 'flow.yml': flow, ...table })).subject).toBeNull();
    const own = flow.replace('at: OrderDate', 'at: customer.Created');
    expect(stepOf(compileFiles({ 'flow.yml': own, ...table })).subject).toBe('customer');
    const constant = flow.replace('key: customer.Code', 'key: \'"1"\'');
    const step = stepOf(compileFiles({ 'flow.yml': constant, ...table }));
    const on = (date: string) =>
      step.evaluate(scopeOf({ OrderDate: new LocalDateTime(`${date}T00:00:00`) })).characteristic5;
    expect([on('2025-12-31'), on('2026-01-01')]).toEqual(['A', 'B']);
    expect(
      problemsOf({ 'flow.yml': constant.replace('at: OrderDate', 'at: date("2026-01-01")'), ...table })[0],
    ).toContain('NOT_FINDABLE');
  });
});

describe('the default record of a step', () => {
  const of = (text: string) => customers('').replace('update: true', `update: true\n    default: ${text}`);

  test('stands in for what is missing, when nothing else is said', () => {
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
    fields: { characteristic5: customer.Code, name: customer.Name, address: customer.AddressLine1, debtorKindId: { value: company } }
`;
    const fallback = (use: string) => stepOf(compileFiles({ 'flow.yml': flow.replace('" }', `"${use} }`) })).fallback;
    expect(fallback('')).toEqual({ use: 'when-missing', by: { customerNumber: '99999' }, when: null });
    for (const use of ['never', 'when-missing', 'always']) {
      expect(fallback(`, use: ${use}`)).toEqual({ use, by: { customerNumber: '99999' }, when: null });
    }
  });

  test('is of no use where the record is the flow’s own, which is never missing', () => {
    expect(problemsOf({ 'flow.yml': of('{ customerNumber: "99999" }') })).toEqual([
      expect.stringContaining(
        '8:5 NEVER_USED "default" is never used: this step stands for the record of the flow itself',
      ),
    ]);
    expect(problemsOf({ 'flow.yml': of('{ customerNumber: "99999", use: always }') })).toEqual([]);
  });

  test('is found by a value', () => {
    expect(problemsOf({ 'flow.yml': of('{ customerNumber: null, use: always }') })).toEqual([
      expect.stringContaining('8:16 EMPTY_VALUE A record cannot be found by an empty field.'),
    ]);
  });
});

describe('an empty total', () => {
  test('is no total: lines that come to nothing are refused as well', () => {
    const lines = `lines:
  each: SalesOrderLines
  fields: { amount: line.AmountFC, vatCode: { value: VH }, ledgerAccountId: { value: 8000 } }
total: { of: amount, equals: AmountFCExclVat, tolerance: 0.01 }
`;
    const step = stepOf(compileFiles({ 'flow.yml': orders(lines) }));
    const order = { OrderNumber: 1, OrderDate: new LocalDateTime('2026-03-01T00:00:00'), SalesOrderLines: [] };
    expect(() => step.evaluate(scopeOf(order))).toThrow('The document shows no total to hold its lines against.');
  });
});

test('an unknown name in copyOf is reported at its place', () => {
  const copy = '{ resource: salesinvoiceswithlines, by: invoiceNumber, value: YourReff }';
  const text = `${orders(INVOICE_LINES)}copyOf:\n  - ${copy}\n`;
  const line = text.split('\n').length - 1;
  expect(problemsOf({ 'flow.yml': text })).toEqual([expect.stringMatching(new RegExp(`^${line}:67 UNKNOWN_FIELD `))]);
});
