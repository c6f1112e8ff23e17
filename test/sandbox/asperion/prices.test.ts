import { expect, test } from 'vitest';
import { article, debtor, start } from './caller.ts';

const rows = { debtors: [debtor], articles: [article] };
const order = (price: number) => ({
  debtorCustomerNumber: debtor.customerNumber,
  date: '2026-07-01',
  lines: { _data: [{ articleNumber: article.articleNumber, quantity: 1000, price }] },
});

test('prices keep their decimals, of articles and order lines, whose amounts are in cents', async () => {
  await using started = await start({ rows });
  const put = await started.call('PUT', '/v1/articles/1', { salesPrice: 0.0125, purchasePrice: 0.00625 });
  expect(put.body).toMatchObject({ salesPrice: 0.0125, purchasePrice: 0.00625 });
  const { status, body } = await started.call('POST', '/v1/SalesOrderWithLines', order(0.0125));
  expect([status, body.lines._data[0]]).toMatchObject([201, { price: 0.0125, amount: 12.5 }]);
});

test('switch priceDecimals two: prices are stored in cents, without a word', async () => {
  await using started = await start({ rows, switches: { priceDecimals: 'two' } });
  const put = await started.call('PUT', '/v1/articles/1', { salesPrice: 0.0125, priceFactor: 0.125 });
  expect([put.status, put.body]).toMatchObject([200, { salesPrice: 0.01, priceFactor: 0.125 }]);
  const { body } = await started.call('POST', '/v1/SalesOrderWithLines', order(1.005));
  expect(body.lines._data[0]).toMatchObject({ price: 1.01, amount: 1010 });
});
