import { describe, expect, it } from 'vitest';
import { addOrder } from '../../../sandbox/exact-online/documents/order-documents.ts';
import { guid, shop, stage } from './client.ts';

const VATCodes = [
  { ID: guid(81), Code: '1', Description: 'Btw laag', Percentage: 0.09, Type: 'E' },
  { ID: guid(82), Code: '2', Description: 'Btw hoog', Percentage: 0.21, Type: 'E' },
  { ID: guid(83), Code: '1I', Description: 'Btw laag inclusief', Percentage: 0.09, Type: 'I' },
  { ID: guid(84), Code: '2I', Description: 'Btw hoog inclusief', Percentage: 0.21, Type: 'I' },
];
const settings = { ...shop, SalesOrders: [], VATCodes };
const line = (Quantity: number, NetPrice: number, VATCode: string) => ({ Item: guid(12), Quantity, NetPrice, VATCode });
const order = (lines: readonly object[], fields: object = {}) => ({
  OrderID: guid(41),
  OrderNumber: 260384,
  OrderedBy: guid(1),
  OrderDate: '2026-02-04',
  SalesOrderLines: lines,
  ...fields,
});

describe('VAT codes of type I', () => {
  it('make prices and lines hold the VAT, the totals stay right (EX-vat-inclusive)', async () => {
    await using exact = await stage(settings);
    addOrder(exact.sandbox, {
      order: order([line(3, 9.99, '2I'), line(2, 3.49, '1I')]),
      invoices: [{ InvoiceDate: '2026-02-09' }],
    });
    const { d } = (await exact.get(`salesorder/SalesOrders(guid'${guid(41)}')?$expand=SalesOrderLines`)).json;
    expect(d).toMatchObject({ AmountFCExclVat: 31.17, AmountFC: 36.95, AmountDC: 36.95 });
    expect(d.SalesOrderLines.results).toMatchObject([
      { NetPrice: 9.99, AmountFC: 29.97, VATAmount: 5.2, VATPercentage: 0.21, VATCode: '2I ' },
      { NetPrice: 3.49, AmountFC: 6.98, VATAmount: 0.58 },
    ]);
    const lines = await exact.get(`salesinvoice/SalesInvoiceLines?$filter=SalesOrder eq guid'${guid(41)}'`);
    expect(
      lines.json.d.results.map(({ AmountDC, VATAmountDC }: Record<string, number>) => [AmountDC, VATAmountDC]),
    ).toEqual(
      expect.arrayContaining([
        [29.97, 5.2],
        [6.98, 0.58],
      ]),
    );
    const invoices = await exact.get('salesinvoice/SalesInvoices');
    expect(invoices.json.d.results).toMatchObject([{ AmountFCExclVat: 31.17, VATAmountDC: 5.78, AmountDC: 36.95 }]);
  });

  it('mix with codes of type E in one document (EX-vat-inclusive)', async () => {
    await using exact = await stage(settings);
    addOrder(exact.sandbox, { order: order([line(1, 121, '2I'), line(1, 100, '2')]) });
    expect(exact.sandbox.rows('SalesOrders')).toMatchObject([{ AmountFCExclVat: 200, AmountFC: 242 }]);
  });
});

describe('discounts on a document', () => {
  it('take a percentage off every VAT code', async () => {
    await using exact = await stage(settings);
    addOrder(exact.sandbox, { order: order([line(3, 19.99, '2'), line(7, 4.45, '1')], { Discount: 0.025 }) });
    expect(exact.sandbox.rows('SalesOrders')).toMatchObject([
      { AmountFCExclVat: 88.84, AmountFC: 103.85, AmountDiscountExclVat: 2.28, AmountDiscount: 2.66 },
    ]);
  });

  it('take an amount with VAT off as it is', async () => {
    await using exact = await stage(settings);
    addOrder(exact.sandbox, {
      order: order([line(2, 50, '2'), line(10, 5, '1')], { AmountDiscount: 10 }),
      invoices: [{ InvoiceDate: '2026-02-09', AmountDiscount: 10, AmountDiscountExclVat: null }],
    });
    const totals = { AmountDiscount: 10, AmountDiscountExclVat: 8.54, AmountFCExclVat: 141.46, AmountFC: 165.5 };
    expect(exact.sandbox.rows('SalesOrders')).toMatchObject([totals]);
    expect(exact.sandbox.rows('SalesInvoices')).toMatchObject([{ ...totals, VATAmountDC: 24.04, DiscountType: 3 }]);
  });
});

