import { expect, test } from 'vitest';
import { debtor, noon, start } from './caller.ts';

test('POST answers 201 with the bare object, which is then read back (AS-single-object)', async () => {
  await using started = await start({ clock: () => noon });
  const created = await started.call('POST', '/v1/debtors', { ...debtor, countryCode: 'NL', paymentConditionId: 2 });
  expect(created.status).toBe(201);
  expect(created.body).toMatchObject({ id: 1, customerNumber: '10010', dateAdded: '2026-07-01T12:00:00', city: null });
  expect((await started.call('GET', '/v1/debtors/1')).body).toEqual(created.body);
});

test.each(['name', 'address', 'debtorKindId'])('a debtor without %s is refused by name (AS-debtors)', async (field) => {
  await using started = await start();
  for (const empty of [undefined, null, '']) {
    const { status, body } = await started.call('POST', '/v1/debtors', { ...debtor, [field]: empty });
    expect(status).toBe(400);
    expect(Object.keys(body.errors)).toEqual([field.charAt(0).toUpperCase() + field.slice(1)]);
  }
  expect(started.sandbox.rows('debtors')).toHaveLength(0);
});

test('without a number the next one is given (AS-debtors)', async () => {
  await using started = await start({ rows: { debtors: [{ ...debtor, customerNumber: '10041' }] } });
  const { customerNumber, ...nameless } = debtor;
  expect((await started.call('POST', '/v1/debtors', nameless)).body.customerNumber).toBe('10042');
  expect((await started.call('POST', '/v1/debtors', nameless)).body.customerNumber).toBe('10043');
  expect(customerNumber).toBe('10010');
});

test('a number in use is 409, on POST and on PUT, and nothing is stored (AS-debtors)', async () => {
  const rows = { debtors: [debtor, { ...debtor, customerNumber: '10011' }] };
  await using started = await start({ rows });
  const created = await started.call('POST', '/v1/debtors', debtor);
  expect(created.status).toBe(409);
  expect(created.body.errors).toHaveProperty('CustomerNumber');
  expect((await started.call('PUT', '/v1/debtors/2', { customerNumber: '10010' })).status).toBe(409);
  expect((await started.call('PUT', '/v1/debtors/2', { customerNumber: '10011', city: 'Ede' })).status).toBe(200);
  expect(started.sandbox.rows('debtors').map((row) => row.customerNumber)).toEqual(['10010', '10011']);
});

test.each([
  ['debtorKindId', 'factory'],
  ['paymentConditionId', 99],
  ['paymentMethodId', 'GOLD'],
  ['countryCode', 'Nederland'],
])('an unknown %s is 400 with that key', async (field, value) => {
  await using started = await start();
  const { status, body } = await started.call('POST', '/v1/debtors', { ...debtor, [field]: value });
  expect(status).toBe(400);
  expect(Object.keys(body.errors).map((key) => key.toLowerCase())).toEqual([field.toLowerCase()]);
});

test('PUT changes what it names, clears with null and moves dateLastChange (AS-update)', async () => {
  let now = noon;
  await using started = await start({
    rows: { debtors: [{ ...debtor, city: 'Delft', comments: 'x' }] },
    clock: () => now,
  });
  now += 90_000;
  const { status, body } = await started.call('PUT', '/v1/debtors/1', { city: 'Gouda', comments: null, id: 55 });
  expect(status).toBe(200);
  expect(body).toMatchObject({ id: 1, name: debtor.name, city: 'Gouda', comments: null });
  expect(body).toMatchObject({ dateAdded: '2026-07-01T12:00:00', dateLastChange: '2026-07-01T12:01:30' });
  expect((await started.call('PUT', '/v1/debtors/1', { name: null })).status).toBe(400);
  expect((await started.call('PUT', '/v1/debtors/9', { city: 'Ede' })).status).toBe(404);
});

test('switch updates: a PUT empties the optional fields that it leaves out', async () => {
  const rows = { debtors: [{ ...debtor, city: 'Delft', comments: 'x' }] };
  await using started = await start({ rows, switches: { updates: 'full' } });
  const { status, body } = await started.call('PUT', '/v1/debtors/1', { comments: 'y' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ name: debtor.name, city: null, comments: 'y' });
});

