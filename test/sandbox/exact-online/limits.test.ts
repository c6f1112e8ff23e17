import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { giveUpWhen } from '../give-up.ts';
import { accounts, guid, MORNING, type Reply, shop, stage } from './client.ts';

function limitHeaders({ headers }: Reply): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith('x-ratelimit')));
}

describe('limits', () => {
  it('tells both windows in milliseconds on every answer, errors included (EX-rate-limits)', async () => {
    await using exact = await stage({}, { minuteLimit: 60 });
    const headers = (minutes: string, days: string) => ({
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': days,
      'x-ratelimit-reset': String(Date.UTC(2026, 2, 11)),
      'x-ratelimit-minutely-limit': '60',
      'x-ratelimit-minutely-remaining': minutes,
      'x-ratelimit-minutely-reset': String(MORNING + 60_000),
    });
    expect(limitHeaders(await exact.get('crm/Contacts'))).toEqual(headers('59', '4999'));
    const wrong = await exact.get('crm/Contacts?$select=x');
    expect([wrong.status, limitHeaders(wrong)]).toEqual([400, headers('58', '4998')]);
  });

  it('refuses the 61st call of a clock minute with the minute headers alone (EX-rate-limits)', async () => {
    await using exact = await stage({}, { minuteLimit: 60 });
    exact.time.now += 30_000;
    for (let call = 0; call < 60; call += 1) await exact.get('crm/Contacts');
    const refused = await exact.get('crm/Contacts');
    expect([refused.status, refused.text]).toEqual([429, '']);
    expect(Object.keys(limitHeaders(refused)).sort()).toEqual([
      'x-ratelimit-minutely-limit',
      'x-ratelimit-minutely-remaining',
      'x-ratelimit-minutely-reset',
    ]);
    expect(refused.headers.get('retry-after')).toBeNull();
    exact.time.now = MORNING + 60_000;
    const next = await exact.get('crm/Contacts');
    expect([next.status, next.headers.get('x-ratelimit-remaining')]).toEqual([200, '4939']);
  });

  it('refuses calls above the day with daily headers until midnight UTC (EX-rate-limits)', async () => {
    await using exact = await stage({}, { dailyLimit: 2 });
    await exact.get('crm/Contacts');
    await exact.get('crm/Contacts');
    const refused = await exact.get('crm/Contacts');
    expect(refused.status).toBe(429);
    expect(Object.keys(limitHeaders(refused)).sort()).toEqual([
      'x-ratelimit-limit',
      'x-ratelimit-remaining',
      'x-ratelimit-reset',
    ]);
    exact.time.now = Date.UTC(2026, 2, 11);
    await exact.signIn();
    expect((await exact.get('crm/Contacts')).status).toBe(200);
  });

  it('blocks the key for an hour after more than ten errors of one endpoint (EX-error-limit)', async () => {
    await using exact = await stage(shop);
    for (let call = 0; call < 10; call += 1) await exact.get(`crm/Accounts(guid'${guid(900 + call)}')`);
    await exact.post('crm/Accounts', {});
    expect((await exact.get('crm/Contacts')).status).toBe(200);
    expect((await exact.get('crm/Accounts?$select=x')).status).toBe(400);
    expect((await exact.get('crm/Contacts')).status).toBe(403);
    exact.time.now += 3_500_000;
    await exact.signIn();
    expect((await exact.get('crm/Contacts')).status).toBe(403);
    exact.time.now += 200_000;
    expect((await exact.get('crm/Contacts')).status).toBe(403);
    exact.time.now += 3_600_001;
    await exact.signIn();
    expect((await exact.get('crm/Contacts')).status).toBe(200);
  });

  it('answers current/Me without division, uncounted, as a list of one (EX-current-me)', async () => {
    await using exact = await stage({}, { minuteLimit: 1 });
    const me = await exact.get('/api/v1/current/Me?$select=CurrentDivision,ServerTime,ServerUtcOffset');
    expect(limitHeaders(me)).toEqual({});
    expect(me.json.d.results).toMatchObject([
      { CurrentDivision: 123456, ServerTime: '2026-03-10T11:15:00', ServerUtcOffset: 3600 },
    ]);
    expect((await exact.get('/api/v1/current/Me')).status).toBe(200);
    expect((await exact.get('crm/Contacts')).status).toBe(200);
  });

  it('shows nothing without rights and forbids what licence or scope leave out (EX-rights)', async () => {
    await using exact = await stage(shop, { switches: { withoutRights: ['Accounts'] } });
    const { switches } = exact.sandbox;
    expect((await exact.get('crm/Accounts?$select=ID')).json.d.results).toEqual([]);
    expect((await exact.get('sync/CRM/Accounts?$select=ID')).json.d.results).toEqual([]);
    expect((await exact.post('crm/Accounts', { Name: 'x' })).status).toBe(403);
    const rights = (path: string) => exact.get(`users/UserHasRights?endpoint='${path}'&action='GET'`);
    expect((await rights('CRM/Accounts')).json.d).toEqual({ UserHasRights: false });
    expect((await rights('Logistics/Items')).json.d).toEqual({ UserHasRights: true });
    switches.withoutRights = [];
    switches.withoutLicence = ['SalesOrders'];
    const unlicensed = await exact.get('sync/SalesOrder/SalesOrderHeaders?$select=ID');
    expect([unlicensed.status, unlicensed.json.error.message.value]).toEqual([403, 'Forbidden']);
    switches.outsideScope = ['Items'];
    const outside = await exact.get('logistics/Items?$select=ID');
    expect(outside.json.error.message.value).toBe('Forbidden - Application Scope Violated. Cannot read');
  });
});

