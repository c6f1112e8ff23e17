import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { passes } from '../../src/mapping/flow/program.ts';
import { missingRequired } from '../../src/mapping/steps/step-program.ts';
import { LocalDateTime, type RecordValues } from '../../src/values.ts';
import { compileFiles, customers, INVOICE_LINES, orders, problemsOf, scopeOf, stepOf } from './flows.ts';

const ORDER: RecordValues = {
  OrderNumber: 12,
  OrderDate: new LocalDateTime('2026-03-05T00:00:00'),
  AmountFCExclVat: new Big('30.00'),
  SalesOrderLines: [
    { Description: 'Deurkruk', AmountFC: new Big('10.005') },
    { Description: null, AmountFC: new Big('19.99') },
  ],
};

const invoiceOf = (after: string, record: RecordValues = ORDER) =>
  stepOf(compileFiles({ 'flow.yml': orders(after) })).evaluate(scopeOf(record));

describe('lines', () => {
  test('are mapped one by one, in order, with decimals exact', () => {
    expect(invoiceOf(INVOICE_LINES)).toMatchObject({
      invoiceNumber: 'EO-12',
      bookyear: 2026,
      bookperiod: 3,
      lines: [
        { description: 'Deurkruk', amount: new Big('10.01'), vatCode: '1', ledgerAccountId: 8000 },
        { description: null, amount: new Big('19.99'), vatCode: '1', ledgerAccountId: 8000 },
      ],
    });
  });

  const SHIPPING = `  append:
    - when: Remarks != null
      fields: { description: { value: Verzendkosten }, amount: { value: 4.95 }, vatCode: { value: "1" }, ledgerAccountId: { value: 8050 } }
`;

  test('are followed by the appended ones whose `when` holds', () => {
    expect(invoiceOf(INVOICE_LINES + SHIPPING).lines).toHaveLength(2);
    const lines = invoiceOf(INVOICE_LINES + SHIPPING, { ...ORDER, Remarks: 'with shipping' }).lines;
    expect(lines).toHaveLength(3);
    expect(lines).toHaveProperty([2, 'description'], 'Verzendkosten');
    expect(lines).toHaveProperty([2, 'amount'], new Big('4.95'));
  });

  test('of an append with `each` come once per element, which is `line` there', () => {
    const vat = `  append:
    - each: SalesOrderLines
      when: line.AmountFC > 15
      fields: { description: 'join(["VAT", line.Description], " ")', amount: 'vat(line.AmountFC, 21)', vatCode: { value: "0" }, ledgerAccountId: { value: 1510 } }
`;
    const lines = invoiceOf(INVOICE_LINES + vat).lines;
    expect(lines).toHaveLength(3);
    expect(lines).toHaveProperty([2], {
      description: 'VAT',
      amount: new Big('4.20'),
      vatCode: '0',
      ledgerAccountId: 1510,
    });
  });

  test('may be a part of the collection; no collection is no lines', () => {
    const some = INVOICE_LINES.replace('each: SalesOrderLines', "each: 'SalesOrderLines.filter(l, l.AmountFC > 15)'");
    expect(invoiceOf(some).lines).toHaveLength(1);
    expect(invoiceOf(INVOICE_LINES, { ...ORDER, SalesOrderLines: null }).lines).toEqual([]);
  });

  test('name the line and field of what is wrong', () => {
    const wrong = INVOICE_LINES.replace('{ value: "1" }', 'line.VATCode').replace(
      '{ value: 8000 }',
      'int(line.ItemCode)',
    );
    const record = { ...ORDER, SalesOrderLines: [{ ItemCode: '8000' }, { ItemCode: 'x' }] };
    expect(() => invoiceOf(wrong, record)).toThrow(
      'Field of line 2, ledgerAccountId: "int" needs a whole number; round(x, 0) takes a fraction off.',
    );
  });
});

describe('total', () => {
  const total = (text: string) => `${INVOICE_LINES}total: { of: amount, equals: AmountFCExclVat${text} }\n`;

  test('lets a document pass whose lines add up', () => {
    expect(invoiceOf(total('')).lines).toHaveLength(2);
  });

  test('refuses it to the cent, with both amounts and nothing else', () => {
    const record = { ...ORDER, AmountFCExclVat: new Big('30.01') };
    expect(() => invoiceOf(total(''), record)).toThrow('The lines add up to 30.00, and the document says 30.01.');
    expect(() => invoiceOf(total(''), { ...ORDER, AmountFCExclVat: null })).toThrow('the document says nothing');
  });

  test('allows for a tolerance', () => {
    const record = { ...ORDER, AmountFCExclVat: new Big('30.01') };
    expect(invoiceOf(total(', tolerance: 0.01'), record).lines).toHaveLength(2);
    expect(() => invoiceOf(total(', tolerance: 0.01'), { ...ORDER, AmountFCExclVat: new Big('30.02') })).toThrow(
      'add up',
    );
  });
});

