import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { linkedPage } from './link-pages.ts';
import type { GitHubSwitches } from './switches.ts';

/** What the REST API of environment secrets needs. */
export interface EnvironmentSecretsParts {
  readonly repository: string;
  /** The personal access token that may write them. */
  readonly token: string;
  /** GITHUB_TOKEN, which may never write. */
  readonly workflowToken: string;
  readonly environments: ReadonlySet<string>;
  readonly switches: GitHubSwitches;
  readonly now: () => number;
}

interface KeyPair {
  readonly id: string;
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

interface Secret {
  readonly value: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

const NAME = /^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/;
const bodySchema = z.object({ encrypted_value: z.base64(), key_id: z.string() });

/**
 * `/repos/{owner}/{repo}/environments/{environment}/secrets`, as GitHub's REST API documents it: the public key, a secret
 * sealed with it (201 created, 204 replaced), and the list of names. The private key opens sealed secrets.
 */
export class EnvironmentSecretsApi {
  readonly #parts: EnvironmentSecretsParts;
  readonly #secrets = new Map<string, Map<string, Secret>>();
  readonly #keys = new Map<string, KeyPair>();

  constructor(parts: EnvironmentSecretsParts) {
    this.#parts = parts;
  }

  /** A secret's value in clear, null when there is none. */
  value(environment: string, name: string): string | null {
    return this.#secrets.get(environment)?.get(name)?.value ?? null;
  }

  /** The HTTP routes. */
  routes(): Hono {
    const app = new Hono();
    const base = `/repos/${this.#parts.repository}/environments/:environment/secrets`;
    app.use(`${base}/*`, async (c, next) => this.#refuse(c) ?? (await next()));
    app.get(base, (c) => this.#refuse(c) ?? this.#list(c));
    app.get(`${base}/public-key`, async (c) => {
      const { id, publicKey } = await this.#key(environmentOf(c));
      return c.json({ key_id: id, key: Buffer.from(publicKey).toString('base64') });
    });
    app.put(`${base}/:name`, (c) => this.#put(c, environmentOf(c), (c.req.param('name') ?? '').toUpperCase()));
    return app;
  }

  #refuse(c: Context): Response | null {
    const { switches, token, workflowToken, environments } = this.#parts;
    if (switches.unavailableRestCalls > 0) {
      switches.unavailableRestCalls -= 1;
      return c.json({ message: 'Server Error' }, 502);
    }
    const given = /^(?:Bearer|token) (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    if (given === workflowToken)
      return c.json({ message: 'Resource not accessible by integration', status: '403' }, 403);
    if (given !== token) return c.json({ message: 'Bad credentials', status: '401' }, 401);
    if (switches.environmentSecrets === 'forbidden') {
      return c.json({ message: 'Resource not accessible by personal access token', status: '403' }, 403);
    }
    const isThere = switches.environmentSecrets !== 'missing' && environments.has(environmentOf(c));
    return isThere ? null : c.json({ message: 'Not Found', status: '404' }, 404);
  }

  #list(c: Context): Response {
    const found = [...(this.#secrets.get(environmentOf(c)) ?? [])];
    const secrets = found.sort(([left], [right]) => (left < right ? -1 : 1));
    const { shown, headers } = linkedPage(c, secrets);
    const page = {
      total_count: secrets.length,
      secrets: shown.map(([name, { createdAt, updatedAt }]) => ({
        name,
        created_at: createdAt,
        updated_at: updatedAt,
      })),
    };
    return c.json(page, 200, headers);
  }

  async #put(c: Context, environment: string, name: string): Promise<Response> {
    const body = bodySchema.safeParse(await c.req.json().catch(() => null));
    const pair = await this.#key(environment);
    const value =
      body.success && body.data.key_id === pair.id && NAME.test(name)
        ? await open(pair, Buffer.from(body.data.encrypted_value, 'base64'))
        : null;
    if (value === null) return c.json({ message: 'Validation Failed', status: '422' }, 422);
    const secrets = this.#secrets.get(environment) ?? new Map<string, Secret>();
    this.#secrets.set(environment, secrets);
    const at = new Date(this.#parts.now()).toISOString();
    const before = secrets.get(name);
    secrets.set(name, { value, createdAt: before?.createdAt ?? at, updatedAt: at });
    return before === undefined ? c.json({}, 201) : c.body(null, 204);
  }

  async #key(environment: string): Promise<KeyPair> {
    const known = this.#keys.get(environment);
    if (known !== undefined) return known;
    const { default: sodium } = await import('libsodium-wrappers');
    await sodium.ready;
    const { publicKey, privateKey } = sodium.crypto_box_keypair();
    // Somebody may have asked at the same time.
    const pair = this.#keys.get(environment) ?? { id: String(Date.now() * 1000), publicKey, privateKey };
    this.#keys.set(environment, pair);
    return pair;
  }
}

function environmentOf(c: Context): string {
  return c.req.param('environment') ?? '';
}

/** The contents of a sealed box, null if it was not sealed with this key. */
async function open({ publicKey, privateKey }: KeyPair, sealed: Uint8Array): Promise<string | null> {
  const { default: sodium } = await import('libsodium-wrappers');
  try {
    return sodium.to_string(sodium.crypto_box_seal_open(sealed, publicKey, privateKey));
  } catch {
    return null;
  }
}
