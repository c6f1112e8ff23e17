import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import entities from '../../../src/systems/exact-online/entities.json' with { type: 'json' };

// Servers of both APIs, written from the documents alone, without a look at sandbox. Where a document leaves room they
// choose otherwise than one would expect.

/** A record as it stands in JSON. */
export type Row = Record<string, unknown>;

/** Records by the name of their resource. */
export type Tables = Record<string, Row[]>;

/** A call as a server saw it. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An answer: objects travel as JSON. `lost` is a connection that ends without a word. */
export type Answer =
  | 'lost'
  | { readonly status: number; readonly body?: Row | string | Buffer; readonly headers?: Row };

/** What spoils a call: it is carried out or not, and answered like this. */
export interface Mishap {
  readonly carriedOut: boolean;
  readonly answer: Answer;
}

/** A running server. */
export interface PlainServer extends AsyncDisposable {
  readonly url: string;
  /** Every call so far. */
  readonly calls: Call[];
  /** Asked before each call. */
  spoil: (call: Call) => Mishap | undefined;
}

/** What an API's server does where its document leaves room. */
export interface Choices {
  /** Rows per page of Exact Online (EX-paging); Asperion gives 25 whatever is asked (AS-paging). */
  readonly pageSize: number;
  /** JSON type of row versions (EX-int64) and of Asperion's ids (AS-values). */
  readonly numbers: 'numbers' | 'texts';
  /** Order of every list: sync promises none (EX-feed-order), and `orderBy` is not heard (AS-paging). */
  readonly order: 'oldest-first' | 'newest-first';
  /** What a POST answers (EX-write-answers, AS-single-object). */
  readonly created: { readonly status: 200 | 201; readonly fields: 'key' | 'all' };
}

/** A server with records that people edit. */
export interface ApiServer extends PlainServer {
  readonly tables: Tables;
  edit(row: Row | undefined, fields: Row): void;
  /** A person authorises the app anew: the refresh token for the secret. */
  logIn(): string;
}

/** Node's own `Date` of an answer knows nothing of the day of the tests. */
const dayOfTests = () => ({ Date: new Date().toUTCString() });

