import type { Credentials } from '../config/inputs.ts';
import type { Settings } from '../config/settings-schema.ts';
import type { Transport } from '../http/transport.ts';
import { keyedHash } from '../state/keys.ts';
import type { SealedState } from '../state/sealed-state.ts';
import { tokenStateSchema } from '../state/tokens.ts';
import { createAsperion } from '../systems/asperion/client.ts';
import type { ConnectionOptions as AsperionOptions } from '../systems/asperion/connection.ts';
import { asperionNames } from '../systems/asperion/names.ts';
import { createExactOnline } from '../systems/exact-online/client.ts';
import type { ConnectionOptions as ExactOnlineOptions } from '../systems/exact-online/connection.ts';
import type { SystemName } from '../systems/registry.ts';
import type { System } from '../systems/system.ts';
import { createTokenChain, type TokenChain } from '../systems/token-chain.ts';
import { type CopyToken, secretCopies } from './secret-copies.ts';
import type { CommandContext } from './session.ts';

/** Exact Online renews no token before 570 s (B-16). */
export const EXACT_EARLIEST_REFRESH_MS = 570_000;

/** What the connections need. */
export interface ConnectContext
  extends Pick<CommandContext, 'inputs' | 'github' | 'clock' | 'sleep' | 'signal' | 'mask' | 'warn'> {
  readonly settings: Settings;
  readonly transport: Transport;
  readonly state: SealedState;
  /** Only runs on the default branch renew tokens. */
  readonly mayRefresh: boolean;
}

/** What the clients of both systems are made of. */
export interface Connections {
  readonly 'exact-online': ExactOnlineOptions;
  readonly asperion: AsperionOptions;
}

/** How both systems are reached, each with its chain of tokens. Nothing is sent until they are used. */
export function connectionsOf(context: ConnectContext): Connections {
  const { inputs, settings, transport } = context;
  const { exactOnline, asperion } = inputs;
  const copyToken = secretCopies(context);
  return {
    'exact-online': {
      url: exactOnline.url,
      division: exactOnline.division,
      clock: context.clock,
      maxFileBytes: settings.images.maxBytes,
      transport,
      tokens: chainOf(
        context,
        copyToken,
        'exact-online',
        exactOnline,
        `${exactOnline.url}/api/oauth2/token`,
        EXACT_EARLIEST_REFRESH_MS,
      ),
    },
    asperion: {
      url: asperion.url,
      tenant: asperion.tenant,
      settings: settings.asperion,
      bookYearStart: settings.bookYear.start,
      clock: context.clock,
      transport,
      tokens: chainOf(
        context,
        copyToken,
        'asperion',
        asperion,
        `${asperion.identityUrl}${asperionNames.identity.token}`,
        0,
      ),
    },
  };
}

/** Both systems as the engine uses them. */
export function connectSystems(connections: Connections): Readonly<Record<SystemName, System>> {
  const exactOnline = createExactOnline(connections['exact-online']);
  return {
    'exact-online': exactOnline,
    asperion: createAsperion({ ...connections.asperion, readFile: exactOnline.readFile }),
  };
}

function chainOf(
  { inputs, transport, state, clock, sleep, signal, mask, mayRefresh }: ConnectContext,
  copyToken: CopyToken | null,
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
    proveSavable: () => state.proveSavable(),
    ...(copyToken === null ? {} : { copy: (token) => copyToken(system, token) }),
    transport,
    clock,
    sleep,
    secretHash: hash,
    earliestRefreshMs,
    mayRefresh,
    mask,
    signal,
  });
}
