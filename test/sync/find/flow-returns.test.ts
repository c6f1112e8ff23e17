import { describe, expect, it, test } from 'vitest';
import { addInvoice, addOrder } from '../../../sandbox/exact-online/documents/order-documents.ts';
import { guid } from '../../../sandbox/world/random.ts';
import { type Company, compile } from '../../support/engine.ts';
import { shipped } from '../../support/samples.ts';
import { openSold, PARTLY_DELIVERED } from '../verify/sold-sample.ts';

/* What comes back: of an order that is a return, and by the credit note of a sale. */

const ORDERS = 'orders.exact-online-to-asperion';
const INVOICES = 'invoices.exact-online-to-asperion';
const ENTRIES = 'orders-as-entries.exact-online-to-asperion';

const flows = (names: readonly string[], links = '') =>
  compile({ ...Object.assign({}, ...names.map((name) => shipped(name, (text) => text))), 'links.yml': links });

const DONE = { Status: 21, InvoiceStatus: 21 };
const id = (number: number): string => guid(1, 'SalesOrders', number);

/** An order of 100.00 a piece, delivered and done with invoicing without any. */
function delivered(
  { exactOnline }: Company,
  OrderNumber: number,
  Quantity: number,
  more: object = {},
  others: readonly object[] = [],
): void {
  const known = exactOnline.rows('SalesOrders').find(({ OrderNumber }) => OrderNumber === PARTLY_DELIVERED);
  const line = exactOnline.rows('SalesOrderLines').find(({ OrderID }) => OrderID === known?.OrderID);
  const company = exactOnline.rows('Accounts').find((one) => one.AddressLine1 && /^NL/.test(String(one.VATNumber)));
  const OrderID = id(OrderNumber);
  const SalesOrderLines = [
    { Item: line?.Item, Quantity, NetPrice: 100, VATCode: '2' },
    ...others.map((other) => ({ Item: line?.Item, ...other })),
  ];
  const order = { OrderID, OrderNumber, OrderDate: '2026-05-04T00:00:00', OrderedBy: company?.ID };
  addOrder(exactOnline, {
    order: { ...order, InvoiceTo: company?.ID, Currency: 'EUR', SalesOrderLines },
    deliveries: [{ DeliveryDate: '2026-05-06T00:00:00' }],
  });
  exactOnline.update('SalesOrders', OrderID, { ...DONE, ...more });
}

/** A printed invoice with these pieces of each order, which stay done with invoicing. */
function invoice({ exactOnline }: Company, InvoiceNumber: number, pieces: Record<number, number>, more = {}): void {
  const [first = 0] = Object.keys(pieces).map(Number);
  const SalesInvoiceLines = Object.entries(pieces).map(([number, Quantity]) => {
    const line = exactOnline.rows('SalesOrderLines').find(({ OrderID }) => OrderID === id(Number(number)));
    return { SalesOrderLine: line?.ID, Quantity };
  });
  const day = '2026-12-03T00:00:00';
  addInvoice(exactOnline, id(first), { InvoiceNumber, InvoiceDate: day, OrderDate: day, SalesInvoiceLines, ...more });
  for (const number of Object.keys(pieces)) exactOnline.update('SalesOrders', id(Number(number)), DONE);
}

/** What is booked of the orders and invoices of a test, without VAT, by number. */
const booked = ({ asperion }: Company): Record<string, number> =>
  Object.fromEntries(
    asperion
      .rows('salesinvoiceswithlines')
      .filter(({ invoiceNumber }) => /^EO-[OR]?(2620|90000)/.test(String(invoiceNumber)))
      .map(({ invoiceNumber, amountExclVat }) => [String(invoiceNumber), Number(amountExclVat)]),
  );

async function waiting(company: Company, names: readonly string[], links = ''): Promise<string[]> {
  company.wait(1);
  const run = await company.run(flows(names, links));
  return names.flatMap((name) => (run[name]?.letters ?? []).map(({ reference, code }) => `${reference} ${code}`));
}

