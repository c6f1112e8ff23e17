import { Agent, type Dispatcher, interceptors, request } from 'undici';
import { z } from 'zod';

/** Which environment's secrets are written, and with which token. */
export interface EnvironmentSecretsOptions {
  /** GITHUB_API_URL, without a slash at the end. */
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly environment: string;
  /** Input `secrets-token`: needs the repository permission "Environments", write. GITHUB_TOKEN never has it. */
  readonly token: string;
}

/**
 * What became of a secret: `missing` if there is no such environment, or the token may not see it; `refused` if the token may
 * not write; `failed` if GitHub gave no usable answer, even after two more tries.
 */
export type WriteOutcome =
  | { readonly outcome: 'written' }
  | { readonly outcome: 'missing' | 'refused' | 'failed'; readonly reason: string };

/** Writes secrets of one GitHub environment; they cannot be read back. */
export interface EnvironmentSecrets {
  /** Creates or replaces a secret. Never rejects, and never shows anything of the value. */
  write(name: string, value: string): Promise<WriteOutcome>;
}

const publicKeySchema = z.object({ key_id: z.string().min(1), key: z.base64().length(44) });
type PublicKey = z.infer<typeof publicKeySchema>;

const TIMEOUT_MS = 10_000;
/** Writing the same secret twice does no harm, so a PUT is tried again like a GET. */
const RETRY = { maxRetries: 2, minTimeout: 500, maxTimeout: 2000, throwOnError: false };

/** An answer that refuses. */
class Refusal extends Error {
  readonly status: number;
  readonly isRateLimit: boolean;

  constructor({ statusCode, headers }: Dispatcher.ResponseData) {
    super(`HTTP ${statusCode}`);
    this.status = statusCode;
    this.isRateLimit = headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0';
  }
}

/** See `EnvironmentSecrets`. */
export function createEnvironmentSecrets(options: EnvironmentSecretsOptions): EnvironmentSecrets {
  const dispatcher = new Agent().compose(interceptors.retry(RETRY));
  const environment = encodeURIComponent(options.environment);
  const base = `${options.apiUrl}/repos/${options.repository}/environments/${environment}/secrets`;
  const call = async (method: 'GET' | 'PUT', path: string, body?: object): Promise<Dispatcher.ResponseData> => {
    const response = await request(`${base}/${path}`, {
      method,
      dispatcher,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${options.token}`,
        'user-agent': 'exact-asperion-sync',
        'x-github-api-version': '2022-11-28',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.statusCode < 300) return response;
    await response.body.dump();
    throw new Refusal(response);
  };
  return {
    async write(name, value) {
      try {
        const key = publicKeySchema.parse(await (await call('GET', 'public-key')).body.json());
        const encrypted_value = await sealFor(key, value);
        const answer = await call('PUT', encodeURIComponent(name), { encrypted_value, key_id: key.key_id });
        await answer.body.dump();
        return { outcome: 'written' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
  };
}

/** A sealed box that only GitHub can open. The library is large, so only runs that copy a token set it up. */
async function sealFor({ key }: PublicKey, value: string): Promise<string> {
  // It is in the bundle's one file, but does not run before it is imported.
  const { default: sodium } = await import(/* webpackMode: "eager" */ 'libsodium-wrappers');
  await sodium.ready;
  const publicKey = sodium.from_base64(key, sodium.base64_variants.ORIGINAL);
  return sodium.to_base64(sodium.crypto_box_seal(value, publicKey), sodium.base64_variants.ORIGINAL);
}

function outcomeOf(error: unknown): WriteOutcome {
  if (error instanceof Refusal) {
    const reason = error.message;
    if (error.status === 404) return { outcome: 'missing', reason };
    const isRefused = (error.status === 401 || error.status === 403) && !error.isRateLimit;
    return { outcome: isRefused ? 'refused' : 'failed', reason };
  }
  // Codes and names only: nothing of what was sent or answered.
  const { code, name } = error as NodeJS.ErrnoException;
  return { outcome: 'failed', reason: code ?? (name === 'TimeoutError' ? 'no answer in time' : 'unexpected answer') };
}
