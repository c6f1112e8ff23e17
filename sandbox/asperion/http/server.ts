import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { asperionNames } from '../../../src/systems/asperion/names.ts';
import type { Fault, Faults } from '../../faults.ts';
import { isLoopbackHost, MISDIRECTED } from '../../loopback.ts';
import { answerApi, type Engine } from '../engine.ts';
import { swaggerDocument } from './swagger.ts';

/** One call as received; `status` 0 = no answer (yet). */
export interface LoggedRequest {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  readonly status: number;
  /** Text bodies only. */
  readonly body?: string;
}

/** The HTTP side of a sandbox. */
export interface AsperionServer {
  readonly url: string;
  readonly requests: readonly LoggedRequest[];
  /** Stops listening: new connections are refused, open ones stay. */
  unplug(): void;
  /** Listens again. */
  plug(): Promise<void>;
  close(): Promise<void>;
}

/** Serves the API and the identity server on the loopback address; port 0 = a free one. Rejects with Node's error if it is taken. */
export async function listen(engine: Engine, faults: Faults, wanted = 0): Promise<AsperionServer> {
  const app = appOf(engine);
  const requests: LoggedRequest[] = [];
  const answer = async (request: Request, env: HttpBindings): Promise<Response> => {
    // Whoever asks for the time makes no call of the API.
    if (request.method === 'HEAD') return new Response(null, { status: 404, headers: dateOf(engine.clock()) });
    const { pathname, search } = new URL(request.url);
    const entry = { at: engine.clock(), method: request.method, path: pathname, query: search.slice(1), status: 0 };
    const body = await textBody(request);
    const logged: LoggedRequest & { status: number } = body === undefined ? entry : { ...entry, body };
    requests.push(logged);
    if (!isLoopbackHost(request.headers.get('host'))) {
      logged.status = MISDIRECTED;
      return new Response(null, { status: MISDIRECTED });
    }
    await faults.catchUp(entry.at);
    const fault = faults.take(request.method, pathname, search);
    if (fault?.act === 'store-late') {
      const { method, headers } = request;
      const late = new Request(request.url, { method, headers, body: await request.arrayBuffer() });
      faults.postpone(entry.at + (fault.storeAfterMs ?? 0), () => app.fetch(late));
    }
    const response = await struck(fault, env, () => app.fetch(request));
    if (response === RESPONSE_ALREADY_SENT) return response;
    logged.status = response.status;
    response.headers.set('date', dateOf(entry.at).date);
    return response;
  };
  const server = createAdaptorServer({ fetch: (request, env) => answer(request, env as HttpBindings) });
  server.listen(wanted, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    unplug: () => void server.close(),
    plug: async () => {
      if (server.listening) return;
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    close: () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      if ('closeAllConnections' in server) server.closeAllConnections();
      return closed.promise;
    },
  };
}

function appOf(engine: Engine): Hono {
  const { identity } = asperionNames;
  const app = new Hono();
  app.all(identity.authorize, (context) => engine.identity.authorize(context.req.raw));
  app.all(identity.token, (context) => engine.identity.token(context.req.raw));
  app.get(identity.discovery, (context) => context.json(engine.identity.discovery(new URL(context.req.url).origin)));
  app.get('/swagger/v1/swagger.json', (context) => context.json(swaggerDocument(new URL(context.req.url).origin)));
  app.get('/files/:id', (context) => {
    const file = engine.books.map((books) => books.file(context.req.param('id'))).find((one) => one !== undefined);
    return file === undefined
      ? context.notFound()
      : new Response(file.content, { headers: { 'content-type': file.type || 'application/octet-stream' } });
  });
  app.all('*', (context) =>
    /^\/v1\//i.test(context.req.path) ? answerApi(engine, context.req.raw) : context.notFound(),
  );
  return app;
}

/** Answers a call, or does what the fault says. */
async function struck(
  fault: Fault | undefined,
  env: HttpBindings,
  answer: () => Response | Promise<Response>,
): Promise<Response> {
  if (fault === undefined) return answer();
  if (fault.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  fault.before?.();
  await fault.until;
  const isUntouched = fault.act === 'status' || fault.act === 'store-late' || fault.act.endsWith('-before');
  const after = isUntouched ? null : await answer();
  fault.after?.();
  if (fault.act.startsWith('drop')) env.outgoing.destroy();
  if (fault.act.startsWith('drop') || fault.act.startsWith('hang')) return RESPONSE_ALREADY_SENT;
  const headers = { ...(after === null ? {} : Object.fromEntries(after.headers)), ...fault.headers };
  const truth = after === null ? null : await after.text();
  const body = fault.body ?? (truth === null ? null : (fault.rewrite?.(truth) ?? truth));
  const otherwise = fault.act === 'store-late' ? 504 : 500;
  return new Response(body, { status: fault.status ?? after?.status ?? otherwise, headers });
}

const dateOf = (ms: number) => ({ date: new Date(ms).toUTCString() });

async function textBody(request: Request): Promise<string | undefined> {
  const type = request.headers.get('content-type') ?? '';
  if (!/json|urlencoded/i.test(type)) return undefined;
  return request.clone().text();
}
