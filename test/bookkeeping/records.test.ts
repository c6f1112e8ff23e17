import { describe, expect, test } from 'vitest';
import type { Fields, Records } from './harness/case.ts';
import { exactRecords } from './harness/records/exact.ts';
import { changed, textsIn } from './harness/records/state.ts';

describe('the records of a case', () => {
  const recordsOf = (given: Records): Records => exactRecords(given, {}, textsIn(given));
  const linesOf = (document: Fields | undefined, name: string): readonly Fields[] =>
    (document?.[name] ?? []) as readonly Fields[];
  const order = (more: Fields, line: Fields): Fields => ({
    OrderNumber: '1',
    OrderDate: '2026-10-01',
    InvoiceTo: 'KLEINHOUT',
    Status: '21',
    ...more,
    SalesOrderLines: [{ Item: 'STOEL', Quantity: '3', NetPrice: '9.99', VATCode: '2', ...line }],
  });

  test('have amounts per line and in all, by price and rate', () => {
    const [plain] = recordsOf({ SalesOrders: [order({}, {})] }).SalesOrders ?? [];
    expect(plain).toMatchObject({ AmountFC: '36.26', AmountFCExclVat: '29.97', Currency: 'EUR' });
    expect(linesOf(plain, 'SalesOrderLines')).toMatchObject([
      { AmountFC: '29.97', VATAmount: '6.29', QuantityInvoiced: '3' },
    ]);
  });

  test('take VAT out of prices that include it', () => {
    const [inclusive] = recordsOf({ SalesOrders: [order({}, { VATCode: '2I' })] }).SalesOrders ?? [];
    expect(inclusive).toMatchObject({ AmountFC: '29.97', AmountFCExclVat: '24.77' });
  });

  test('bill on each invoice of an order what no earlier one has billed', () => {
    const { SalesInvoices = [] } = recordsOf({
      SalesOrders: [order({}, {})],
      SalesInvoices: [
        {
          InvoiceNumber: '7',
          InvoiceDate: '2026-10-02',
          SalesInvoiceLines: [{ SalesOrderNumber: '1', Quantity: '2' }],
        },
        { InvoiceNumber: '8', InvoiceDate: '2026-10-09', SalesInvoiceLines: [{ SalesOrderNumber: '1' }] },
      ],
    });
    expect(SalesInvoices).toMatchObject([
      { AmountDC: '24.18', VATAmountDC: '4.20' },
      { AmountDC: '12.09', VATAmountDC: '2.10' },
    ]);
    expect(SalesInvoices.map((one) => linesOf(one, 'SalesInvoiceLines')[0]?.Quantity)).toEqual(['2', '1']);
  });

  test('keep what the case gives', () => {
    const [given] =
      recordsOf({ SalesOrders: [order({ AmountFC: '36.27', Currency: 'USD' }, { VATAmount: '6.30' })] }).SalesOrders ??
      [];
    expect(given).toMatchObject({ AmountFC: '36.27', Currency: 'USD', AmountFCExclVat: '29.97' });
    expect(linesOf(given, 'SalesOrderLines')).toMatchObject([{ VATAmount: '6.30' }]);
  });
});

test('a changed record keeps its other fields, and an unchanged one keeps its time', () => {
  const before: Records = { SalesOrders: [{ OrderNumber: '1', Status: '12', Modified: '2026-10-01' }] };
  expect(changed(before, { SalesOrders: [{ OrderNumber: '1', Status: '12' }] }, '2026-10-05')).toEqual(before);
  expect(changed(before, { SalesOrders: [{ OrderNumber: '1', YourRef: 'A' }] }, '2026-10-05')).toEqual({
    SalesOrders: [{ OrderNumber: '1', Status: '12', YourRef: 'A', Modified: '2026-10-05' }],
  });
});
