import { expect, test } from 'vitest';
import { debtor, start } from './caller.ts';

const administrations = [
  { id: 4711, name: 'Zon BV', inTrade: true },
  { id: 4712, name: 'Maan BV', inTrade: false, rows: { debtors: [{ ...debtor, name: 'Van Maan' }] } },
];
const options = { administrations, rows: { debtors: [{ ...debtor, name: 'Van Zon' }] } };

test('a call without a token, or with another one, is 401 (AS-tenant-header)', async () => {
  await using started = await start(options);
  expect((await fetch(`${started.sandbox.url}/v1/debtors`)).status).toBe(401);
  expect((await started.call('GET', '/v1/debtors', undefined, { authorization: 'Bearer other' })).status).toBe(401);
});

test('without the tenant header the default administration answers (AS-tenant-header)', async () => {
  await using started = await start(options);
  const { body } = await started.call('GET', '/v1/debtors');
  expect(body._meta).toMatchObject({ administrationId: 4711, administrationName: 'Zon BV', totalCount: 1 });
  expect(body._data[0].name).toBe('Van Zon');
});

test.each(['X-Tenant-Id', 'X-TenantId'])('%s chooses the administration (AS-tenant-header)', async (header) => {
  await using started = await start(options);
  const { body } = await started.call('GET', '/v1/debtors', undefined, { [header]: '4712' });
  expect(body._meta.administrationId).toBe(4712);
  expect(body._data[0].name).toBe('Van Maan');
});

test('switch tenantHeader: the spelling that does not count is ignored, and the default answers', async () => {
  await using started = await start({ ...options, switches: { tenantHeader: 'X-TenantId' } });
  const other = await started.call('GET', '/v1/debtors', undefined, { 'X-Tenant-Id': '4712' });
  const right = await started.call('GET', '/v1/debtors', undefined, { 'X-TenantId': '4712' });
  expect(other.body._meta.administrationId).toBe(4711);
  expect(right.body._meta.administrationId).toBe(4712);
});

test("an administration that is not the user's is 403, a word is 400 (AS-tenant-header)", async () => {
  await using started = await start(options);
  expect((await started.call('GET', '/v1/debtors', undefined, { 'X-Tenant-Id': '9999' })).status).toBe(403);
  expect((await started.call('GET', '/v1/debtors', undefined, { 'X-Tenant-Id': 'zon' })).status).toBe(400);
});

test("administrations lists all of the user's companies, and is read-only", async () => {
  await using started = await start(options);
  const { body } = await started.call('GET', '/v1/administrations');
  expect(body._data.map((one: { id: number; name: string }) => [one.id, one.name])).toEqual([
    [4711, 'Zon BV'],
    [4712, 'Maan BV'],
  ]);
  expect((await started.call('GET', '/v1/administrations/4712')).body.name).toBe('Maan BV');
  expect((await started.call('POST', '/v1/administrations', { name: 'Ster BV' })).status).toBe(405);
});

test('what is written in one administration is not seen in the other', async () => {
  await using started = await start(options);
  await started.call('POST', '/v1/debtors', { ...debtor, customerNumber: '20' }, { 'X-Tenant-Id': '4712' });
  expect(started.sandbox.rows('debtors', 4712)).toHaveLength(2);
  expect(started.sandbox.rows('debtors')).toHaveLength(1);
});
