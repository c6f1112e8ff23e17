import { randomBytes, randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { GitHubSwitches } from './switches.ts';

interface Blob {
  readonly signature: string;
  readonly blocks: Map<string, Buffer>;
  content: Buffer | null;
}

/**
 * The storage behind the cache service: blobs at signed addresses (`?sig=`), uploaded by one PUT
 * or by blocks and a block list as the Azure client does it (GH-cache-protocol).
 */
export class Blobs {
  readonly #blobs = new Map<string, Blob>();

  /** Reserves an empty blob and returns its name. */
  create(): string {
    const name = randomUUID();
    this.#blobs.set(name, { signature: randomBytes(16).toString('hex'), blocks: new Map(), content: null });
    return name;
  }

  /** The address to write and read this blob. */
  signedUrl(base: string, name: string): string {
    return `${base}/sandbox/actions-cache/${name}?sig=${this.#blobs.get(name)?.signature ?? ''}`;
  }

  /** The uploaded content, null before the upload ended. */
  content(name: string): Buffer | null {
    return this.#blobs.get(name)?.content ?? null;
  }

  /** Forgets a blob. */
  remove(name: string): void {
    this.#blobs.delete(name);
  }

  /** The storage's HTTP routes. */
  routes(switches: Pick<GitHubSwitches, 'hangingUploads'>): Hono {
    const app = new Hono();
    app.use('/sandbox/actions-cache/:name', async (c, next) => {
      const blob = this.#blobs.get(c.req.param('name'));
      if (blob === undefined) return c.body(failure('BlobNotFound'), 404);
      if (c.req.query('sig') !== blob.signature) return c.body(failure('AuthenticationFailed'), 403);
      return next();
    });
    app.put('/sandbox/actions-cache/:name', async (c) => {
      const blob = this.#blobs.get(c.req.param('name'));
      const body = Buffer.from(await c.req.arrayBuffer());
      if (switches.hangingUploads > 0) {
        switches.hangingUploads -= 1;
        return new Promise<Response>(() => {});
      }
      if (blob === undefined || !upload(blob, body, c.req.query('comp') ?? '', c.req.query('blockid') ?? '')) {
        return c.body(failure('InvalidBlockList'), 400);
      }
      return c.body(null, 201, { etag: `"${body.length}"`, 'last-modified': new Date().toUTCString() });
    });
    app.get('/sandbox/actions-cache/:name', (c) => {
      const content = this.content(c.req.param('name'));
      if (content === null) return c.body(failure('BlobNotFound'), 404);
      return c.body(new Uint8Array(content), 200, { 'content-length': String(content.length) });
    });
    return app;
  }
}

function upload(blob: Blob, body: Buffer, part: string, blockId: string): boolean {
  if (part === 'block') {
    blob.blocks.set(blockId, body);
    return true;
  }
  if (part !== 'blocklist') {
    blob.content = body;
    return true;
  }
  const ids = [...body.toString().matchAll(/<Latest>([^<]*)<\/Latest>/g)].map((match) => match[1] ?? '');
  const blocks = ids.map((id) => blob.blocks.get(id));
  if (blocks.some((block) => block === undefined)) return false;
  blob.content = Buffer.concat(blocks.filter((block) => block !== undefined));
  return true;
}

function failure(code: string): string {
  return `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>`;
}
