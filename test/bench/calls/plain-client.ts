import { Agent, fetch } from 'undici';
import type { Stage } from '../../../sandbox/stage.ts';

type Fields = Readonly<Record<string, unknown>>;
type Row = Readonly<Record<string, unknown>>;

/** A connection for each call: one that is kept may be closed just when it is used again. */
const dispatcher = new Agent({ pipelining: 0 });

/** Calls both systems as a short script would: one after the other, nothing kept, nothing tried again. */
export class PlainClient {
  readonly #stage: Stage;
  readonly #tokens: { readonly exact: string; readonly asperion: string };

  private constructor(stage: Stage, tokens: { exact: string; asperion: string }) {
    this.#stage = stage;
    this.#tokens = tokens;
  }

  /** Logs in at both. */
  static async open(stage: Stage): Promise<PlainClient> {
    const { exactOnline, asperion } = stage;
    const [exact, own] = await Promise.all([
      tokenOf(`${exactOnline.url}/api/oauth2/token`, exactOnline),
      tokenOf(`${asperion.url}/connect/token`, asperion),
    ]);
    return new PlainClient(stage, { exact, asperion: own });
  }

  /** Rows of a list of Exact Online, page after page. */
  async exactRows(path: string, query: Readonly<Record<string, string>>): Promise<Row[]> {
    const { url, division } = this.#stage.exactOnline;
    const rows: Row[] = [];
    let next: string | undefined = `${url}/api/v1/${division}/${path}?${new URLSearchParams(query)}`;
    while (next !== undefined) {
      const { d } = (await this.#call('GET', next, null)) as { d: { results: Row[]; __next?: string } };
      rows.push(...d.results);
      next = d.__next;
    }
    return rows;
  }

  /** Writes to Exact Online; with a key, changes that record. Returns the new record's fields. */
  async writeExact(path: string, key: unknown, fields: Fields): Promise<Row> {
    const { url, division } = this.#stage.exactOnline;
    const address = `${url}/api/v1/${division}/${path}${key === null ? '' : `(guid'${key}')`}`;
    return ((await this.#call(key === null ? 'POST' : 'PUT', address, fields)) as { d?: Row }).d ?? {};
  }

  /** Rows of a list of Asperion, page after page. */
  async asperionRows(resource: string, query: Readonly<Record<string, string>>): Promise<Row[]> {
    const rows: Row[] = [];
    for (let page = 1; ; page += 1) {
      const options = new URLSearchParams({ ...query, page: String(page), pageSize: '100' });
      const answer = await this.#call('GET', `${this.#stage.asperion.url}/v1/${resource}?${options}`, null);
      const { items, totalCount } = listOf(answer);
      rows.push(...items);
      if (items.length === 0 || rows.length >= totalCount) return rows;
    }
  }

  /** Writes to Asperion; with a key, changes that record. */
  async writeAsperion(resource: string, key: unknown, fields: Fields): Promise<Row> {
    const address = `${this.#stage.asperion.url}/v1/${resource}${key === null ? '' : `/${key}`}`;
    return (await this.#call(key === null ? 'POST' : 'PUT', address, fields)) as Row;
  }

  async #call(method: string, address: string, body: Fields | null): Promise<unknown> {
    const { exactOnline, asperion } = this.#stage;
    const isExact = address.startsWith(exactOnline.url);
    const response = await fetch(address, {
      dispatcher,
      method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${isExact ? this.#tokens.exact : this.#tokens.asperion}`,
        ...(isExact ? {} : { 'X-Tenant-Id': String(asperion.tenant) }),
        ...(body === null ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === null ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${address}: HTTP ${response.status} ${text}`);
    return text === '' ? {} : JSON.parse(text);
  }
}

async function tokenOf(
  address: string,
  server: { readonly clientId: string; readonly clientSecret: string; issueRefreshToken(): string },
): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: server.issueRefreshToken(),
    client_id: server.clientId,
    client_secret: server.clientSecret,
  });
  const response = await fetch(address, { method: 'POST', body });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`No token from ${address}.`);
  return token;
}

function listOf(answer: unknown): { readonly items: Row[]; readonly totalCount: number } {
  const { _data, _meta } = answer as { _data: Row[]; _meta: { totalCount: number } };
  return { items: _data, totalCount: _meta.totalCount };
}
