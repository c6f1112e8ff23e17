import { z } from 'zod';
import { openRest, type RestAnswer, readAnswer, whyNot } from './rest.ts';

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

/** See `EnvironmentSecrets`. */
export function createEnvironmentSecrets({
  environment,
  token,
  ...repository
}: EnvironmentSecretsOptions): EnvironmentSecrets {
  // Writing the same secret twice does no harm, so a PUT is tried again like a GET.
  const rest = openRest({ ...repository, retries: 2, timeoutMs: 10_000 });
  const base = `/environments/${encodeURIComponent(environment)}/secrets`;
  return {
    async write(name, value) {
      try {
        const found = await rest({ path: `${base}/public-key`, token });
        if (found.status !== 200) return refusal(found);
        const key = readAnswer(publicKeySchema, found);
        if (key === null) return { outcome: 'failed', reason: 'unexpected answer' };
        const body = { encrypted_value: await sealFor(key, value), key_id: key.key_id };
        const written = await rest({ method: 'PUT', path: `${base}/${encodeURIComponent(name)}`, body, token });
        return written.status < 300 ? { outcome: 'written' } : refusal(written);
      } catch (error) {
        return { outcome: 'failed', reason: whyNot(error) };
      }
    },
  };
}

/** A sealed box: only GitHub opens it. The library is large: it is a file of its own in the bundle, for runs that copy a token. */
async function sealFor({ key }: PublicKey, value: string): Promise<string> {
  const { default: sodium } = await import('libsodium-wrappers');
  await sodium.ready;
  const publicKey = sodium.from_base64(key, sodium.base64_variants.ORIGINAL);
  return sodium.to_base64(sodium.crypto_box_seal(value, publicKey), sodium.base64_variants.ORIGINAL);
}

function refusal({ status, isRefused }: RestAnswer): WriteOutcome {
  const reason = `HTTP ${status}`;
  if (status === 404) return { outcome: 'missing', reason };
  return { outcome: isRefused ? 'refused' : 'failed', reason };
}
