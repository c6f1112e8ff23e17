import { type Settings, secretOf, settingsOf } from '../../config/schema/settings-schema.ts';
import { AccessError } from '../../errors/errors.ts';
import { factsOf, type SystemName, titleOf } from '../../systems/registry.ts';
import { gitHubName, type InputRole } from '../../systems/system-inputs.ts';
import type { Addresses, Login } from '../../systems/tokens/login.ts';
import type { TokenChain } from '../../systems/tokens/token-chain.ts';

/** What the one-time login needs to know of a system. */
export interface LoginSystem extends Login {
  readonly name: SystemName;
  readonly title: string;
  /** The input that holds the host of `tokenUrl`, for hints. */
  readonly addressInput: string;
  /** Names on GitHub; `administration` is a variable, the others are secrets. */
  readonly names: Readonly<Record<'clientId' | 'clientSecret' | 'refreshToken' | 'administration', string>>;
}

/** The system to log in at. */
export function loginSystem(name: SystemName, addresses: Addresses, settings: Settings): LoginSystem {
  const { login, inputs } = factsOf(name);
  if (login === undefined) throw new TypeError(`Nobody logs in at ${titleOf(name)}.`);
  const onGitHub = (role: InputRole): string => gitHubName(inputs[role]?.name ?? '');
  return {
    name,
    title: titleOf(name),
    addressInput: (inputs.identityUrl ?? inputs.url)?.name ?? '',
    names: {
      clientId: onGitHub('clientId'),
      clientSecret: onGitHub('clientSecret'),
      refreshToken: secretOf(settings, name),
      administration: onGitHub('administration'),
    },
    ...login(addresses, settingsOf(settings, name)),
  };
}

/** The one access token that the login gave, where a run would have a chain of them. */
export function onlyToken(accessToken: string, title: string): TokenChain {
  return {
    accessToken: () => Promise.resolve(accessToken),
    renew: () =>
      Promise.reject(
        new AccessError('UNAUTHORIZED', `${title} refuses the token that it has just issued.`, {
          hint: 'Check that the addresses of API and login belong together.',
        }),
      ),
  };
}
