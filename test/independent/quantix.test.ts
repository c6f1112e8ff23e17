import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Exact } from '@quantix-ict/exact-online';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExactOnlineSandbox } from '../../sandbox/exact-online/exact-online.ts';
import { guid, openCompany } from './exact-company.ts';
import { atSandbox, consent, REDIRECT_URI } from './exact-login.ts';

/**
 * The npm package @quantix-ict/exact-online, unmodified. It has its host built in, so the global `fetch` that it calls is
 * led to the sandbox. Its ES module imports a file without its extension, which Node refuses: it is loaded as CommonJS.
 */
const { Exact: QuantixClient }: { Exact: typeof Exact } = createRequire(import.meta.url)('@quantix-ict/exact-online');

let sandbox: ExactOnlineSandbox;
let time: { now: number };
let client: Exact;
let folder: string;
const originalFetch = globalThis.fetch;

const newClient = (): Exact =>
  new QuantixClient({
    clientId: sandbox.clientId,
    clientSecret: sandbox.clientSecret,
    redirectUri: REDIRECT_URI,
  });

/** A call to the company; the package has no use for the division that it learned itself. */
const request = (call: Parameters<Exact['request']>[0]) =>
  client.request({ division: String(sandbox.division), ...call });

beforeAll(async () => {
  // It keeps its tokens in the folder for temporary files.
  folder = await mkdtemp(join(tmpdir(), 'quantix-'));
  vi.stubEnv('TMPDIR', folder);
});

