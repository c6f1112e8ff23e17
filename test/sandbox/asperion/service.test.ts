import { expect, test } from 'vitest';
import { asperionCatalog } from '../../../src/systems/asperion/catalog.ts';
import { giveUpWhen } from '../give-up.ts';
import { debtor, noon, start } from './caller.ts';

test('validateOnly checks everything and stores nothing (AS-validate-only)', async () => {
  await using started = await start({ rows: { debtors: [debtor] } });
  const { customerNumber, ...body } = debtor;
  const trial = await started.call('POST', '/v1/debtors?validateOnly=true', body);
  expect(trial.status).toBe(200);
  expect(trial.body).toMatchObject({ id: 0, customerNumber: '10011' });
  expect((await started.call('POST', '/v1/debtors?validateOnly=true', {})).status).toBe(400);
  expect((await started.call('POST', '/v1/debtors?ValidateOnly=True', { ...body, customerNumber })).status).toBe(409);
  const changed = await started.call('PUT', '/v1/debtors/1?validateOnly=true', { city: 'Ede' });
  expect(changed.body.city).toBe('Ede');
  expect(started.sandbox.rows('debtors')).toMatchObject([{ id: 1, city: null }]);
  expect((await started.call('POST', '/v1/debtors', body)).body.id).toBe(2);
});

test('messages are Dutch for nl-NL, else English, in the same body (AS-language)', async () => {
  await using started = await start();
  const ask = (language: string) => started.call('POST', '/v1/debtors', {}, { 'accept-language': language });
  const dutch = await ask('nl-NL');
  expect(dutch.body).toMatchObject({ status: 400, title: 'Er zijn een of meer validatiefouten opgetreden.' });
  expect(dutch.body.errors.Name).toEqual(['Het veld Name is verplicht.']);
  expect(dutch.body.traceId).toEqual(expect.any(String));
  for (const language of ['en-US', 'de-DE', 'nlx']) {
    expect((await ask(language)).body.errors.Name).toEqual(['The Name field is required.']);
  }
});

test('errors are application/json, by switch application/problem+json (AS-errors)', async () => {
  await using plain = await start();
  expect((await plain.call('GET', '/v1/debtors/1')).headers.get('content-type')).toMatch(/^application\/json/);
  await using problem = await start({ switches: { problemType: 'application/problem+json' } });
  expect((await problem.call('GET', '/v1/debtors/1')).headers.get('content-type')).toMatch(
    /^application\/problem\+json/,
  );
});

test('switch requestsPerSecond: too fast is 429, a second later it passes (AS-request-rate)', async () => {
  let now = noon;
  await using started = await start({ clock: () => now, switches: { requestsPerSecond: 2 } });
  const status = async () => (await started.call('GET', '/v1/debtors')).status;
  expect([await status(), await status()]).toEqual([200, 200]);
  const refused = await started.call('POST', '/v1/debtors', debtor);
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('1');
  now += 1000;
  expect(await status()).toBe(200);
  expect(started.sandbox.rows('debtors')).toHaveLength(0);
});

test('a fault answers instead, once, and the call is in the log', async () => {
  await using started = await start({ rows: { debtors: [debtor] } });
  started.sandbox.faults.add({ path: /\/debtors$/, act: 'status', status: 503, headers: { 'retry-after': '7' } });
  const struck = await started.call('GET', '/v1/debtors');
  expect([struck.status, struck.headers.get('retry-after')]).toEqual([503, '7']);
  expect((await started.call('GET', '/v1/debtors?page=1')).status).toBe(200);
  const log = started.sandbox.requests.filter((request) => request.path === '/v1/debtors');
  expect(log).toMatchObject([
    { method: 'GET', status: 503 },
    { query: 'page=1', status: 200 },
  ]);
});

test('a fault may be for some queries only', async () => {
  await using started = await start({ rows: { debtors: [debtor] } });
  started.sandbox.faults.add({ path: /\/debtors$/, query: /[?&]Id=/, act: 'status', status: 503 });
  expect((await started.call('GET', '/v1/debtors?page=1')).status).toBe(200);
  expect((await started.call('GET', '/v1/debtors?page=1&Id=1')).status).toBe(503);
});

