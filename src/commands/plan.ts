import { tmpdir } from 'node:os';
import { checkoutOf } from '../config/checkout.ts';
import type { LoadedConfig } from '../config/config.ts';
import { shippedAt } from '../config/packs/shipped.ts';
import { type ComparisonContext, isComplete, makeComparison, stopsMore } from '../plan/make-comparison.ts';
import { isWhole, makePlan } from '../plan/make-plan.ts';
import { readReveal } from '../plan/value-display.ts';
import type { Comparison } from '../report/plan/comparison-report.ts';
import type { BasisReport } from '../report/plan/plan-report.ts';
import { type PlanReaders, publishPlan } from '../report/plan/publish-plan.ts';
import { stateKeys } from '../state/keys.ts';
import { inAdministration } from './administrations/in-administration.ts';
import { refuseShared } from './plan/apart.ts';
import { type ComparisonBasis, openBasis } from './plan/basis.ts';
import { commentOn } from './plan/comment.ts';
import { atAnyDate, isWithoutSecrets, openSamples, unkeyed } from './plan/samples.ts';
import { notAgreed, readFlows, refuseTogether, selectFlows } from './select-flows.ts';
import { type CommandContext, inOneAdministration } from './session.ts';
import { assuranceFor } from './state/keep-assumptions.ts';
import { pausedToday } from './sync/paused-today.ts';

/**
 * Shows what a sync would do now, or with the input `base` what a change of the mappings changes. Writes to neither system
 * and saves nothing but tokens that had to be renewed. Returns the exit code: 1 when it could not plan to the end.
 */
export async function plan(given: CommandContext, isTerminal: boolean): Promise<number> {
  refuseShared(given.inputs, given.github.workspace);
  const context = inOneAdministration(given);
  const { inputs } = context;
  const head = readVersion(context, inputs.mappings);
  if (inputs.base === null) return planNow(context, head, isTerminal);
  const base = readVersion(context, inputs.base);
  if (!isWithoutSecrets(context)) {
    await using basis = await openBasis(context, head, base);
    const made = await compared(context, basis, { head, base, folder: inputs.base }, isTerminal);
    return isComplete(made) ? 0 : 1;
  }
  await using samples = openSamples(context, head);
  const versions = { head: atAnyDate(head), base: atAnyDate(base), folder: inputs.base };
  // A case may be about a flow that stops, so what stopped before as well does not count.
  return stopsMore(await compared(context, samples, versions, isTerminal)) ? 1 : 0;
}

async function planNow(context: CommandContext, head: ReadVersion, isTerminal: boolean): Promise<number> {
  const { inputs, clock } = context;
  const { selected, config } = head;
  const asked = { records: inputs.records, selected, pauses: config.pauses, nowMs: clock() };
  const { pauses, reports: paused } = pausedToday(asked);
  await using basis = await openBasis(context, head, null);
  const { assure } = assuranceFor(head.programs, head.config.settings, basis.assumptions, null);
  const common = commonOf(context, basis.report);
  const made = await makePlan({
    ...common,
    assure,
    ...basis.parts[0],
    ...head,
    links: head.config.links,
    linksFile: head.config.linksFile,
    pauses,
    paused,
    warnings: warningsOfPlan(head),
  });
  await publishPlan(made, readersOf(context, isTerminal));
  return isWhole(made) ? 0 : 1;
}

/** That a sync would not begin with these mappings, and why. */
function warningsOfPlan(head: ReadVersion): readonly string[] {
  const open = notAgreed(head).map(({ message }) => message);
  return open.length === 0 ? [] : ['A sync does not begin with these mappings.', ...open];
}

async function compared(
  context: CommandContext,
  { parts, report }: ComparisonBasis,
  versions: Pick<ComparisonContext, 'base' | 'folder'> & { readonly head: ReadVersion },
  isTerminal: boolean,
): Promise<Comparison> {
  const warnings = warningsOfPlan(versions.head);
  const made = await makeComparison({ ...commonOf(context, report), parts, ...versions, warnings });
  await publishPlan(made, readersOf(context, isTerminal));
  await commentOn(made, context);
  return made;
}

const commonOf = ({ inputs, github, clock, signal, log }: CommandContext, basis: BasisReport) => ({
  basis,
  revealed: readReveal(inputs.reveal),
  records: inputs.records,
  since: inputs.since,
  fingerprint: isWithoutSecrets({ inputs, github }) ? unkeyed : stateKeys(inputs).fingerprint,
  clock,
  signal,
  log,
});

const readersOf = ({ inputs, github, environment, log }: CommandContext, isTerminal: boolean): PlanReaders => ({
  folder: github.temporaryFolder ?? tmpdir(),
  language: inputs.language,
  environment,
  isTerminal,
  checkout: checkoutOf(inputs.mappings, github.workspace),
  log,
});

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
  const { administration } = inputs;
  const { config, programs } = readFlows(folder, github.workspace, { shipped, administration, asked: inputs.flows });
  // A change is free to fix what the base does wrong.
  if (folder === inputs.mappings) {
    inAdministration(inputs, config.settings);
    refuseTogether({ config, programs }, inputs.flows);
  }
  const names = new Set(programs.map(({ name }) => name));
  const wanted = folder === inputs.mappings ? inputs.flows : (inputs.flows?.filter((name) => names.has(name)) ?? null);
  return { config, programs, selected: selectFlows({ config, programs }, wanted) };
}
