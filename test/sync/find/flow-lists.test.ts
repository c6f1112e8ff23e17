import { describe, expect, it } from 'vitest';
import { guid } from '../../../sandbox/world/random.ts';
import { exactOnlineEndpoints, simplePath } from '../../../src/systems/exact-online/endpoints.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, accountId, order } from '../../support/samples.ts';
import { recordRun, replay } from '../recording/replay.ts';

const ITEM = guid(1, 'item', 1);

const flow = `from: exact-online.salesorder/SalesOrders
to: asperion
with:
  invoiced: { resource: salesinvoice/SalesInvoiceLines, by: SalesOrder, value: OrderID, many: true }
  invoices: { resource: salesinvoice/SalesInvoices, by: InvoiceID, value: 'invoiced.map(l, l.InvoiceID)', many: true, order: InvoiceNumber }
where: size(invoices) > 0
steps:
  - id: invoice
    each: invoices
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: verify
    fields:
      invoiceNumber: externalKey(line.InvoiceNumber)
      debtorCustomerNumber: { value: "10001" }
      date: line.InvoiceDate
      journalId: { value: "70" }
    lines:
      each: line.SalesInvoiceLines
      with:
        item: { resource: logistics/Items, by: ID, value: line.Item }
      fields:
        description: item.Description + " of " + string(element.InvoiceNumber)
        amount: line.AmountFC
        vatCode: { value: VH }
        ledgerAccountId: { value: 8000 }
`;
const orders = compile({ 'orders.yml': flow });

/** An invoice of an order, a line of 10 for each of its numbers. */
const invoice = (number: number, of: number, lines: number) => ({
  InvoiceID: guid(1, 'invoice', number),
  InvoiceNumber: number,
  InvoiceDate: '2026-02-01T00:00:00',
  OrderedBy: accountId(1),
  InvoiceTo: accountId(1),
  Status: 50,
  SalesInvoiceLines: Array.from({ length: lines }, (_, index) => ({
    ID: guid(1, 'invoice line', number * 10 + index),
    SalesOrder: guid(1, 'order', of),
    Item: ITEM,
    Quantity: 1,
    NetPrice: 10 + index,
    LineNumber: index + 1,
  })),
});

const open = () =>
  Company.open({
    exactOnline: {
      Accounts: [account(1)],
      Items: [{ ID: ITEM, Code: 'A1', Description: 'Koffie', IsSalesItem: true }],
      SalesOrders: [order(1, 1), order(2, 1), order(3, 1)],
      SalesInvoices: [invoice(501, 1, 2), invoice(502, 1, 1), invoice(503, 2, 1)],
    },
    asperion: {
      debtors: [{ id: 1, customerNumber: '10001', name: 'Bakkerij 1', address: 'Weg 1', debtorKindId: 'company' }],
    },
  });

/** The records that a run asked for, by the resource as the catalog names it: without feeds, tokens and the company itself. */
const lookUps = (company: Company, since: number): readonly string[] =>
  company.exactOnline.requests.slice(since).flatMap(({ path }) => {
    const endpoint = exactOnlineEndpoints.get(path.replace(/^\/api\/v1\/\d+\//, ''));
    if (endpoint?.kind === 'bulk') return [simplePath(endpoint.path)];
    return endpoint?.kind === 'resource' && endpoint.path !== 'system/Divisions' ? [endpoint.path] : [];
  });

describe('a step that goes through related records', () => {
  it('books each of them with its related records, in one look-up per relation for all', async () => {
    await using company = await open();
    const before = company.exactOnline.requests.length;
    const { error, letters, steps } = (await company.run(orders)).orders ?? {};
    expect({ error, letters, steps }).toEqual({ error: null, letters: [], steps: { invoice: { created: 3 } } });
    const booked = company.asperion
      .rows('salesinvoiceswithlines')
      .map(({ invoiceNumber, lines }) => [
        invoiceNumber,
        (lines as readonly Record<string, unknown>[]).map(({ description, amount }) => `${description}: ${amount}`),
      ]);
    expect(booked).toEqual([
      ['EO-501', ['Koffie of 501: 10', 'Koffie of 501: 11']],
      ['EO-502', ['Koffie of 502: 10']],
      ['EO-503', ['Koffie of 503: 10']],
    ]);
    // The orders themselves, both relations, the lines of the invoices, and what these stand for.
    expect(lookUps(company, before)).toEqual([
      'salesorder/SalesOrders',
      'salesinvoice/SalesInvoiceLines',
      'salesinvoice/SalesInvoices',
      'salesinvoice/SalesInvoiceLines',
      'logistics/Items',
    ]);
  });

  it('tells what it made of each by its key', async () => {
    await using company = await open();
    const keys: (string | undefined)[] = [];
    await company.run(orders, {
      observe: (_, items) => {
        for (const { results } of items)
          for (const result of results.values())
            keys.push(...(result.elements ?? [result]).map(({ subjectKey }) => subjectKey));
      },
    });
    expect(keys).toEqual([501, 502, 503].map((number) => guid(1, 'invoice', number)));
  });

  it('shares its links with a flow that reads these records itself: none is booked twice', async () => {
    await using company = await open();
    await company.run(orders);
    const own = compile({
      'orders.yml': flow,
      'invoices.yml': `from: exact-online.salesinvoice/SalesInvoices
to: asperion
steps:
  - id: invoice
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: skip
    fields:
      invoiceNumber: '"other-" + string(InvoiceNumber)'
      debtorCustomerNumber: { value: "10001" }
      date: InvoiceDate
      journalId: { value: "70" }
    lines:
      each: SalesInvoiceLines
      fields: { amount: line.AmountFC, vatCode: { value: VH }, ledgerAccountId: { value: 8000 } }
`,
    });
    const { invoices } = await company.run(own);
    expect(invoices).toMatchObject({ letters: [], steps: { invoice: { skipped: 3 } } });
    expect(company.asperion.rows('salesinvoiceswithlines')).toHaveLength(3);
  });

  it('comes out the same on the recording, which knows that the lists are whole', async () => {
    await using company = await open();
    const { recording } = await recordRun(company, orders);
    const { steps, errors } = await replay(orders, recording, company.progress);
    expect(errors).toEqual([undefined]);
    expect(
      steps
        .get('orders invoice')
        ?.map(({ reference, outcome }) => [reference, outcome])
        .sort(),
    ).toEqual([
      ['1', 'unchanged'],
      ['2', 'unchanged'],
    ]);
  });

  it('is not guessed where the recording never saw the list', async () => {
    await using company = await open();
    const plain = compile({
      'orders.yml': flow
        .replace(/with:[\s\S]*?where: .*\n/, '')
        .replace(/ {4}each: invoices\n/, '')
        .replace(/line\.InvoiceNumber|element\.InvoiceNumber/g, 'OrderNumber')
        .replace('line.InvoiceDate', 'OrderDate')
        .replace('line.SalesInvoiceLines', 'SalesOrderLines'),
    });
    const { recording } = await recordRun(company, plain);
    const { steps } = await replay(orders, recording, company.progress);
    const outcomes = new Set(steps.get('orders invoice')?.map(({ outcome }) => outcome));
    expect([...outcomes]).toEqual(['NOT_RECORDED']);
  });
});
