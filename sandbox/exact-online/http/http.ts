import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Fault, Faults } from '../../faults.ts';
import { isLoopbackHost, MISDIRECTED } from '../../loopback.ts';
import type { Response } from './answers.ts';
import type { Call } from './api.ts';

/** One call that reached the server, in the order of arrival. */
export interface RecordedRequest {
  /** Epoch ms. */
  readonly at: number;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** With the leading `?`, or empty. */
  readonly query: string;
  /** 0 until an answer is sent, and for dropped or hanging calls. */
  status: number;
  body?: string;
}

/** What a server on loopback needs. */
export interface ServerOptions {
  readonly clock: () => number;
  readonly faults: Faults;
  readonly requests: RecordedRequest[];
  readonly answer: (call: Call) => Response;
  /** 0 = a free one. */
  readonly port: number;
}

/** A listening server. */
export interface LoopbackServer {
  readonly url: string;
  /** Stops listening: new connections are refused, open ones stay. */
  unplug(): void;
  /** Listens again. */
  plug(): Promise<void>;
  close(): Promise<void>;
}

/** Longest address, encoded (EX-address-length); largest body (EX-body-size). */
const MAX_ADDRESS = 6000;
const MAX_BODY_BYTES = 10_000_000;

/** Starts HTTP on the loopback interface. Rejects with Node's error if the port is taken. */
export async function listen(options: ServerOptions): Promise<LoopbackServer> {
  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    void serve(options, request, response);
  });
  // `Expect: 100-continue` makes the real service fail (EX-expect-header).
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    send(response, { status: 500, headers: { Connection: 'close' }, body: '' }, record(options, request));
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    const closed = server.listening ? once(server, 'close') : null;
    server.close();
    server.closeAllConnections();
    await closed;
  };
  const plug = async (): Promise<void> => {
    if (server.listening) return;
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  return { url: `http://127.0.0.1:${port}`, unplug: () => void server.close(), plug, close };
}

function record({ clock, requests }: ServerOptions, request: IncomingMessage): RecordedRequest {
  const [path = '', ...query] = (request.url ?? '').split('?');
  const recorded: RecordedRequest = {
    at: clock(),
    method: request.method ?? '',
    path,
    query: query.length === 0 ? '' : `?${query.join('?')}`,
    status: 0,
  };
  requests.push(recorded);
  return recorded;
}

async function serve(options: ServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Whoever asks for the time makes no call of the API.
  if (request.method === 'HEAD') return void response.writeHead(302, dateOf(options.clock())).end();
  const recorded = record(options, request);
  if (!isLoopbackHost(request.headers.host)) return send(response, misdirected, recorded);
  const body = await readBody(request);
  if (body !== '' && body !== null) recorded.body = body;
  await options.faults.catchUp(recorded.at);
  const fault = options.faults.take(recorded.method, recorded.path, recorded.query);
  if (fault?.delayMs !== undefined) await setTimeout(fault.delayMs);
  fault?.before?.();
  await fault?.until;
  if (fault?.act === 'store-late') {
    const { storeAfterMs = 0 } = fault;
    options.faults.postpone(recorded.at + storeAfterMs, () => answerSafely(options, request, body));
  }
  const answer = isUntouched(fault) ? otherwise(fault) : answerSafely(options, request, body);
  fault?.after?.();
  if (fault?.act.startsWith('drop')) return void request.socket.destroy();
  if (fault?.act.startsWith('hang')) return;
  send(response, fault === undefined ? answer : faulty(fault, answer), recorded);
}

/** Whether a call is not carried out now. */
const isUntouched = (fault: Fault | undefined): fault is Fault =>
  fault !== undefined && (fault.act === 'status' || fault.act === 'store-late' || fault.act.endsWith('-before'));

/** The default answer to a call that was not carried out. */
const otherwise = ({ act }: Fault): Response => ({ status: act === 'store-late' ? 504 : 500, headers: {}, body: '' });

const misdirected: Response = { status: MISDIRECTED, headers: {}, body: '' };
const tooLarge: Response = { status: 413, headers: {}, body: '' };

/** A bug in the sandbox must not look like a business error, so the answer says so. */
function answerSafely(options: ServerOptions, request: IncomingMessage, body: string | null): Response {
  if (body === null) return tooLarge;
  const address = `http://${request.headers.host ?? '127.0.0.1'}${request.url ?? ''}`;
  if (address.length > MAX_ADDRESS) return { status: 414, headers: {}, body: '' };
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
  try {
    return options.answer({ method: request.method ?? '', address: new URL(address), headers, body });
  } catch (error) {
    return { status: 500, headers: {}, body: `The sandbox itself failed: ${String(error)}` };
  }
}

function faulty(fault: Fault, answer: Response): Response {
  return {
    status: fault.status ?? answer.status,
    headers: fault.headers ?? answer.headers,
    body: fault.body ?? fault.rewrite?.(String(answer.body)) ?? answer.body,
  };
}

/** The body as text; null if it is larger than the API accepts. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return size > MAX_BODY_BYTES ? null : Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, answer: Response, recorded: RecordedRequest): void {
  recorded.status = answer.status;
  response.writeHead(answer.status, { ...dateOf(recorded.at), ...answer.headers });
  response.end(answer.body);
}

const dateOf = (ms: number) => ({ Date: new Date(ms).toUTCString() });
