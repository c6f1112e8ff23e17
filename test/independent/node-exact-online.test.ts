import http, { type RequestOptions } from 'node:http';
import https from 'node:https';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExactOnlineSandbox } from '../../sandbox/exact-online/exact-online.ts';
import { guid, openCompany } from './exact-company.ts';
import { consent, EXACT_HOST, REDIRECT_URI } from './exact-login.ts';

type Callback = (error: Error | null, answer: unknown) => void;

/** What these tests use of the package, which brings no types. */
interface Client {
  authUrl(redirectUri: string): string;
  authorize(code: string, callback: Callback): void;
  setRefreshToken(token: string): void;
  setDivision(division: number): void;
  getToken(): { refresh_token: string; expires_in: string };
  sendRequest(endpoint: string, method: string, params: object | null, data: object | null, callback: Callback): void;
  sys: { me(callback: Callback): void };
  logistics: { getItems(callback: Callback): void };
  crm: {
    createAccount(fields: object, callback: Callback): void;
    createBankAccount(fields: object, callback: Callback): void;
    saveBankAccount(id: string, fields: object, callback: Callback): void;
    getBankAccount(account: string, callback: Callback): void;
    createDirectDebitMandate(fields: object, callback: Callback): void;
  };
  salesinvoice: {
    createSalesInvoice(fields: object, callback: Callback): void;
    createPrintedSalesInvoice(fields: object, callback: Callback): void;
  };
}

/**
 * The npm package exact-online (node-exact-online), unmodified. It has its host built in and calls `https.request`, which is
 * led to the sandbox; it takes no part of an answer's status into account.
 */
const { createClient }: { createClient(options: object): Client } = createRequire(import.meta.url)('exact-online');

let sandbox: ExactOnlineSandbox;
let time: { now: number };
let client: Client;

const newClient = (): Client =>
  createClient({ clientId: sandbox.clientId, clientSecret: sandbox.clientSecret, redirectUri: REDIRECT_URI });

/** A method that calls back, as a promise of the answer's body: its JSON, or text when it is none. */
// biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely
const answered = (call: (callback: Callback) => void): Promise<any> =>
  new Promise((resolve, reject) => call((error, answer) => (error === null ? resolve(answer) : reject(error))));

const get = (path: string, params: object = {}) =>
  answered((callback) => client.sendRequest(`/v1/${sandbox.division}/${path}`, 'GET', params, null, callback));

beforeEach(async () => {
  ({ sandbox, time } = await openCompany());
  vi.useFakeTimers({ toFake: ['Date'], now: time.now });
  vi.spyOn(https, 'request').mockImplementation(((options: RequestOptions, callback: () => void) => {
    expect(`https://${options.host}`).toBe(EXACT_HOST);
    const { hostname, port } = new URL(sandbox.url);
    return http.request({ ...options, host: hostname, port }, callback);
  }) as typeof https.request);
  client = newClient();
  client.setDivision(sandbox.division);
  const code = await consent(sandbox, client.authUrl(REDIRECT_URI));
  await answered((callback) => client.authorize(code, callback));
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await sandbox.close();
});

describe('node-exact-online', () => {
  it('logs in with a code and learns who it is', async () => {
    expect(client.getToken()).toMatchObject({ expires_in: '600' });
    const me = await answered((callback) => client.sys.me(callback));
    expect(me.d.results).toMatchObject([{ CurrentDivision: sandbox.division }]);
  });

  it('renews by the refresh token that another process left it, and again when it has ended', async () => {
    const first = client.getToken().refresh_token;
    time.now += 590_000;
    vi.setSystemTime(time.now);
    client = newClient();
    client.setRefreshToken(first);
    await answered((callback) => client.sys.me(callback));
    const second = client.getToken().refresh_token;
    time.now += 601_000;
    vi.setSystemTime(time.now);
    await answered((callback) => client.sys.me(callback));
    expect(new Set([first, second, client.getToken().refresh_token]).size).toBe(3);
  });

  it('is told that a list needs a filter, and without that rule gets every field of every item', async () => {
    const refused = await answered((callback) => client.logistics.getItems(callback));
    expect(refused.error.message.value).toMatch(/^This endpoint has mandatory filtering applied/);
    sandbox.switches.mandatoryFiltering = false;
    const answer = await answered((callback) => client.logistics.getItems(callback));
    expect(answer.d.results).toHaveLength(2);
    expect(Object.keys(answer.d.results[0]).length).toBeGreaterThan(117);
  });

  it('follows the address of the next page as it stands', async () => {
    const codes: string[] = [];
    let answer = await get('crm/Accounts', { $select: 'Code', $filter: "Status eq 'C'" });
    for (;;) {
      codes.push(...answer.d.results.map(({ Code }: { Code: string }) => Code.trim()));
      const { __next: next } = answer.d;
      if (next === undefined) break;
      const endpoint = next.slice(`${sandbox.url}/api`.length);
      answer = await answered((callback) => client.sendRequest(endpoint, 'GET', null, null, callback));
    }
    expect(new Set(codes).size).toBe(130);
    expect(codes).toHaveLength(130);
  });

  it('creates an account, adds a bank account, changes it and finds it by its owner', async () => {
    const account = await answered((callback) => client.crm.createAccount({ Name: 'Lunchroom Zonnig' }, callback));
    const owner: string = account.d.ID;
    const fields = { Account: owner, BankAccount: 'NL02TEST0123456789' };
    const bank = await answered((callback) => client.crm.createBankAccount(fields, callback));
    const changed = await answered((callback) =>
      client.crm.saveBankAccount(bank.d.ID, { Description: 'Zakelijke rekening' }, callback),
    );
    expect(changed).toBe('');
    const found = await answered((callback) => client.crm.getBankAccount(owner, callback));
    expect(found.d.results).toMatchObject([{ ID: bank.d.ID, Description: 'Zakelijke rekening' }]);
  });

  it('makes an invoice and prints it, with the service spelled in capitals', async () => {
    const fields = {
      Journal: '70',
      OrderedBy: guid(1),
      SalesInvoiceLines: [{ Item: guid(501), GLAccount: guid(601), Quantity: 1, NetPrice: 10, VATCode: '4' }],
    };
    const invoice = await answered((callback) => client.salesinvoice.createSalesInvoice(fields, callback));
    const id: string = invoice.d.InvoiceID;
    expect(sandbox.rows('SalesInvoices')).toMatchObject([{ InvoiceID: id, Status: 20 }]);
    await answered((callback) => client.salesinvoice.createPrintedSalesInvoice({ InvoiceID: id }, callback));
    expect(sandbox.rows('SalesInvoices')).toMatchObject([{ InvoiceID: id, Status: 50 }]);
  });

  it('gets business errors in the user’s language, and an error for a resource we lack', async () => {
    const nameless = await answered((callback) => client.crm.createAccount({}, callback));
    expect(nameless.error.message.value).toBe('Verplicht: Naam');
    const mandate = await answered((callback) => client.crm.createDirectDebitMandate({}, callback));
    expect(mandate).toHaveProperty('error.message.value');
  });

  it('is refused when it miscounts the bytes of a name with an accent, and nothing is stored', async () => {
    await answered((callback) => client.crm.createAccount({ Name: 'Café Zuid' }, callback));
    expect(sandbox.requests.at(-1)).toMatchObject({ status: 400, body: '{"Name":"Café Zuid"' });
    expect(sandbox.rows('Accounts')).toHaveLength(130);
  });
});