describe('a difference', () => {
  const rounding = (tolerance: string) => `${INVOICE_LINES}total:
  of: amount
  equals: AmountFCExclVat
  tolerance: ${tolerance}
  difference: { fields: { description: { value: Afronding }, vatCode: { value: "0" }, ledgerAccountId: { value: 4910 } } }
`;
  const booked = (amount: string) => invoiceOf(rounding('0.05'), { ...ORDER, AmountFCExclVat: new Big(amount) }).lines;

  test('within the tolerance goes to a line of its own, with its sign', () => {
    expect(booked('30.03')).toHaveProperty([2], {
      description: 'Afronding',
      vatCode: '0',
      ledgerAccountId: 4910,
      amount: new Big('0.03'),
    });
    expect(booked('29.95')).toHaveProperty([2, 'amount'], new Big('-0.05'));
  });

  test('that is nothing adds no line; one beyond the tolerance is no rounding', () => {
    expect(booked('30.00')).toHaveLength(2);
    expect(() => booked('30.06')).toThrow('The lines add up to 30.00, and the document says 30.06.');
  });
});

describe('totals', () => {
  const VAT_LINES = `${INVOICE_LINES}`.replace(
    'amount: round(line.AmountFC, 2)',
    'amount: line.AmountFC\n    vatAmount: line.VATAmount',
  );
  const both = `${VAT_LINES}totals:
  - { of: amount, equals: AmountFCExclVat }
  - { of: amount + vatAmount, equals: AmountFC, when: AmountFC != null }
`;
  const record = (more: RecordValues = {}): RecordValues => ({
    ...ORDER,
    AmountFCExclVat: new Big(30),
    SalesOrderLines: [{ AmountFC: new Big(30), VATAmount: new Big('6.30') }],
    ...more,
  });

  test('are all checked, each over what is written into the lines', () => {
    expect(invoiceOf(both, record({ AmountFC: new Big('36.30') })).lines).toHaveLength(1);
    expect(() => invoiceOf(both, record({ AmountFC: new Big('36.31') }))).toThrow(
      'add up to 36.30, and the document says 36.31',
    );
    expect(() => invoiceOf(both, record({ AmountFCExclVat: new Big(31) }))).toThrow('add up to 30.00');
  });

  test('are left out where their condition is not true', () => {
    expect(invoiceOf(both, record({ AmountFC: null })).lines).toHaveLength(1);
  });

  test('put what is missing into the field that is named', () => {
    const text = `${VAT_LINES}totals:
  - of: amount + coalesce(vatAmount, 0)
    equals: AmountFC
    tolerance: 0.05
    difference:
      into: amount
      fields: { vatCode: { value: "0" }, ledgerAccountId: { value: 4990 } }
`;
    const { lines } = invoiceOf(text, record({ AmountFC: new Big('36.28') }));
    expect(lines).toHaveProperty([1], { vatCode: '0', ledgerAccountId: 4990, amount: new Big('-0.02') });
  });

  test('look at the fields of the lines that are mapped, and at nothing of the source', () => {
    const told = (of: string) =>
      problemsOf({ 'flow.yml': orders(`${VAT_LINES}totals: [{ of: ${of}, equals: AmountFC }]\n`) });
    expect(told('amount + costCenterId')).toEqual([
      expect.stringContaining('UNKNOWN_FIELD The lines have no field "costCenterId".'),
    ]);
    expect(told('amount + OrderNumber')).toEqual([
      expect.stringContaining('UNKNOWN_FIELD There is no field "OrderNumber" in salesinvoiceswithlines.lines'),
    ]);
    expect(told('string(amount)')).toEqual([expect.stringContaining('WRONG_TYPE Numbers are added up, not text.')]);
  });
});

describe('several totals', () => {
  const rounding = '{ description: { value: Afronding }, vatCode: { value: "0" }, ledgerAccountId: { value: 4910 } }';
  const two = (of: string, equals: string) => `${INVOICE_LINES}totals:
  - of: amount
    equals: AmountFCExclVat
    tolerance: 0.05
    difference: { fields: ${rounding} }
  - of: ${of}
    equals: ${equals}
    tolerance: 0.05
    difference: { into: amount, fields: ${rounding} }
`;

  test('may not pull each other out of their tolerances', () => {
    expect(invoiceOf(two('amount', 'AmountFCExclVat + dec("0.05")')).lines).toHaveLength(3);
    const off = { ...ORDER, AmountFCExclVat: new Big('30.02') };
    expect(() =>
      invoiceOf(two('amount', 'AmountFCExclVat - dec("0.05")').replace('tolerance: 0.05', 'tolerance: 0.03'), off),
    ).toThrow('The lines add up to 29.97, and the document says 30.02.');
  });

  test('are met to the cent by the line that makes up for one', () => {
    expect(() => invoiceOf(two('amount * 2', 'dec("60.04")'))).toThrow('add up to 60.08');
  });
});

describe('an empty key', () => {
  test('of master data: nothing left to find it by', () => {
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

  test('of a document: its first key', () => {
    const two = orders(INVOICE_LINES).replace('[invoiceNumber]', '[invoiceNumber, description]');
    const step = stepOf(compileFiles({ 'flow.yml': two }));
    expect(() => step.evaluate(scopeOf({ ...ORDER, OrderNumber: null, Description: 'x' }))).toThrow(
      'invoiceNumber is empty',
    );
  });

  test('a prefix or a default on nothing does not fill it', () => {
    for (const rule of ['\'join(["EO", Code], "-")\'', '{ expr: Code, default: unknown }', 'coalesce(Code, "none")']) {
      const step = stepOf(compileFiles({ 'flow.yml': customers('').replace(`'"EO-" + Code'`, rule) }));
      expect(step.evaluate(scopeOf({ Code: '1' })).characteristic5, rule).toMatch(/1$/);
      expect(() => step.evaluate(scopeOf({ Name: 'x' })), rule).toThrow('nothing to be found by');
    }
  });

  test('constants do not fill it', () => {
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