test('switch dateLastChange: filled from the first change on, or never', async () => {
  const rows = { debtors: [debtor] };
  await using late = await start({ rows, switches: { dateLastChange: 'from-first-change' } });
  expect((await late.call('GET', '/v1/debtors/1')).body.dateLastChange).toBeNull();
  expect((await late.call('PUT', '/v1/debtors/1', { city: 'Ede' })).body.dateLastChange).not.toBeNull();
  await using never = await start({ rows, switches: { dateLastChange: 'never' } });
  expect((await never.call('PUT', '/v1/debtors/1', { city: 'Ede' })).body.dateLastChange).toBeNull();
});

test("a person's change in the application moves dateLastChange too", async () => {
  let now = noon;
  await using started = await start({ rows: { debtors: [debtor] }, clock: () => now });
  now += 1_800_000;
  started.sandbox.update('debtors', 1, { city: 'Ede' });
  const { body } = await started.call('GET', '/v1/debtors?orderBy=dateLastChange desc');
  expect(body._data[0]).toMatchObject({ city: 'Ede', dateLastChange: '2026-07-01T12:30:00' });
  started.sandbox.remove('debtors', 1);
  expect((await started.call('GET', '/v1/debtors/1')).status).toBe(404);
});

test('dates are in Dutch local time, in winter and in summer (AS-values)', async () => {
  let now = Date.parse('2026-01-15T23:30:00Z');
  await using started = await start({ clock: () => now, switches: { accessTokenSeconds: 1e9 } });
  expect((await started.call('POST', '/v1/debtors', debtor)).body.dateAdded).toBe('2026-01-16T00:30:00');
  now = Date.parse('2026-07-15T23:30:00Z');
  const { body } = await started.call('POST', '/v1/debtors', { ...debtor, customerNumber: '2' });
  expect(body.dateAdded).toBe('2026-07-16T01:30:00');
});

test('a value of another type is 400: text for a number, a number for text, a zone on a date', async () => {
  await using started = await start({ rows: { debtors: [debtor] } });
  for (const [field, value] of [
    ['paymentConditionId', '1'],
    ['city', 7],
    ['blocked', 'true'],
    ['paymentConditionId', 1.5],
  ] as const) {
    expect((await started.call('PUT', '/v1/debtors/1', { [field]: value })).status).toBe(400);
  }
  const invoice = { date: '2026-07-01T00:00:00Z' };
  const { body } = await started.call('POST', '/v1/salesinvoiceswithlines', invoice);
  expect(body.errors.Date[0]).toContain('valid date');
});

test('an unknown field is 400, by switch passed over; field names take any case', async () => {
  await using started = await start();
  const unknown = { ...debtor, website: 'zon.example' };
  expect((await started.call('POST', '/v1/debtors', unknown)).body.errors).toHaveProperty('Website');
  await using lenient = await start({ switches: { unknownFields: 'ignore' } });
  expect((await lenient.call('POST', '/v1/debtors', unknown)).status).toBe(201);
  const upper = Object.fromEntries(Object.entries(debtor).map(([name, value]) => [name.toUpperCase(), value]));
  expect((await started.call('POST', '/v1/debtors', upper)).body).toMatchObject(debtor);
});

test('a body that is no JSON object is 400, another content type 415, a read-only list 405', async () => {
  await using started = await start();
  const { url } = started.sandbox;
  const headers = { authorization: `Bearer ${started.token}`, 'content-type': 'application/json' };
  const broken = await fetch(`${url}/v1/debtors`, { method: 'POST', headers, body: '{"name":' });
  expect(broken.status).toBe(400);
  expect((await started.call('POST', '/v1/debtors', [debtor])).status).toBe(400);
  expect((await started.call('POST', '/v1/debtors', debtor, { 'content-type': 'text/plain' })).status).toBe(415);
  expect((await started.call('POST', '/v1/vatcodes', { id: 'X' })).status).toBe(405);
  expect((await started.call('DELETE', '/v1/debtors/1')).status).toBe(405);
});

test('contacts and addresses need a known debtor, by "Contacts" and "Extra addresses"', async () => {
  await using started = await start({ rows: { debtors: [debtor] } });
  const contact = { debtorId: 1, name: 'Anna de Vries', emailAddress: 'anna@zon.example' };
  expect((await started.call('POST', '/v1/contacts', contact)).status).toBe(201);
  expect((await started.call('GET', '/v1/contacts?DebtorId=1')).body._data[0]).toMatchObject(contact);
  const lost = await started.call('POST', '/v1/addresses', { debtorId: 5, address: 'Kade 2' });
  expect(lost.body.errors).toHaveProperty('DebtorId');
});
