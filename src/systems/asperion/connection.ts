import { AccessError, UnclearWriteError } from '../../errors/errors.ts';
import { readJson } from '../../http/json.ts';
import type { HttpResponse, Transport } from '../../http/transport.ts';
import { isSuccess, PagesForWrites } from '../refusals.ts';
import type { FileContent, ReadFile } from '../system.ts';
import type { TokenChain } from '../tokens/token-chain.ts';
import { withToken } from '../tokens/with-token.ts';
import type { AsperionSettings } from './facts/settings.ts';
import { multipart } from './multipart.ts';
import { asperionNames } from './names.ts';
import { readProblem } from './problem.ts';
import { provesNothing, readRefusal, saysNotThere, unclearAnswer, withMessage, writeRefusal } from './refusal.ts';
import { badAnswer, isObject, type WireObject } from './rows.ts';

/** What a connection to one administration needs. */
export interface ConnectionOptions {
  /** Host of the API, such as `https://api.asperion.nl`. */
  readonly url: string;
  /** The administration's id, digits. */
  readonly tenant: string;
  readonly settings: AsperionSettings;
  /** First day of the book year, MM-DD; default 01-01. */
  readonly bookYearStart?: string;
  /** Now, epoch ms. */
  readonly clock?: () => number;
  readonly transport: Transport;
  readonly tokens: TokenChain;
  /** Fetches the files to send with records; absent = no files are sent. */
  readonly readFile?: ReadFile;
}

/** A write as the API takes it. */
export interface WriteCall {
  readonly method: 'POST' | 'PUT';
  readonly resource: string;
  /** Id of the record, for a PUT. */
  readonly id?: string;
  /** JSON text. */
  readonly body: string;
  readonly signal: AbortSignal;
}

/** The only way to Asperion: adds token and tenant, renews the token once, turns answers into objects or errors. */
export interface Connection {
  readonly settings: AsperionSettings;
  /** First day of the book year, MM-DD. */
  readonly bookYearStart: string;
  /** Now, epoch ms. */
  readonly clock: () => number;
  /** The address of a resource after `/v1/`, according to the settings. */
  pathOf(resource: string): string;
  /** The answer's object. Throws AccessError when it is a refusal or of another tenant, TransientError. */
  read(resource: string, query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<WireObject>;
  /** One record by its id, null when there is none. Throws as `read` does. */
  readOne(resource: string, id: string, signal: AbortSignal): Promise<WireObject | null>;
  /**
   * The answer's object, empty when there is none to read. Throws RecordError `REFUSED`, `PERIOD_CLOSED`, `DUPLICATE`, `NOT_FOUND`,
   * AccessError, UnclearWriteError with the system's own message.
   */
  write(call: WriteCall): Promise<WireObject>;
  /** Sends a file to a record (AS-files: multipart, one part `File`). Throws as `write` does. */
  upload(resource: string, id: string, file: FileContent, signal: AbortSignal): Promise<void>;
}

/** Opens the connection; nothing is sent until it is used. */
export function connect(options: ConnectionOptions): Connection {
  const { tenant, settings } = options;
  const pages = new PagesForWrites('Asperion');
  return {
    settings,
    bookYearStart: options.bookYearStart ?? '01-01',
    clock: options.clock ?? Date.now,
    pathOf: (resource) => pathOf(settings, resource),

    async read(resource, query, signal) {
      const tail = Object.keys(query).length === 0 ? '' : `?${new URLSearchParams(query)}`;
      const response = await send(options, { method: 'GET', resource, tail, signal });
      // Perhaps its way to say that a list is empty, but it is not taken for one: everything would count as gone.
      if (response.status === 204) throw badAnswer(`no list of ${resource} (status 204)`);
      return objectOf(response, resource, tenant);
    },

    async readOne(resource, id, signal) {
      const response = await send(options, { method: 'GET', resource, tail: recordPath(id), signal });
      if (saysNotThere(response)) return null;
      if (response.status === 404) throw provesNothing(resource);
      return objectOf(response, resource, tenant);
    },

    async upload(resource, id, file, signal) {
      const tail = `${recordPath(id)}/file`;
      const response = await sendWrite(options, { method: 'POST', resource, tail, ...multipart(file), signal });
      pages.check(resource, 'POST', response);
      if (!isSuccess(response)) throw writeRefusal(response, resource, 'POST');
    },

    async write({ method, resource, id, body, signal }) {
      const tail = id === undefined ? '' : recordPath(id);
      const response = await sendWrite(options, { method, resource, tail, body, signal });
      pages.check(resource, method, response);
      if (!isSuccess(response)) throw writeRefusal(response, resource, method);
      if (response.text.trim() === '') return {};
      const object = writtenObject(response);
      if (object !== null) checkTenant(object, tenant);
      if (object?.id === undefined) throw unclearAnswer(response, resource, method);
      return object;
    },
  };
}

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly resource: string;
  /** What follows the resource in the address. */
  readonly tail: string;
  readonly body?: string | Uint8Array;
  /** Of the body; JSON when left out. */
  readonly contentType?: string;
  readonly signal: AbortSignal;
}

