import { describe, expect, it } from 'vitest';
import { addInvoice } from '../../../sandbox/exact-online/documents/order-documents.ts';
import { landmarks } from '../../../sandbox/world/landmarks.ts';
import { guid } from '../../../sandbox/world/random.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, order, shipped } from '../../support/samples.ts';
import { openSold, PARTLY_DELIVERED } from '../verify/sold-sample.ts';

/* One sale is booked once: the shipped flows of orders book an invoice, or the delivery of an order that was completed without any. */

const ORDERS = 'orders.exact-online-to-asperion';
const [DELIVERED = 0, OTHER = 0] = landmarks.orders.deliveredOnly;
const NEITHER = landmarks.orders.neither;
const asShipped = (text: string): string => text;
const orders = compile(shipped(ORDERS, asShipped));

/** The flow whose documents are journal entries, and how they are called. */
const ENTRIES = 'orders-as-entries.exact-online-to-asperion';
const KINDS = [
  [ORDERS, 'salesinvoiceswithlines', 'invoiceNumber'],
  [ENTRIES, 'journalentrieswithlines', 'sourceDocumentNumber'],
] as const;

const idOf = ({ exactOnline }: Company, number: number): unknown =>
  exactOnline.rows('SalesOrders').find(({ OrderNumber }) => OrderNumber === number)?.OrderID;

/** A printed invoice of an order that was completed without any: what was invoiced is as in the order, or as `more` says. */
function invoiceAfterAll(company: Company, number: number, InvoiceNumber: number, more: object = {}): void {
  const fields = { InvoiceNumber, InvoiceDate: '2026-12-03T00:00:00', OrderDate: '2026-12-03T00:00:00', ...more };
  addInvoice(company.exactOnline, idOf(company, number), fields);
}

/** Numbers of what is booked of some orders and invoices. */
const booked = ({ asperion }: Company, ...numbers: readonly string[]): readonly unknown[] =>
  asperion
    .rows('salesinvoiceswithlines')
    .map(({ invoiceNumber }) => invoiceNumber)
    .filter((number) => numbers.includes(String(number)));

const rowOf = ({ asperion }: Company, number: string) =>
  asperion.rows('salesinvoiceswithlines').find(({ invoiceNumber }) => invoiceNumber === number) ?? {};

const lettersOf = async (company: Company, mappings = orders) => (await company.run(mappings))[ORDERS]?.letters ?? [];

const DELIVERY = `EO-O${DELIVERED}`;

