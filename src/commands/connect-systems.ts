import type { Credentials } from '../config/inputs.ts';
import type { Settings } from '../config/settings-schema.ts';
import type { Transport } from '../http/transport.ts';
import { keyedHash } from '../state/seal.ts';
import type { SealedState } from '../state/sealed-state.ts';
import { tokenStateSchema } from '../state/tokens.ts';
import { createAsperion } from '../systems/asperion/client.ts';
import { asperionNames } from '../systems/asperion/names.ts';
import type { SystemName } from '../systems/catalog.ts';
import { createExactOnline } from '../systems/exact-online/client.ts';
import type { System } from '../systems/system.ts';
import { createTokenChain, type TokenChain } from '../systems/token-chain.ts';
import type { CommandContext } from './sync.ts';

/** Exact Online renews no token before 570 s (B-16). */
const EXACT_EARLIEST_REFRESH_MS = 570_000;

/** What the connections need. */
export interface ConnectContext extends Pick<CommandContext, 'inputs' | 'clock' | 'signal' | 'mask'> {
  readonly settings: Settings;
  readonly transport: Transport;
  readonly state: SealedState;
  /** Only runs on the default branch renew tokens. */
  readonly mayRefresh: boolean;
}

/** Both systems, each with its chain of tokens. Nothing is sent until they are used. */
export function connectSystems(context: ConnectContext): Readonly<Record<SystemName, System>> {
  const { inputs, settings, transport } = context;
  const { exactOnline, asperion } = inputs;
  return {
    'exact-online': createExactOnline({
      url: exactOnline.url,
      division: exactOnline.division,
      transport,
      tokens: chainOf(
        context,
        'exact-online',
        exactOnline,
        `${exactOnline.url}/api/oauth2/token`,
        EXACT_EARLIEST_REFRESH_MS,
      ),
    }),
    asperion: createAsperion({
      url: asperion.url,
      tenant: asperion.tenant,
      settings: settings.asperion,
      transport,
      tokens: chainOf(context, 'asperion', asperion, `${asperion.identityUrl}${asperionNames.identity.token}`, 0),
    }),
  };
}

function chainOf(
  { inputs, transport, state, clock, signal, mask, mayRefresh }: ConnectContext,
  system: SystemName,
  { clientId, clientSecret, refreshToken }: Credentials,
  tokenUrl: string,
  earliestRefreshMs: number,
): TokenChain {
  const hash = (text: string): string => keyedHash(inputs.stateKey, 'secret', text);
  const name = `${system}-${hash(clientId).slice(0, 8)}`;
  return createTokenChain({
    system,
    clientId,
    clientSecret,
    secretRefreshToken: refreshToken,
    tokenUrl,
    load: () => state.load('tokens', name, tokenStateSchema),
    save: (pair) => state.save('tokens', name, pair),
    transport,
    clock,
    secretHash: hash,
    earliestRefreshMs,
    mayRefresh,
    mask,
    signal,
  });
}