beforeEach(async () => {
  ({ sandbox, time } = await openCompany());
  client = newClient();
  const code = await consent(sandbox, client.getLoginUrl({ forceLogin: true }));
  vi.stubGlobal('fetch', (address: string, init: RequestInit) => originalFetch(atSandbox(sandbox, address), init));
  await client.connect(code);
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await sandbox.close();
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

describe('@quantix-ict/exact-online', () => {
  it('logs in with a code, and a second start finds its tokens and the current division', async () => {
    const second = newClient();
    expect(await second.initialize()).toBe(true);
    expect(second.currentDivision).toBe(sandbox.division);
    const calls = sandbox.requests.map(({ method, path, status }) => `${method} ${path} ${status}`);
    expect(calls.slice(-2)).toEqual(['POST /api/oauth2/token 200', 'GET /api/v1/current/Me 200']);
    // It asks for `Select` without the dollar sign, which is no option of OData: everything comes.
    expect(sandbox.requests.at(-1)?.query).toBe('?Select=CurrentDivision');
  });

  it('lists with select and filter, spelled the way a browser spells forms', async () => {
    const answer = await request({
      endpoint: '/crm/Accounts',
      params: { $select: 'ID,Code,Name', $filter: "Name eq 'Relatie 7'" },
    });
    expect(sandbox.requests.at(-1)?.query).toBe('?%24select=ID%2CCode%2CName&%24filter=Name+eq+%27Relatie+7%27');
    expect(answer.results).toEqual([
      {
        __metadata: {
          uri: `${sandbox.url}/api/v1/${sandbox.division}/crm/Accounts(guid'${guid(7)}')`,
          type: 'Exact.Web.Api.Models.Account',
        },
        ID: guid(7),
        Code: '             20007',
        Name: 'Relatie 7',
      },
    ]);
  });

  it('reads 130 rows in three pages by sending the token of the next page as one more parameter', async () => {
    const params: Record<string, string> = { $select: 'ID', $filter: "Status eq 'C'" };
    const ids: string[] = [];
    let pages = 0;
    for (let next: string | null = ''; next !== null; pages += 1) {
      const token = next === '' ? {} : { $skiptoken: next };
      const answer: { results: { ID: string }[]; __next?: string } = await request({
        endpoint: '/crm/Accounts',
        params: { ...params, ...token },
      });
      ids.push(...answer.results.map(({ ID }) => ID));
      next = answer.__next === undefined ? null : new URL(answer.__next).searchParams.get('$skiptoken');
    }
    expect([pages, ids.length, new Set(ids).size]).toEqual([3, 130, 130]);
  });

  it('gets a bare list for `$top`', async () => {
    const rows = await request({
      endpoint: '/crm/Accounts',
      params: { $top: 2, $select: 'Code', $filter: "Status eq 'C'" },
    });
    expect(rows).toHaveLength(2);
  });

  it('creates an account and is told no more than its key, unless it asks for all', async () => {
    const created = await request({
      endpoint: '/crm/Accounts',
      method: 'POST',
      payload: { Name: 'Café Zuid', Status: 'C' },
    });
    expect(created).toMatchObject({ ID: expect.stringMatching(/^[0-9a-f-]{36}$/), Name: null, Status: null });
    expect(sandbox.rows('Accounts').filter(({ Name }) => Name === 'Café Zuid')).toMatchObject([
      { ID: created.ID, Code: '20131', Status: 'C' },
    ]);
    const whole = await request({
      endpoint: '/crm/Accounts',
      method: 'POST',
      payload: { Name: 'Café Noord' },
      headers: { Prefer: 'return=representation' },
    });
    expect(whole).toMatchObject({ Name: 'Café Noord', Code: '             20132' });
  });

  it('creates an order with its lines', async () => {
    const created = await request({
      endpoint: '/salesorder/SalesOrders',
      method: 'POST',
      payload: {
        OrderedBy: guid(1),
        SalesOrderLines: [{ Item: guid(501), Quantity: 2, NetPrice: 12.5, VATCode: '4' }],
      },
    });
    expect(sandbox.rows('SalesOrders')).toMatchObject([{ OrderID: created.OrderID, Status: 12, AmountFCExclVat: 25 }]);
    expect(sandbox.rows('SalesOrderLines')).toMatchObject([{ ItemCode: 'KOFFIE-1', Quantity: 2 }]);
  });

  it('updates one field: the answer has neither a body nor the content type of one', async () => {
    const endpoint = `/crm/Accounts(guid'${guid(3)}')`;
    expect(await request({ endpoint, method: 'PUT', payload: { Phone: '020-555 0142' } })).toBe(true);
    expect(await request({ endpoint })).toMatchObject({ Phone: '020-555 0142', Name: 'Relatie 3' });
  });

  it('deletes, and finds nothing afterwards', async () => {
    const endpoint = `/crm/Accounts(guid'${guid(130)}')`;
    expect(await request({ endpoint, method: 'DELETE' })).toBe(true);
    await expect(request({ endpoint })).rejects.toThrow('EXACT: Not Found');
  });

  it('renews its token when the old one has ended, and sends the call once more', async () => {
    const before = client.getRefreshToken();
    time.now += 601_000;
    expect(await request({ endpoint: `/crm/Accounts(guid'${guid(1)}')` })).toMatchObject({ Name: 'Relatie 1' });
    expect(client.getRefreshToken()).not.toBe(before);
    expect(sandbox.requests.slice(-3).map(({ path, status }) => `${path.split('/').at(-1)} ${status}`)).toEqual([
      `Accounts(guid'${guid(1)}') 401`,
      'token 200',
      `Accounts(guid'${guid(1)}') 200`,
    ]);
  });

  it('is refused a renewal before 570 s', async () => {
    time.now += 569_000;
    await expect(client.refreshTokens()).rejects.toThrow('EXACT');
  });

  it.each([
    [
      'an unknown field',
      { endpoint: '/crm/Accounts', params: { $select: 'Nmae', $filter: "Code eq '1'" } },
      'Bad Request',
    ],
    ['a list without a filter', { endpoint: '/logistics/Items' }, 'Bad Request'],
    ['an item without a code', { endpoint: '/logistics/Items', method: 'POST', payload: {} }, 'Internal Service Error'],
    ['a resource that is not there', { endpoint: '/crm/Akkounts' }, 'Not Found'],
    ['another company', { endpoint: '/crm/Accounts', division: '1' }, 'Forbidden'],
  ] as const)('understands the refusal of %s', async (_what, call, message) => {
    await expect(request(call)).rejects.toThrow(`EXACT: ${message}`);
  });

  it('asks for no company at all when it is not told one, and finds nothing', async () => {
    await expect(client.request({ endpoint: '/crm/Accounts' })).rejects.toThrow('EXACT: Not Found');
    expect(sandbox.requests.at(-1)?.path).toBe('/api/v1/undefined/crm/Accounts');
  });

  it('understands that the calls of the minute are used up', async () => {
    const endpoint = `/crm/Accounts(guid'${guid(1)}')`;
    for (let call = 0; call < 60; call += 1) await request({ endpoint });
    await expect(request({ endpoint })).rejects.toThrow('EXACT');
    expect(sandbox.requests.at(-1)?.status).toBe(429);
  });
});