describe('an invoice of an order whose delivery is booked', () => {
  it.each(KINDS)('waits in %s, also when the state is lost', async (flow, resource, field) => {
    const mappings = compile(shipped(flow, (text) => text.replace('enabled: false', 'enabled: true')));
    await using company = await openSold();
    await company.run(mappings);
    const numbers = () => company.asperion.rows(resource).map((row) => row[field]);
    expect(numbers()).toContain(DELIVERY);
    const before = numbers();
    invoiceAfterAll(company, DELIVERED, 900_001);
    for (const isForgotten of [false, true]) {
      if (isForgotten) company.forget();
      company.wait(30);
      expect((await company.run(mappings))[flow]?.letters).toContainEqual(
        expect.objectContaining({
          code: 'BOOKED_TWICE',
          reference: String(DELIVERED),
          reason: expect.stringContaining(`already booked in Asperion, as ${resource} ${DELIVERY}.`),
        }),
      );
      expect(numbers()).toEqual(before);
    }
  });

  it('says what to do', async () => {
    await using company = await openSold();
    await company.run(orders);
    invoiceAfterAll(company, DELIVERED, 900_001);
    const [letter] = (await lettersOf(company)).filter(({ code }) => code === 'BOOKED_TWICE');
    expect(letter?.reason).toBe(
      `EO-900001 is for a sale that is already booked in Asperion, as salesinvoiceswithlines ${DELIVERY}. Remove ${DELIVERY} there, and EO-900001 is booked; or credit it, and book EO-900001 by hand under that number. If it is for something else, book it by hand under that number. If EO-900001 must not be booked, write "${DELIVERED}": skip below "${ORDERS}" in links.yml. Each flow that books it needs such a line.`,
    );
  });

  it('is booked once a person removes the delivery', async () => {
    await using company = await openSold();
    await company.run(orders);
    invoiceAfterAll(company, DELIVERED, 900_001);
    await company.run(orders);
    const { id = null, ...delivery } = rowOf(company, DELIVERY);
    company.asperion.remove('salesinvoiceswithlines', id);
    company.wait(2);
    expect((await lettersOf(company)).filter(({ reference }) => reference === String(DELIVERED))).toEqual([]);
    expect(booked(company, DELIVERY, 'EO-900001')).toEqual(['EO-900001']);
    // A person booked both: nothing is left to do, and nothing waits.
    company.asperion.insert('salesinvoiceswithlines', delivery);
    company.forget();
    expect((await lettersOf(company)).filter(({ reference }) => reference === String(DELIVERED))).toEqual([]);
    expect(booked(company, DELIVERY, 'EO-900001')).toHaveLength(2);
  });

  it('is never booked once a person pins the order as skip', async () => {
    await using company = await openSold();
    await company.run(orders);
    invoiceAfterAll(company, DELIVERED, 900_001);
    await company.run(orders);
    const pinned = compile({ ...shipped(ORDERS, asShipped), 'links.yml': `${ORDERS}: { "${DELIVERED}": skip }` });
    company.wait(2);
    expect((await lettersOf(company, pinned)).filter(({ reference }) => reference === String(DELIVERED))).toEqual([]);
    expect(booked(company, DELIVERY, 'EO-900001')).toEqual([DELIVERY]);
  });

  it('waits when it is for the rest that was never delivered, because nobody but a person knows', async () => {
    await using company = await openSold();
    await company.run(orders);
    invoiceAfterAll(company, PARTLY_DELIVERED, 900_002, { quantities: { 1: 6 } });
    expect(await lettersOf(company)).toContainEqual(
      expect.objectContaining({ code: 'BOOKED_TWICE', reference: String(PARTLY_DELIVERED) }),
    );
    expect(booked(company, `EO-O${PARTLY_DELIVERED}`, 'EO-900002')).toEqual([`EO-O${PARTLY_DELIVERED}`]);
  });
});

describe('a flow that takes the place of another one of the same sales', () => {
  it('books no invoice of a delivery that the flow of orders booked, and its credit notes', async () => {
    const flow = 'invoices.exact-online-to-asperion';
    const invoices = compile(shipped(flow, (text) => text.replace('enabled: false', 'enabled: true')));
    await using company = await openSold();
    await company.run(orders);
    const before = company.asperion.rows('salesinvoiceswithlines').length;
    invoiceAfterAll(company, DELIVERED, 900_001);
    invoiceAfterAll(company, PARTLY_DELIVERED, 900_002, { Type: 8021, quantities: { 1: -1 } });
    expect((await company.run(invoices))[flow]?.letters).toContainEqual(
      expect.objectContaining({
        code: 'BOOKED_TWICE',
        reference: '900001',
        reason: expect.stringContaining(`write "900001": skip below "${flow}" in links.yml`),
      }),
    );
    // What both flows book has the same number in both.
    expect(company.asperion.rows('salesinvoiceswithlines')).toHaveLength(before + 1);
    expect(booked(company, DELIVERY, 'EO-900001', 'EO-900002')).toEqual([DELIVERY, 'EO-900002']);
  });
});

