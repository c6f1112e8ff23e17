import type { Inputs } from '../../config/inputs.ts';
import { type Settings, secretOf } from '../../config/schema/settings-schema.ts';
import { AccessError } from '../../errors/errors.ts';
import { createEnvironmentSecrets } from '../../github/environment-secrets.ts';
import { type RunReport, reportedError } from '../../report/run-report.ts';
import type { SystemName } from '../../systems/registry.ts';
import type { CommandContext } from '../session.ts';

/** What the copies need. */
export interface SecretCopiesContext extends Pick<CommandContext, 'inputs' | 'github' | 'warn'> {
  readonly settings: Settings;
  /** Hears that a token was copied (null), or why none can be; without it a refusal is a warning. */
  readonly copied?: (refusal: AccessError | null) => void;
}

/** Copies a new refresh token to GitHub, and returns whether it did. Never rejects. */
export type CopyToken = (system: SystemName, refreshToken: string) => Promise<boolean>;

/**
 * The second copy of the refresh tokens: the secrets of the GitHub environment that the settings name. Null when the
 * input `secrets-token` is not given.
 */
export function secretCopies({ inputs, github, settings, warn, copied }: SecretCopiesContext): CopyToken | null {
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
    if (result.outcome === 'written') {
      copied?.(null);
      return true;
    }
    const { outcome, reason } = result;
    if (outcome === 'failed') {
      const place = `the secret ${name} of the environment "${environment}"`;
      warn(`A new refresh token could not be copied to ${place}: ${reason}. The next renewal tries again.`);
      return false;
    }
    // A refusal would repeat; a fault may be over at the next renewal.
    isGivenUp = true;
    const message = `The second copy of the logins could not be written to the environment "${environment}": ${reason}.`;
    const hint =
      outcome === 'missing'
        ? 'Check secrets.environment in settings.yml, and that secrets-token may see this repository.'
        : 'The token behind secrets-token has ended, or lacks the permission "Environments" (write) for this repository.';
    const refusal = new AccessError('LOGIN_NOT_COPIED', message, { hint });
    if (copied === undefined) warn(`${message} ${hint}`);
    else copied(refusal);
    return false;
  };
}

const NOT_ON_GITHUB = { outcome: 'failed', reason: 'this is not a run on GitHub' } as const;

/** What became of the copies of a run, for its report. */
export interface CopiesOfRun extends Required<Pick<SecretCopiesContext, 'copied'>> {
  /** The report with why the second copy could not be written, or that it could. */
  in(report: RunReport): RunReport;
}

/** Follows the copies of a run. Without the input `secrets-token` none is missed. */
export function followCopies({ secretsToken }: Pick<Inputs, 'secretsToken'>): CopiesOfRun {
  let known: AccessError | null | undefined = secretsToken === null ? null : undefined;
  return {
    copied: (refusal) => {
      known ??= refusal;
    },
    in: (report) => {
      if (known === undefined) return report;
      if (known === null) return { ...report, isCopied: true };
      return { ...report, errors: [...report.errors, reportedError(known)] };
    },
  };
}
