import { describe, expect, it } from 'vitest';
import { guid } from '../../../../sandbox/world/random.ts';
import { never } from '../../transport.ts';
import { withSandbox } from '../sandbox-client.ts';

const CUSTOMER = guid(1, 'account', 1);
const INVOICES = 'salesinvoice/SalesInvoices';
const ITEM = guid(1, 'item', 1);

const invoice = (number: number, ...amounts: readonly number[]) => ({
  InvoiceID: guid(1, 'invoice', number),
  InvoiceNumber: number,
  InvoiceTo: CUSTOMER,
  OrderedBy: CUSTOMER,
  Status: 50,
  SalesInvoiceLines: amounts.map((NetPrice, index) => ({
    ID: guid(1, 'line', number * 10 + index),
    Item: ITEM,
    Quantity: 1,
    NetPrice,
    LineNumber: index + 1,
  })),
});

const order = (number: number) => ({
  OrderID: guid(1, 'order', number),
  OrderNumber: number,
  OrderedBy: CUSTOMER,
  SalesOrderLines: [1, 2].map((Quantity) => ({ Item: ITEM, Quantity, NetPrice: 5 })),
});

const rows = {
  Accounts: [{ ID: CUSTOMER, Code: '20001', Name: 'Bakkerij Voorbeeld', Status: 'C' }],
  Items: [{ ID: ITEM, Code: 'A1', Description: 'Brood', IsSalesItem: true }],
  SalesInvoices: [invoice(1, 10, 20), invoice(2, 5), invoice(3)],
};

describe('looking up invoices with their lines', () => {
  it('reads all lines in one more call, in the order of the document', () =>
    withSandbox({ rows }, async ({ newRun, callsOf }) => {
      const system = newRun();
      const fields = ['InvoiceNumber', 'SalesInvoiceLines.NetPrice', 'SalesInvoiceLines.ItemCode'];
      const values = [1, 2, 3].map((number) => guid(1, 'invoice', number));
      const request = { resource: INVOICES, field: 'InvoiceID', values, fields, signal: never };
      const calls = await callsOf(async () => {
        const found = await system.find(request);
        const told = found.map(({ InvoiceNumber, SalesInvoiceLines }) => [
          InvoiceNumber,
          (SalesInvoiceLines as readonly Record<string, unknown>[]).map(
            ({ NetPrice, ItemCode }) => `${ItemCode} ${NetPrice}`,
          ),
        ]);
        expect(told.sort()).toEqual([
          [1, ['A1 10', 'A1 20']],
          [2, ['A1 5']],
          [3, []],
        ]);
      });
      expect(calls).toEqual(['1 GET bulk/SalesInvoice/SalesInvoiceLines', '1 GET bulk/SalesInvoice/SalesInvoices']);
    }));

  it('reads no lines if none are asked for', () =>
    withSandbox({ rows }, async ({ newRun, callsOf }) => {
      const values = [guid(1, 'invoice', 1)];
      const request = { resource: INVOICES, field: 'InvoiceID', values, fields: ['InvoiceNumber'], signal: never };
      expect(await callsOf(() => newRun().find(request))).toEqual(['1 GET bulk/SalesInvoice/SalesInvoices']);
    }));

  it('reads the further pages of a question that is as long as an address may be', () => {
    const many = Array.from({ length: 100 }, (_, at) => order(at + 1));
    return withSandbox({ rows: { ...rows, SalesOrders: many } }, async ({ newRun, callsOf }) => {
      const values = many.map(({ OrderID }) => OrderID);
      const fields = ['OrderNumber', 'SalesOrderLines.QuantityDelivered'];
      const request = { resource: 'salesorder/SalesOrders', field: 'OrderID', values, fields, signal: never };
      const calls = await callsOf(async () => {
        const found = await newRun().find(request);
        expect(found.flatMap(({ SalesOrderLines }) => SalesOrderLines)).toHaveLength(200);
      });
      expect(calls).toEqual(['2 GET bulk/SalesOrder/SalesOrders', '5 GET salesorder/SalesOrderLines']);
    });
  });
});
