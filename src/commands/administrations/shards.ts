import { createHash } from 'node:crypto';
import { loadSettings } from '../../config/config.ts';
import { type AdministrationEntry, idIn, sharingOf } from '../../config/schema/administrations-schema.ts';
import { type Settings, settingsOf } from '../../config/schema/settings-schema.ts';
import { isOnDefaultBranch } from '../../github/context.ts';
import * as core from '../../github/workflow-commands.ts';
import { ascending } from '../../order.ts';
import { OUTPUTS } from '../../report/output-names.ts';
import { emptyProgress } from '../../state/progress.ts';
import type { SealedState } from '../../state/sealed-state.ts';
import { factsOf, type SystemName, systemNames } from '../../systems/registry.ts';
import type { RenewingChain } from '../../systems/tokens/token-chain.ts';
import { connectionsOf, tokenChainOf } from '../connect-systems.ts';
import { openNetwork } from '../network.ts';
import { assertOnDefaultBranch, type CommandContext, openWritableState } from '../session.ts';
import { handOnToken } from './hand-on.ts';
import { askedFor } from './in-administration.ts';

/** A job of the matrix: one company, and the calls of a day that are its share, by system. */
interface Shard {
  readonly administration: string;
  readonly calls: Readonly<Partial<Record<SystemName, number>>>;
}

/**
 * The first job of a workflow for several companies: renews the tokens in this one place, hands the access tokens on, and prints the matrix of the jobs that
 * sync, one for each company. Returns the exit code. Throws ConfigErrors, StateError.
 */
export async function shards(context: CommandContext): Promise<number> {
  assertOnDefaultBranch(context);
  const { inputs, github, log } = context;
  const settings = loadSettings(inputs.mappings, github.workspace);
  const entries = inOrder(askedFor(inputs, settings), github.runId);
  const state = await openWritableState(context);
  await handOnTokens(context, settings, state);
  const include = entries.map((entry) => shardOf(entry, settings));
  for (const { administration, calls } of include) log(`${administration}: ${saidCalls(calls)}`);
  core.setOutput(OUTPUTS.shards, JSON.stringify({ include }));
  await state.prune();
  return 0;
}

/** Another order in each run: those that come last may find that the shared token has ended. */
const inOrder = (entries: readonly AdministrationEntry[], runId: string): readonly AdministrationEntry[] => {
  const place = ({ name }: AdministrationEntry): string =>
    createHash('sha256').update(`${runId} ${name}`).digest('hex');
  return [...entries].sort((left, right) => ascending(place(left), place(right)));
};

async function handOnTokens(context: CommandContext, settings: Settings, state: SealedState): Promise<void> {
  await using network = openNetwork(context, settings, { state, progress: emptyProgress() });
  const { transport } = network;
  const chaining = { ...context, transport, state, mayRefresh: isOnDefaultBranch(context.github) };
  const chains = new Map<SystemName, RenewingChain>();
  connectionsOf({
    ...chaining,
    settings,
    chainOf(system, source) {
      const chain = tokenChainOf(chaining, system, source);
      chains.set(system, chain);
      return chain;
    },
  });
  for (const [system, chain] of chains) await handOnToken(context, state, system, chain);
}

function shardOf(entry: AdministrationEntry, settings: Settings): Shard {
  const calls = systemNames().flatMap((system) => {
    const { limits } = factsOf(system);
    if (limits === undefined) return [];
    const own = settingsOf(settings, system);
    const id = idIn(entry, system);
    const share = limits.share(own, sharingOf(settings.administrations, system, id));
    return [[system, Math.min(limits.callsPerDay(own, null, id), share)] as const];
  });
  return { administration: entry.name, calls: Object.fromEntries(calls) };
}

const saidCalls = (calls: Shard['calls']): string =>
  Object.entries(calls)
    .map(([system, number]) => `at most ${number} calls a day to ${system}`)
    .join(', ');