test('a connection that drops after the commit leaves the record there', async () => {
  await using started = await start();
  started.sandbox.faults.add({ method: 'POST', path: /debtors/, act: 'drop-after' });
  await expect(started.call('POST', '/v1/debtors', debtor)).rejects.toThrow();
  expect(started.sandbox.rows('debtors')).toHaveLength(1);
  expect(started.sandbox.requests.at(-1)).toMatchObject({ method: 'POST', status: 0, body: JSON.stringify(debtor) });
  started.sandbox.faults.add({ method: 'POST', path: /debtors/, act: 'drop-before' });
  await expect(started.call('POST', '/v1/debtors', { ...debtor, customerNumber: '2' })).rejects.toThrow();
  expect(started.sandbox.rows('debtors')).toHaveLength(1);
});

test('a connection that hangs after the commit stays silent until the caller gives up', async () => {
  await using started = await start();
  started.sandbox.faults.add({ method: 'POST', path: /debtors/, act: 'hang-after' });
  const isStored = () => started.sandbox.rows('debtors').length === 1;
  const call = giveUpWhen(isStored, (signal) =>
    fetch(`${started.sandbox.url}/v1/debtors`, {
      method: 'POST',
      headers: { authorization: `Bearer ${started.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(debtor),
      signal,
    }),
  );
  expect(await call).toMatchObject({ name: 'AbortError' });
});

test('an answer can be replaced after everything was done', async () => {
  await using started = await start();
  started.sandbox.faults.add({
    method: 'POST',
    path: /debtors/,
    act: 'replace',
    status: 500,
    body: '{"title":"Oops"}',
  });
  expect(await started.call('POST', '/v1/debtors', debtor)).toMatchObject({ status: 500, body: { title: 'Oops' } });
  expect(started.sandbox.rows('debtors')).toHaveLength(1);
});

test('journals, VAT codes, OSS and debtor kinds are there by default (AS-example-lists)', async () => {
  await using started = await start({ rows: { debtorkinds: [{ id: 'A', description: 'Alle' }] } });
  const ids = async (query: string) =>
    (await started.call('GET', `/v1/${query}`)).body._data.map((one: { id: string }) => one.id);
  expect(await ids('journals')).toEqual(expect.arrayContaining(['70', '90']));
  expect(await ids('vatcodes?CountryCode=NL&SalesCode=true&Percentage=21')).toEqual(['VH']);
  expect(await ids('vatcodes?CountryCode=DE&Percentage=19')).toEqual(['OSS-DE']);
  expect(await ids('vatcodes?Description=OSS&pageSize=100')).toHaveLength(26);
  expect(await ids('debtorkinds')).toEqual(['A']);
});

test('the swagger document describes every resource of the catalog', async () => {
  await using started = await start();
  const response = await fetch(`${started.sandbox.url}/swagger/v1/swagger.json`);
  // biome-ignore lint/suspicious/noExplicitAny: the document's shape is what is asserted.
  const { paths, components } = (await response.json()) as any;
  expect(Object.keys(components.schemas).sort()).toEqual([...asperionCatalog.resources.keys()].sort());
  expect(Object.keys(paths['/v1/debtors'])).toEqual(['get', 'post']);
  expect(Object.keys(paths['/v1/vatcodes'])).toEqual(['get']);
  expect(paths['/v1/SalesOrderWithLines'].post.responses).toHaveProperty('201');
  expect(paths['/v1/articles/{id}/file'].post.requestBody.content).toHaveProperty('multipart/form-data');
  expect(components.schemas.debtors.required).toEqual(['name', 'address', 'debtorKindId']);
  expect(components.schemas.articles.properties.currentStock.readOnly).toBe(true);
  const names = paths['/v1/debtors'].get.parameters.map((one: { name: string }) => one.name);
  expect(names).toEqual(
    expect.arrayContaining(['page', 'CustomerNumber', 'CustomerNumber_comparison', 'DateAdded_from']),
  );
  expect(names).not.toContain('DateLastChange_from');
});

test('rows with a field that the catalog does not know are refused at the start', async () => {
  await expect(start({ rows: { debtors: [{ ...debtor, naam: 'x' }] } })).rejects.toThrow(/debtors has no field naam/);
});
