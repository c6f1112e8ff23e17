import { expect, test } from 'vitest';
import { orderStatus } from '../../../sandbox/asperion/rules/orders.ts';
import { article, debtor, start } from './caller.ts';

const rows = {
  debtors: [debtor],
  articles: [
    { ...article, isStockArticle: true, currentStock: 10 },
    { ...article, articleNumber: 'SHIP', description: 'Verzendkosten', salesPrice: 6.95, salesTypeId: 'LAAG' },
  ],
};
const order = {
  debtorCustomerNumber: '10010',
  date: '2026-07-01T00:00:00',
  reference: 'EO-1',
  lines: { _data: [{ articleNumber: 'A-1', quantity: 3 }] },
};
const stock = async (started: Awaited<ReturnType<typeof start>>) =>
  (await started.call('GET', '/v1/articles/1')).body.currentStock;

test.each(['/v1/SalesOrderWithLines/', '/v1/salesorderwithlines', '/v1/salesorderswithlines'])(
  '%s takes orders and finds them again by Reference (AS-order-path)',
  async (path) => {
    await using started = await start({ rows });
    expect((await started.call('POST', path, order)).status).toBe(201);
    const { body } = await started.call('GET', `${path}?Reference=EO-1&Reference_comparison=Equals`);
    expect(body._data[0].reference).toBe('EO-1');
  },
);

test('without the inTrade package every call is 403 (AS-orders)', async () => {
  const administrations = [{ id: 1, name: 'Maan BV', inTrade: false }];
  await using started = await start({ rows, administrations });
  const { status, body } = await started.call('POST', '/v1/SalesOrderWithLines/', order);
  expect(status).toBe(403);
  expect(body.title).toContain('inTrade');
  expect((await started.call('GET', '/v1/salesorderswithlines')).status).toBe(403);
});

test('stock of stock articles goes down on delivery, once (AS-stock-moves)', async () => {
  await using started = await start({ rows });
  const { id } = (await started.call('POST', '/v1/SalesOrderWithLines/', order)).body;
  expect(await stock(started)).toBe(10);
  started.sandbox.update('salesorderswithlines', id, { status: orderStatus.delivered });
  expect(await stock(started)).toBe(7);
  started.sandbox.update('salesorderswithlines', id, { description: 'Weg' });
  expect(await stock(started)).toBe(7);
});

test('switch stockMovesOn creation: stock follows the order and its changes (AS-stock-moves)', async () => {
  await using started = await start({ rows, switches: { stockMovesOn: 'creation' } });
  const lines = { _data: [...order.lines._data, { articleNumber: 'SHIP', quantity: 1 }] };
  const { id } = (await started.call('POST', '/v1/SalesOrderWithLines/', { ...order, lines })).body;
  expect(await stock(started)).toBe(7);
  expect((await started.call('GET', '/v1/articles/2')).body.currentStock).toBe(0);
  const fewer = { lines: { _data: [{ articleNumber: 'A-1', quantity: 1 }] } };
  await started.call('PUT', `/v1/salesorderswithlines/${id}`, fewer);
  expect(await stock(started)).toBe(9);
  started.sandbox.remove('salesorderswithlines', id);
  expect(await stock(started)).toBe(10);
});

test('an unknown article or debtor is 400 with that key, and the line is named (AS-orders)', async () => {
  await using started = await start({ rows });
  const lines = {
    _data: [
      { articleNumber: 'A-1', quantity: 1 },
      { articleNumber: 'B-9', quantity: 1 },
    ],
  };
  const { status, body } = await started.call('POST', '/v1/SalesOrderWithLines/', {
    ...order,
    debtorCustomerNumber: '5',
    lines,
  });
  expect(status).toBe(400);
  expect(Object.keys(body.errors)).toEqual(['DebtorCustomerNumber', 'ArticleNumber']);
  expect(body.errors.ArticleNumber).toEqual([expect.stringContaining('Line 2')]);
});

test('an order needs debtor, date and lines with article and quantity (AS-orders)', async () => {
  await using started = await start({ rows });
  const empty = await started.call('POST', '/v1/SalesOrderWithLines/', { lines: { _data: [{ description: 'x' }] } });
  expect(Object.keys(empty.body.errors).sort()).toEqual(['ArticleNumber', 'Date', 'DebtorCustomerNumber', 'Quantity']);
  const none = await started.call('POST', '/v1/SalesOrderWithLines/', { ...order, lines: { _data: [] } });
  expect(Object.keys(none.body.errors)).toEqual(['Lines']);
});

test('lines take price, text and VAT from the article, the header sums them (AS-orders)', async () => {
  await using started = await start({ rows });
  const lines = {
    _data: [
      { articleNumber: 'A-1', quantity: 3, price: 0.35, discountPercentage: 10 },
      { articleNumber: 'SHIP', quantity: 1 },
      { articleNumber: 'A-1', quantity: 1, price: -0.5, description: 'Korting' },
    ],
  };
  const { body } = await started.call('POST', '/v1/SalesOrderWithLines/', { ...order, lines });
  expect(body).toMatchObject({
    amountExclVat: 7.4,
    vatAmount: 0.72,
    amountInclVat: 8.12,
    debtorId: 1,
    orderNumber: '1',
  });
  expect(body.lines._meta.totalCount).toBe(3);
  expect(body.lines._data[0]).toMatchObject({
    id: 1,
    amount: 0.95,
    vatAmount: 0.2,
    description: 'Stoel',
    vatCode: 'VH',
  });
  expect(body.lines._data[1]).toMatchObject({
    amount: 6.95,
    vatAmount: 0.63,
    price: 6.95,
    vatCode: 'VL',
    articleId: 2,
  });
  expect(body.lines._data[2]).toMatchObject({ amount: -0.5, vatAmount: -0.11, description: 'Korting' });
});

test.each(['amountExclVat', 'amountInclVat', 'vatAmount'])(
  'a sent %s is 400, because totals are computed (AS-orders)',
  async (field) => {
    await using started = await start({ rows });
    const { status, body } = await started.call('POST', '/v1/SalesOrderWithLines/', { ...order, [field]: 1 });
    expect(status).toBe(400);
    expect(Object.keys(body.errors)[0]?.toLowerCase()).toBe(field.toLowerCase());
  },
);

test('a draft invoice has article lines without inTrade, an id but no number (AS-drafts)', async () => {
  await using started = await start({ rows, administrations: [{ id: 1, name: 'Maan BV', inTrade: false }] });
  const { status, body } = await started.call('POST', '/v1/draftsalesinvoiceswithlines', order);
  expect(status).toBe(201);
  expect(body).toMatchObject({ id: 1, invoiceNumber: null, status: 1, amountExclVat: 37.5 });
  const { body: list } = await started.call('GET', '/v1/draftsalesinvoiceswithlines?Reference=EO-1');
  expect(list._meta.totalCount).toBe(1);
});
