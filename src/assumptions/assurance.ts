import { ConfigError, TransientError } from '../errors/errors.ts';
import type { AssumptionResult, AssumptionResults } from '../state/assumptions.ts';
import { titleOf } from '../systems/registry.ts';
import type { Premise } from './premises.ts';

/** What a run needs to know before a flow begins. */
export interface AssuranceOptions {
  readonly premises: readonly Premise[];
  /** Changed in place. */
  readonly kept: AssumptionResults;
  /** Tests one premise; null = nothing is tested, and only what is kept counts. Throws what stands in the way. */
  readonly test: ((premise: Premise) => Promise<AssumptionResult | null>) | null;
}

/** Lets flows begin whose assumptions nothing contradicts. */
export interface Assurance {
  /**
   * Tests the flow's assumptions that are cheap and have no kept result, and again those that are contradicted. Throws
   * ConfigError `ASSUMPTION_CONTRADICTED`, also when a kept contradiction could not be tested again, and errors that prevent a test.
   */
  assure(flow: string): Promise<void>;
  /** The results so far. */
  readonly kept: AssumptionResults;
}

/** See `Assurance`. */
export function createAssurance({ premises, kept, test }: AssuranceOptions): Assurance {
  const { results } = kept;
  const tested = new Set<string>();
  const isDue = ({ name, assumption, basis }: Premise): boolean => {
    const known = results[name];
    if (tested.has(name) || assumption.tested === 'never') return false;
    if (known?.result === 'contradicted' && assumption.weight === 'stops') return true;
    const isOfOtherSettings = known !== undefined && known.basis !== basis && assumption.weight === 'stops';
    return isOfOtherSettings || (assumption.tested === 'run' && known?.basis !== basis);
  };
  /** Tests one after the other; gives the error that ends it where that may pass by itself. */
  const testAll = async (due: readonly Premise[]): Promise<TransientError | null> => {
    if (test === null) return null;
    try {
      for (const premise of due) {
        const result = await test(premise);
        tested.add(premise.name);
        if (result === null) delete results[premise.name];
        else results[premise.name] = result;
      }
      return null;
    } catch (error) {
      if (error instanceof TransientError) return error;
      throw error;
    }
  };
  return {
    async assure(flow) {
      const own = premises.filter(({ flows }) => flows.has(flow));
      const passing = await testAll(own.filter(isDue));
      const stop = contradictionIn(own, kept) ?? passing;
      if (stop !== null) throw stop;
    },
    kept,
  };
}

/** The first contradiction that stops what rests on these premises; one that was found under other settings does not. Pure. */
function contradictionIn(premises: readonly Premise[], { results }: AssumptionResults): ConfigError | null {
  for (const { name, system, assumption, basis } of premises) {
    const known = results[name];
    if (known?.result !== 'contradicted' || known.basis !== basis || assumption.weight !== 'stops') continue;
    const message = `${titleOf(system)} does not work as this flow needs it. ${known.says}`;
    return new ConfigError('ASSUMPTION_CONTRADICTED', message, { hint: adviceOn(known) });
  }
  return null;
}

/** What to do about a contradiction: one sentence. */
export function adviceOn({ line }: Pick<AssumptionResult, 'line'>): string {
  return line === null
    ? 'No setting fits: remove what needs it, and attach the report of the doctor to an issue; each run tests it again.'
    : `Write \`${line}\` into settings.yml; the next run tests it again.`;
}
