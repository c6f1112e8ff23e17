import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SyncError } from '../../../src/errors/errors.ts';
import { createExactOnline } from '../../../src/systems/exact-online/client.ts';
import type { System } from '../../../src/systems/system.ts';
import type { TokenChain } from '../../../src/systems/tokens/token-chain.ts';
import { fixedTokens, quickTransport } from '../transport.ts';

/** A row of a fake table; `Timestamp` only in sync tables. */
export type FakeRow = Record<string, unknown>;

/** One call that the fake answered. */
export interface FakeCall {
  readonly method: string;
  /** After the division, decoded, without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly filter: string | null;
  readonly select: readonly string[];
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly length: number;
}

/** A minimal Exact Online: tables by path, `$filter` of comparisons joined with `or`, `$select`, pages with `__next`. */
export interface FakeExact extends AsyncDisposable {
  readonly url: string;
  readonly calls: FakeCall[];
  readonly tables: Record<string, FakeRow[]>;
  /** By path, fields that its rows do not have, though they are asked for. */
  readonly lacking: Record<string, readonly string[]>;
  /** Rows per page. */
  pageSize: number;
  /** Answers instead of the tables when it returns a status. */
  answer:
    | ((call: FakeCall) => { status: number; body?: string; headers?: Record<string, string> } | undefined)
    | undefined;
}

const DIVISION = '123';

export async function startFakeExact(tables: Record<string, FakeRow[]>): Promise<FakeExact> {
  const calls: FakeCall[] = [];
  const server = createServer((request, response) => void handle(request, response));
  const fake: FakeExact = {
    url: '',
    calls,
    tables,
    lacking: {},
    pageSize: 1000,
    answer: undefined,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '', fake.url);
    let body = '';
    for await (const chunk of request) body += chunk;
    const call: FakeCall = {
      method: request.method ?? '',
      path: decodeURIComponent(url.pathname).replace(`/api/v1/${DIVISION}/`, ''),
      query: url.searchParams,
      filter: url.searchParams.get('$filter'),
      select: url.searchParams.get('$select')?.split(',') ?? [],
      headers: request.headers,
      body,
      length: url.href.length,
    };
    calls.push(call);
    const special = fake.answer?.(call);
    if (special !== undefined) {
      response.writeHead(special.status, { 'content-type': 'application/json', ...special.headers });
      response.end(special.body ?? '');
      return;
    }
    const rows = (tables[call.path] ?? []).filter((row) => matches(row, call.filter));
    const start = Number(url.searchParams.get('$skiptoken') ?? 0);
    const results = rows.slice(start, start + fake.pageSize).map((row) => ({
      __metadata: { uri: `${fake.url}/api/v1/${DIVISION}/${call.path}(guid'${String(row.ID)}')`, type: 'Row' },
      ...Object.fromEntries(
        call.select
          .filter((field) => fake.lacking[call.path]?.includes(field) !== true)
          .map((field) => [field, row[field] ?? null]),
      ),
    }));
    const more = new URL(url);
    more.searchParams.set('$skiptoken', String(start + fake.pageSize));
    const next = start + fake.pageSize < rows.length ? { __next: more.href } : {};
    response.writeHead(200, { 'content-type': 'application/json' });
    const count = url.searchParams.has('$inlinecount') ? { __count: String(rows.length) } : {};
    response.end(JSON.stringify({ d: { results, ...next, ...count } }));
  };

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  Object.assign(fake, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  return fake;
}

function matches(row: FakeRow, filter: string | null): boolean {
  if (filter === null) return true;
  const after = /^Timestamp gt (\d+)L$/.exec(filter)?.[1];
  if (after !== undefined) return BigInt(String(row.Timestamp)) > BigInt(after);
  return filter.split(' or ').some((term) => {
    const [, field = '', literal = ''] = /^(\w+) eq (.*)$/.exec(term) ?? [];
    const value = /^(?:guid)?'(.*)'$/.exec(literal)?.[1]?.replaceAll("''", "'") ?? literal;
    return String(row[field] ?? 'null').toLowerCase() === value.toLowerCase();
  });
}

/** Runs against a fake Exact with these tables. */
export async function withExact<Result>(
  tables: Record<string, FakeRow[]>,
  use: (exact: System, fake: FakeExact) => Promise<Result>,
  tokens: TokenChain = fixedTokens,
): Promise<Result> {
  await using fake = await startFakeExact(tables);
  await using transport = quickTransport();
  return await use(createExactOnline({ url: fake.url, division: '123', transport, tokens }), fake);
}

/** The error of something that must fail. */
export const failure = (promise: Promise<unknown>): Promise<SyncError> =>
  promise.then(
    () => {
      throw new Error('nothing was thrown');
    },
    (error: SyncError) => error,
  );
