import type { Inputs } from '../config/inputs.ts';
import { type Settings, settingsOf } from '../config/schema/settings-schema.ts';
import { RecordError } from '../errors/errors.ts';
import type { Transport } from '../http/transport.ts';
import { keyedHash } from '../state/keys.ts';
import type { SealedState } from '../state/sealed-state.ts';
import { tokenStateSchema } from '../state/tokens.ts';
import type { Connected } from '../systems/connected.ts';
import { bySystem, factsOf, type SystemName } from '../systems/registry.ts';
import type { ReadFile, System } from '../systems/system.ts';
import { createTokenChain, type RenewingChain, type TokenChain } from '../systems/tokens/token-chain.ts';
import type { CommandContext } from './session.ts';
import { type CopyToken, type SecretCopiesContext, secretCopies } from './state/secret-copies.ts';

/** What the connections need. */
export interface ConnectContext
  extends Pick<CommandContext, 'inputs' | 'github' | 'clock' | 'sleep' | 'signal' | 'mask' | 'warn'>,
    Pick<SecretCopiesContext, 'copied'> {
  readonly settings: Settings;
  readonly transport: Transport;
  readonly state: SealedState;
  /** Only runs on the default branch renew tokens. */
  readonly mayRefresh: boolean;
  /** Where the tokens of a system come from, if not from its own chain. */
  readonly chainOf?: (system: SystemName, source: TokenSource) => TokenChain;
}

/** Every system within reach. */
export type Connections = Readonly<Record<SystemName, Connected>>;

/** How the systems are reached, each with its chain of tokens. Nothing is sent until they are used. */
export function connectionsOf(context: ConnectContext): Connections {
  const { inputs, settings, transport, clock } = context;
  const copyToken = secretCopies(context);
  const chainOf = context.chainOf ?? ((system, source) => tokenChainOf(context, system, source));
  return bySystem((name) =>
    factsOf(name).connect({
      inputs: inputs.systems[name],
      settings: settingsOf(settings, name),
      bookYearStart: settings.bookYear.start,
      maxFileBytes: settings.images.maxBytes,
      clock,
      transport,
      tokens: (tokenUrl, earliestRefreshMs) => chainOf(name, { tokenUrl, earliestRefreshMs, copyToken }),
    }),
  );
}

/** The systems as the engine uses them. A file that a record names is read from the system that has files. */
export function connectSystems(connections: Connections): Readonly<Record<SystemName, System>> {
  const opened: Partial<Record<SystemName, System>> = {};
  const readFile: ReadFile = (name, signal) => {
    const reader = Object.values(opened).find((system) => system.readFile !== undefined);
    if (reader?.readFile !== undefined) return reader.readFile(name, signal);
    throw new RecordError('IMAGE_UNREADABLE', 'No system has the file that the record names.');
  };
  return bySystem((name) => {
    const system = connections[name].open(readFile);
    opened[name] = system;
    return system;
  });
}

/** Where a system's tokens come from, and where a copy of each new refresh token goes; null = nowhere. */
export interface TokenSource {
  readonly tokenUrl: string;
  readonly earliestRefreshMs: number;
  readonly copyToken: CopyToken | null;
}

/** The name under which the tokens of an authorisation are kept: its app's. */
function authorisationOf({ systems, stateKey }: Pick<Inputs, 'systems' | 'stateKey'>, system: SystemName): string {
  return `${system}-${keyedHash(stateKey, systems[system].clientId).slice(0, 8)}`;
}

/** The entry with the access token that one job hands on to the others. */
export const handedOnName = (inputs: Pick<Inputs, 'systems' | 'stateKey'>, system: SystemName): string =>
  `${authorisationOf(inputs, system)}-access`;

/** The chain of tokens of a system, which goes on from the saved one. */
export function tokenChainOf(
  {
    inputs,
    transport,
    state,
    clock,
    sleep,
    signal,
    mask,
    mayRefresh,
  }: Omit<ConnectContext, 'settings' | 'warn' | 'github'>,
  system: SystemName,
  { tokenUrl, earliestRefreshMs, copyToken }: TokenSource,
): RenewingChain {
  const { clientId, clientSecret, refreshToken } = inputs.systems[system];
  const { identityUrl, url } = factsOf(system).inputs;
  const hash = (text: string): string => keyedHash(inputs.stateKey, text);
  const name = authorisationOf(inputs, system);
  return createTokenChain({
    system,
    clientId,
    clientSecret,
    secretRefreshToken: refreshToken,
    tokenUrl,
    addressInput: (identityUrl ?? url)?.name,
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