describe('protocol', () => {
  it('answers 405 for verbs that an endpoint does not offer', async () => {
    await using exact = await stage(shop);
    expect((await exact.post('logistics/ItemGroups', { Code: 'x' })).status).toBe(405);
    expect((await exact.call('DELETE', 'crm/Accounts')).status).toBe(405);
    expect((await exact.put(`sync/CRM/Accounts(7L)`, { Name: 'x' })).status).toBe(405);
    expect((await exact.call('PATCH', `crm/Accounts(guid'${guid(1)}')`, { body: {} })).status).toBe(405);
    expect((await exact.get('salesorder/CompleteSalesOrder')).status).toBe(405);
  });

  it('says that it does not simulate webhooks', async () => {
    await using exact = await stage();
    expect((await exact.get('webhooks/WebhookSubscriptions')).status).toBe(501);
  });

  it('refuses addresses above 6,000 characters', async () => {
    await using exact = await stage({ Accounts: accounts(1) });
    const anyOf = (count: number) =>
      Array.from({ length: count }, (_, index) => `ID eq guid'${guid(index)}'`).join('+or+');
    const get = (count: number) => exact.get(`crm/Accounts?$select=ID&$filter=${anyOf(count)}`);
    expect((await get(130)).status).toBe(414);
    expect((await get(90)).json.d.results).toHaveLength(1);
  });

  it('refuses bodies above 10 MB', async () => {
    await using exact = await stage();
    const Remarks = 'x'.repeat(10_000_000);
    expect((await exact.post('crm/Accounts', { Name: 'een', Remarks })).status).toBe(413);
    expect((await exact.post('crm/Accounts', { Name: 'een', Remarks: Remarks.slice(100) })).status).toBe(201);
  });

  it('fails on Expect: 100-continue', async () => {
    await using exact = await stage();
    const status = await new Promise((resolve, reject) => {
      const call = request(`${exact.sandbox.url}/api/v1/123456/crm/Accounts`, {
        method: 'POST',
        headers: { expect: '100-continue', 'content-length': 2 },
      });
      call.on('response', (response) => resolve(response.statusCode));
      call.on('continue', () => reject(new Error('continued')));
      call.on('error', reject);
      call.flushHeaders();
    });
    expect(status).toBe(500);
  });

  it('lists divisions in both spellings', async () => {
    await using exact = await stage();
    expect((await exact.get('hrm/Divisions')).json.d.results).toMatchObject([{ Code: 123456, HID: '1', Main: true }]);
    expect((await exact.get('system/AllDivisions')).json.d.results).toMatchObject([
      { Code: 123456, Hid: '1', Status: 1 },
    ]);
  });

  it('keeps silent when a fault says so, with or without doing what was asked', async () => {
    await using exact = await stage();
    const { sandbox } = exact;
    const post = (Name: string) => (signal: AbortSignal) =>
      fetch(`${sandbox.url}/api/v1/123456/crm/Accounts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${exact.bearer()}`, accept: 'application/json' },
        body: JSON.stringify({ Name }),
        signal,
      });
    const names = () => sandbox.rows('Accounts').map(({ Name }) => Name);
    sandbox.faults.add({ path: /Accounts$/, act: 'hang-before' });
    const hasCome = () => sandbox.requests.some(({ body }) => body?.includes('een'));
    expect(await giveUpWhen(hasCome, post('een'))).toMatchObject({ name: 'AbortError' });
    sandbox.faults.add({ path: /Accounts$/, act: 'hang-after', delayMs: 1 });
    expect(await giveUpWhen(() => names().includes('twee'), post('twee'))).toMatchObject({ name: 'AbortError' });
    sandbox.faults.add({ path: /Accounts$/, act: 'status' });
    sandbox.faults.clear();
    expect((await post('drie')(new AbortController().signal)).status).toBe(201);
    expect(names()).toEqual(['twee', 'drie']);
  });

  it('records calls and meets armed faults, before or after doing what was asked', async () => {
    await using exact = await stage();
    const { faults, requests } = exact.sandbox;
    const post = (Name: string) => exact.post('crm/Accounts', { Name });
    faults.add({ method: 'POST', path: /Accounts$/, act: 'drop-before' });
    await expect(post('een')).rejects.toThrow();
    expect(exact.sandbox.rows('Accounts')).toHaveLength(0);
    faults.add({ method: 'POST', path: /Accounts$/, act: 'drop-after' });
    await expect(post('twee')).rejects.toThrow();
    faults.add({ path: /Accounts$/, skip: 1, act: 'status', status: 503, body: 'busy' });
    expect((await post('drie')).status).toBe(201);
    expect((await post('vier')).text).toBe('busy');
    faults.add({ path: /Accounts$/, act: 'replace', status: 500 });
    expect((await post('vijf')).status).toBe(500);
    expect(exact.sandbox.rows('Accounts').map(({ Name }) => Name)).toEqual(['twee', 'drie', 'vijf']);
    expect(requests.slice(1).map(({ method, status }) => `${method} ${status}`)).toEqual([
      'POST 0',
      'POST 0',
      'POST 201',
      'POST 503',
      'POST 500',
    ]);
    expect(requests.at(-1)).toMatchObject({ path: '/api/v1/123456/crm/Accounts', body: '{"Name":"vijf"}' });
  });
});