describe('an invoice of an order whose delivery got no answer', () => {
  const one = compile(shipped(ORDERS, (text) => text.replace('where:', `where:\n  one: OrderNumber == ${DELIVERED}`)));
  const codesOf = async (company: Company) => (await lettersOf(company, one)).map(({ code }) => code);
  const post = { method: 'POST', path: /\/salesinvoiceswithlines$/i } as const;

  it('waits while the delivery may still appear, and then because it is there', async () => {
    await using company = await openSold();
    company.asperion.faults.add({ ...post, act: 'store-late', storeAfterMs: 300_000 });
    expect(await codesOf(company)).toEqual(['WRITE_UNCLEAR']);
    invoiceAfterAll(company, DELIVERED, 900_001);
    company.wait(1 / 60);
    expect(await codesOf(company)).toEqual(['WRITE_UNCLEAR']);
    company.wait(5 / 60);
    expect(await codesOf(company)).toEqual(['BOOKED_TWICE']);
    expect(booked(company, DELIVERY, 'EO-900001')).toEqual([DELIVERY]);
  });

  it('is booked after ten minutes when nothing came of the delivery', async () => {
    await using company = await openSold();
    company.asperion.faults.add({ ...post, act: 'drop-before' });
    await company.run(one);
    invoiceAfterAll(company, DELIVERED, 900_001);
    company.wait(1 / 60);
    expect(await codesOf(company)).toEqual(['WRITE_UNCLEAR']);
    company.wait(10 / 60);
    expect(await codesOf(company)).toEqual([]);
    expect(booked(company, DELIVERY, 'EO-900001')).toEqual(['EO-900001']);
  });
});

describe('an invoice for several orders', () => {
  it('waits when the delivery of one of them is booked, whichever order is looked at', async () => {
    const only = (condition: string) =>
      compile(shipped(ORDERS, (text) => text.replace('where:', `where:\n  one: ${condition}`)));
    await using company = await openSold();
    const { exactOnline } = company;
    await company.run(only(`OrderNumber != ${OTHER}`));
    const { InvoiceTo } = exactOnline.rows('SalesOrders').find(({ OrderNumber }) => OrderNumber === DELIVERED) ?? {};
    exactOnline.update('SalesOrders', idOf(company, OTHER), { InvoiceTo });
    const lines = exactOnline
      .rows('SalesOrderLines')
      .filter(({ OrderID }) => [DELIVERED, OTHER].some((number) => OrderID === idOf(company, number)));
    const SalesInvoiceLines = lines.map(({ ID, Quantity }) => ({ SalesOrderLine: ID, Quantity }));
    invoiceAfterAll(company, OTHER, 900_003, { SalesInvoiceLines });
    expect(await lettersOf(company, only(`OrderNumber == ${OTHER}`))).toContainEqual(
      expect.objectContaining({ code: 'BOOKED_TWICE', reference: String(OTHER) }),
    );
    expect(booked(company, 'EO-900003')).toEqual([]);
  });
});

describe('an order that is booked by its invoices', () => {
  it.each([null, 0])('may have a line on its invoice that is of no order: %s', async (SalesOrderNumber) => {
    await using company = await openSold();
    const { exactOnline, asperion } = company;
    await company.run(orders);
    const { id: _, ...delivery } = rowOf(company, DELIVERY);
    asperion.insert('salesinvoiceswithlines', { ...delivery, invoiceNumber: 'EO-O0' });
    invoiceAfterAll(company, NEITHER, 900_004);
    const { InvoiceID, Item, VATCode } =
      exactOnline.rows('SalesInvoiceLines').find(({ SalesOrder }) => SalesOrder === idOf(company, NEITHER)) ?? {};
    const ofNone = { InvoiceID, Item, VATCode, Quantity: 1, NetPrice: 0, SalesOrderNumber };
    exactOnline.insert('SalesInvoiceLines', { ID: guid(1, 'line', 900_004), ...ofNone });
    expect(await lettersOf(company)).toEqual([]);
    expect(booked(company, 'EO-900004')).toEqual(['EO-900004']);
  });

  it('costs one look-up when its invoice is new, and none afterwards', async () => {
    const without = compile(shipped(ORDERS, (text) => text.replace(/\n {4}unlessBooked:.*?(?=\n {4}[a-z])/s, '')));
    const callsOf = async (mappings: typeof orders) => {
      await using company = await openSold();
      const { exactOnline, asperion } = company;
      const calls: number[] = [];
      for (const happens of [
        () => {},
        () => invoiceAfterAll(company, NEITHER, 900_004),
        () => exactOnline.update('SalesOrders', String(idOf(company, NEITHER)), { YourRef: 'Belt graag' }),
      ]) {
        happens();
        const before = asperion.requests.length;
        await company.run(mappings);
        calls.push(asperion.requests.length - before);
        company.wait(1);
      }
      expect(booked(company, 'EO-900004')).toHaveLength(1);
      return calls;
    };
    const [first = 0, then = 0, last] = await callsOf(without);
    expect(last).toBe(0);
    expect(await callsOf(orders)).toEqual([first, then + 1, 0]);
  });
});

