import { sharingOf } from '../config/schema/administrations-schema.ts';
import { type Settings, settingsOf } from '../config/schema/settings-schema.ts';
import { isOnDefaultBranch } from '../github/context.ts';
import type { Budget } from '../http/budget.ts';
import { createTransport, type Transport } from '../http/transport.ts';
import { bySystem, factsOf, type SystemName } from '../systems/registry.ts';
import type { RenewingChain, TokenChain } from '../systems/tokens/token-chain.ts';
import { DAY_MS } from '../time.ts';
import { sharedTokens } from './administrations/hand-on.ts';
import { type Connections, connectionsOf, tokenChainOf } from './connect-systems.ts';
import type { CommandContext, Saved, Time } from './session.ts';
import type { SecretCopiesContext } from './state/secret-copies.ts';

/** The connection to the systems. Disposing it ends kept connections. */
export interface Network extends AsyncDisposable {
  readonly transport: Transport;
  readonly budgets: Readonly<Record<SystemName, Budget>>;
  readonly connections: Connections;
  /** When the login to a system ends however often it is renewed, epoch ms; null = renewals prolong it, or it is not known. */
  fixedLoginEndsMs(system: SystemName): number | null;
  /** See `RenewingChain.keepAlive`; nothing in a run that renews no tokens. */
  keepLogin(system: SystemName, mayRenew: boolean): Promise<void>;
}

/** What is different from an ordinary connection. */
export interface NetworkOptions {
  /** Everything that will be sent passes through what this makes of the transport. */
  readonly through?: (transport: Transport) => Transport;
  /** Hears what becomes of the second copies of the logins. */
  readonly copied?: NonNullable<SecretCopiesContext['copied']>;
  /** How calls wait; tokens are saved with the waits of the command. */
  readonly sleep?: Time['sleep'];
}

/**
 * Makes budgets, transport and connections; the budgets go on from the saved counts. Nothing is sent yet.
 */
export function openNetwork(
  context: CommandContext,
  settings: Settings,
  { state, progress }: Omit<Saved, 'name'>,
  { through = (transport) => transport, sleep = context.sleep, copied }: NetworkOptions = {},
): Network {
  const { inputs, clock, deadline, random, log, github } = context;
  const budgets = bySystem((name) =>
    factsOf(name).budget({
      settings: settingsOf(settings, name),
      sharing: sharingOf(settings.administrations, name, inputs.systems[name].administration),
      clock,
      sleep,
      log,
      restore: progress.budgets[name],
    }),
  );
  const kept = createTransport({ clock, sleep, deadline, random, log, budgets });
  const transport = through(kept);
  const connecting = {
    ...context,
    settings,
    transport,
    state,
    mayRefresh: isOnDefaultBranch(github),
    ...(copied && { copied }),
  };
  const chains = new Map<SystemName, TokenChain & Partial<RenewingChain>>();
  const connections = connectionsOf({
    ...connecting,
    chainOf(system, source) {
      const chain = inputs.sharesTokens
        ? sharedTokens(context, state, system)
        : tokenChainOf(connecting, system, source);
      chains.set(system, chain);
      return chain;
    },
  });
  const fixedLoginEndsMs = (system: SystemName): number | null => {
    const days = factsOf(system).fixedLoginDays?.(settingsOf(settings, system)) ?? null;
    const sinceMs = chains.get(system)?.loginAtMs ?? null;
    return days === null || sinceMs === null ? null : sinceMs + days * DAY_MS;
  };
  return {
    transport,
    budgets,
    connections,
    fixedLoginEndsMs,
    keepLogin: async (system, mayRenew) => chains.get(system)?.keepAlive?.(mayRenew),
    [Symbol.asyncDispose]: () => kept[Symbol.asyncDispose](),
  };
}

/** What budgets need in the next run, by system; those that need nothing are left out. */
export function snapshotsOf(budgets: Network['budgets']): Readonly<Record<string, unknown>> {
  const snapshots = Object.entries(budgets).map(([name, budget]) => [name, budget.snapshot()] as const);
  return Object.fromEntries(snapshots.filter(([, snapshot]) => snapshot !== null));
}
