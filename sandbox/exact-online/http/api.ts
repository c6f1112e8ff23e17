import type { Administration } from '../administration.ts';
import { actions } from '../documents/actions.ts';
import { demandRow, readRouteAnswer } from '../reading/reads.ts';
import { everything, renderKeyOnly, renderRow, rowAddress } from '../reading/rendering.ts';
import { BookYears } from '../records/book-years.ts';
import type { Endpoint } from '../records/catalog.ts';
import { sourceOf } from '../records/sources.ts';
import { changeRecord, createRecord, removeRecord } from '../records/writing.ts';
import { type Answer, type Format, formatFor, type Response, writeAnswer, writeRefusal } from './answers.ts';
import { parseBody, readDraft } from './bodies.ts';
import type { Limits } from './limits.ts';
import type { Authority } from './oauth.ts';
import { businessRefusal, Refusal, texts } from './refusals.ts';
import { refuseByRights } from './rights.ts';
import { meRoute, type Route, readRoute } from './routes.ts';

/** One call, read completely. */
export interface Call {
  readonly method: string;
  readonly address: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** What the sandbox does not support: 501, so that nobody mistakes it for success. */
const NOT_SIMULATED: ReadonlySet<string> = new Set(['SalesOrderID', 'WebhookSubscriptions']);

/** Answers everything below `/api/v1/`. */
export class Api {
  readonly #company: Administration;
  readonly #authority: Authority;
  readonly #limits: Limits;
  readonly #bookYears: BookYears;

  constructor(company: Administration, authority: Authority, limits: Limits) {
    this.#company = company;
    this.#authority = authority;
    this.#limits = limits;
    this.#bookYears = new BookYears(company);
  }

  /** Never throws: every refusal is an answer. */
  answer(call: Call): Response {
    this.#bookYears.open();
    const format = formatFor(call.headers.accept);
    const [, , , ...segments] = call.address.pathname.split('/').map(decoded);
    // `/api/v1//Current/Me`, as the vendor's own Ruby client asks (EX-addresses-in-use).
    const [division = '', ...rest] = segments[0] === '' ? segments.slice(1) : segments;
    const path = rest.join('/');
    const token = /^Bearer (.+)$/.exec(call.headers.authorization ?? '')?.[1] ?? '';
    const state = this.#authority.check(token);
    const isMe = division.toLowerCase() === 'current';
    if (state === 'unknown') {
      // Every answer of a division shows the limits; a call without a token uses none of them (EX-rate-limits, EX-rate-headers-on-401).
      return { ...writeRefusal(new Refusal(401, null), format), headers: isMe ? {} : this.#limits.headers() };
    }
    const admission = isMe ? { isAllowed: true, headers: {} } : this.#limits.admit();
    if (!admission.isAllowed) return { status: 429, headers: admission.headers, body: '' };
    const response = this.#refusable(format, () => {
      if (state === 'expired') throw new Refusal(401, null);
      this.#checkCompany(division, isMe);
      const route = isMe ? readMe(path) : readRoute(path);
      if (format === 'refused' && showsRows(route)) throw new Refusal(406, 'Unsupported media type requested.');
      return writeAnswer(this.#perform(call, route), format);
    });
    if (!isMe) this.#limits.note(endpointOf(path), response.status);
    return { ...response, headers: { ...response.headers, ...admission.headers } };
  }

  #refusable(format: Format, act: () => Response): Response {
    try {
      return act();
    } catch (error) {
      if (error instanceof Refusal) return writeRefusal(error, format);
      throw error;
    }
  }

  /** Checks blocks and wrong administrations before the address (EX-error-body, EX-error-limit). */
  #checkCompany(division: string, isMe: boolean): void {
    const { refusedBecause, refusedDivisions } = this.#company.switches;
    if (this.#limits.isBlocked) throw new Refusal(403, 'Forbidden');
    if (refusedBecause !== null) throw new Refusal(403, 'Forbidden', refusedBecause);
    if (isMe) return;
    const own = refusedDivisions[Number(division)];
    if (own !== undefined) throw new Refusal(403, 'Forbidden', own);
    if (!/^\d+$/.test(division)) throw new Refusal(404, texts.notFound(division));
    if (Number(division) !== this.#company.division) {
      throw new Refusal(403, texts.outsideDivision);
    }
  }

