import { AccessError, RecordError, UnclearWriteError } from '../../errors.ts';
import { redactQuery } from '../../http/redact.ts';
import type { HttpResponse, Transport } from '../../http/transport.ts';
import type { TokenChain } from '../token-chain.ts';
import { divisionOf, type Envelope, readEnvelope, readErrorMessage } from './envelope.ts';
import type { WireRow } from './rows.ts';

/** What a connection to one division needs. */
export interface ConnectionOptions {
  /** Host of the country site, such as `https://start.exactonline.nl`. */
  readonly url: string;
  /** The division's code, digits. */
  readonly division: string;
  readonly transport: Transport;
  readonly tokens: TokenChain;
}

/** A write as the API takes it. */
export interface WriteCall {
  readonly method: 'POST' | 'PUT';
  readonly resource: string;
  /** The address after the division, with the key for a PUT. */
  readonly path: string;
  /** JSON text. */
  readonly body: string;
  readonly signal: AbortSignal;
}

/** The one way to Exact Online: adds the token, renews it once, and turns answers into rows or errors. */
export interface Connection {
  /** Everything before a resource's path, ending in `/`. */
  readonly base: string;
  readonly division: string;
  /** Throws AccessError when the answer is a refusal, TransientError from the transport. */
  read(resource: string, url: string, signal: AbortSignal): Promise<Envelope>;
  /** The text of an answer that holds no records, such as `$metadata`. Throws as `read` does. */
  readText(resource: string, url: string, accept: string, signal: AbortSignal): Promise<string>;
  /**
   * The row of the answer, undefined for the empty answer to a PUT. Throws RecordError `REFUSED` or `NOT_FOUND`, AccessError,
   * UnclearWriteError with the system's own message.
   */
  write(call: WriteCall): Promise<WireRow | undefined>;
}

/** Reasons of a 403 that concern the user or the company, not the record (§3.8). */
const ACCOUNT_REASONS =
  /BlockedUser|InactiveUser|BlockedCustomer|LicenseExpired|DivisionBlocked|NoDivisionAccess|Application Scope Violated/;

/** Opens the connection; nothing is sent until it is used. */
export function connect({ url, division, transport, tokens }: ConnectionOptions): Connection {
  const base = `${url.replace(/\/+$/, '')}/api/v1/${encodeURIComponent(division)}/`;

  const send = async (request: {
    readonly method: 'GET' | 'POST' | 'PUT';
    readonly url: string;
    readonly resource: string;
    readonly kind: 'read' | 'write';
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly signal: AbortSignal;
  }): Promise<HttpResponse> => {
    const withToken = (token: string) =>
      transport.send({
        system: 'exact-online',
        ...request,
        headers: { Accept: 'application/json', ...request.headers, Authorization: `Bearer ${token}` },
      });
    const token = await tokens.accessToken();
    const response = await withToken(token);
    if (response.status !== 401) return response;
    // A refused token means that nothing was done: even a write may be sent again.
    const renewed = await withToken(await tokens.renew(token));
    if (renewed.status !== 401) return renewed;
    throw new AccessError('UNAUTHORIZED', 'Exact Online refuses a token that it has just issued.', {
      hint: 'Check that exact-online-url is the host at which the app was authorised.',
    });
  };

  const checkDivision = ({ rows }: Envelope): void => {
    const answered = rows.map(divisionOf).find((other) => other !== null && other !== division) ?? null;
    if (answered === null) return;
    throw new AccessError('WRONG_DIVISION', `Exact Online answered for division ${answered}, not ${division}.`, {
      hint: 'Check the input exact-online-division.',
    });
  };

  return {
    base,
    division,

    async read(resource, address, signal) {
      const response = await send({ method: 'GET', url: address, resource, kind: 'read', headers: {}, signal });
      if (!isSuccess(response)) throw readRefusal(response, resource);
      const envelope = readEnvelope(response);
      checkDivision(envelope);
      return envelope;
    },

    async readText(resource, address, accept, signal) {
      const headers = { Accept: accept };
      const response = await send({ method: 'GET', url: address, resource, kind: 'read', headers, signal });
      if (!isSuccess(response)) throw readRefusal(response, resource);
      return response.text;
    },

    async write({ method, resource, path, body, signal }) {
      const headers = {
        'Content-Type': 'application/json',
        // Without it most properties of the answer are null (B-10).
        ...(method === 'POST' ? { Prefer: 'return=representation' } : {}),
      };
      const response = await send({
        method,
        url: `${base}${path}`,
        resource,
        kind: 'write',
        headers,
        body,
        signal,
      }).catch((error: unknown) => {
        throw error instanceof UnclearWriteError ? withMessage(error) : error;
      });
      if (!isSuccess(response)) throw writeRefusal(response, resource, method);
      const envelope = writtenRow(response);
      if (envelope === null) throw unclearAnswer(response, resource, method);
      checkDivision(envelope);
      return envelope.rows[0];
    },
  };
}

/** What a write's answer holds, nothing for the empty one to a PUT; null when it is not what Exact Online answers to a write. */
function writtenRow(response: HttpResponse): Envelope | null {
  if (response.text.trim() === '') return { rows: [], next: null };
  try {
    return readEnvelope(response);
  } catch {
    return null;
  }
}

/** A success that holds a page of somebody between, or an error: the status alone does not prove that it was done. */
function unclearAnswer(response: HttpResponse, resource: string, method: 'POST' | 'PUT'): UnclearWriteError {
  return new UnclearWriteError(
    `It is not known whether exact-online ${method} ${resource} was carried out: status ${response.status}, and not the answer to a write`,
    readErrorMessage(response.text),
    { hint: 'The record is looked up before anything is sent again.' },
  );
}

function isSuccess({ status }: HttpResponse): boolean {
  return status >= 200 && status < 300;
}

/** The same error with the sentence of Exact's error body in place of the raw text. */
function withMessage(error: UnclearWriteError): UnclearWriteError {
  if (error.answer === null) return error;
  return new UnclearWriteError(error.message, readErrorMessage(error.answer), { cause: error });
}

/** The system's words for a refusal: its message, its `Reason` header, or nothing but the status. */
function wording(response: HttpResponse): string {
  return readErrorMessage(response.text) ?? response.headers.reason ?? `HTTP ${response.status}`;
}

function readRefusal(response: HttpResponse, resource: string): AccessError {
  const sentence = `Exact Online refused to read ${resource}: ${redactQuery(wording(response), response.url)}`;
  if (response.status === 403) return forbidden(sentence);
  return new AccessError('READ_REFUSED', sentence, {
    hint: 'Check that the administration has this module and that the mapping asks for fields which it has.',
  });
}

function writeRefusal(response: HttpResponse, resource: string, method: 'POST' | 'PUT'): AccessError | RecordError {
  const reason = ACCOUNT_REASONS.exec(`${wording(response)} ${response.headers.reason ?? ''}`)?.[0];
  if (response.status === 403 && reason !== undefined) {
    return forbidden(`Exact Online refused to write ${resource}: ${reason}`);
  }
  if (response.status === 404 && method === 'PUT') {
    return new RecordError('NOT_FOUND', `The record of ${resource} is no longer in Exact Online.`);
  }
  return new RecordError('REFUSED', `Exact Online refused the record: ${wording(response)}`);
}

function forbidden(sentence: string): AccessError {
  return new AccessError('FORBIDDEN', sentence, {
    hint: 'Give the app and its user the right to this resource and this administration in Exact Online.',
  });
}
