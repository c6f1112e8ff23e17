import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addDelivery } from '../../../sandbox/exact-online/documents/order-documents.ts';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { createWorld } from '../../../sandbox/world/world.ts';
import { only, type Row } from '../support/rows.ts';
import { namesOf, setStageWithFile } from '../support/stage.ts';

const DOCUMENTS =
  /SalesEntries|SalesInvoices|SalesOrders|salesinvoiceswithlines|salesorderswithlines|SalesOrderWithLines/;

/** What a run wrote of documents; customers may still settle. */
const documentsIn = (run: StageRun): readonly string[] => namesOf(run.writes).filter((name) => DOCUMENTS.test(name));

/** A stage whose lists are read in full, so that no document is too old to be looked at. */
async function open(flows: readonly string[]): Promise<Stage> {
  const stage = await setStageWithFile({ world: createWorld({ customers: 8, articles: 6, orders: 0 }) });
  // It ships on, and books the same invoices as the flows that read them.
  await stage.setYaml('orders.exact-online-to-asperion.yml', ['enabled'], false);
  for (const list of ['salesinvoiceswithlines', 'salesorderswithlines']) {
    await stage.setYaml('settings.yml', ['asperion', 'changes', list], 'full');
  }
  stage.inputs.flows = flows.join(',');
  return stage;
}

/** The next run knows nothing of those before. */
async function forget(stage: Stage): Promise<void> {
  await rm(join(stage.workspace, 'state.json'));
  stage.inputs['exact-online-refresh-token'] = stage.exactOnline.issueRefreshToken();
  stage.inputs['asperion-refresh-token'] = stage.asperion.issueRefreshToken();
}

const exactId = (stage: Stage, list: string, code: string): unknown =>
  only(stage.exactOnline.rows(list), 'Code', code).ID;

/** An invoice of 10.00 and its VAT of 2.10 for the first customer, final. */
const invoice = {
  invoiceNumber: '2026-0101',
  debtorCustomerNumber: '10002',
  date: '2026-03-14T00:00:00',
  status: 3,
  paymentConditionId: 1,
  lines: [{ amount: 10, vatCode: 'VH', ledgerAccountId: 8000, description: 'Mok' }],
};

const amounts = { AmountFC: 20, AmountDC: 20, VATCode: '2', VATAmountFC: 4.2, VATAmountDC: 4.2 } as const;
const totals = { AmountFC: 24.2, AmountDC: 24.2, VATAmountFC: 4.2, VATAmountDC: 4.2 } as const;

/** Both systems have a document of their own, and each gets a copy of the other's, whatever becomes of the copies. */
async function staysPut(
  stage: Stage,
  expected: {
    readonly copies: readonly string[];
    readonly finish: () => void;
    readonly count: () => readonly number[];
  },
): Promise<void> {
  const first = await stage.run();
  expect([...documentsIn(first)].sort()).toEqual(expected.copies);
  expect(first.exitCode).toBe(0);
  const counts = expected.count();
  expected.finish();
  const next = await stage.run();
  expect([next.exitCode, documentsIn(next)]).toEqual([0, []]);
  await forget(stage);
  const anew = await stage.run();
  expect([anew.exitCode, documentsIn(anew)]).toEqual([0, []]);
  expect((await stage.run()).writes).toEqual([]);
  expect(expected.count()).toEqual(counts);
}

