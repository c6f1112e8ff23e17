import { AccessError, TransientError } from '../../errors/errors.ts';
import type { SealedState } from '../../state/sealed-state.ts';
import { type HandedOn, handedOnSchema } from '../../state/tokens.ts';
import type { SystemName } from '../../systems/registry.ts';
import { createHandedOnTokens, refusedWith } from '../../systems/tokens/handed-on.ts';
import type { RenewingChain, TokenChain } from '../../systems/tokens/token-chain.ts';
import { handedOnName } from '../connect-systems.ts';
import type { CommandContext } from '../session.ts';

/** How long the jobs that get a token would like to use it: what is left of Exact Online's after the time in which none is renewed. */
const WANTED_MS = 570_000;

/**
 * Renews the access token of a system and hands it on, sealed and without its refresh token. If there is none, the reason is handed on: each company then
 * tells it once, as it would alone. Throws StateError.
 */
export async function handOnToken(
  { inputs, github: { runId }, warn }: Pick<CommandContext, 'inputs' | 'github' | 'warn'>,
  state: SealedState,
  system: SystemName,
  chain: RenewingChain,
): Promise<void> {
  const name = handedOnName(inputs, system);
  try {
    const { accessToken, expiresAtMs, loginAtMs } = await chain.lasting(WANTED_MS);
    const handed: HandedOn = { runId, accessToken, expiresAtMs, ...(loginAtMs !== undefined && { loginAtMs }) };
    await state.save('tokens', name, handed);
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof TransientError)) throw error;
    warn(`${error.message} ${error.hint ?? ''}`.trim());
    await state.save('tokens', name, refusedWith(error, runId));
  }
}

/** What the tokens of a run that renews none take of its context. */
type SharedTokensContext = Pick<CommandContext, 'inputs' | 'github' | 'clock' | 'sleep' | 'signal' | 'mask'>;

/** The tokens of a run that renews none. */
export function sharedTokens(
  { inputs, github: { runId }, clock, sleep, signal, mask }: SharedTokensContext,
  state: SealedState,
  system: SystemName,
): TokenChain {
  const load = () => state.load('tokens', handedOnName(inputs, system), handedOnSchema);
  return createHandedOnTokens({ system, runId, load, clock, sleep, signal, mask });
}