describe('a step with unlessBooked', () => {
  const DeliveryDate = '2026-02-20T00:00:00';
  const flow = (key: string) =>
    compile({
      'entries.yml': `from: exact-online.salesorder/SalesOrders
to: asperion
steps:
  - id: entry
    resource: journalentrieswithlines
    match: [sourceDocumentNumber]
    exists: verify
    unlessBooked: '${key}'
    fields:
      journalId: { value: "90" }
      date: DeliveryDate
      sourceDocumentNumber: '"EO-" + string(OrderNumber)'
    lines:
      each: SalesOrderLines
      fields: { amount: -line.AmountFC, ledgerAccountId: { value: 8000 } }
      append: [{ fields: { amount: 'sum(SalesOrderLines.map(l, l.AmountFC))', ledgerAccountId: { value: 1300 } } }]
`,
    });
  const open = (entries: readonly object[], ...orders: readonly object[]) =>
    Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: orders },
      asperion: { journalentrieswithlines: entries },
    });
  const entries = ({ asperion }: Company) =>
    asperion.rows('journalentrieswithlines').map(({ sourceDocumentNumber }) => sourceDocumentNumber);

  it('finds the other booking in the book year before, where the target is asked per book year', async () => {
    const old = { sourceDocumentNumber: 'OUD-1', journalId: '90', date: '2025-12-30T00:00:00', bookyear: 2025 };
    await using company = await open([old], order(1, 1, { DeliveryDate }), order(2, 1, { DeliveryDate }));
    const { letters } = (await company.run(flow('"OUD-" + string(OrderNumber)'))).entries ?? {};
    expect(letters).toMatchObject([{ reference: '1', code: 'BOOKED_TWICE' }]);
    expect(entries(company)).toEqual(['OUD-1', 'EO-2']);
  });

  it('keeps the record waiting whose other numbers cannot be computed, and no other', async () => {
    await using company = await open([], order(1, 1, { DeliveryDate, YourRef: 'x' }), order(2, 1, { DeliveryDate }));
    const { letters } = (await company.run(flow('int(YourRef)'))).entries ?? {};
    expect(letters).toMatchObject([{ reference: '1', code: 'BAD_VALUE' }]);
    expect(entries(company)).toEqual(['EO-2']);
  });

  it('keeps the record waiting whose other number the target refuses, until it answers', async () => {
    await using company = await open([], order(1, 1, { DeliveryDate, YourRef: 'x' }));
    company.asperion.faults.add({
      method: 'GET',
      path: /journalentries/,
      query: /SourceDocumentNumber=x&/,
      act: 'status',
      status: 400,
    });
    const mappings = flow('YourRef');
    expect((await company.run(mappings)).entries?.letters).toMatchObject([{ code: 'LOOKUP_REFUSED' }]);
    expect(entries(company)).toEqual([]);
    company.wait(2);
    expect((await company.run(mappings)).entries?.letters).toEqual([]);
    expect(entries(company)).toEqual(['EO-1']);
  });
});
