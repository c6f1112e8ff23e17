import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { LocalDateTime, type RecordValues } from '../../src/values.ts';
import { compileFiles, INVOICE_LINES, orders, problemsOf, scopeOf, stepOf } from './flows.ts';

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

  test('may be a part of the collection; without a collection there are no lines', () => {
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

  test('refuses a document that is a cent off, and names only the two amounts', () => {
    const record = { ...ORDER, AmountFCExclVat: new Big('30.01') };
    expect(() => invoiceOf(total(''), record)).toThrow('The lines add up to 30.00, but the document says 30.01.');
    expect(() => invoiceOf(total(''), { ...ORDER, AmountFCExclVat: null })).toThrow('The document shows no total');
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
    expect(() => booked('30.06')).toThrow('The lines add up to 30.00, but the document says 30.06.');
  });

  test('of a document without lines is no rounding', () => {
    const empty = { ...ORDER, AmountFCExclVat: new Big('0.03'), SalesOrderLines: [] };
    const total = `${INVOICE_LINES}total: { of: amount, equals: AmountFCExclVat, tolerance: 0.05 }\n`;
    for (const text of [rounding('0.05'), total]) {
      expect(() => invoiceOf(text, empty)).toThrow('The lines add up to 0, but the document says 0.03.');
      expect(invoiceOf(text, { ...empty, AmountFCExclVat: new Big(0) }).lines).toEqual([]);
    }
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
      'add up to 36.30, but the document says 36.31',
    );
    expect(() => invoiceOf(both, record({ AmountFCExclVat: new Big(31) }))).toThrow('add up to 30.00');
  });

  test('count what a line does not have as 0, so that the rest of the line counts', () => {
    const lines = [{ AmountFC: new Big(20), VATAmount: new Big('4.20') }, { AmountFC: new Big(10) }];
    expect(invoiceOf(both, record({ SalesOrderLines: lines, AmountFC: new Big('34.20') })).lines).toHaveLength(2);
    expect(() => invoiceOf(both, record({ SalesOrderLines: lines, AmountFC: new Big('24.20') }))).toThrow(
      'add up to 34.20, but the document says 24.20',
    );
  });

  test.each([
    ['amount + coalesce(vatAmount, amount * 0.21)', '12.10'],
    ['vatAmount == null ? 0 : amount', '0'],
    ['amount / coalesce(vatAmount, 1)', '10.00'],
  ])('leave it to %s what a line without the field counts for', (of, total) => {
    const text = `${VAT_LINES}totals: [{ of: '${of}', equals: AmountFC }]\n`;
    const lines = [{ AmountFC: new Big(10) }];
    expect(invoiceOf(text, record({ SalesOrderLines: lines, AmountFC: new Big(total) })).lines).toHaveLength(1);
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
    ).toThrow('The lines add up to 29.97, but the document says 30.02.');
  });

  test('are met to the cent by the line that makes up for one', () => {
    expect(() => invoiceOf(two('amount * 2', 'dec("60.04")'))).toThrow('add up to 60.08');
  });
});
