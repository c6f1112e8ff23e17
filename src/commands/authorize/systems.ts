import type { Settings } from '../../config/settings-schema.ts';
import { AccessError } from '../../errors.ts';
import type { Transport } from '../../http/transport.ts';
import type { SystemName } from '../../systems/registry.ts';
import type { TokenChain } from '../../systems/token-chain.ts';
import { asperionLogin } from './asperion.ts';
import { exactOnlineLogin } from './exact-online.ts';

/** A company of the user: a division of Exact Online, a tenant of Asperion. */
export interface Company {
  readonly id: string;
  readonly name: string;
}

/** How the companies of a new authorisation are read. */
export interface Access {
  readonly transport: Transport;
  readonly tokens: TokenChain;
  readonly signal: AbortSignal;
}

/** What the one-time login must know of a system. */
export interface LoginSystem {
  readonly name: SystemName;
  readonly title: string;
  readonly loginUrl: string;
  readonly tokenUrl: string;
  /** Parameters of the login address beyond those of OAuth. */
  readonly loginParameters: Readonly<Record<string, string>>;
  /** Whether the login proves itself with PKCE (S256). */
  readonly usesPkce: boolean;
  /** Whether the redirect address may be on this machine. */
  readonly mayRedirectLocally: boolean;
  /** How long a code can be exchanged, in words. */
  readonly codeLife: string;
  /** Where the app, its client id and secret are found. */
  readonly appPlace: string;
  /** What to do when no refresh token comes. */
  readonly withoutRefreshToken: string;
  /** How long after the login its first renewal may come. */
  readonly earliestRenewalMs: number;
  /** Names on GitHub; `company` is a variable, the others are secrets. */
  readonly names: Readonly<Record<'clientId' | 'clientSecret' | 'refreshToken' | 'company', string>>;
  /** The active companies that the login may see. Throws AccessError, TransientError. */
  companies(access: Access): Promise<readonly Company[]>;
}

/** The addresses of the systems, without a slash at the end. */
export interface Addresses {
  readonly exactOnlineUrl: string;
  readonly asperionUrl: string;
  readonly asperionIdentityUrl: string;
}

/** The system to log in at. */
export function loginSystem(name: SystemName, addresses: Addresses, settings: Settings): LoginSystem {
  return name === 'exact-online' ? exactOnlineLogin(addresses, settings) : asperionLogin(addresses, settings);
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
