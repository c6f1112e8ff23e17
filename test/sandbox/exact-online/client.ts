import {
  type ExactOnlineOptions,
  type ExactOnlineSandbox,
  startExactOnline,
} from '../../../sandbox/exact-online/exact-online.ts';

/** A response read completely; `json` is undefined when the body is no JSON. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely
  readonly json: any;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A sandbox with a clock that stands still and a client that is signed in. */
export interface Stage extends AsyncDisposable {
  readonly sandbox: ExactOnlineSandbox;
  /** Epoch ms; tests move it. */
  readonly time: { now: number };
  /** `path` below the division unless it starts with a slash. */
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
  get(path: string): Promise<Reply>;
  post(path: string, body: unknown, full?: boolean): Promise<Reply>;
  put(path: string, body: unknown): Promise<Reply>;
  token(form: Readonly<Record<string, string>>): Promise<Reply>;
  /** Gets a new access token by a new login. */
  signIn(): Promise<string>;
  /** The access token in use. */
  bearer(): string;
}

/** 2026-03-10 10:15:00 UTC, 11:15 in Amsterdam. */
export const MORNING = Date.UTC(2026, 2, 10, 10, 15);

/** Starts with roomy limits and without mandatory filtering, so that each test meets only what it is about. */
export async function stage(
  rows: ExactOnlineOptions['rows'] = {},
  options: Omit<ExactOnlineOptions, 'rows'> = {},
): Promise<Stage> {
  const time = { now: MORNING };
  const sandbox = await startExactOnline({
    minuteLimit: 100_000,
    clock: () => time.now,
    ...options,
    rows,
    switches: { mandatoryFiltering: false, ...options.switches },
  });
  let bearer = '';
  const send = async (method: string, address: string, options: CallOptions): Promise<Reply> => {
    const { body, headers } = options;
    const response = await fetch(sandbox.url + address, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${bearer}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  };
  const token = (form: Readonly<Record<string, string>>): Promise<Reply> =>
    send('POST', '/api/oauth2/token', {
      body: String(new URLSearchParams({ client_id: sandbox.clientId, client_secret: sandbox.clientSecret, ...form })),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  const signIn = async (): Promise<string> => {
    const reply = await token({ grant_type: 'refresh_token', refresh_token: sandbox.issueRefreshToken() });
    bearer = reply.json.access_token;
    return bearer;
  };
  await signIn();
  const call = (method: string, path: string, options: CallOptions = {}): Promise<Reply> =>
    send(method, path.startsWith('/') ? path : `/api/v1/${sandbox.division}/${path}`, options);
  return {
    sandbox,
    time,
    call,
    token,
    signIn,
    bearer: () => bearer,
    get: (path) => call('GET', path),
    post: (path, body, full = false) =>
      call('POST', path, { body, headers: full ? { prefer: 'return=representation' } : {} }),
    put: (path, body) => call('PUT', path, { body }),
    [Symbol.asyncDispose]: () => sandbox.close(),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A guid that is easy to recognise: the number at its end. */
export function guid(number: number): string {
  return `00000000-0000-4000-a000-${String(number).padStart(12, '0')}`;
}

/** So many invented relations with the codes 1, 2, 3 … */
export function accounts(count: number): readonly object[] {
  return Array.from({ length: count }, (_, index) => ({
    ID: guid(index + 1),
    Code: String(index + 1),
    Name: `Relatie ${index + 1}`,
    Status: 'C',
    Country: 'NL',
  }));
}

/** A small shop: a customer, two articles, VAT codes and one order of two lines. */
export const shop = {
  Accounts: [
    { ID: guid(1), Code: '20001', Name: 'Bakkerij De Korenbloem', Status: 'C', Country: 'NL', SalesVATCode: '4' },
    { ID: guid(2), Code: '20002', Name: 'Lunchroom Zonnig', Status: 'C', Country: 'BE' },
  ],
  Items: [
    { ID: guid(11), Code: 'KOFFIE-1', Description: 'Koffiebonen 1 kg', Unit: 'stuk', StandardSalesPrice: 12.5 },
    { ID: guid(12), Code: 'FILTER-80', Description: 'Filters 80 st.', Unit: 'stuk', IsStockItem: true },
  ],
  VATCodes: [
    { Code: '4', Description: 'Btw hoog', Percentage: 0.21 },
    { Code: '6', Description: 'Btw laag', Percentage: 0.09 },
  ],
  Warehouses: [{ ID: guid(21), Code: '1', Description: 'Magazijn', Main: 1 }],
  GLAccounts: [{ ID: guid(31), Code: '8000', Description: 'Omzet' }],
  SalesOrders: [
    {
      OrderID: guid(41),
      OrderNumber: 26001,
      OrderedBy: guid(1),
      OrderDate: '2026-02-18',
      SalesOrderLines: [
        { ID: guid(51), Item: guid(11), Quantity: 3, NetPrice: 12.5, VATCode: '4' },
        { ID: guid(52), Item: guid(12), Quantity: 2, NetPrice: 3.333, VATCode: '6' },
      ],
    },
  ],
} as const;
