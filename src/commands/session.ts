import { setTimeout as delay } from 'node:timers/promises';
import { type LoadedConfig, loadSettings } from '../config/config.ts';
import type { Environment, Inputs } from '../config/inputs.ts';
import { ConfigError } from '../errors/errors.ts';
import { type GitHubContext, isOnDefaultBranch } from '../github/context.ts';
import { type Deadline, realDeadline } from '../http/exchange.ts';
import type { Program } from '../mapping/flow/program.ts';
import { bringBack } from '../state/lawful.ts';
import { emptyProgress, type Progress, progressSchema } from '../state/progress.ts';
import type { SealedState } from '../state/sealed-state.ts';
import type { StateStore } from '../state/store.ts';
import { inAdministration, saysAdministrations } from './administrations/in-administration.ts';
import { readFlows, refuseTogether, selectFlows } from './select-flows.ts';
import { type Fold, openState } from './state/open-state.ts';

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
 * Checks a writing run before anything is read. Throws ConfigError NOT_DEFAULT_BRANCH if this is a run for a pull request, or on another
 * branch while the state is in the Actions cache: its mappings may be anybody's, and no later run would learn what it wrote.
 */
export function assertOnDefaultBranch({ inputs, github }: CommandContext): void {
  const isOfPullRequest = github.eventName.startsWith('pull_request');
  if (isOnDefaultBranch(github) || (inputs.stateStore.kind === 'file' && !isOfPullRequest)) return;
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

/** Restores the progress, its times none later than they can be. Throws StateError when there is one that cannot be used. */
export async function restoreProgress({ inputs, clock, warn }: CommandContext, state: SealedState): Promise<Saved> {
  const name = stateName(inputs);
  const progress = (await state.load('progress', name, progressSchema)) ?? emptyProgress();
  if (bringBack(progress, clock())) {
    warn(
      'The saved progress has times that lie ahead of now. They are not believed: what they stand for is read or tried again.',
    );
  }
  return { state, name, progress };
}