describe('documents of both systems at once', () => {
  it('entries and invoices: a copy does not come back, booked or not, known or forgotten', async () => {
    await using stage = await open(['invoices.asperion-to-exact-online', 'entries.exact-online-to-asperion']);
    const { exactOnline, asperion } = stage;
    asperion.insert('salesinvoiceswithlines', invoice);
    exactOnline.insert('SalesEntries', {
      Customer: exactId(stage, 'Accounts', '20001'),
      Journal: '70',
      EntryDate: '2026-03-15T00:00:00',
      Status: 50,
      PaymentCondition: '30',
      ...totals,
      SalesEntryLines: [{ GLAccount: exactId(stage, 'GLAccounts', '8000'), Description: 'Koffie', ...amounts }],
    });
    await staysPut(stage, {
      copies: ['asperion POST salesinvoiceswithlines', 'exact-online POST salesentry/SalesEntries'],
      finish: () => {
        const copy = only(exactOnline.rows('SalesEntries'), 'YourRef', '2026-0101');
        exactOnline.update('SalesEntries', copy.EntryID as string, { Status: 50 });
        book(stage, /^EO-/);
      },
      count: () => [exactOnline.rows('SalesEntries').length, asperion.rows('salesinvoiceswithlines').length],
    });
  });

  it('invoices and invoices: a printed copy does not come back', async () => {
    await using stage = await open([
      'invoices-as-invoices.asperion-to-exact-online',
      'invoices.exact-online-to-asperion',
    ]);
    const { exactOnline, asperion } = stage;
    asperion.insert('salesinvoiceswithlines', invoice);
    const { ID: Item } = exactOnline.insert('Items', { Code: 'OMZET-HOOG', Description: 'Omzet', IsSalesItem: true });
    exactOnline.insert('SalesInvoices', {
      OrderedBy: exactId(stage, 'Accounts', '20001'),
      Journal: '70',
      Type: 8020,
      Status: 50,
      InvoiceNumber: 26700001,
      InvoiceDate: '2026-03-15T00:00:00',
      PaymentCondition: '30',
      ...totals,
      SalesInvoiceLines: [{ Item, Description: 'Koffie', Quantity: 1, UnitPrice: 20, ...amounts }],
    });
    await staysPut(stage, {
      copies: ['asperion POST salesinvoiceswithlines', 'exact-online POST salesinvoice/SalesInvoices'],
      finish: () => {
        const copy = only(exactOnline.rows('SalesInvoices'), 'YourRef', '2026-0101');
        const printed = { Status: 50, InvoiceNumber: 26700002, InvoiceDate: '2026-03-16T00:00:00' };
        exactOnline.update('SalesInvoices', copy.InvoiceID as string, printed);
        book(stage, /^EO-26700001$/);
      },
      count: () => [exactOnline.rows('SalesInvoices').length, asperion.rows('salesinvoiceswithlines').length],
    });
  });

  it('orders and orders: a copy does not come back, a complete one is not invoiced again', async () => {
    const home = 'orders.asperion-to-exact-online';
    await using stage = await open([home, 'orders-as-orders.exact-online-to-asperion']);
    // By its link a copy is known at once; once forgotten, by its words.
    const value = 'startsWith(Description, "Asperion ") ? YourRef : null';
    const copyOf = [{ resource: 'salesorderswithlines', by: 'orderNumber', value }];
    await stage.setYaml('orders-as-orders.exact-online-to-asperion.yml', ['copyOf'], copyOf);
    const { exactOnline, asperion } = stage;
    asperion.insert('salesorderswithlines', {
      orderNumber: '5001',
      debtorCustomerNumber: '10002',
      date: '2026-03-14T00:00:00',
      lines: [{ articleNumber: 'KOF-1001', quantity: 2, price: 7.5, vatCode: 'VL' }],
    });
    exactOnline.insert('SalesOrders', {
      OrderNumber: 27001,
      OrderedBy: exactId(stage, 'Accounts', '20001'),
      OrderDate: '2026-03-15T00:00:00',
      PaymentCondition: '30',
      SalesOrderLines: [{ Item: exactId(stage, 'Items', 'KOF-1002'), Quantity: 1, NetPrice: 14.5, VATCode: '1' }],
    });
    await staysPut(stage, {
      copies: ['asperion POST SalesOrderWithLines', 'exact-online POST salesorder/SalesOrders'],
      finish: () => {
        const copy = only(exactOnline.rows('SalesOrders'), 'YourRef', '5001');
        deliver(stage, copy.OrderID);
      },
      count: () => [exactOnline.rows('SalesOrders').length, asperion.rows('salesorderswithlines').length],
    });
    stage.inputs.flows = `${home},orders.exact-online-to-asperion`;
    const asInvoices = await stage.run();
    expect(asInvoices.exitCode).toBe(0);
    expect(documentsIn(asInvoices)).toEqual([]);
    // The order that is Exact Online's own is booked as soon as it is complete, as the copy would be.
    const { OrderID } = only(exactOnline.rows('SalesOrders'), 'OrderNumber', 27001);
    deliver(stage, OrderID);
    const delivered = await stage.run();
    expect([delivered.exitCode, documentsIn(delivered)]).toEqual([0, ['asperion POST salesinvoiceswithlines']]);
    expect(asperion.rows('salesinvoiceswithlines').map((row: Row) => row.invoiceNumber)).toContain('EO-O27001');
  });
});

/** A person books the invoices of Asperion whose number begins like this. */
function book({ asperion }: Stage, number: RegExp): void {
  const copies = asperion.rows('salesinvoiceswithlines').filter((row: Row) => number.test(String(row.invoiceNumber)));
  expect(copies).toHaveLength(1);
  for (const { id } of copies) asperion.update('salesinvoiceswithlines', id ?? null, { status: 3 });
}

/** All of an order is delivered, and a person closes it: there will be no invoice. */
function deliver({ exactOnline }: Stage, order: unknown): void {
  addDelivery(exactOnline, order, { DeliveryDate: '2026-03-16T00:00:00' });
  exactOnline.update('SalesOrders', order as string, { Status: 21, InvoiceStatus: 21 });
}
