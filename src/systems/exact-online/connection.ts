import { AccessError, TransientError, UnclearWriteError } from '../../errors/errors.ts';
import type { HttpResponse, Transport } from '../../http/transport.ts';
import { isSuccess, PagesForWrites } from '../refusals.ts';
import type { TokenChain } from '../tokens/token-chain.ts';
import { withToken } from '../tokens/with-token.ts';
import { divisionOf, type Envelope, readEnvelope, readErrorMessage } from './envelope.ts';
import { readRefusal, unclearAnswer, unreadable, withMessage, writeRefusal } from './refusal.ts';
import type { WireRow } from './rows.ts';

/** What a connection to one division needs. */
export interface ConnectionOptions {
  /** Host of the country site, such as `https://start.exactonline.nl`. */
  readonly url: string;
  /** The division's code, digits. */
  readonly division: string;
  readonly transport: Transport;
  readonly tokens: TokenChain;
  /** Now, epoch ms. */
  readonly clock?: () => number;
  /** The largest file to read, in bytes; default 2 MB. */
  readonly maxFileBytes?: number;
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

/** The only way to Exact Online: adds the token, renews it once, and turns answers into rows or errors. */
export interface Connection {
  /** Everything before a resource's path, ending in `/`. */
  readonly base: string;
  readonly division: string;
  /** Now, epoch ms. */
  readonly clock: () => number;
  /** Throws AccessError when the answer is a refusal, TransientError from the transport. */
  read(resource: string, url: string, signal: AbortSignal): Promise<Envelope>;
  /** Whether a record answers at its own address; `key` is the field that is asked for. Throws as `read` does. */
  isThere(resource: string, path: string, key: string, signal: AbortSignal): Promise<boolean>;
  /** The text of an answer that holds no records, such as `$metadata`. Throws as `read` does. */
  readText(resource: string, url: string, accept: string, signal: AbortSignal): Promise<string>;
  /** The bytes at an address of this host. Throws RecordError `IMAGE_UNREADABLE` for any other answer. */
  readBytes(url: string, signal: AbortSignal): Promise<Uint8Array>;
  /**
   * The row of the answer, undefined for the empty answer to a PUT. Throws RecordError `REFUSED`, `PERIOD_CLOSED` or `NOT_FOUND`, AccessError,
   * UnclearWriteError with the system's own message.
   */
  write(call: WriteCall): Promise<WireRow | undefined>;
}

/** Opens the connection; nothing is sent until it is used. */
export function connect(options: ConnectionOptions): Connection {
  const { division, clock = Date.now } = options;
  const base = `${options.url.replace(/\/+$/, '')}/api/v1/${encodeURIComponent(division)}/`;
  const pages = new PagesForWrites('Exact Online');
  const get = (call: Omit<Call, 'method' | 'kind'>) => send(options, { ...call, method: 'GET', kind: 'read' });

  return {
    base,
    division,
    clock,

    async read(resource, url, signal) {
      const response = await get({ url, resource, signal });
      if (!isSuccess(response)) throw readRefusal(response, resource);
      const envelope = readEnvelope(response);
      checkDivision(envelope, division);
      return envelope;
    },

    async isThere(resource, path, key, signal) {
      const response = await get({ url: `${base}${path}?$select=${key}`, resource, signal });
      if (response.status === 404) return false;
      if (!isSuccess(response)) throw readRefusal(response, resource);
      return readEnvelope(response).rows.length > 0;
    },

    async readText(resource, url, accept, signal) {
      const response = await get({ url, resource, headers: { Accept: accept }, signal });
      if (!isSuccess(response)) throw readRefusal(response, resource);
      return response.text;
    },

    async readBytes(url, signal) {
      // The token must not go to another host.
      if (URL.parse(url)?.origin !== new URL(base).origin) throw unreadable('its address is on another host');
      const call = { url, resource: 'picture', headers: { Accept: '*/*' }, isFile: true, signal };
      const response = await get(call).catch((error: unknown) => {
        const isAboutFile = error instanceof TransientError && FILE_FAULTS.has(error.code);
        throw isAboutFile ? unreadable(error.message) : error;
      });
      if (!isSuccess(response) || response.bytes === undefined) throw unreadable(`HTTP ${response.status}`);
      return response.bytes;
    },

    async write({ method, resource, path, body, signal }) {
      const headers = {
        'Content-Type': 'application/json',
        // Without it, most properties of the answer are null (EX-write-answers).
        ...(method === 'POST' ? { Prefer: 'return=representation' } : {}),
      };
      const call: Call = { method, url: `${base}${path}`, resource, kind: 'write', headers, body, signal };
      const response = await send(options, call).catch((error: unknown) => {
        throw error instanceof UnclearWriteError ? withMessage(error) : error;
      });
      pages.check(resource, method, response);
      if (!isSuccess(response)) throw writeRefusal(response, resource, method);
      const envelope = writtenRow(response);
      if (envelope === null) throw unclearAnswer(response, resource, method);
      checkDivision(envelope, division);
      return envelope.rows[0];
    },
  };
}

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly resource: string;
  readonly kind: 'read' | 'write';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isFile?: boolean;
  readonly signal: AbortSignal;
}

async function send({ transport, tokens }: ConnectionOptions, call: Call): Promise<HttpResponse> {
  const sendWith = (token: string) =>
    transport.send({
      system: 'exact-online',
      ...call,
      says: readErrorMessage,
      headers: { Accept: 'application/json', ...call.headers, Authorization: `Bearer ${token}` },
    });
  return withToken(tokens, sendWith);
}

function checkDivision({ rows }: Envelope, division: string): void {
  const answered = rows.map(divisionOf).find((other) => other !== null && other !== division) ?? null;
  if (answered === null) return;
  throw new AccessError('WRONG_DIVISION', `Exact Online answered for division ${answered}, not ${division}.`, {
    hint: 'Check the input exact-online-division.',
  });
}

/** Transport failures that concern the file, not the connection. */
const FILE_FAULTS: ReadonlySet<string> = new Set(['RESPONSE_TOO_LARGE', 'REDIRECT_REFUSED']);

/** The row in the answer to a write, undefined for the empty answer to a PUT; null = this is no answer to a write. */
function writtenRow(response: HttpResponse): Envelope | null {
  if (response.text.trim() === '') return { rows: [], next: null, count: null };
  try {
    return readEnvelope(response);
  } catch {
    return null;
  }
}
