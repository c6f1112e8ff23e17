import { existsSync } from 'node:fs';
import { StateError } from '../errors/errors.ts';
import type { Program } from '../mapping/flow/program.ts';
import type { AssumptionResults } from '../state/assumptions.ts';
import { type Progress, progressSchema } from '../state/progress.ts';
import { recordingSchema } from '../state/recording.ts';
import type { SealedState } from '../state/sealed-state.ts';
import { type OpenedRecording, openRecording } from '../sync/recording/open-recording.ts';
import { catalogsOfSystems, factsOf, type SystemName, systemNames } from '../systems/registry.ts';
import { type CommandContext, stateName } from './session.ts';
import { restoreAssumptions } from './state/keep-assumptions.ts';
import { openState } from './state/open-state.ts';

/** Both systems as recorded, with the progress that belongs to the recording. */
export interface RecordedSystems extends OpenedRecording {
  /** Restored; may be changed, but is never saved. */
  readonly progress: Progress;
  /** What was tested of both systems. */
  readonly assumptions: AssumptionResults;
}

const HINT =
  'Let a sync on the default branch write a record (change one in its source if none is due), with `recording.records` in settings.yml above 0 and the same state-key (or the one that the plan-key was made from), ' +
  'or give the plan the credentials of both systems.';

/**
 * What a plan without credentials runs on: `runFlows` with a writer that only pretends makes no call over these systems. If
 * both administrations are given, it is their recording, else the one that was saved last. `programs` are all flows that will
 * run on it, those of `base` included. Throws StateError NO_RECORDING, or when there is one that cannot be used.
 */
export async function openRecordedSystems(
  { store, ...context }: CommandContext,
  programs: readonly Program[],
): Promise<RecordedSystems> {
  const { inputs } = context;
  const state = await openState(context);
  const found = await findRecording(state, inputs);
  if (found === null) {
    const { stateStore: store } = inputs;
    const isLost = store.kind === 'file' && !existsSync(store.path);
    const hint = isLost ? `There is no file at the path of state-store: correct it. Or: ${HINT}` : HINT;
    throw new StateError('NO_RECORDING', 'There is no recording to plan on.', { hint });
  }
  const { name, value: recording } = found;
  const progress = await state.load('progress', name, progressSchema);
  if (progress === null) {
    throw new StateError('NO_RECORDING', `The recording of ${name} has no saved progress.`, { hint: HINT });
  }
  const assumptions = await restoreAssumptions({ state, name });
  return { progress, assumptions, ...openRecording(recording, programs, catalogsOfSystems()) };
}

const hasAdministration = (name: SystemName): boolean => factsOf(name).inputs.administration !== undefined;

async function findRecording(state: SealedState, inputs: CommandContext['inputs']) {
  if (systemNames().some((name) => hasAdministration(name) && inputs.systems[name].administration === '')) {
    return state.loadNewest('recording', recordingSchema);
  }
  const name = stateName(inputs);
  const value = await state.load('recording', name, recordingSchema);
  return value === null ? null : { name, value };
}