/** Listens on a free port; answers slowly, in two parts, and ends the connection after each answer. */
export async function listen(answer: (call: Call) => Answer, write = JSON.stringify as (body: Row) => string) {
  const server = createServer(async (request, response) => {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', plain.url);
    const { method = '', headers } = request;
    if (method === 'HEAD') return void response.writeHead(401, dayOfTests()).end(); // asks the time, without a token
    const call: Call = { method, path, query, headers, body: await buffer(request) };
    plain.calls.push(call);
    const mishap = plain.spoil(call);
    const own = mishap?.carriedOut === false ? mishap.answer : answer(call);
    const given = mishap?.answer ?? own;
    if (given === 'lost') return void request.socket.destroy();
    const isText = typeof given.body === 'string' || Buffer.isBuffer(given.body) || given.body === undefined;
    const sent = Buffer.from(isText ? (given.body ?? '') : write(given.body));
    response.writeHead(given.status, {
      'Content-Type': isText ? 'text/html' : 'application/json; odata=verbose; charset=utf-8',
      Connection: 'close',
      ...dayOfTests(),
      ...(method === 'GET' ? { 'Content-Length': sent.length } : {}),
      ...(given.headers as Record<string, string>),
    });
    const half = sent.length >> 1;
    if (half > 0) response.write(sent.subarray(0, half));
    await delay(2);
    response.end(sent.subarray(half));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const plain: PlainServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    spoil: () => undefined,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return plain;
}

/** Hands out tokens; with rotation a refresh token is good for one refresh (EX-token-lifetimes), without it none is named again. */
function issuer(name: string, rotates: boolean) {
  let count = 0;
  let refresh = '';
  let access = '';
  const logIn = (): string => {
    count += 1;
    refresh = `${name}!refresh+${count}`;
    return refresh;
  };
  const answer = ({ body }: Call): Answer => {
    const form = new URLSearchParams(String(body));
    if (form.get('client_secret') !== 'client secret') return { status: 400, body: { error: 'invalid_client' } };
    if (form.get('refresh_token') !== refresh) return { status: 401, body: { error: 'unauthorized_client' } };
    const next = rotates ? { refresh_token: logIn() } : {};
    access = `${name}.access/${refresh.length}${Math.random()}==`;
    return { status: 200, body: { access_token: access, token_type: 'bearer', expires_in: 600, ...next } };
  };
  const isValid = ({ headers }: Call): boolean => access !== '' && headers.authorization === `Bearer ${access}`;
  return { logIn, answer, isValid };
}

interface Endpoint {
  readonly path: string;
  readonly properties: Record<string, { readonly type: string | null; readonly filterable: boolean | null }>;
}

const ENDPOINTS = new Map(
  Object.values(entities as unknown as Record<string, Endpoint>).map((one) => [one.path.split('{division}/')[1], one]),
);

const exactError = (status: number, value: string): Answer => {
  return { status, body: { error: { code: '', message: { lang: 'nl-NL', value } } } };
};

/** Reads `A eq 'x' or B gt 5`, or the same with `and` throughout; undefined when it is anything else. */
function readFilter(filter: string): { fields: string[]; fits: (row: Row) => boolean } | undefined {
  const terms = [...filter.matchAll(/(?: or | and |^)(\w+) (eq|gt) (guid'[^']+'|'(?:[^']|'')*'|\d+L?)/g)];
  if (terms.map(([term]) => term).join('') !== filter || filter === '') return undefined;
  const isEvery = terms.slice(1).some(([term]) => term.startsWith(' and '));
  if (isEvery && terms.slice(1).some(([term]) => term.startsWith(' or '))) return undefined;
  const fits = (row: Row): boolean =>
    terms[isEvery ? 'every' : 'some'](([, field = '', operator, literal = '']) => {
      const wire = String(row[field]);
      if (operator === 'gt') return Number(wire) > Number.parseInt(literal, 10);
      if (literal.startsWith('guid')) return wire.toLowerCase() === literal.slice(5, -1).toLowerCase();
      return wire.trimEnd() === literal.replace(/^'|'$/g, '').replaceAll("''", "'");
    });
  return { fields: terms.map(([, field = '']) => field), fits };
}

/** Exact Online for one division: no right to system/Divisions, filters demanded, unknown names refused. */
export async function startExactOnline(division: string, tables: Tables, choices: Choices): Promise<ApiServer> {
  const tokens = issuer('stampNL001', true);
  let version = 4_000_000_000;
  const edit = (row: Row = {}, fields: Row): void => {
    version += 7;
    Object.assign(row, fields, { Timestamp: choices.numbers === 'texts' ? String(version) : version });
  };
  for (const row of Object.values(tables).flat()) edit(row, {});

  const list = ({ path, query }: Call, { properties }: Endpoint, rows: readonly Row[]): Answer => {
    const select = query.get('$select')?.split(',') ?? [];
    const filter = readFilter(query.get('$filter') ?? '');
    if (select.length === 0) return exactError(400, 'Please add a $select or a $top=1 statement to the query string.');
    if (select.some((field) => properties[field] === undefined)) return exactError(400, 'Could not find a property.');
    if (filter === undefined) return exactError(400, 'This endpoint has mandatory filtering applied.');
    // The reference calls EntityType of the deletions not filterable; the vendor's own sample filters by it (EX-deletion-log).
    if (filter.fields.some((field) => properties[field]?.filterable === false && field !== 'EntityType')) {
      return exactError(400, 'Filtering on these fields is not supported');
    }
    const found = rows.filter(filter.fits);
    if (choices.order === 'newest-first') found.sort((a, b) => Number(b.Timestamp) - Number(a.Timestamp));
    const start = Number(query.get('$skiptoken') ?? 0);
    const end = start + choices.pageSize;
    const results = found.slice(start, end).map((row) => ({
      __metadata: { uri: `${server.url}/api/v1/${division}/Rows(guid'${row.ID}')`, type: 'Exact.Web.Api.Models.Row' },
      NewerThanTheDocuments: { results: [] },
      ...Object.fromEntries(select.map((field) => [field, row[field] ?? null])),
    }));
    query.set('$skiptoken', String(end));
    const next = end < found.length ? { __next: `${server.url}${path}?${query}` } : {};
    // The bare list is what an answer gets that needs nothing of OData's second version (EX-list-envelope).
    const isBare = found.length <= choices.pageSize && choices.numbers === 'texts';
    return { status: 200, body: { d: isBare ? results : { results, ...next } } };
  };

  const write = ({ method, body }: Call, { properties }: Endpoint, rows: Row[], id: string | undefined): Answer => {
    const fields = Object.entries(JSON.parse(String(body)) as Row).map(([field, value]): [string, unknown] => {
      if (field === 'Unit') return [field, String(value).padEnd(8)];
      return [field, /Date$/.test(field) && value !== null ? `/Date(${Date.parse(`${value}Z`)})/` : value];
    });
    const wrong = fields.find(([field]) => properties[field] === undefined);
    if (wrong !== undefined) return exactError(400, `The property name '${wrong[0]}' is not valid.`);
    const values = Object.fromEntries(fields);
    if (rows.some((row) => row.Code === (values.Code ?? ''))) return exactError(500, 'Gegeven bestaat reeds.\r\n');
    const known = rows.find((one) => String(one.ID).toLowerCase() === id);
    const row = known ?? { ID: `ABCDEF00-0000-4000-8000-${String(version).padStart(12, '0')}` };
    if (method === 'PUT' && known === undefined) return { status: 404 };
    edit(row, values);
    if (method === 'PUT') return { status: 204 };
    rows.push(row);
    return { status: choices.created.status, body: { d: choices.created.fields === 'key' ? { ID: row.ID } : row } };
  };

  const answer = (call: Call): Answer => {
    if (call.path === '/api/oauth2/token') return tokens.answer(call);
    const pattern = new RegExp(`^/api/v1/${division}/([\\w/]+)(?:\\(guid'(.+)'\\))?$`);
    const [, path = '', id] = pattern.exec(decodeURIComponent(call.path)) ?? [];
    const endpoint = ENDPOINTS.get(path);
    if (!tokens.isValid(call)) return { status: 401 };
    if (path === 'system/Divisions') return exactError(403, 'Forbidden');
    if (endpoint === undefined) return { status: 404, body: '<h1>Niet gevonden</h1>' };
    const table = path.split('/').at(-1)?.replace('OrderHeaders', 'Orders') ?? '';
    tables[table] ??= [];
    const rows = tables[table];
    const given = call.method === 'GET' ? list(call, endpoint, rows) : write(call, endpoint, rows, id);
    const limits = { 'X-RateLimit-Minutely-Limit': '900', 'X-RateLimit-Minutely-Remaining': '800' };
    return given === 'lost' ? given : { ...given, headers: limits };
  };
  // Pretty-printed with CRLF (EX-error-body).
  const server = await listen(answer, (body) => JSON.stringify(body, null, 1).replaceAll('\n', '\r\n'));
  return Object.assign(server, { tables, edit, logIn: tokens.logIn });
}

/** Asperion's API and login on one host: filters mean Contains unless it is an invoice's number that Equals. */
export async function startAsperion(tenant: string, tables: Tables, choices: Choices): Promise<ApiServer> {
  const tokens = issuer('asperion', false);
  let count = 7000;
  const typed = (id: unknown): unknown => (choices.numbers === 'texts' ? String(id) : id);
  for (const row of Object.values(tables).flat()) row.id = typed(row.id);

  const list = ({ path, query }: Call, rows: readonly Row[]): Answer => {
    const filters = [...query].filter(([name]) => !/^(page|pageSize|orderBy|ActiveState|.*_comparison)$/i.test(name));
    const fits = (row: Row): boolean =>
      filters.every(([name, wanted]) => {
        const value = String(row[name.charAt(0).toLowerCase() + name.slice(1)] ?? '').toLowerCase();
        const isExact = /^(Id|InvoiceNumber)$/i.test(name);
        return isExact ? value === wanted.toLowerCase() : value.includes(wanted.toLowerCase());
      });
    const found = rows.filter(fits);
    if (choices.order === 'newest-first') found.reverse();
    const page = Number(query.get('page') ?? 1);
    const pageCount = Math.max(1, Math.ceil(found.length / 25));
    const nextPage = page < pageCount ? `${path}?pageSize=25&Page=${page + 1}` : '';
    const meta = { administrationId: tenant, nextPage, totalCount: found.length, pageCount, additionalProp1: {} };
    return { status: 200, body: { _data: found.slice(page * 25 - 25, page * 25), _meta: meta } };
  };

  const write = ({ method, path, body }: Call, rows: Row[], resource: string): Answer => {
    const values = JSON.parse(String(body)) as Row;
    const problem = (status: number, field: string): Answer => {
      const headers = { 'Content-Type': 'application/problem+json' };
      return { status, headers, body: { title: 'Fout', status, errors: { [field]: [`${field} is onjuist.`] } } };
    };
    if (method === 'PUT') {
      const row = rows.find((one) => String(one.id) === path.split('/').at(-1));
      if (row === undefined) return problem(404, 'Id');
      Object.assign(row, values);
      return choices.created.status === 201 ? { status: 204 } : { status: 200, body: row };
    }
    const required = resource === 'debtors' ? ['name', 'address', 'debtorKindId'] : ['debtorCustomerNumber', 'date'];
    const missing = required.find((field) => values[field] === undefined);
    if (missing !== undefined) return problem(400, missing);
    const isKnown = (tables.debtors ?? []).some((one) => one.customerNumber === values.debtorCustomerNumber);
    if (resource !== 'debtors' && !isKnown) return problem(400, 'DebtorCustomerNumber');
    count += 1;
    const given = resource === 'debtors' ? { customerNumber: `D${count}` } : { status: 1, title: 'Factuur' };
    const row: Row = { ...values, ...given, id: typed(count), dateLastChange: null };
    if (typeof row.date === 'string') row.date = row.date.slice(0, 10);
    rows.push(row);
    return { status: choices.created.status, body: choices.created.fields === 'key' ? { id: row.id } : row };
  };

  const answer = (call: Call): Answer => {
    if (call.path === '/connect/token') return tokens.answer(call);
    const resource = /^\/v1\/(\w+)/.exec(call.path)?.[1] ?? '';
    const rows = tables[resource];
    if (!tokens.isValid(call)) return { status: 401, body: '<?xml version="1.0"?><error/>' };
    if (call.headers['x-tenant-id'] !== tenant) return { status: 403 };
    if (rows === undefined) return { status: 404 };
    return call.method === 'GET' ? list(call, rows) : write(call, rows, resource);
  };
  // Whole numbers of money come with one decimal.
  const money = /("(?:amount|salesPrice)":-?\d+)(?=[,}])/g;
  const server = await listen(answer, (body) => JSON.stringify(body).replaceAll(money, '$1.0'));
  return Object.assign(server, {
    tables,
    edit: (row: Row = {}, fields: Row) => void Object.assign(row, fields),
    logIn: tokens.logIn,
  });
}
