import { describe, expect, it } from 'vitest';
import { guid } from '../../../sandbox/world/random.ts';
import { Company, compile } from '../../support/engine.ts';
import { buyer, order } from '../../support/samples.ts';

const flow = (closed: string, description = 'Description', exists = 'verify', links = '{}\n') =>
  compile({
    'links.yml': links,
    'orders.yml': `from: exact-online.salesorder/SalesOrders
to: asperion
steps:
  - id: invoice
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: ${exists}
    closed: ${closed}
    fields:
      invoiceNumber: '"EO-" + string(OrderNumber)'
      debtorCustomerNumber: { value: "10001" }
      date: OrderDate
      bookyear: bookYear(OrderDate)
      bookperiod: bookPeriod(OrderDate)
      description: ${description}
      journalId: { value: "70" }
    lines:
      each: SalesOrderLines
      fields: { amount: line.AmountFC, vatCode: { value: VH }, ledgerAccountId: { value: 8000 } }
`,
  });

/** A company whose only order is of February 2026, which is closed in Asperion; the runs are in March. */
async function open(): Promise<Company> {
  const company = await Company.open({ asperion: { debtors: [buyer] } });
  company.asperion.switches.closedPeriods = [{ bookyear: 2026, bookperiod: 2 }];
  const { ID: OrderedBy } = company.exactOnline.insert('Accounts', {
    Code: '20001',
    Name: 'Bouwhof Voorbeeld',
    Status: 'C',
  });
  const { ID: Item } = company.exactOnline.insert('Items', { Code: 'A1', Description: 'Deurkruk', IsSalesItem: true });
  company.exactOnline.insert('SalesOrders', {
    OrderedBy,
    OrderDate: '2026-02-20T00:00:00',
    Description: 'zoals besproken',
    SalesOrderLines: [{ Item, Quantity: 2, NetPrice: 12.5 }],
  });
  return company;
}

const invoices = (company: Company) => company.asperion.rows('salesinvoiceswithlines');

