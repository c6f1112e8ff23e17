import { expect, test } from 'vitest';
import { article, noon, start } from './caller.ts';

const rows = {
  articles: [
    { ...article, currentStock: 7, isStockArticle: true },
    { ...article, articleNumber: 'A-2', activeState: 'Inactive' },
  ],
};
const numbers = (body: { _data: { articleNumber: string }[] }) => body._data.map((one) => one.articleNumber);

test('lists hide inactive articles unless ActiveState asks for them (AS-inactive-articles)', async () => {
  await using started = await start({ rows });
  const list = async (query: string) => numbers((await started.call('GET', `/v1/articles${query}`)).body);
  expect(await list('')).toEqual(['A-1']);
  expect(await list('?ActiveState=Active')).toEqual(['A-1']);
  expect(await list('?ActiveState=Inactive')).toEqual(['A-2']);
  expect(await list('?activestate=all')).toEqual(['A-1', 'A-2']);
  expect((await started.call('GET', '/v1/articles?ActiveState=Gone')).status).toBe(400);
  expect((await started.call('GET', '/v1/articles/2')).body.activeState).toBe('Inactive');
});

test('a written currentStock is passed over, the rest is applied (AS-stock-read-only)', async () => {
  await using started = await start({ rows });
  const { status, body } = await started.call('PUT', '/v1/articles/1', { currentStock: 99, brand: 'Zit' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ currentStock: 7, brand: 'Zit' });
  const created = await started.call('POST', '/v1/articles', { ...article, articleNumber: 'A-3', currentStock: 5 });
  expect(created.body.currentStock).toBe(0);
});

test('switch currentStock reject: writing it is 400, nothing applied (AS-stock-read-only)', async () => {
  await using started = await start({ rows, switches: { currentStock: 'reject' } });
  const { status, body } = await started.call('PUT', '/v1/articles/1', { currentStock: 99, brand: 'Zit' });
  expect(status).toBe(400);
  expect(Object.keys(body.errors)).toEqual(['CurrentStock']);
  expect(started.sandbox.rows('articles')[0]).toMatchObject({ currentStock: 7, brand: null });
});

test('an article needs number and description; a number in use is 409 (AS-articles)', async () => {
  await using started = await start({ rows });
  const empty = await started.call('POST', '/v1/articles', {});
  expect(Object.keys(empty.body.errors).sort()).toEqual(['ArticleNumber', 'Description']);
  expect((await started.call('POST', '/v1/articles', article)).status).toBe(409);
});

test('salesTypeId is text and must be known (AS-sales-types)', async () => {
  await using started = await start({ rows });
  expect((await started.call('PUT', '/v1/articles/1', { salesTypeId: 1 })).status).toBe(400);
  expect((await started.call('PUT', '/v1/articles/1', { salesTypeId: 'GEEN' })).body.errors).toHaveProperty(
    'SalesTypeId',
  );
  expect((await started.call('PUT', '/v1/articles/1', { salesTypeId: 'LAAG' })).body.salesTypeId).toBe('LAAG');
});

test('only Active and Inactive can be written (AS-inactive-articles)', async () => {
  await using started = await start({ rows });
  expect((await started.call('PUT', '/v1/articles/1', { activeState: 'All' })).body.errors).toHaveProperty(
    'ActiveState',
  );
  expect((await started.call('PUT', '/v1/articles/1', { activeState: 'Inactive' })).status).toBe(200);
  expect(numbers((await started.call('GET', '/v1/articles')).body)).toEqual([]);
});

test('an image is one part File; a second upload replaces the first (AS-files)', async () => {
  await using started = await start({ rows, clock: () => noon });
  const upload = (content: string, name: string, query = '', part = 'File') => {
    const form = new FormData();
    form.append(part, new File([content], name, { type: 'image/png' }));
    return fetch(`${started.sandbox.url}/v1/articles/1/file${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${started.token}` },
      body: form,
    });
  };
  const first = await upload('one', 'chair.png');
  // biome-ignore lint/suspicious/noExplicitAny: the file object's fields are what is asserted.
  const file = (await first.json()) as any;
  expect(first.status).toBe(201);
  expect(file).toMatchObject({ name: 'chair.png', type: 'image/png', extension: '.png', size: 3 });
  expect(file).toMatchObject({ createdOn: '2026-07-01T12:00:00', _meta: { administrationId: 4711 } });
  expect(await (await fetch(file.fullImageUrl)).text()).toBe('one');
  expect((await upload('three', 'x.png', '?validateOnly=true')).status).toBe(200);
  await upload('two', 'chair2.png');
  expect(started.sandbox.files('articles', 1).map((one) => one.name)).toEqual(['chair2.png']);
  expect((await fetch(file.fullImageUrl)).status).toBe(404);
  expect((await upload('x', 'x.png', '', 'Image')).status).toBe(400);
});

test('a file for an unknown article is 404, for a debtor too, and JSON instead of multipart 415', async () => {
  await using started = await start({ rows });
  expect((await started.call('POST', '/v1/articles/9/file', {})).status).toBe(404);
  expect((await started.call('POST', '/v1/debtors/1/file', {})).status).toBe(404);
  expect((await started.call('POST', '/v1/articles/1/file', {})).status).toBe(415);
});
