import { expect, it } from 'vitest';
import { UnclearWriteError } from '../../../src/errors/errors.ts';
import { never } from '../transport.ts';
import { type ExactStage, withSandbox } from './sandbox-client.ts';

const ORDER = '11111111-1111-4111-8111-111111111111';
const LINE = '33333333-3333-4333-8333-333333333333';
const INVOICE = '22222222-2222-4222-8222-222222222222';
const PRINT = 'salesinvoice/PrintedSalesInvoices';
const COMPLETE = 'salesorder/CompleteSalesOrder';

const withDocuments = (use: (stage: ExactStage) => Promise<void>): Promise<void> =>
  withSandbox(
    {
      rows: {
        SalesOrders: [{ OrderID: ORDER, OrderNumber: 26001, Status: 20, DeliveryStatus: 20, InvoiceStatus: 20 }],
        SalesOrderLines: [
          { ID: LINE, OrderID: ORDER, Quantity: 10, DeliveryStatus: 20, InvoiceStatus: 20, OrderStatus: 20 },
        ],
        SalesInvoices: [{ InvoiceID: INVOICE, Status: 20, AmountDC: 121 }],
      },
      clock: () => Date.parse('2026-11-20T09:00:00Z'),
    },
    use,
  );

it('prints an invoice once, and then finds it as printed on the requested day', () =>
  withDocuments(async ({ sandbox, newRun }) => {
    const exact = newRun();
    const ask = { resource: PRINT, field: 'InvoiceID', values: [INVOICE], fields: [], signal: never };
    expect(await exact.find(ask)).toEqual([]);
    const values = { InvoiceID: INVOICE, SendEmailToCustomer: false, InvoiceDate: '2026-11-18' };
    expect(await exact.create({ resource: PRINT, values, signal: never })).toEqual({ InvoiceID: INVOICE });
    expect(sandbox.rows('SalesInvoices')).toMatchObject([{ Status: 50 }]);
    expect(String(sandbox.rows('SalesInvoices')[0]?.InvoiceDate)).toContain('2026-11-18');
    expect(await exact.find(ask)).toEqual([{ InvoiceID: INVOICE }]);
  }));

it('reports a refused action in the words of Exact Online, although the answer is 201', () =>
  withDocuments(async ({ newRun }) => {
    const exact = newRun();
    const create = (resource: string, values: Record<string, string>) =>
      exact.create({ resource, values, signal: never });
    await create(PRINT, { InvoiceID: INVOICE });
    await expect(create(PRINT, { InvoiceID: INVOICE })).rejects.toThrow('De factuur is al afgedrukt');
    await expect(create(COMPLETE, { OrderID: INVOICE })).rejects.toThrow('Ongeldige referentie');
  }));

it('completes what is left of an order, and leaves the outcome open when no answer comes', () =>
  withDocuments(async ({ sandbox, newRun }) => {
    const exact = newRun();
    const values = { OrderID: ORDER, CompleteDelivery: true, CompleteInvoice: true };
    sandbox.faults.add({ method: 'POST', path: /CompleteSalesOrder/, act: 'drop-after' });
    const action = exact.create({ resource: COMPLETE, values, signal: never });
    await expect(action).rejects.toBeInstanceOf(UnclearWriteError);
    const ask = { resource: COMPLETE, field: 'OrderID', values: [ORDER], fields: [], signal: never };
    expect(await exact.find(ask)).toEqual([{ OrderID: ORDER }]);
    expect(sandbox.rows('SalesOrders')).toMatchObject([{ Status: 21 }]);
  }));
