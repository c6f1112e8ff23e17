import { INPUTS, inputsFor, REQUIRED_INPUTS } from '../../config/input-names.ts';
import type { Settings } from '../../config/schema/settings-schema.ts';
import type { Entry } from '../../init/checklist.ts';
import { factsOf, type SystemName, systemNames } from '../../systems/registry.ts';
import { gitHubName } from '../../systems/system-inputs.ts';

/** The secrets and variables that the workflow names. */
export function secretsAndVariables(
  settings: Settings,
  administrations: Readonly<Record<SystemName, string>>,
): { readonly secrets: readonly Entry[]; readonly variables: readonly Entry[] } {
  const secrets = inputsFor('clientId', 'clientSecret', 'refreshToken').map(({ name, says }) => ({
    name: gitHubName(name),
    says: says.replace(/, from a secret$/, ''),
  }));
  const stateKey = (REQUIRED_INPUTS[INPUTS.stateKey] ?? '').replace(/^a secret/, 'any');
  return {
    secrets: [
      ...secrets,
      { name: 'SYNC_STATE_KEY', says: `${stateKey}, such as the output of \`openssl rand -base64 48\`; keep a copy` },
      {
        name: 'SECRETS_TOKEN',
        says: `only for a second copy of the logins: a token that may write the secrets of \`${settings.secrets.environment}\``,
      },
    ],
    variables: systemNames().flatMap((name) => {
      const { administration } = factsOf(name).inputs;
      if (administration === undefined) return [];
      return [{ name: gitHubName(administration.name), says: `\`${administrations[name]}\`` }];
    }),
  };
}
