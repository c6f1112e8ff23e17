import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import type { OpenSandbox } from '../command/open-sandbox.ts';
import { worlds } from '../worlds/worlds.ts';
import { editRecord, pairsOf } from './books.ts';
import { latestCalls } from './calls.ts';
import { guard } from './guard.ts';
import { type Kind, kinds } from './kinds.ts';
import { runAsLines } from './runs.ts';

/** The page in the browser while the sandbox is open. */
export interface PageServer extends AsyncDisposable {
  /** Without a trailing slash. */
  readonly url: string;
}

// Each file is named in full: so the bundle finds and brings it.
const style = [
  readFileSync(new URL('../../src/dashboard/page/base.css', import.meta.url), 'utf8'),
  readFileSync(new URL('./page.css', import.meta.url), 'utf8'),
].join('\n');

/** The page's files. */
const files = {
  '/': { text: readFileSync(new URL('./page.html', import.meta.url), 'utf8'), type: 'text/html' },
  '/page.css': { text: style, type: 'text/css' },
  '/page.js': { text: readFileSync(new URL('./page.js', import.meta.url), 'utf8'), type: 'text/javascript' },
};

const valuesSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const runSchema = z.strictObject({
  folder: z.string().optional(),
  inputs: z
    .partialRecord(z.enum(['mode', 'mappings', 'flows', 'records', 'since', 'language']), z.string())
    .default({}),
});

/** Serves the page on 127.0.0.1; port 0 = a free one. `folder` is where its runs find the mappings. Rejects with Node's error if the port is taken. */
export async function servePage(sandbox: OpenSandbox, folder: string, port: number): Promise<PageServer> {
  const server = createAdaptorServer({ fetch: pageRoutes(sandbox, folder).fetch });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}

function pageRoutes(sandbox: OpenSandbox, folder: string): Hono {
  const { servers } = sandbox;
  const app = new Hono();
  app.use(guard);
  for (const [path, { text, type }] of Object.entries(files)) {
    app.get(path, (c) => c.body(text, 200, { 'content-type': `${type}; charset=utf-8` }));
  }
  app.get('/api/world', (c) => {
    const { about, sights } = worlds[sandbox.world];
    return c.json({ name: sandbox.world, about, sights, kinds: [...kinds].map(([id, { title }]) => ({ id, title })) });
  });
  app.get('/api/calls', (c) => c.json(latestCalls(sandbox)));
  app.get('/api/books/:kind', (c) => {
    const kind = kinds.get(c.req.param('kind'));
    return kind === undefined ? c.notFound() : c.json(pairsWith(sandbox, kind));
  });
  app.put('/api/books/:kind/:side/:key', async (c) => {
    const { kind: name, side, key } = c.req.param();
    const kind = kinds.get(name);
    const values = valuesSchema.safeParse(await c.req.json().catch(() => null));
    if (kind === undefined || (side !== 'exactOnline' && side !== 'asperion')) return c.notFound();
    if (!values.success) return c.json({ message: 'Send the fields and their values as JSON.' }, 400);
    const message = refusal(() => editRecord(servers, { kind, side, key }, values.data));
    return message === null ? c.json(pairsWith(sandbox, kind)) : c.json({ message }, 400);
  });
  app.post('/api/runs', async (c) => {
    const asked = runSchema.safeParse(await c.req.json().catch(() => null));
    if (!asked.success) return c.json({ message: 'Send the folder and the inputs as JSON.' }, 400);
    const request = { folder: asked.data.folder ?? folder, inputs: asked.data.inputs };
    return c.body(runAsLines(sandbox, request), 200, { 'content-type': 'application/x-ndjson' });
  });
  return app;
}

const pairsWith = ({ servers }: OpenSandbox, kind: Kind): object => ({ pairs: pairsOf(servers, kind) });

/** Why a system does not take a change, in a sentence; null if it does. */
function refusal(edit: () => void): string | null {
  try {
    edit();
    return null;
  } catch (error) {
    return error instanceof Error && error.message !== '' ? error.message : 'The system refuses this.';
  }
}