describe('charges of an order', () => {
  it('stand in its totals and nowhere else: their link leads nowhere and expanding shows nothing', async () => {
    await using exact = await stage(settings);
    const charges = [
      { Description: 'Verzenden 21 %', AmountFCExclVat: 5.97, VATCode: '2' },
      { Description: 'Verzenden 9 %', AmountFCExclVat: 2.98, VATCode: '1' },
    ];
    addOrder(exact.sandbox, {
      order: order([line(2, 60, '2'), line(15, 4, '1')], { SalesOrderOrderChargeLines: charges }),
      invoices: [{ InvoiceDate: '2026-02-05' }],
    });
    const address = `salesorder/SalesOrders(guid'${guid(41)}')`;
    const { d } = (await exact.get(`${address}?$expand=SalesOrderLines,SalesOrderOrderChargeLines`)).json;
    expect(d).toMatchObject({ AmountFCExclVat: 188.95, AmountFC: 221.07 });
    expect(d.SalesOrderLines.results.map(({ AmountFC }: { AmountFC: number }) => AmountFC)).toEqual([120, 60]);
    expect(d.SalesOrderOrderChargeLines).toEqual({
      __deferred: { uri: expect.stringContaining('/SalesOrderOrderChargeLines') },
    });
    expect((await exact.get(`${address}/SalesOrderOrderChargeLines`)).status).toBe(404);
    const invoices = (await exact.get('salesinvoice/SalesInvoices')).json.d.results;
    expect(invoices).toMatchObject([{ AmountFCExclVat: 188.95, AmountDC: 221.07, VATAmountDC: 32.12 }]);
  });
});

describe('VAT percentages', () => {
  const lodging = {
    ID: guid(85),
    Code: 'L',
    Description: 'Logies',
    Type: 'E',
    EUSalesListing: 'N',
    VATPercentages: [
      { LineNumber: 1, Percentage: 0.09, StartDate: '2019-01-01', EndDate: '2025-12-31' },
      { LineNumber: 2, Percentage: 0.21, StartDate: '2026-01-01' },
    ],
  };

  it('follow the day of the document, and the code shows that of today', async () => {
    await using exact = await stage({ ...settings, VATCodes: [...VATCodes, lodging] });
    addOrder(exact.sandbox, {
      order: order([line(1, 100, 'L')], { OrderDate: '2025-11-14' }),
      invoices: [{ InvoiceDate: '2026-01-08', SalesInvoiceLines: [line(1, 100, 'L')] }],
    });
    expect(exact.sandbox.rows('SalesOrderLines')).toMatchObject([{ VATPercentage: 0.09, VATAmount: 9 }]);
    expect(exact.sandbox.rows('SalesInvoiceLines')).toMatchObject([{ VATPercentage: 0.21, VATAmountDC: 21 }]);
    const code = await exact.get("vat/VATCodes?$filter=Code eq 'L  '&$expand=VATPercentages");
    expect(code.json.d.results).toMatchObject([{ Code: 'L  ', Percentage: 0.21, Type: 'E', EUSalesListing: 'N' }]);
    expect(code.json.d.results[0].VATPercentages.results).toHaveLength(2);
    const periods = await exact.get(`vat/VatPercentages?$filter=VATCodeID eq guid'${guid(85)}'&$orderby=LineNumber`);
    expect(periods.json.d.results).toMatchObject([
      { Percentage: 0.09, EndDate: `/Date(${Date.UTC(2025, 11, 31)})/` },
      { Percentage: 0.21, EndDate: null },
    ]);
  });
});