describe.each([[[ORDERS]], [[ORDERS, INVOICES]]])('with %j', (names) => {
  test('the credit note of a return waits that was booked on its delivery, and so does an invoice', async () => {
    await using company = await openSold();
    delivered(company, 26_201, -2);
    delivered(company, 26_202, 2);
    expect(await waiting(company, names)).toEqual([]);
    const before = { 'EO-R26201': -200, 'EO-O26202': 200 };
    expect(booked(company)).toEqual(before);
    invoice(company, 900_001, { 26201: -2 }, { Type: 8021 });
    invoice(company, 900_002, { 26202: 2 });
    for (const isForgotten of [false, true]) {
      if (isForgotten) company.forget();
      expect(await waiting(company, names)).toEqual(
        names.length === 1
          ? ['26201 BOOKED_TWICE', '26202 BOOKED_TWICE']
          : ['26201 BOOKED_TWICE', '26202 BOOKED_TWICE', '900001 BOOKED_TWICE', '900002 BOOKED_TWICE'],
      );
      expect(booked(company)).toEqual(before);
    }
  });

  test.each([
    ['more came back than was sold', -5, 2],
    ['more was sold than came back', -2, 5],
  ])('an invoice over a return and a sale waits, where %s', async (_, back, sold) => {
    await using company = await openSold();
    delivered(company, 26_201, back);
    await waiting(company, names);
    delivered(company, 26_202, sold, { Status: 20, InvoiceStatus: 20 });
    invoice(company, 900_001, { 26201: back, 26202: sold }, { Type: 8020 });
    const letters = await waiting(company, names);
    expect(letters).toEqual(letters.map((letter) => letter.replace(/ .*/, ' BOOKED_TWICE')));
    expect(letters).toHaveLength(names.length + 1);
    expect(booked(company)).toEqual({ 'EO-R26201': back * 100 });
  });

  test('an order waits that stands under the other letter: its total had another sign before', async () => {
    await using company = await openSold();
    delivered(company, 26_201, -2);
    await waiting(company, names);
    const [booking] = company.asperion
      .rows('salesinvoiceswithlines')
      .filter((one) => one.invoiceNumber === 'EO-R26201');
    company.asperion.update('salesinvoiceswithlines', String(booking?.id), { invoiceNumber: 'EO-O26201' });
    company.forget();
    expect(await waiting(company, names)).toEqual(['26201 BOOKED_TWICE']);
    expect(booked(company)).toEqual({ 'EO-O26201': -200 });
  });

  test('an order counts as a sale with its VAT, and its invoice comes on top of nothing', async () => {
    await using company = await openSold();
    // 190.00 with 21 %, and 200.00 taken in without: 29.90 with VAT, and -10.00 without.
    delivered(company, 26_201, 1.9, {}, [{ Quantity: -1, NetPrice: 200, VATCode: '0' }]);
    expect(await waiting(company, names)).toEqual([]);
    expect(booked(company)).toEqual({ 'EO-O26201': -10 });
    const lines = company.exactOnline.rows('SalesOrderLines').filter(({ OrderID }) => OrderID === id(26_201));
    const pieces = lines.map(({ ID, Quantity }) => ({ SalesOrderLine: ID, Quantity }));
    invoice(company, 900_001, { 26201: 1 }, { Type: 8020, SalesInvoiceLines: pieces });
    expect((await waiting(company, names))[0]).toBe('26201 BOOKED_TWICE');
    expect(booked(company)).toEqual({ 'EO-O26201': -10 });
  });

  test.each([true, false])('a sale and its credit note are both booked, the credit note first: %s', async (isFirst) => {
    await using company = await openSold();
    delivered(company, 26_201, 4);
    if (!isFirst) expect(await waiting(company, names)).toEqual([]);
    invoice(company, 900_001, { 26201: -1 }, { Type: 8021 });
    expect(await waiting(company, names)).toEqual([]);
    expect(booked(company)).toEqual({ 'EO-O26201': 400, 'EO-900001': -100 });
    const check = `reconcile-${ORDERS}`;
    const outcome = (await company.run(flows([check])))[check];
    expect([outcome?.error, outcome?.verified?.differences]).toEqual([null, []]);
  });
});

it.each([true, false])('is the same in journal entries, the credit note first: %s', async (isFirst) => {
  await using company = await openSold();
  delivered(company, 26_201, 4);
  if (!isFirst) await waiting(company, [ENTRIES]);
  invoice(company, 900_001, { 26201: -1 }, { Type: 8021 });
  const run = await company.run(flows([ENTRIES]));
  expect(run[ENTRIES]?.letters.filter(({ reference }) => reference === '26201')).toEqual([]);
  expect(run[ENTRIES]?.told.filter((told) => told.startsWith('26201'))).toEqual([]);
  const numbers = company.asperion.rows('journalentrieswithlines').map((row) => row.sourceDocumentNumber);
  expect(numbers).toEqual(expect.arrayContaining(['EO-O26201', 'EO-900001']));
});

