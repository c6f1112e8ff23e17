import { type Settings, secretOf } from '../../config/schema/settings-schema.ts';
import { createEnvironmentSecrets, type WriteOutcome } from '../../github/environment-secrets.ts';
import type { SystemName } from '../../systems/registry.ts';
import type { CommandContext } from '../session.ts';

/** What the copies need. */
export interface SecretCopiesContext extends Pick<CommandContext, 'inputs' | 'github' | 'warn'> {
  readonly settings: Settings;
}

/** Copies a new refresh token to GitHub, and returns whether it did. Never rejects: a failed copy is a warning. */
export type CopyToken = (system: SystemName, refreshToken: string) => Promise<boolean>;

/**
 * The second copy of the refresh tokens: the secrets of the GitHub environment that the settings name. Null when the
 * input `secrets-token` is not given.
 */
export function secretCopies({ inputs, github, settings, warn }: SecretCopiesContext): CopyToken | null {
  const { secretsToken } = inputs;
  if (secretsToken === null) return null;
  const { environment } = settings.secrets;
  const { apiUrl, repository } = github;
  const secrets =
    apiUrl === null || repository === ''
      ? null
      : createEnvironmentSecrets({ apiUrl, repository, environment, token: secretsToken });
  let isGivenUp = false;
  return async (system, refreshToken) => {
    if (isGivenUp) return false;
    const name = secretOf(settings, system);
    const result = await (secrets?.write(name, refreshToken) ?? NOT_ON_GITHUB);
    if (result.outcome === 'written') return true;
    // A refusal would repeat; a fault may be over at the next renewal.
    isGivenUp = result.outcome !== 'failed';
    const place = `the secret ${name} of the environment "${environment}"`;
    warn(notCopied(place, result));
    return false;
  };
}

const NOT_ON_GITHUB = { outcome: 'failed', reason: 'this is not a run on GitHub' } as const;

type NotWritten = Exclude<WriteOutcome, { readonly outcome: 'written' }>;

const notCopied = (place: string, { outcome, reason }: NotWritten): string =>
  `A new refresh token could not be copied to ${place}: ${reason}. ${ADVICE[outcome]}`;

const ADVICE: Readonly<Record<NotWritten['outcome'], string>> = {
  missing: 'Check secrets.environment in settings.yml, and that secrets-token may see this repository.',
  refused:
    'The token behind secrets-token has ended, or lacks the permission "Environments" (write) for this repository.',
  failed: 'The next renewal tries again.',
};
