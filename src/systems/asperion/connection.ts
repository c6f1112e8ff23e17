import type { Settings } from '../../config/settings-schema.ts';
import { AccessError, RecordError, UnclearWriteError } from '../../errors.ts';
import { readJson } from '../../http/json.ts';
import { redactQuery } from '../../http/redact.ts';
import type { HttpResponse, Transport } from '../../http/transport.ts';
import type { TokenChain } from '../token-chain.ts';
import { asperionNames } from './names.ts';
import { readProblem } from './problem.ts';
import { isObject, type WireObject } from './rows.ts';

/** What Asperion's documentation leaves open. */
export type AsperionSettings = Settings['asperion'];

/** What a connection to one administration needs. */
export interface ConnectionOptions {
  /** Host of the API, such as `https://api.asperion.nl`. */
  readonly url: string;
  /** The administration's id, digits. */
  readonly tenant: string;
  readonly settings: AsperionSettings;
  readonly transport: Transport;
  readonly tokens: TokenChain;
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

/** The one way to Asperion: adds token and tenant, renews the token once, turns answers into objects or errors. */
export interface Connection {
  readonly settings: AsperionSettings;
  /** The address of a resource after `/v1/`, as the settings have it. */
  pathOf(resource: string): string;
  /** The answer's object. Throws AccessError when it is a refusal or of another tenant, TransientError. */
  read(resource: string, query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<WireObject>;
  /**
   * The answer's object, empty when there is none to read. Throws RecordError `REFUSED`, `DUPLICATE`, `NOT_FOUND`,
   * AccessError, UnclearWriteError with the system's own message.
   */
  write(call: WriteCall): Promise<WireObject>;
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
    body: string | undefined,
    signal: AbortSignal,
  ): Promise<HttpResponse> => {
    const path = pathOf(resource);
    const withToken = (token: string) =>
      transport.send({
        system: 'asperion',
        method,
        url: `${base}${path}${tail}`,
        resource: path,
        headers: {
          Accept: 'application/json',
          // Error messages follow it [D1]; one language keeps them recognisable.
          'Accept-Language': 'en-US',
          Authorization: `Bearer ${token}`,
          ...(resource === asperionNames.withoutTenant ? {} : { [settings.tenantHeader]: tenant }),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
        },
        ...(body === undefined ? {} : { body }),
        kind: method === 'GET' ? 'read' : 'write',
        signal,
      });
    const token = await tokens.accessToken();
    const response = await withToken(token);
    if (response.status !== 401) return response;
    // A refused token means that nothing was done: even a write may be sent again.
    const renewed = await withToken(await tokens.renew(token));
    if (renewed.status !== 401) return renewed;
    throw new AccessError('UNAUTHORIZED', 'Asperion refuses a token that it has just issued.', {
      hint: 'Check that asperion-url and asperion-identity-url belong together.',
    });
  };

  /** A wrong or missing tenant reads another company's books instead of failing (§1.3). */
  const checkTenant = (object: WireObject): void => {
    const answered = isObject(object._meta) ? object._meta.administrationId : undefined;
    if (answered === undefined || answered === null || String(answered) === tenant) return;
    throw new AccessError('WRONG_TENANT', `Asperion answered for administration ${answered}, not ${tenant}.`, {
      hint: 'Check the input asperion-tenant, and asperion.tenantHeader in settings.yml.',
    });
  };

  return {
    settings,
    pathOf,

    async read(resource, query, signal) {
      const tail = Object.keys(query).length === 0 ? '' : `?${new URLSearchParams(query)}`;
      const response = await send('GET', resource, tail, undefined, signal);
      if (!isSuccess(response)) throw readRefusal(response, resource);
      const body = readJson(response);
      const object = isObject(body) ? body : { _data: body };
      if (resource !== asperionNames.withoutTenant) checkTenant(object);
      return object;
    },

    async write({ method, resource, id, body, signal }) {
      const tail = id === undefined ? '' : `/${encodeURIComponent(id)}`;
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

/** Only the status decides: invoices have a `status` and a `title` of their own (§5.1). */
function isSuccess({ status }: HttpResponse): boolean {
  return status >= 200 && status < 300;
}

/** The object of a write's answer; null when it is none. */
function writtenObject(response: HttpResponse): WireObject | null {
  try {
    const body = readJson(response);
    return isObject(body) ? body : null;
  } catch {
    return null;
  }
}

/** A success that does not name the record, such as a page of somebody between: the status alone does not prove that it was done. */
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

function wording(response: HttpResponse): string {
  return readProblem(response.text) ?? `HTTP ${response.status}`;
}

function readRefusal(response: HttpResponse, resource: string): AccessError {
  const sentence = `Asperion refused to read ${resource}: ${redactQuery(wording(response), response.url)}`;
  if (response.status === 403) return forbidden(sentence);
  return new AccessError('READ_REFUSED', sentence, {
    hint: 'Compare asperion.paths and the other names in settings.yml with what your Asperion account shows.',
  });
}

/** The tenant is not the user's, or lacks the package (§5.1): nothing that a record could mend. */
function forbidden(sentence: string): AccessError {
  return new AccessError('FORBIDDEN', sentence, {
    hint: 'Give the user access to this administration and its package in Asperion, and check asperion-tenant.',
  });
}

function writeRefusal(response: HttpResponse, resource: string, method: 'POST' | 'PUT'): AccessError | RecordError {
  if (response.status === 403) return forbidden(`Asperion does not let this user write ${resource}.`);
  if (response.status === 404 && method === 'PUT') {
    return new RecordError('NOT_FOUND', `The record of ${resource} is no longer in Asperion.`);
  }
  const code = response.status === 409 ? 'DUPLICATE' : 'REFUSED';
  return new RecordError(code, `Asperion refused the record: ${wording(response)}`);
}
