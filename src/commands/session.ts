import { setTimeout as delay } from 'node:timers/promises';
import { type LoadedConfig, loadSettings } from '../config/config.ts';
import type { Environment, Inputs } from '../config/inputs.ts';
import { sharingOf } from '../config/schema/administrations-schema.ts';
import { type Settings, settingsOf } from '../config/schema/settings-schema.ts';
import { ConfigError } from '../errors/errors.ts';
import { type GitHubContext, isOnDefaultBranch } from '../github/context.ts';
import type { Budget } from '../http/budget.ts';
import { type Deadline, realDeadline } from '../http/exchange.ts';
import { createTransport, type Transport } from '../http/transport.ts';
import type { Program } from '../mapping/flow/program.ts';
import { emptyProgress, type Progress, progressSchema } from '../state/progress.ts';
import type { SealedState } from '../state/sealed-state.ts';
import type { StateStore } from '../state/store.ts';
import { bySystem, factsOf, type SystemName } from '../systems/registry.ts';
import type { RenewingChain, TokenChain } from '../systems/tokens/token-chain.ts';
import { DAY_MS } from '../time.ts';
import { sharedTokens } from './administrations/hand-on.ts';
import { inAdministration, saysAdministrations } from './administrations/in-administration.ts';
import { type Connections, connectionsOf, tokenChainOf } from './connect-systems.ts';
import { readFlows, refuseTogether, selectFlows } from './select-flows.ts';
import { type Fold, openState } from './state/open-state.ts';
import type { SecretCopiesContext } from './state/secret-copies.ts';

/** Time for a command. */
export interface Time {
  /** Epoch ms. */
  readonly clock: () => number;
  /** Waits, in ms; rejects when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly deadline: Deadline;
}

/** The time that passes. */
export const realTime: Time = {
  clock: Date.now,
  sleep: (ms, signal) => delay(ms, undefined, { signal }),
  deadline: realDeadline,
};

/** What a command gets from outside. */
export interface CommandContext extends Time {
  readonly inputs: Inputs;
  readonly environment: Environment;
  readonly github: GitHubContext;
  readonly random: () => number;
  /** File of the program that runs, for the activity log. */
  readonly program?: string | undefined;
  /** Where the state is kept; what the input `state-store` names when left out. */
  readonly store?: StateStore;
  /** The folder of mappings, if it was read before. */
  readonly mappings?: Mappings;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  readonly warn: (message: string) => void;
  readonly fold: Fold;
  /** Keeps a secret out of all later output. */
  readonly mask: (secret: string) => void;
}

/** What the folder of mappings says, compiled. */
export interface Mappings {
  readonly config: LoadedConfig;
  /** Every flow of the folder. */
  readonly programs: readonly Program[];
  /** Names of the flows that this run is about. */
  readonly selected: ReadonlySet<string>;
}

/**
 * The context of a run about one of the administrations that settings.yml lists. A run whose inputs say everything reads no settings for it: `readMappings`
 * sees whether it had to name one. Throws ConfigErrors.
 */
export function inOneAdministration(context: CommandContext): CommandContext {
  const { inputs, github } = context;
  if (inputs.administration === null && saysAdministrations(inputs)) return context;
  return { ...context, inputs: inAdministration(inputs, loadSettings(inputs.mappings, github.workspace)) };
}

/** Reads and compiles the folder of mappings. Throws ConfigErrors with all problems found. */
export function readMappings({ inputs, github, mappings }: CommandContext): Mappings {
  if (mappings !== undefined) return mappings;
  const { administration } = inputs;
  const { config, programs } = readFlows(inputs.mappings, github.workspace, { administration, asked: inputs.flows });
  inAdministration(inputs, config.settings);
  refuseTogether({ config, programs }, inputs.flows);
  return { config, programs, selected: selectFlows({ config, programs }, inputs.flows) };
}

/** What earlier runs left: the sealed state, and from it the progress of these administrations. */
export interface Saved {
  readonly state: SealedState;
  /** The name under which the progress is kept. */
  readonly name: string;
  /** Empty before the first run. */
  readonly progress: Progress;
}

/**
 * Checks a writing run before anything is read. Throws ConfigError NOT_DEFAULT_BRANCH if the state is in the Actions cache and this is a
 * run for a pull request or on another branch: its mappings may be anybody's, and no later run would learn what it wrote.
 */
export function assertOnDefaultBranch({ inputs, github }: CommandContext): void {
  if (inputs.stateStore.kind === 'file' || isOnDefaultBranch(github)) return;
  const branch = github.defaultBranch === null ? 'the default branch' : `the default branch, ${github.defaultBranch}`;
  const message = `A sync only runs on ${branch}, but this is a run for ${github.ref || github.eventName}.`;
  const hint = 'Merge first; before that, `mode: plan` shows what the sync would do.';
  throw new ConfigError('NOT_DEFAULT_BRANCH', message, { hint });
}

/** Opens the state. Throws StateError STATE_READ_ONLY when it is clear that nothing can be saved. */
export async function openWritableState(context: CommandContext): Promise<SealedState> {
  const state = await openState(context);
  state.assertWritable();
  return state;
}

/** The name under which progress and recording of these administrations are kept. */
export function stateName({ systems }: Pick<Inputs, 'systems'>): string {
  return Object.values(systems)
    .map(({ administration }) => administration)
    .filter((administration) => administration !== '')
    .join('-');
}

/** What budgets need in the next run, by system; those that need nothing are left out. */
export function snapshotsOf(budgets: Network['budgets']): Readonly<Record<string, unknown>> {
  const snapshots = Object.entries(budgets).map(([name, budget]) => [name, budget.snapshot()] as const);
  return Object.fromEntries(snapshots.filter(([, snapshot]) => snapshot !== null));
}

/** Restores the progress. Throws StateError when there is one that cannot be used. */
export async function restoreProgress({ inputs }: CommandContext, state: SealedState): Promise<Saved> {
  const name = stateName(inputs);
  const progress = (await state.load('progress', name, progressSchema)) ?? emptyProgress();
  return { state, name, progress };
}

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
