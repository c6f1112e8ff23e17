import { isErrorCode } from '../../errors/codes.ts';
import { AccessError, type SyncError, TransientError } from '../../errors/errors.ts';
import type { HandedOn } from '../../state/tokens.ts';
import type { SystemName } from '../registry.ts';
import { MARGIN_MS } from './own-pairs.ts';
import type { TokenChain } from './token-chain.ts';
import { noneHandedOn, sharedTokenEnded, sharedTokenLate } from './token-errors.ts';

/** Where a run gets the token that another job handed on. */
export interface HandedOnOptions {
  readonly system: SystemName;
  /** The run whose job hands it on, which is this one. */
  readonly runId: string;
  /** What was handed on last, perhaps in an earlier run: what was just saved may not show yet. Null = nothing yet. */
  load(): Promise<HandedOn | null>;
  readonly clock: () => number;
  /** Waits the given ms; rejects if the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  readonly signal: AbortSignal;
  /** Keeps a secret out of all later output. */
  mask(secret: string): void;
}

/** The waits for what the other job has saved, two minutes in total. */
const LOOK_AGAIN_MS = [2000, 4000, 8000, 16_000, 30_000, 60_000];

/**
 * The token that another job of the run renewed. It is never renewed here: a refresh token works once, and several jobs would use up each other's. Throws
 * what that job was refused with, TransientError `SHARED_TOKEN_ENDED` once its time is over, `SHARED_TOKEN_LATE` if only that of an earlier run can be had, and AccessError `NO_REFRESH_HERE` if there is none, or if
 * the system does not accept it.
 */
export function createHandedOnTokens(options: HandedOnOptions): TokenChain {
  const { system, clock, mask } = options;
  let loaded: Promise<string> | null = null;
  let expiresAtMs = 0;
  let loginAtMs: number | null = null;
  const read = async (): Promise<string> => {
    const handed = await handedOnIn(options);
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

/** What the other job of this run handed on. */
async function handedOnIn({ system, runId, load, sleep, signal }: HandedOnOptions): Promise<HandedOn> {
  let handed = await load();
  for (const waitMs of LOOK_AGAIN_MS) {
    if (handed?.runId === runId) return handed;
    await sleep(waitMs, signal);
    handed = await load();
  }
  if (handed?.runId === runId) return handed;
  throw handed === null ? noneHandedOn(system) : sharedTokenLate(system);
}

/** An error as it is handed on. */
export function refusedWith(error: AccessError | TransientError, runId: string): HandedOn {
  const { code, message, hint = '' } = error;
  return { runId, refused: { kind: error instanceof AccessError ? 'access' : 'transient', code, message, hint } };
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
