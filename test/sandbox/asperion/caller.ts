import { type AsperionOptions, type AsperionSandbox, startAsperion } from '../../../sandbox/asperion/asperion.ts';

/** An answer with its body read as JSON; null for an empty one. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape.
  readonly body: any;
}

export type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** One debtor, article and day that most tests need. */
export const debtor = {
  customerNumber: '10010',
  name: 'Bakkerij Zon',
  address: 'Dorpsstraat 1',
  debtorKindId: 'company',
};
export const article = { articleNumber: 'A-1', description: 'Stoel', salesPrice: 12.5, salesTypeId: 'HOOG' };
export const noon = Date.parse('2026-07-01T10:00:00Z');

/** Starts a sandbox with an access token in hand. */
export async function start(
  options: Partial<AsperionOptions> = {},
): Promise<{ sandbox: AsperionSandbox; call: Call; token: string } & AsyncDisposable> {
  const sandbox = await startAsperion({ rows: {}, ...options });
  const answer = await grant(sandbox, { grant_type: 'refresh_token', refresh_token: sandbox.issueRefreshToken() });
  const token: string = answer.body.access_token;
  return { sandbox, token, call: caller(sandbox, token), [Symbol.asyncDispose]: () => sandbox.close() };
}

/** Calls the API with a token. */
export function caller(sandbox: AsperionSandbox, token: string): Call {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${sandbox.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return read(response);
  };
}

/** Asks the token endpoint, with the client's id and secret unless `form` says otherwise. */
export async function grant(sandbox: AsperionSandbox, form: Readonly<Record<string, string>>): Promise<Answer> {
  const all = { client_id: sandbox.clientId, client_secret: sandbox.clientSecret, ...form };
  return read(await fetch(`${sandbox.url}/connect/token`, { method: 'POST', body: new URLSearchParams(all) }));
}

export async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}
