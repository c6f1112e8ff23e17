import Big from 'big.js';
import type { Program } from '../../mapping/flow/program.ts';
import { moneyFieldsOf } from '../../systems/money-fields.ts';
import { type Item, ownSteps, resultsIn } from '../item.ts';
import { revenueLines } from '../money/money-lines.ts';
import type { SkippedRecord } from '../result.ts';

/** What is told of a record that links.yml skips; null = there was nothing to compare. */
export function skippedRecord(program: Program, item: Item): SkippedRecord | null {
  const { steps, target } = program;
  const own = ownSteps(program);
  const documents = steps
    .filter(({ id }) => own.includes(id))
    .flatMap(({ id, spec }) => resultsIn(item, id).map(({ values, difference }) => ({ spec, values, difference })))
    .filter(({ values, difference }) => values !== null || difference !== undefined);
  if (documents.length === 0 && item.failure === null) return null;
  const amounts = documents.flatMap(({ spec, values }) => {
    const fields = moneyFieldsOf(target.system, spec.name);
    return fields === null || values === null ? [null] : revenueLines(fields, values).map(({ amount }) => amount);
  });
  const isKnown = item.failure === null;
  return { reference: item.source.reference, amount: isKnown ? sumOf(amounts) : null };
}

/** Null if a part of it is not known. */
const sumOf = (amounts: readonly (Big | null)[]): Big | null =>
  amounts.reduce<Big | null>((sum, amount) => (sum === null || amount === null ? null : sum.plus(amount)), new Big(0));