test('an order booked by hand goes under the number of its check: a later invoice waits', async () => {
  const names = [ORDERS, INVOICES];
  await using company = await openSold();
  delivered(company, 26_201, 2, { InvoiceStatus: 20 });
  const [letter] = (await company.run(flows(names)))[ORDERS]?.letters.filter((one) => one.reference === '26201') ?? [];
  expect(letter?.reason).toContain('Without one, its delivery is EO-O26201.');
  const like = company.asperion.rows('salesinvoiceswithlines')[0] ?? {};
  company.asperion.insert('salesinvoiceswithlines', { ...like, id: 9001, invoiceNumber: 'EO-O26201' });
  invoice(company, 900_001, { 26201: 2 });
  expect(await waiting(company, names, `${ORDERS}: { "26201": skip }`)).toEqual(['900001 BOOKED_TWICE']);
  expect(Object.keys(booked(company))).toEqual(['EO-O26201']);
  // The order alone is not enough where both flows book its invoice.
  const both = `${ORDERS}: { "26201": skip }\n${INVOICES}: { "900001": skip }`;
  expect(await waiting(company, names, both)).toEqual([]);
  expect(Object.keys(booked(company))).toEqual(['EO-O26201']);
});

test('an invoice with lines off its total is booked by hand, and its order goes on', async () => {
  const names = [ORDERS, INVOICES];
  await using company = await openSold();
  delivered(company, 26_201, 3);
  invoice(company, 900_001, { 26201: 2 });
  const first = company.exactOnline.rows('SalesInvoices').find((one) => one.InvoiceNumber === 900_001);
  const charge = (sum: number) => {
    const amounts = { AmountDC: 242 + sum, AmountFC: 242 + sum, AmountFCExclVat: 200 + sum };
    company.exactOnline.update('SalesInvoices', String(first?.InvoiceID), amounts);
  };
  charge(6.95);
  company.wait(1);
  const run = await company.run(flows(names));
  const said = names.flatMap((name) => run[name]?.letters ?? []).map(({ reason }) => reason.replace(/.*If all is/, ''));
  const skip = `"900001": skip below "${INVOICES}" in links.yml.`;
  expect(said).toEqual(names.map(() => ` right, book it by hand as EO-900001, and write ${skip}`));
  const like = company.asperion.rows('salesinvoiceswithlines')[0] ?? {};
  company.asperion.insert('salesinvoiceswithlines', { ...like, id: 9001, invoiceNumber: 'EO-900001' });
  const links = `${INVOICES}: { "900001": skip }`;
  expect(await waiting(company, names, links)).toEqual([]);
  charge(0);
  invoice(company, 900_002, { 26201: 1 });
  expect(await waiting(company, names, links)).toEqual([]);
  expect(Object.keys(booked(company)).toSorted()).toEqual(['EO-900001', 'EO-900002']);
});

test('an order of which an invoice is skipped is read again once the pin is gone', async () => {
  const off = shipped(INVOICES, (text) => text);
  const withPins = (links: string) => compile({ ...shipped(ORDERS, (text) => text), ...off, 'links.yml': links });
  await using company = await openSold();
  delivered(company, 26_201, 3);
  invoice(company, 900_001, { 26201: 2 });
  invoice(company, 900_002, { 26201: 1 });
  await company.run(withPins(`${INVOICES}: { "900001": skip }`));
  const noted = () => Object.values(company.progress.flows[ORDERS]?.paused ?? {}).map(({ reference }) => reference);
  expect([Object.keys(booked(company)), noted()]).toEqual([['EO-900002'], ['900001']]);
  company.wait(1);
  await company.run(withPins(`${INVOICES}: { "900001": skip, "900002": skip }`));
  // The first of those that are skipped is noted; once its pin is gone, the other one.
  company.wait(1);
  await company.run(withPins(`${INVOICES}: { "900002": skip }`));
  expect([Object.keys(booked(company)).toSorted(), noted()]).toEqual([['EO-900001', 'EO-900002'], ['900002']]);
  company.wait(1);
  await company.run(withPins(''));
  expect(noted()).toEqual([]);
});

test('a delivery from before the first day of the books is not missing', async () => {
  await using company = await openSold();
  delivered(company, 26_201, 4);
  await waiting(company, [ORDERS]);
  const booking = company.asperion.rows('salesinvoiceswithlines').find((one) => one.invoiceNumber === 'EO-O26201');
  company.asperion.update('salesinvoiceswithlines', String(booking?.id), { invoiceNumber: '77' });
  const check = `reconcile-${ORDERS}`;
  const missing = async (since: string) => {
    const outcome = (
      await company.run(compile({ ...shipped(check, (text) => text), 'settings.yml': `since: ${since}\n` }))
    )[check];
    return (outcome?.verified?.differences ?? []).map(({ reference }) => reference).filter((one) => one === '26201');
  };
  expect(await missing('2026-05-01')).toEqual(['26201']);
  expect(await missing('2026-06-01')).toEqual([]);
});
