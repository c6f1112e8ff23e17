import { expect, test } from 'vitest';
import { debtor, noon, start } from './caller.ts';

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...debtor,
    customerNumber: String(index + 1),
    name: `Naam ${count - index}`,
  }));
const numbers = (body: { _data: { customerNumber: string }[] }) => body._data.map((one) => one.customerNumber);

test('a page holds 25 records unless asked, and its _meta counts them all (AS-paging)', async () => {
  await using started = await start({ rows: { debtors: many(57) } });
  const { body } = await started.call('GET', '/v1/debtors');
  expect(body._data).toHaveLength(25);
  expect(body._meta).toMatchObject({ totalCount: 57, pageCount: 3, previousPage: null });
  expect(body._meta.nextPage).toBe(`${started.sandbox.url}/v1/debtors?page=2&pageSize=25`);
  expect(body._meta.self).toBe(`${started.sandbox.url}/v1/debtors`);
});

test('nextPage gives every record once, filters kept, until it is null (AS-paging)', async () => {
  await using started = await start({ rows: { debtors: many(57) } });
  const seen: string[] = [];
  let next: string | null = '/v1/debtors?pageSize=20&Name=Naam';
  while (next !== null) {
    const { body } = await started.call('GET', next);
    seen.push(...numbers(body));
    next = body._meta.nextPage?.replace(started.sandbox.url, '') ?? null;
    if (next !== null) expect(next).toContain('Name=Naam');
  }
  expect(seen).toEqual(many(57).map((one) => one.customerNumber));
});

test('a page holds at most 100 records, or what the switch says (AS-paging)', async () => {
  await using started = await start({ rows: { debtors: many(120) } });
  expect((await started.call('GET', '/v1/debtors?pageSize=500')).body._data).toHaveLength(100);
  await using small = await start({ rows: { debtors: many(9) }, switches: { pageSize: { default: 2, max: 4 } } });
  expect((await small.call('GET', '/v1/debtors')).body._data).toHaveLength(2);
  expect((await small.call('GET', '/v1/debtors?pageSize=9')).body._data).toHaveLength(4);
});

test('page 1 is the first, 0 is refused, one past the end is empty (AS-paging)', async () => {
  await using started = await start({ rows: { debtors: many(3) } });
  expect(numbers((await started.call('GET', '/v1/debtors?page=1&pageSize=2')).body)).toEqual(['1', '2']);
  expect((await started.call('GET', '/v1/debtors?page=0')).status).toBe(400);
  const past = await started.call('GET', '/v1/debtors?page=3&pageSize=2');
  expect(past.body).toMatchObject({ _data: [], _meta: { nextPage: null, totalCount: 3 } });
});

test('a list comes by id ascending (AS-paging)', async () => {
  await using started = await start({
    rows: {
      debtors: [
        { ...debtor, id: 9 },
        { ...debtor, id: 2 },
        { ...debtor, id: 10 },
      ],
    },
  });
  const { body } = await started.call('GET', '/v1/debtors');
  expect(body._data.map((one: { id: number }) => one.id)).toEqual([2, 9, 10]);
});

test('orderBy takes field, field desc, no value last; an unknown field is 400 (AS-paging)', async () => {
  const rows = {
    debtors: [
      { ...debtor, city: 'Delft' },
      { ...debtor, city: null },
      { ...debtor, city: 'Zwolle' },
    ],
  };
  await using started = await start({ rows });
  const cities = async (order: string) =>
    (await started.call('GET', `/v1/debtors?orderBy=${encodeURIComponent(order)}`)).body._data.map(
      (one: { city: string | null }) => one.city,
    );
  expect(await cities('city')).toEqual([null, 'Delft', 'Zwolle']);
  expect(await cities('city desc')).toEqual(['Zwolle', 'Delft', null]);
  expect((await started.call('GET', '/v1/debtors?orderBy=nothing')).status).toBe(400);
});

test('switch orderBy ignored: the list comes by id whatever is asked', async () => {
  await using started = await start({ rows: { debtors: many(3) }, switches: { orderBy: 'ignored' } });
  expect(numbers((await started.call('GET', '/v1/debtors?orderBy=customerNumber%20desc')).body)).toEqual([
    '1',
    '2',
    '3',
  ]);
});

test('with fields, only the named ones come back; an unknown one is 400 (AS-paging)', async () => {
  await using started = await start({ rows: { debtors: many(1) } });
  const { body } = await started.call('GET', '/v1/debtors?fields=customerNumber,name');
  expect(Object.keys(body._data[0])).toEqual(['customerNumber', 'name', '_meta']);
  expect((await started.call('GET', '/v1/debtors?fields=customerNumber,naam')).status).toBe(400);
});

test('with metaOnly, the counts come without records (AS-paging)', async () => {
  await using started = await start({ rows: { debtors: many(3) } });
  const { body } = await started.call('GET', '/v1/debtors?metaOnly=true&pageSize=2');
  expect(Object.keys(body)).toEqual(['_meta']);
  expect(body._meta).toMatchObject({ totalCount: 3, pageCount: 2 });
});

test('paths take any case and a trailing slash; an unknown one is 404 (AS-path-forms)', async () => {
  await using started = await start({ rows: { debtors: many(1) } });
  expect((await started.call('GET', '/v1/Debtors/')).status).toBe(200);
  expect((await started.call('GET', '/V1/DEBTORS/1')).body.customerNumber).toBe('1');
  expect((await started.call('GET', '/v1/debtor')).status).toBe(404);
  expect((await started.call('GET', '/v1/salesinvoiceswithlines.lines')).status).toBe(404);
});

test('one object comes bare with its own address; an unknown id is 404 (AS-single-object)', async () => {
  await using started = await start({ rows: { debtors: many(1) }, clock: () => noon });
  const { body } = await started.call('GET', '/v1/debtors/1');
  expect(body).toMatchObject({ id: 1, vatNumber: null, blocked: false, dateAdded: '2026-07-01T12:00:00' });
  expect(body._meta).toEqual({ self: `${started.sandbox.url}/v1/debtors/1` });
  expect((await started.call('GET', '/v1/debtors/2')).status).toBe(404);
});

test('records that change between pages move, so that a reader meets one twice', async () => {
  let now = noon;
  await using started = await start({ rows: { debtors: many(4) }, clock: () => now });
  const page = (number: number) =>
    started.call('GET', `/v1/debtors?orderBy=dateLastChange%20desc&pageSize=2&page=${number}`);
  const first = numbers((await page(1)).body);
  now += 60_000;
  started.sandbox.update('debtors', 4, { city: 'Gouda' });
  expect(first).toEqual(['1', '2']);
  expect(numbers((await page(2)).body)).toEqual(['2', '3']);
});
