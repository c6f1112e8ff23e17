import type { Transport } from '../../http/transport.ts';
import type { InputValues } from '../system-inputs.ts';
import type { TokenChain } from './token-chain.ts';

/** An administration of the user. */
export interface Administration {
  readonly id: string;
  readonly name: string;
}

/** How the administrations of a new authorisation are read. */
export interface Access {
  readonly transport: Transport;
  readonly tokens: TokenChain;
  readonly signal: AbortSignal;
}

/** The addresses of a system, without a slash at the end. */
export type Addresses = Pick<InputValues, 'url' | 'identityUrl'>;

/** How the one-time login at a system differs from others. */
export interface Login {
  readonly loginUrl: string;
  readonly tokenUrl: string;
  /** Parameters of the login address beyond those of OAuth. */
  readonly loginParameters: Readonly<Record<string, string>>;
  /** Whether the login proves itself with PKCE (S256). */
  readonly usesPkce: boolean;
  /** Whether the redirect address may be on this machine. */
  readonly mayRedirectLocally: boolean;
  /** How long a code is valid, in words. */
  readonly codeLife: string;
  /** Where to find the app, its client id and secret. */
  readonly appPlace: string;
  /** What to do if there is no refresh token. */
  readonly withoutRefreshToken: string;
  /** How long after the login the first renewal is allowed. */
  readonly earliestRenewalMs: number;
  /** The active administrations that the login may see. Throws AccessError, TransientError. */
  administrations(access: Access): Promise<readonly Administration[]>;
}
