import { asperionNames } from '../../src/systems/asperion/names.ts';
import type { ResourceSpec } from '../../src/systems/catalog.ts';
import { parseObject } from './body.ts';
import { type Books, localTime, type Row, specOf } from './books.ts';
import { uploadFile } from './files.ts';
import type { Identity } from './http/identity.ts';
import { type RouteMatch, routeOf } from './http/routes.ts';
import { tenantOf } from './http/tenants.ts';
import type { Throttle } from './http/throttle.ts';
import { listAnswer, onWire } from './lists.ts';
import { languageOf, Refusal, sentences, titles } from './problems.ts';
import { rulesOf } from './rules.ts';
import type { AsperionSwitches } from './switches.ts';
import { accept, store, type WriteContext } from './write.ts';

/** What the API of the sandbox works with. */
export interface Engine {
  /** The user's administrations, the default one first. */
  readonly books: readonly Books[];
  readonly identity: Identity;
  readonly throttle: Throttle;
  readonly switches: AsperionSwitches;
  readonly clock: () => number;
}

/** Answers one call under `/v1/`: all resources follow the same rules, and errors are problem details. */
export async function answerApi(engine: Engine, request: Request): Promise<Response> {
  try {
    return await answer(engine, request);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const language = languageOf(request.headers.get('accept-language'));
    const body = error.body(language, `00-${engine.clock().toString(16).padStart(32, '0')}-00`);
    const headers = { 'content-type': `${engine.switches.problemType}; charset=utf-8`, ...error.headers };
    return new Response(JSON.stringify(body), { status: error.status, headers });
  }
}

/** One call, about a resource in an administration. */
interface Call {
  readonly request: Request;
  readonly url: URL;
  readonly route: RouteMatch;
  readonly spec: ResourceSpec;
  readonly books: Books;
}

async function answer(engine: Engine, request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (!engine.identity.isValid(request.headers.get('authorization'))) {
    throw new Refusal(401, titles.token, { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } });
  }
  const books = tenantOf(request.headers, engine.books, engine.switches);
  engine.throttle.pass(books.administration.id);
  const route = routeOf(url.pathname, engine.switches.orderPath);
  if (route === null) throw new Refusal(404, titles.notFound);
  const spec = specOf(route.resource);
  if (rulesOf(spec.name).inTrade && !books.administration.inTrade) throw new Refusal(403, titles.package);
  const call = { request, url, route, spec, books };
  if (route.isFile) return upload(engine, call);
  if (request.method === 'GET') return get(engine, call);
  if (request.method === 'POST' && route.id === null && spec.creatable) return post(engine, call);
  if (request.method === 'PUT' && route.id !== null && spec.updatable) return put(engine, call, route.id);
  throw new Refusal(405, titles.method);
}

function get(engine: Engine, call: Call): Response {
  const { spec, books, url, route } = call;
  if (route.id === null) return json(200, listAnswer(spec, books, url, engine.switches));
  if (engine.switches.singleRecords === 'missing') throw new Refusal(404, titles.notFound);
  return json(200, shown(engine, call, existing(spec, books, route.id)));
}

const shown = ({ switches }: Engine, { spec, url }: Call, row: Row): object =>
  onWire(spec, row, { origin: url.origin, switches });

const contextOf = ({ switches, clock }: Engine, { books }: Call): WriteContext => ({
  books,
  switches,
  now: localTime(clock()),
});

async function post(engine: Engine, call: Call): Promise<Response> {
  const { spec, request, url } = call;
  const context = contextOf(engine, call);
  const body = await readJson(request);
  const row = accept(spec.name, body, null, context);
  if (isTrial(url)) return json(200, shown(engine, call, { ...row, id: 0 }));
  return json(201, shown(engine, call, store(spec.name, row, null, context)));
}

async function put(engine: Engine, call: Call, id: string): Promise<Response> {
  const { spec, books, request, url } = call;
  const context = contextOf(engine, call);
  const body = await readJson(request);
  const before = existing(spec, books, id);
  const row = accept(spec.name, body, before, context);
  return json(200, shown(engine, call, isTrial(url) ? row : store(spec.name, row, before, context)));
}

async function upload(engine: Engine, { request, books, route, url }: Call): Promise<Response> {
  const { resource, id } = route;
  const { files } = rulesOf(resource);
  if (files === undefined) throw new Refusal(404, titles.notFound);
  if (request.method !== 'POST') throw new Refusal(405, titles.method);
  existing(specOf(resource), books, id ?? '');
  const owner = { books, resource, id: id ?? '', keeps: files };
  const trial = isTrial(url);
  return json(trial ? 200 : 201, await uploadFile(owner, request, { trial, now: localTime(engine.clock()) }));
}

function existing(spec: ResourceSpec, books: Books, id: string): Row {
  const row = books.row(rulesOf(spec.name).viewOf ?? spec.name, id);
  if (row === null) throw new Refusal(404, titles.notFound, { detail: sentences.unknownValue('id', id) });
  return row;
}

async function readJson(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) throw new Refusal(415, titles.mediaType);
  return parseObject(await request.text());
}

/** `validateOnly=true` checks everything and stores nothing (AS-validate-only). */
function isTrial(url: URL): boolean {
  const name = asperionNames.query.validateOnly.toLowerCase();
  return [...url.searchParams].some(([key, value]) => key.toLowerCase() === name && value.toLowerCase() === 'true');
}

function json(status: number, body: object): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}