async function send(options: ConnectionOptions, call: Call): Promise<HttpResponse> {
  const { tenant, settings, transport, tokens } = options;
  const { method, resource, tail, body, contentType = 'application/json; charset=utf-8', signal } = call;
  const path = pathOf(settings, resource);
  const sendWith = (token: string) =>
    transport.send({
      system: 'asperion',
      method,
      url: `${options.url.replace(/\/+$/, '')}${asperionNames.apiPrefix}${path}${tail}`,
      resource: path,
      headers: {
        Accept: 'application/json',
        // Error messages follow it (AS-language); one language keeps them recognisable.
        'Accept-Language': 'en-US',
        Authorization: `Bearer ${token}`,
        ...(resource === asperionNames.withoutTenant ? {} : { [settings.tenantHeader]: tenant }),
        ...(body === undefined ? {} : { 'Content-Type': contentType }),
      },
      ...(body === undefined ? {} : { body }),
      kind: method === 'GET' ? 'read' : 'write',
      says: readProblem,
      signal,
    });
  return withToken(tokens, sendWith);
}

/** Throws UnclearWriteError with Asperion's own message. */
async function sendWrite(options: ConnectionOptions, call: Call): Promise<HttpResponse> {
  return send(options, call).catch((error: unknown) => {
    throw error instanceof UnclearWriteError ? withMessage(error) : error;
  });
}

const pathOf = ({ paths }: AsperionSettings, resource: string): string =>
  (paths[resource] ?? resource).replace(/^\/+|\/+$/g, '');

const recordPath = (id: string): string => `/${encodeURIComponent(id.toWellFormed())}`;

function objectOf(response: HttpResponse, resource: string, tenant: string): WireObject {
  if (!isSuccess(response)) throw readRefusal(response, resource);
  const body = readJson(response);
  const object = isObject(body) ? body : { _data: body };
  if (resource !== asperionNames.withoutTenant) checkTenant(object, tenant);
  return object;
}

/** A wrong or missing tenant reads another administration's books instead of failing (AS-tenant-header). */
function checkTenant(object: WireObject, tenant: string): void {
  const answered = isObject(object._meta) ? object._meta.administrationId : undefined;
  if (answered === undefined || answered === null || String(answered) === tenant) return;
  throw new AccessError('WRONG_TENANT', `Asperion answered for administration ${answered}, not ${tenant}.`, {
    hint: 'Check the input asperion-tenant, and asperion.tenantHeader in settings.yml.',
  });
}

/** Looks only at the status: invoices have a `status` and a `title` of their own (AS-errors). */
/** The object in the answer to a write; null if there is none. */
function writtenObject(response: HttpResponse): WireObject | null {
  try {
    const body = readJson(response);
    return isObject(body) ? body : null;
  } catch {
    return null;
  }
}
