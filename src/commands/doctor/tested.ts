import type { Premise } from '../../assumptions/premises.ts';
import type { TestedPremise } from '../../doctor/assumptions.ts';
import type { AssumptionResults } from '../../state/assumptions.ts';
import type { CommandContext, Mappings, Saved } from '../session.ts';
import { premisesOfFlows, saveAssumptions } from '../state/keep-assumptions.ts';

/** What the flows that are on rest on. */
export function premisesOfSelected({ programs, config, selected }: Mappings): readonly Premise[] {
  return premisesOfFlows(programs, config.settings).filter(({ flows }) =>
    [...flows].some((flow) => selected.has(flow)),
  );
}

/** Adds the tests to the kept ones. */
export async function keepTested(
  saved: Pick<Saved, 'state' | 'name'>,
  before: AssumptionResults,
  tested: readonly TestedPremise[],
  { warn }: Pick<CommandContext, 'warn'>,
): Promise<void> {
  const now = Object.fromEntries(tested.map(({ premise, result }) => [premise.name, result] as const));
  await saveAssumptions(saved, before, { ...before, results: { ...before.results, ...now } }, warn);
}
