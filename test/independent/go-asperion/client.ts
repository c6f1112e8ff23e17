import type { AsperionSandbox } from '../../../sandbox/asperion/asperion.ts';

/** Parameters as the client's structs hold them; those without a value are left out before they get here. */
export type Query = Readonly<Record<string, string | number | boolean>>;

/** An answer with its body as JSON; null for an empty one. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely
  readonly body: any;
}

/** Requests as the public Go client puts them on the wire. */
export interface GoClient {
  /** Lists and single objects; `withTenant` says whether this request of the client names the administration. */
  get(path: string, withTenant: boolean, query?: Query): Promise<Answer>;
  post(path: string, body: unknown, query?: Query): Promise<Answer>;
  upload(path: string, file: { name: string; type: string; content: string }, query?: Query): Promise<Answer>;
}

const TENANT = 'X-Tenant-Id';

/** The client with a token, for one administration. */
export function goClient(sandbox: AsperionSandbox, token: string, tenant: number): GoClient {
  const send = async (
    method: string,
    path: string,
    query: Query,
    headers: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<Answer> => {
    const search = queryText(query);
    const response = await fetch(`${sandbox.url}${path}${search === '' ? '' : `?${search}`}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json; charset=utf-8',
        accept: 'application/json',
        'user-agent': 'go-asperion/0.0.1',
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const contentType = response.headers.get('content-type') ?? '';
    return { status: response.status, contentType, body: text === '' ? null : JSON.parse(text) };
  };
  const named = { [TENANT]: String(tenant) };
  return {
    get: (path, withTenant, query = {}) => send('GET', path, query, withTenant ? named : {}),
    post: (path, body, query = {}) => send('POST', path, query, named, goJson(body)),
    upload: (path, { name, type, content }, query = {}) => {
      const boundary = '5f3c1b7a90d24e6885aa';
      const part = `Content-Disposition: form-data; name="File"; filename="${name}"\r\nContent-Type: ${type}`;
      const body = `--${boundary}\r\n${part}\r\n\r\n${content}\r\n--${boundary}--\r\n`;
      const contentType = `multipart/form-data; boundary=${boundary}; charset=utf-8`;
      return send('POST', path, query, { ...named, 'content-type': contentType }, body);
    },
  };
}

/** The query by name, as Go sorts it; blanks are plus signs. */
function queryText(query: Query): string {
  const sorted = Object.entries(query).sort(([left], [right]) => (left < right ? -1 : 1));
  return String(new URLSearchParams(sorted.map(([name, value]): [string, string] => [name, String(value)])));
}

/** JSON as Go writes it: `&`, `<` and `>` as escapes, a line end behind it. */
function goJson(value: unknown): string {
  const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(value).replace(/[&<>]/g, escaped)}\n`;
}

/**
 * Renews by a refresh token as Go's oauth2 package does when it was not told how: with HTTP basic first, and when that is
 * refused with id and secret in the form. Returns both answers.
 */
export async function renewLikeGo(sandbox: AsperionSandbox, refreshToken: string): Promise<readonly Answer[]> {
  const form: Record<string, string> = { grant_type: 'refresh_token', refresh_token: refreshToken };
  const basic = Buffer.from(`${sandbox.clientId}:${sandbox.clientSecret}`).toString('base64');
  const tries = [
    { headers: { authorization: `Basic ${basic}` }, form },
    { headers: {}, form: { ...form, client_id: sandbox.clientId, client_secret: sandbox.clientSecret } },
  ];
  const answers: Answer[] = [];
  for (const { headers, form } of tries) {
    const body = new URLSearchParams(form);
    const response = await fetch(`${sandbox.url}/connect/token`, { method: 'POST', headers, body });
    const contentType = response.headers.get('content-type') ?? '';
    answers.push({ status: response.status, contentType, body: await response.json() });
    if (response.ok) break;
  }
  return answers;
}