describe('a document of a closed period', () => {
  it('waits until the period is open, and is booked on its own day then', async () => {
    await using company = await open();
    expect((await company.run(flow('hold'))).orders).toMatchObject({
      error: null,
      letters: [{ code: 'PERIOD_CLOSED' }],
    });
    expect(invoices(company)).toEqual([]);
    company.asperion.switches.closedPeriods = [];
    company.wait(2);
    expect((await company.run(flow('hold'))).orders).toMatchObject({ steps: { invoice: { created: 1 } }, letters: [] });
    expect(invoices(company)).toMatchObject([{ date: '2026-02-20T00:00:00', bookperiod: 2 }]);
  });

  it('is booked by hand in another period as its message says, and then nothing waits', async () => {
    await using company = await open();
    const held = flow('hold');
    const reason = (await company.run(held)).orders?.letters[0]?.reason ?? '';
    const advice =
      /\w\. To have it in another period, book it by hand as (.+), and write (.+) below "(.+)" in links\.yml\.$/;
    const [, invoiceNumber = null, line, name = ''] = advice.exec(reason) ?? [];
    expect(invoiceNumber).toBe('EO-1');
    const typed = { debtorCustomerNumber: '10001', date: '2026-03-01T00:00:00', bookyear: 2026, bookperiod: 3 };
    company.asperion.insert('salesinvoiceswithlines', { ...typed, invoiceNumber, journalId: '70', lines: [] });
    company.wait(2);
    const links = flow('hold', 'Description', 'verify', `${name}: { ${line} }\n`);
    expect((await company.run(links)).orders).toMatchObject({ letters: [] });
    company.asperion.switches.closedPeriods = [];
    expect((await company.run(links, { records: ['1'] })).orders).toMatchObject({ letters: [] });
    expect(invoices(company)).toHaveLength(1);
  });

  it('counts in the period in which it was booked when a run without the state links it again', async () => {
    await using company = await open();
    await company.run(flow('redate'));
    company.forget();
    const { linked } = (await company.run(flow('redate'))).orders ?? {};
    expect(linked?.rows.map(({ year, period, documents }) => [year, period, documents])).toEqual([[2026, 3, 1]]);
  });

  it('stops the flow where that is asked for', async () => {
    await using company = await open();
    const { orders } = await company.run(flow('fail'));
    expect(orders).toMatchObject({ error: { code: 'PERIOD_CLOSED', at: { line: 4 } }, letters: [] });
  });

  it('is booked today where that is asked for, once, and its later day is no difference', async () => {
    await using company = await open();
    expect((await company.run(flow('redate'))).orders?.steps).toEqual({ invoice: { created: 1 } });
    expect(invoices(company)).toMatchObject([{ date: '2026-03-02T00:00:00', bookyear: 2026, bookperiod: 3 }]);
    const key = company.exactOnline.rows('SalesOrders')[0]?.OrderID;
    company.exactOnline.update('SalesOrders', key, { OrderDate: '2026-02-21T00:00:00' });
    expect((await company.run(flow('redate'))).orders).toMatchObject({
      steps: { invoice: { unchanged: 1 } },
      letters: [],
    });
    company.exactOnline.update('SalesOrders', key, { Description: 'anders' });
    expect((await company.run(flow('redate'))).orders?.letters).toMatchObject([{ code: 'DIFFERS' }]);
    expect(invoices(company)).toHaveLength(1);
  });

  it('is told once with the day that it is booked on, and again after the state was lost', async () => {
    await using company = await open();
    const moved = '1 redated: It is dated 2026-02-20 and booked on 2026-03-02 (closed: redate).';
    const told = [`${moved} If the VAT return of its own day was sent, find out whether it must be corrected.`];
    expect((await company.run(flow('redate'))).orders).toMatchObject({ told, tasks: ['1'] });
    expect((await company.run(flow('redate'))).orders).toMatchObject({ told: [], tasks: [] });
    company.forget();
    const { orders: again } = await company.run(flow('redate'));
    expect(again).toMatchObject({ steps: { invoice: { unchanged: 1 } }, told, tasks: [] });
  });

  it('is told as well where it waits, because the target stored something else', async () => {
    await using company = await open();
    const otherwise = (): void => {
      const [{ id = null } = {}] = invoices(company);
      company.asperion.update('salesinvoiceswithlines', id, { description: 'anders' });
    };
    const rewrite = (body: string): string => body.replace('zoals besproken', 'anders');
    const path = /salesinvoiceswithlines/;
    company.asperion.faults.add({ method: 'POST', path, skip: 1, act: 'replace', after: otherwise, rewrite });
    expect((await company.run(flow('redate'))).orders).toMatchObject({
      letters: [{ code: 'DIFFERS' }],
      told: [expect.stringContaining('booked on 2026-03-02')],
    });
  });

  it('is named by its own number, as each of the invoices of an order that were moved', async () => {
    const SalesInvoices = [1, 2].map((number) => {
      const [InvoiceID, SalesOrder] = [guid(1, 'invoice', number), guid(1, 'order', 1)];
      const SalesInvoiceLines = [{ ID: guid(1, 'invoice line', number), InvoiceID, SalesOrder, AmountFC: 10 }];
      return { InvoiceID, InvoiceNumber: 900 + number, InvoiceDate: '2026-02-20T00:00:00', SalesInvoiceLines };
    });
    await using company = await Company.open({
      exactOnline: { SalesOrders: [order(1, 1)], SalesInvoices },
      asperion: { debtors: [buyer] },
    });
    company.asperion.switches.closedPeriods = [{ bookyear: 2026, bookperiod: 2 }];
    const orders = compile({
      'orders.yml': `from: exact-online.salesorder/SalesOrders
to: asperion
with:
  billed: { resource: salesinvoice/SalesInvoiceLines, by: SalesOrder, value: OrderID, many: true }
  invoices: { resource: salesinvoice/SalesInvoices, by: InvoiceID, value: 'billed.map(l, l.InvoiceID)', many: true, order: InvoiceNumber }
steps:
  - id: invoice
    each: invoices
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: verify
    closed: redate
    fields:
      invoiceNumber: externalKey(line.InvoiceNumber)
      debtorCustomerNumber: { value: "10001" }
      date: line.InvoiceDate
      bookyear: bookYear(line.InvoiceDate)
      bookperiod: bookPeriod(line.InvoiceDate)
      journalId: { value: "70" }
    lines:
      each: line.SalesInvoiceLines
      fields: { amount: line.AmountFC, vatCode: { value: VH }, ledgerAccountId: { value: 8000 } }
`,
    });
    expect((await company.run(orders)).orders).toMatchObject({
      steps: { invoice: { created: 2 } },
      told: [expect.stringMatching(/^901 redated: /), expect.stringMatching(/^902 redated: /)],
    });
    expect(invoices(company)).toHaveLength(2);
  });

  it('is never booked on a day before its own, in an earlier year or VAT return: it waits', async () => {
    await using company = await open();
    company.asperion.switches.closedPeriods = [{ bookyear: 2027 }];
    const key = company.exactOnline.rows('SalesOrders')[0]?.OrderID;
    company.exactOnline.update('SalesOrders', key, { OrderDate: '2027-01-02T00:00:00' });
    expect((await company.run(flow('redate'))).orders?.letters).toMatchObject([{ code: 'PERIOD_CLOSED' }]);
    expect(invoices(company)).toEqual([]);
  });

  it('stays on its later day when it is corrected, and when it is met after the state was lost', async () => {
    const correcting = flow('redate', 'Description', 'update');
    await using company = await open();
    await company.run(correcting);
    const [{ id = null } = {}] = invoices(company);
    company.asperion.update('salesinvoiceswithlines', id, { status: 1 });
    const key = company.exactOnline.rows('SalesOrders')[0]?.OrderID;
    for (const Description of ['anders', 'nog anders']) {
      company.exactOnline.update('SalesOrders', key, { Description });
      expect((await company.run(correcting)).orders).toMatchObject({ letters: [], steps: { invoice: { updated: 1 } } });
      expect(invoices(company)).toMatchObject([
        { date: '2026-03-02T00:00:00', bookperiod: 3, description: Description },
      ]);
      company.forget();
    }
  });
});
