import { AccessError, UnclearWriteError } from '../../errors/errors.ts';
import { readJson } from '../../http/json.ts';
import type { HttpResponse, Transport } from '../../http/transport.ts';
import type { FileContent, ReadFile } from '../system.ts';
import type { TokenChain } from '../tokens/token-chain.ts';
import { withToken } from '../tokens/with-token.ts';
import type { AsperionSettings } from './facts/settings.ts';
import { multipart } from './multipart.ts';
import { asperionNames } from './names.ts';
import { readProblem } from './problem.ts';
import { readRefusal, writeRefusal } from './refusal.ts';
import { isObject, type WireObject } from './rows.ts';

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
  /** Fetches the files that are sent to records; without it none are sent. */
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
  const { tenant, settings, transport, tokens } = options;
  const base = `${options.url.replace(/\/+$/, '')}${asperionNames.apiPrefix}`;
  const pathOf = (resource: string): string => (settings.paths[resource] ?? resource).replace(/^\/+|\/+$/g, '');

  const send = async (
    method: 'GET' | 'POST' | 'PUT',
    resource: string,
    tail: string,
    body: string | Uint8Array | undefined,
    signal: AbortSignal,
    contentType = 'application/json; charset=utf-8',
  ): Promise<HttpResponse> => {
    const path = pathOf(resource);
    const sendWith = (token: string) =>
      transport.send({
        system: 'asperion',
        method,
        url: `${base}${path}${tail}`,
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
        signal,
      });
    return withToken(tokens, sendWith, unauthorized);
  };

  /** A wrong or missing tenant reads another company's books instead of failing (AS-tenant-header). */
  const checkTenant = (object: WireObject): void => {
    const answered = isObject(object._meta) ? object._meta.administrationId : undefined;
    if (answered === undefined || answered === null || String(answered) === tenant) return;
    throw new AccessError('WRONG_TENANT', `Asperion answered for administration ${answered}, not ${tenant}.`, {
      hint: 'Check the input asperion-tenant, and asperion.tenantHeader in settings.yml.',
    });
  };

  const objectOf = (response: HttpResponse, resource: string): WireObject => {
    if (!isSuccess(response)) throw readRefusal(response, resource);
    const body = readJson(response);
    const object = isObject(body) ? body : { _data: body };
    if (resource !== asperionNames.withoutTenant) checkTenant(object);
    return object;
  };

  return {
    settings,
    bookYearStart: options.bookYearStart ?? '01-01',
    clock: options.clock ?? Date.now,
    pathOf,

    async read(resource, query, signal) {
      const tail = Object.keys(query).length === 0 ? '' : `?${new URLSearchParams(query)}`;
      return objectOf(await send('GET', resource, tail, undefined, signal), resource);
    },

    async readOne(resource, id, signal) {
      const response = await send('GET', resource, `/${encodeURIComponent(id.toWellFormed())}`, undefined, signal);
      return response.status === 404 ? null : objectOf(response, resource);
    },

    async upload(resource, id, file, signal) {
      const { body, contentType } = multipart(file);
      const tail = `/${encodeURIComponent(id.toWellFormed())}/file`;
      const response = await send('POST', resource, tail, body, signal, contentType).catch((error: unknown) => {
        throw error instanceof UnclearWriteError ? withMessage(error) : error;
      });
      if (!isSuccess(response)) throw writeRefusal(response, resource, 'POST');
    },

    async write({ method, resource, id, body, signal }) {
      const tail = id === undefined ? '' : `/${encodeURIComponent(id.toWellFormed())}`;
      const response = await send(method, resource, tail, body, signal).catch((error: unknown) => {
        throw error instanceof UnclearWriteError ? withMessage(error) : error;
      });
      if (!isSuccess(response)) throw writeRefusal(response, resource, method);
      if (response.text.trim() === '') return {};
      const object = writtenObject(response);
      if (object !== null) checkTenant(object);
      if (object?.id === undefined) throw unclearAnswer(response, resource, method);
      return object;
    },
  };
}

function unauthorized(): AccessError {
  return new AccessError('UNAUTHORIZED', 'Asperion refuses a token that it has just issued.', {
    hint: 'Check that asperion-url and asperion-identity-url belong together.',
  });
}

/** Only the status decides: invoices have a `status` and a `title` of their own (AS-errors). */
function isSuccess({ status }: HttpResponse): boolean {
  return status >= 200 && status < 300;
}

/** The object of a write's answer; null if there is none. */
function writtenObject(response: HttpResponse): WireObject | null {
  try {
    const body = readJson(response);
    return isObject(body) ? body : null;
  } catch {
    return null;
  }
}

/** A success that does not name the record, such as a gateway's page: the status alone does not prove that the write was done. */
function unclearAnswer(response: HttpResponse, resource: string, method: 'POST' | 'PUT'): UnclearWriteError {
  return new UnclearWriteError(
    `It is not known whether asperion ${method} ${resource} was carried out: status ${response.status}, and no record in the answer`,
    readProblem(response.text),
    { hint: 'The record is looked up before anything is sent again.' },
  );
}

/** The same error with the sentences of Asperion's error body in place of the raw text. */
function withMessage(error: UnclearWriteError): UnclearWriteError {
  if (error.answer === null) return error;
  return new UnclearWriteError(error.message, readProblem(error.answer), { cause: error });
}
