import { AccessError } from '../errors/errors.ts';
import type { AssumptionResult } from '../state/assumptions.ts';
import { type Test, type TestVerdict, untestable } from '../systems/assumption.ts';
import { type SystemName, titleOf } from '../systems/registry.ts';
import type { Premise } from './premises.ts';

/** The tests of both systems, by the assumption's id. */
export type AssumptionTests = Readonly<Record<SystemName, ReadonlyMap<string, Test>>>;

/**
 * Tests one premise by reading; null = there is nothing to test. A missing right leaves it untested. Throws AccessError,
 * TransientError and StateError when nobody could be asked.
 */
export async function testPremise(
  { assumption, system, subject, basis }: Premise,
  tests: AssumptionTests,
  nowMs: number,
  signal: AbortSignal,
): Promise<AssumptionResult | null> {
  const test = tests[system].get(assumption.id);
  const verdict =
    test === undefined
      ? untestable(`Reading cannot show it. ${assumption.how}`)
      : await orUntested(system, () => test(subject, signal));
  if (verdict === null) return null;
  const line = verdict.result === 'contradicted' ? verdict.line : null;
  return { result: verdict.result, says: verdict.says, line, basis, testedAt: new Date(nowMs).toISOString() };
}

async function orUntested(system: SystemName, test: () => Promise<TestVerdict | null>): Promise<TestVerdict | null> {
  try {
    return await test();
  } catch (error) {
    const isOfOne = error instanceof AccessError && (error.code === 'FORBIDDEN' || error.code === 'READ_REFUSED');
    if (!isOfOne) throw error;
    return untestable(`${titleOf(system)} does not let the user read what would show it.`);
  }
}
