import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenSandbox } from '../../../sandbox/command/open-sandbox.ts';
import type { ShownCall } from '../../../sandbox/page/calls.ts';
import { openSmall, pairsOf, recordOf, references } from './open.ts';

let sandbox: OpenSandbox;
beforeAll(async () => {
  sandbox = await openSmall();
});
afterAll(() => sandbox[Symbol.asyncDispose]());

const JSON_TYPE = { 'content-type': 'application/json' };

/** Sends a change of a record as the page does, or with other headers. */
function put(path: string, values: object, headers: Readonly<Record<string, string>> = JSON_TYPE): Promise<Response> {
  return fetch(`${sandbox.pageUrl}/api/books/${path}`, { method: 'PUT', headers, body: JSON.stringify(values) });
}

const account = (code: string) => sandbox.servers.exactOnline.rows('Accounts').find(({ Code }) => Code === code);

/** The highest Timestamp that Exact Online's feed of accounts shows. */
async function latestTimestamp(): Promise<number> {
  const { exactOnline } = sandbox.servers;
  const { url, division, clientId: client_id, clientSecret: client_secret } = exactOnline;
  const grant = {
    grant_type: 'refresh_token',
    refresh_token: exactOnline.issueRefreshToken(),
    client_id,
    client_secret,
  };
  const login = await fetch(`${url}/api/oauth2/token`, { method: 'POST', body: new URLSearchParams(grant) });
  const { access_token } = (await login.json()) as { access_token: string };
  const feed = await fetch(`${url}/api/v1/${division}/sync/CRM/Accounts?$select=Timestamp`, {
    headers: { authorization: `Bearer ${access_token}`, accept: 'application/json' },
  });
  const { d } = (await feed.json()) as { d: { results: readonly { Timestamp: string }[] } };
  return Math.max(...d.results.map(({ Timestamp }) => Number(Timestamp)));
}

describe('the page of the sandbox', () => {
  it('comes with its script and style, and with nothing from elsewhere', async () => {
    const page = await fetch(sandbox.pageUrl);
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'.*frame-ancestors 'none'$/);
    expect([...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address)).toEqual([
      'data:,',
      'page.css',
      'page.js',
    ]);
    for (const name of ['page.css', 'page.js']) expect((await fetch(`${sandbox.pageUrl}/${name}`)).status).toBe(200);
  });

  it('shows both books, those records side by side that share a number or an external key', async () => {
    expect(references(await pairsOf(sandbox, 'customers'))).toEqual([
      ['20001', '10002'],
      ['20002', null],
      ['20009', null],
      [null, '10001'],
      [null, '10003'],
    ]);
    expect(references(await pairsOf(sandbox, 'articles'))).toContainEqual(['KOF-1001', 'KOF-1001']);
    expect(references(await pairsOf(sandbox, 'invoices'))).toContainEqual(['26000001', 'EO-26000001']);
    expect(references(await pairsOf(sandbox, 'orders'))).toHaveLength(3);
    expect(references(await pairsOf(sandbox, 'stock'))).toContainEqual([null, 'KOF-1004']);
    expect((await fetch(`${sandbox.pageUrl}/api/books/ledgers`)).status).toBe(404);
  });

  it('changes a record as a person would: the feed shows it, with a higher Timestamp', async () => {
    const before = await latestTimestamp();
    const { key } = recordOf(await pairsOf(sandbox, 'customers'), '20009');
    const answer = await put(`customers/exactOnline/${key}`, { City: 'Keulen', Blocked: true, Remarks: '' });
    expect(answer.status).toBe(200);
    expect(account('20009')).toMatchObject({ City: 'Keulen', Blocked: true, Remarks: null });
    expect(await latestTimestamp()).toBeGreaterThan(before);
  });

  it('changes a record as a person would in Asperion: its day of change moves', async () => {
    const article = () =>
      sandbox.servers.asperion.rows('articles').find(({ articleNumber }) => articleNumber === 'KOF-1004');
    const before = article();
    await put(`articles/asperion/${before?.id}`, { salesPrice: '25,10' });
    expect(article()?.salesPrice).toBe(25.1);
    expect(String(article()?.dateLastChange) > String(before?.dateLastChange)).toBe(true);
  });

  it('says in a sentence why it does not take a change', async () => {
    const { key } = recordOf(await pairsOf(sandbox, 'articles'), 'KOF-1001');
    const refused = async (path: string, values: object) => {
      const answer = await put(path, values);
      return [answer.status, ((await answer.json()) as { message: string }).message];
    };
    expect(await refused('articles/asperion/501', { salesPrice: 'a lot' })).toEqual([
      400,
      'Sales price must be a number.',
    ]);
    expect(await refused(`articles/exactOnline/${key}`, { ID: 'x' })).toEqual([400, 'ID cannot be edited here.']);
    expect(await refused('articles/asperion/99999', { unit: 'kg' })).toEqual([
      400,
      'This record is not there any more.',
    ]);
  });

  it('lists the calls that arrived, the newest first', async () => {
    const { asperion } = sandbox.servers;
    await fetch(`${asperion.url}/v1/debtors?Name=M%C3%BCller`);
    const { total, calls } = (await (await fetch(`${sandbox.pageUrl}/api/calls`)).json()) as {
      total: number;
      calls: readonly ShownCall[];
    };
    expect(total).toBeGreaterThanOrEqual(calls.length);
    expect(calls[0]).toMatchObject({
      system: 'Asperion',
      method: 'GET',
      path: '/v1/debtors',
      query: '?Name=Müller',
      status: 401,
    });
  });
});

describe('another web page', () => {
  /** A call under another name, as a browser makes it that was led here by a foreign name server. */
  function statusUnder(host: string, url: string, method = 'GET'): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const call = request(url, { method, headers: { host, ...JSON_TYPE } }, ({ statusCode }) => resolve(statusCode));
      call.once('error', reject).end(method === 'GET' ? undefined : '{"City":"Nowhere"}');
    });
  }

  it('cannot change a record or start a run from another origin', async () => {
    const { key } = recordOf(await pairsOf(sandbox, 'customers'), '20001');
    const path = `customers/exactOnline/${key}`;
    for (const origin of ['https://evil.example', 'http://127.0.0.1:1', 'null']) {
      expect((await put(path, { City: 'Nowhere' }, { ...JSON_TYPE, origin })).status).toBe(403);
      const run = await fetch(`${sandbox.pageUrl}/api/runs`, { method: 'POST', headers: { ...JSON_TYPE, origin } });
      expect(run.status).toBe(403);
    }
    expect((await put(path, { City: 'Nowhere' }, { 'content-type': 'text/plain' })).status).toBe(415);
    expect(account('20001')?.City).toBe('Maastricht');
    expect((await put(path, { City: 'Meerssen' }, { ...JSON_TYPE, origin: sandbox.pageUrl })).status).toBe(200);
  });

  it('reaches neither the page nor the systems by a name of its own that leads to this machine', async () => {
    const { exactOnline, asperion } = sandbox.servers;
    for (const url of [sandbox.pageUrl, exactOnline.url, asperion.url, sandbox.github.url]) {
      expect(await statusUnder('rebound.example:80', url)).toBe(421);
    }
    const { key } = recordOf(await pairsOf(sandbox, 'customers'), '20002');
    const url = `${sandbox.pageUrl}/api/books/customers/exactOnline/${key}`;
    expect(await statusUnder('127.0.0.1.evil.example', url, 'PUT')).toBe(421);
    expect(account('20002')?.City).toBe('Zaandam');
    expect(await statusUnder('localhost', sandbox.pageUrl)).toBe(200);
  });
});
