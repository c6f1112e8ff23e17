import { isDeepStrictEqual } from 'node:util';
import { type Assurance, createAssurance } from '../../assumptions/assurance.ts';
import { type Premise, premisesOf } from '../../assumptions/premises.ts';
import { testPremise } from '../../assumptions/test-premises.ts';
import { usesOf } from '../../assumptions/uses.ts';
import type { Settings } from '../../config/schema/settings-schema.ts';
import { StateError } from '../../errors/errors.ts';
import type { Program } from '../../mapping/flow/program.ts';
import {
  type AssumptionResult,
  type AssumptionResults,
  assumptionsSchema,
  noAssumptions,
} from '../../state/assumptions.ts';
import { bySystem, catalogsOfSystems, factsOf } from '../../systems/registry.ts';
import type { Connections } from '../connect-systems.ts';
import type { CommandContext, Saved } from '../session.ts';

/** The assumptions that flows rest on. Pure. */
export function premisesOfFlows(programs: readonly Program[], settings: Settings): readonly Premise[] {
  const tables = bySystem((name) => factsOf(name).assumptions);
  return premisesOf(tables, usesOf(programs, catalogsOfSystems()), settings);
}

/**
 * Tests assumptions over these connections. Nothing is sent until it is used. A contradiction is tested a second time, with answers of its own: one
 * false answer on the way proves nothing.
 */
export function premiseTest(
  connections: Connections,
  { clock, signal }: Pick<CommandContext, 'clock' | 'signal'>,
): (premise: Premise) => Promise<AssumptionResult | null> {
  const openTests = () => bySystem((name) => connections[name].tests());
  let tests = openTests();
  return async (premise) => {
    const result = await testPremise(premise, tests, clock(), signal);
    if (result?.result !== 'contradicted') return result;
    tests = openTests();
    return testPremise(premise, tests, clock(), signal);
  };
}

/** What was tested earlier; what cannot be loaded is tested again. Throws StateError STATE_KEY_WRONG: what another key opens is not to be replaced. */
export async function restoreAssumptions({ state, name }: Pick<Saved, 'state' | 'name'>): Promise<AssumptionResults> {
  try {
    return (await state.load('assumptions', name, assumptionsSchema)) ?? noAssumptions();
  } catch (error) {
    if (!(error instanceof StateError) || error.code === 'STATE_KEY_WRONG') throw error;
    return noAssumptions();
  }
}

/**
 * Keeps what was tested, if it differs from `before`. Never throws for expected errors: without it, the same is
 * tested again.
 */
export async function saveAssumptions(
  { state, name }: Pick<Saved, 'state' | 'name'>,
  before: AssumptionResults,
  after: AssumptionResults,
  warn: CommandContext['warn'],
): Promise<void> {
  if (isDeepStrictEqual(told(before), told(after))) return;
  try {
    await state.save('assumptions', name, after);
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    warn(`${error.message} Nothing else depends on it: the tests are repeated.`);
  }
}

/** The results without their times. */
const told = ({ results }: AssumptionResults): unknown =>
  Object.fromEntries(Object.entries(results).map(([name, { testedAt, ...rest }]) => [name, rest]));

/** Asked before each flow of a run; without `test`, as in a plan, only earlier results count. */
export function assuranceFor(
  programs: readonly Program[],
  settings: Settings,
  before: AssumptionResults,
  test: ((premise: Premise) => Promise<AssumptionResult | null>) | null,
): Assurance {
  return createAssurance({ premises: premisesOfFlows(programs, settings), kept: structuredClone(before), test });
}
