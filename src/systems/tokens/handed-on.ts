import { isErrorCode } from '../../errors/codes.ts';
import { AccessError, type SyncError, TransientError } from '../../errors/errors.ts';
import type { HandedOn } from '../../state/tokens.ts';
import type { SystemName } from '../registry.ts';
import { MARGIN_MS } from './own-pairs.ts';
import type { TokenChain } from './token-chain.ts';
import { noneHandedOn, sharedTokenEnded } from './token-errors.ts';

/** Where a run gets the token that another job handed on. */
export interface HandedOnOptions {
  readonly system: SystemName;
  /** What was handed on last; null = nothing yet. */
  load(): Promise<HandedOn | null>;
  readonly clock: () => number;
  /** Keeps a secret out of all later output. */
  mask(secret: string): void;
}

/**
 * The token that another job of the run renewed. It is never renewed here: a refresh token works once, and several jobs would use up each other's. Throws
 * what that job was refused with, TransientError `SHARED_TOKEN_ENDED` once its time is over, and AccessError `NO_REFRESH_HERE` if there is none, or if
 * the system does not accept it.
 */
export function createHandedOnTokens({ system, load, clock, mask }: HandedOnOptions): TokenChain {
  let loaded: Promise<string> | null = null;
  let expiresAtMs = 0;
  let loginAtMs: number | null = null;
  const read = async (): Promise<string> => {
    const handed = await load();
    if (handed === null) throw noneHandedOn(system);
    if ('refused' in handed) throw refusalIn(handed.refused, system);
    mask(handed.accessToken);
    ({ expiresAtMs } = handed);
    loginAtMs = handed.loginAtMs ?? null;
    return handed.accessToken;
  };
  const accessToken = async (): Promise<string> => {
    loaded ??= read();
    const token = await loaded;
    if (expiresAtMs - clock() <= MARGIN_MS) throw sharedTokenEnded(system);
    return token;
  };
  return {
    accessToken,
    get loginAtMs() {
      return loginAtMs;
    },
    async renew(refused) {
      const token = await accessToken();
      if (token !== refused) return token;
      throw noneHandedOn(system);
    },
  };
}

/** An error as it is handed on. */
export function refusedWith(error: AccessError | TransientError): HandedOn {
  const { code, message, hint = '' } = error;
  return { refused: { kind: error instanceof AccessError ? 'access' : 'transient', code, message, hint } };
}

function refusalIn(
  { kind, code, message, hint }: Extract<HandedOn, { refused: unknown }>['refused'],
  system: SystemName,
): SyncError {
  if (!isErrorCode(code)) return noneHandedOn(system);
  return kind === 'access'
    ? new AccessError(code, message, { hint })
    : new TransientError(code, message, { hint, outage: { system, why: null } });
}
