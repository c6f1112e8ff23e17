import type { Settings } from '../../config/schema/settings-schema.ts';
import { attempt, type Finding, ok } from '../../doctor/finding.ts';
import type { AssumptionResults } from '../../state/assumptions.ts';
import { emptyProgress, type Progress } from '../../state/progress.ts';
import type { SealedState } from '../../state/sealed-state.ts';
import { type CommandContext, openWritableState, restoreProgress } from '../session.ts';
import { restoreAssumptions } from '../state/keep-assumptions.ts';
import { keepPrefix } from '../state/key-prefix.ts';

/** The state as the doctor finds it. */
export interface OpenedState {
  /** Null = tokens could not be saved, so none may be renewed. */
  readonly state: SealedState | null;
  readonly progress: Progress;
  /** What was tested earlier; null = nothing may be kept, because it would replace what another key opens. */
  readonly assumptions: AssumptionResults | null;
  readonly findings: readonly Finding[];
}

/**
 * Opens the state; one whose progress or earlier tests cannot be used may still have good tokens. `settings`: those that a sync would run with; null = they
 * cannot be read.
 */
export async function openState(context: CommandContext, settings: Settings | null): Promise<OpenedState> {
  const said: Finding[] = [];
  const warn = (says: string): void => void said.push({ check: 'state', level: 'warning', says });
  const listening = { ...context, warn };
  const opened = await attempt('state', () => openWritableState(listening));
  const state = opened.result;
  const none = { progress: emptyProgress(), assumptions: null };
  if (state === null) return { ...none, state, findings: opened.findings };
  const restored = await attempt('state', async () => {
    const saved = await restoreProgress(listening, state);
    return { progress: saved.progress, assumptions: await restoreAssumptions(saved) };
  });
  const { progress } = restored.result ?? none;
  const prefix = await attempt('state', async () => {
    if (settings !== null) keepPrefix({ ...progress }, settings, context.inputs);
  });
  const findings = [...said, ...restored.findings, ...prefix.findings];
  if (restored.result === null) return { ...none, state, findings };
  const since =
    progress.savedAt === '' ? 'there is none yet: the next sync is the first' : `saved at ${progress.savedAt}`;
  const right = findings.length > 0 ? [] : [ok('state', `The state can be kept and read; ${since}.`)];
  return { ...restored.result, state, findings: [...findings, ...right] };
}
