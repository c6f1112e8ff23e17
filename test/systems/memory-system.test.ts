import Big from 'big.js';
import { expect, it } from 'vitest';
import { asperionCatalog } from '../../src/systems/asperion/catalog.ts';
import { exactOnlineCatalog } from '../../src/systems/exact-online/catalog.ts';
import { createMemorySystem } from '../../src/systems/memory-system.ts';
import { LocalDateTime, type RecordValues } from '../../src/values.ts';

const { signal } = new AbortController();
type Rows = Readonly<Record<string, readonly RecordValues[]>>;
const exactOnline = (rows: Rows) => createMemorySystem(exactOnlineCatalog, new Map(Object.entries(rows)));
const asperion = (rows: Rows) => createMemorySystem(asperionCatalog, new Map(Object.entries(rows)));

const orders = [
  {
    OrderID: 'o-1',
    OrderNumber: 7,
    Status: 21,
    Modified: new LocalDateTime('2026-03-01T10:00:00'),
    SalesOrderLines: [{ ID: 'l-1', Description: 'Koffie', AmountFC: new Big('1.10') }],
  },
  { OrderID: 'o-2', Status: 12 },
];

async function pagesOf(system: ReturnType<typeof exactOnline>, resource: string, fields: readonly string[]) {
  const pages = [];
  for await (const page of system.changes({ resource, fields, cursor: null, nowMs: 0, signal })) pages.push(page);
  return pages;
}

it('feeds records with the requested fields, also those of their lines', async () => {
  const system = exactOnline({ 'salesorder/SalesOrders': orders });
  const [page, ...more] = await pagesOf(system, 'salesorder/SalesOrders', ['SalesOrderLines.AmountFC']);
  expect(more).toEqual([]);
  expect(page?.records).toEqual([
    {
      key: 'o-1',
      reference: '7',
      changedAt: '2026-03-01T10:00:00',
      fields: { OrderID: 'o-1', OrderNumber: 7, SalesOrderLines: [{ AmountFC: new Big('1.10') }] },
    },
    { key: 'o-2', reference: 'o-2', changedAt: null, fields: { OrderID: 'o-2' } },
  ]);
});

it('feeds a hundred records per page, and an empty resource as one empty page', async () => {
  const accounts = Array.from({ length: 101 }, (_, index) => ({ ID: `a-${index}`, Code: `${index}` }));
  const system = exactOnline({ 'crm/Accounts': accounts });
  const pages = await pagesOf(system, 'crm/Accounts', ['Name']);
  expect(pages.map(({ records, cursor }) => [records.length, cursor])).toEqual([
    [100, { read: '100' }],
    [1, { read: '101' }],
  ]);
  expect((await pagesOf(system, 'logistics/Items', [])).map(({ records }) => records)).toEqual([[]]);
});

it('reads by key and by reference; a text that is not a number matches no number', async () => {
  const system = exactOnline({ 'salesorder/SalesOrders': orders });
  const read = async (by: 'key' | 'reference', values: readonly string[]) =>
    (await system.read({ resource: 'salesorder/SalesOrders', by, values, fields: [], signal })).map(({ key }) => key);
  expect(await read('key', ['o-2'])).toEqual(['o-2']);
  expect(await read('reference', ['7', 'seven'])).toEqual(['o-1']);
});

it('finds as matching does: e-mail without case, numbers by amount, nothing by nothing', async () => {
  const system = asperion({
    debtors: [
      { id: 1, customerNumber: '10001', emailAddress: 'Info@Bakkerij.example', name: 'Bakkerij', city: 'Gouda' },
      { id: 2, customerNumber: '10002', name: 'Molen' },
    ],
  });
  const find = (field: string, value: string | number | null) =>
    system.find({ resource: 'debtors', field, values: [value], fields: ['name'], signal });
  const bakery = { id: 1, customerNumber: '10001', name: 'Bakkerij' };
  expect(await find('emailAddress', 'info@bakkerij.example')).toEqual([
    { ...bakery, emailAddress: 'Info@Bakkerij.example' },
  ]);
  expect(await find('id', 1)).toEqual([bakery]);
  expect(await find('name', 'bakkerij')).toEqual([]);
  expect(await find('emailAddress', null)).toEqual([]);
});

it('assigns ids and numbers, and finds the records it was given', async () => {
  const system = asperion({ debtors: [{ customerNumber: '10007', name: 'Molen' }] });
  const create = (values: RecordValues) => system.create({ resource: 'debtors', values, signal });
  expect(await create({ name: 'Bakkerij' })).toEqual({ id: 2, customerNumber: '10008', name: 'Bakkerij' });
  expect(await create({ customerNumber: '9', name: 'Slager' })).toMatchObject({ id: 3, customerNumber: '9' });
  const named = await system.find({ resource: 'debtors', field: 'name', values: ['Bakkerij'], fields: [], signal });
  expect(named).toEqual([{ id: 2, customerNumber: '10008', name: 'Bakkerij' }]);
  expect(await system.list({ resource: 'debtors', fields: [], signal })).toHaveLength(3);
});

it('gives an id in the form of Exact Online', async () => {
  const system = exactOnline({});
  const created = await system.create({ resource: 'logistics/Items', values: { Code: 'K1' }, signal });
  expect(created).toEqual({ ID: '00000000-0000-0000-0000-000000000001', Code: 'K1' });
});

it('changes the given fields; null clears', async () => {
  const system = asperion({ debtors: [{ id: 5, customerNumber: '10001', name: 'Molen', city: 'Gouda' }] });
  await system.update({ resource: 'debtors', key: 5, values: { name: 'De Molen', city: null }, signal });
  expect(await system.list({ resource: 'debtors', fields: ['name', 'city'], signal })).toEqual([
    { id: 5, customerNumber: '10001', name: 'De Molen' },
  ]);
});

it('refuses to change a missing record, and names that the catalog lacks', async () => {
  const system = asperion({});
  const update = system.update({ resource: 'debtors', key: 5, values: { name: 'De Molen' }, signal });
  await expect(update).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const find = (resource: string) => system.find({ resource, field: 'nam', values: ['x'], fields: [], signal });
  await expect(find('debtors')).rejects.toMatchObject({ code: 'UNKNOWN_FIELD' });
  await expect(find('debtor')).rejects.toMatchObject({ code: 'UNKNOWN_RESOURCE' });
  await expect(pagesOf(system, 'vatcodes', [])).rejects.toMatchObject({ code: 'NO_FEED' });
});

it('shows what is not filled in as nothing, as a client does, also in what was written to it', async () => {
  const system = asperion({ articles: [{ id: 1, articleNumber: 'A1', articleCategoryId: 0, description: ' ' }] });
  const fields = ['articleCategoryId', 'description'];
  const created = await system.create({
    resource: 'articles',
    values: { articleNumber: 'A2', articleCategoryId: 0, description: '' },
    signal,
  });
  expect(created).toEqual({ id: 2, articleNumber: 'A2', articleCategoryId: null, description: null });
  expect(await system.list({ resource: 'articles', fields, signal })).toEqual([
    { id: 1, articleNumber: 'A1' },
    { id: 2, articleNumber: 'A2' },
  ]);
});
