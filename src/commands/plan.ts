import { tmpdir } from 'node:os';
import type { LoadedConfig } from '../config/config.ts';
import { shippedAt } from '../config/packs/shipped.ts';
import { isComplete, makeComparison } from '../plan/make-comparison.ts';
import { isWhole, makePlan } from '../plan/make-plan.ts';
import { readReveal } from '../plan/value-display.ts';
import { publishPlan } from '../report/plan/publish-plan.ts';
import { stateKeys } from '../state/keys.ts';
import { openBasis } from './plan/basis.ts';
import { commentOn } from './plan/comment.ts';
import { readFlows, refuseTogether, selectFlows } from './select-flows.ts';
import type { CommandContext } from './session.ts';
import { assuranceFor } from './state/keep-assumptions.ts';
import { pausedToday } from './sync/paused-today.ts';

/**
 * Shows what a sync would do now, or with the input `base` what a change of the mappings changes. Writes to neither system
 * and saves nothing but tokens that had to be renewed. Returns the exit code: 1 when it could not plan to the end.
 */
export async function plan(context: CommandContext, isTerminal: boolean): Promise<number> {
  const { inputs, github, environment, clock, signal, log } = context;
  const revealed = readReveal(inputs.reveal);
  const head = readVersion(context, inputs.mappings);
  const base = inputs.base === null ? null : readVersion(context, inputs.base);
  const { pauses } = head.config;
  const records = base === null ? inputs.records : null;
  const { reports: paused } = pausedToday({ records, selected: head.selected, pauses, nowMs: clock() });
  await using basis = await openBasis(context, head, base);
  const common = {
    basis: basis.report,
    revealed,
    records: inputs.records,
    since: inputs.since,
    fingerprint: stateKeys(inputs).fingerprint,
    clock,
    signal,
    log,
  };
  const folder = github.temporaryFolder ?? tmpdir();
  const to = { folder, environment, isTerminal, log };
  if (inputs.base === null || base === null) {
    const { assure } = assuranceFor(head.programs, head.config.settings, basis.assumptions, null);
    const { links } = head.config;
    const made = await makePlan({ ...common, assure, ...basis.parts[0], ...head, links, pauses, paused });
    await publishPlan(made, to);
    return isWhole(made) ? 0 : 1;
  }
  const made = await makeComparison({ ...common, parts: basis.parts, head, base, folder: inputs.base });
  await publishPlan(made, to);
  await commentOn(made, context);
  return isComplete(made) ? 0 : 1;
}

/** One folder of mappings, compiled, with the flows of it that run. */
export interface ReadVersion {
  readonly config: LoadedConfig;
  readonly programs: ReturnType<typeof readFlows>['programs'];
  readonly selected: ReadonlySet<string>;
}

/** Reads a version. Flows that are asked for by name need not be in the base. Throws ConfigErrors with all problems found. */
function readVersion({ inputs, github }: CommandContext, folder: string): ReadVersion {
  const shipped =
    folder === inputs.base && inputs.baseShipped !== null ? shippedAt(inputs.baseShipped, github.workspace) : undefined;
  const { config, programs } = readFlows(folder, github.workspace, shipped);
  // A change is free to fix what the base does wrong.
  if (folder === inputs.mappings) refuseTogether(programs, inputs.flows);
  const names = new Set(programs.map(({ name }) => name));
  const wanted = folder === inputs.mappings ? inputs.flows : (inputs.flows?.filter((name) => names.has(name)) ?? null);
  return { config, programs, selected: selectFlows(programs, wanted) };
}