  #perform(call: Call, route: Route): Answer {
    if (route.kind !== 'metadata') {
      demandMethod(route, call.method);
      if (NOT_SIMULATED.has(route.endpoint.name))
        throw new Refusal(501, 'The sandbox does not simulate this resource.');
      refuseByRights(this.#company.switches, route.endpoint, call.method);
    } else if (call.method !== 'GET') {
      throw new Refusal(405, 'Method not allowed');
    }
    if (route.kind === 'list' && call.method === 'POST') return this.#create(call, route.endpoint);
    if (route.kind === 'row' && call.method === 'PUT') return this.#change(call, route);
    if (route.kind === 'row' && call.method === 'DELETE') return this.#remove(route);
    return readRouteAnswer(this.#company, route, call.address);
  }

  #create(call: Call, endpoint: Endpoint): Answer {
    const company = this.#company;
    const draft = readDraft(endpoint, parseBody(call.body), 'post');
    const action = actions[endpoint.name];
    if (endpoint.kind === 'action' && action !== undefined) {
      const missing = endpoint.mandatoryOnCreate.filter(
        (name) => (draft.fields[name] ?? null) === null && (draft.collections[name] ?? []).length === 0,
      );
      const problems = missing.map((property) => ({ kind: 'required' as const, property }));
      if (problems.length > 0) throw businessRefusal(problems, company.switches.language);
      const row = { fields: action(company, draft), stamps: new Map<string, number>() };
      return { kind: 'created', row: renderRow(company, endpoint, row, everything), location: call.address.href };
    }
    const row = createRecord(company, sourceOf(endpoint).table, draft, 'post');
    const isFull = (call.headers.prefer ?? '').includes('return=representation');
    return {
      kind: 'created',
      row: isFull ? renderRow(company, endpoint, row, everything) : renderKeyOnly(company, endpoint, row),
      location: rowAddress(company, endpoint, row),
    };
  }

  #change(call: Call, { endpoint, key }: Extract<Route, { kind: 'row' }>): Answer {
    const row = demandRow(this.#company, endpoint, key);
    const { fields } = readDraft(endpoint, parseBody(call.body), 'put');
    changeRecord(this.#company, { table: sourceOf(endpoint).table, row }, fields, 'put');
    return { kind: 'nothing' };
  }

  /** Deleting a deleted or unknown row is forbidden, not missing (EX-delete-gone). */
  #remove({ endpoint, key }: Extract<Route, { kind: 'row' }>): Answer {
    const { table } = sourceOf(endpoint);
    if (this.#company.store.find(table, key) === undefined) throw new Refusal(403, 'Forbidden');
    removeRecord(this.#company, table, demandRow(this.#company, endpoint, key), 'api');
    return { kind: 'nothing' };
  }
}

/** A segment with an invalid encoding stays as it is, and matches nothing. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Counts and metadata have their own format, whatever is accepted. */
function showsRows(route: Route): boolean {
  return route.kind === 'row' || ((route.kind === 'list' || route.kind === 'lines') && !route.isCount);
}

function readMe(path: string): Route {
  if (path !== 'Me') throw new Refusal(404, texts.notFound(path));
  return meRoute;
}

/** A list is read or added to, a row is read, changed or deleted, if the endpoint offers the method. */
function demandMethod(route: Exclude<Route, { kind: 'metadata' }>, method: string): void {
  const fits = route.kind === 'row' ? ['GET', 'PUT', 'DELETE'] : ['GET', 'POST'];
  const isLink = route.kind === 'lines' || (route.kind === 'list' && route.isCount);
  const isOffered = route.endpoint.methods.includes(method) && fits.includes(method);
  if (!isOffered || (isLink && method !== 'GET')) throw new Refusal(405, 'Method not allowed');
}

/** Errors are counted per endpoint, for all rows together (EX-error-limit). */
function endpointOf(path: string): string {
  return path.replace(/\(.*$/, '').toLowerCase();
}
