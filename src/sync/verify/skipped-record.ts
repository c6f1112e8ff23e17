import Big from 'big.js';
import type { Program } from '../../mapping/flow/program.ts';
import { moneyFieldsOf } from '../../systems/money-fields.ts';
import { type Item, ownSteps, resultsIn, type StepResult } from '../item.ts';
import { linesOf, revenueLines } from '../money/money-lines.ts';
import type { SkippedRecord } from '../result.ts';

/**
 * What is told of what links.yml skips: of a record, if `isWhole`, or of its documents that are skipped, such as one invoice of an order. Nothing if there
 * was nothing to compare. A customer is no document: its own check tells it. Each with the key of its source record: several may have one number.
 */
export function skippedRecords(
  program: Program,
  item: Item,
  isWhole: boolean,
): readonly (readonly [key: string, SkippedRecord])[] {
  const own = ownSteps(program);
  const documents = program.steps
    .filter(({ id }) => own.includes(id))
    .flatMap(({ id, spec }) =>
      resultsIn(item, id).map((result) => ({ result, amounts: amountsOf(program, spec, result) })),
    )
    .filter(({ result: { values, difference } }) => values !== null || difference !== undefined);
  if (!isWhole)
    return documents
      .filter(({ result }) => result.isSkipped === true)
      .map(({ result: { subjectKey = '', subjectReference: reference = '' }, amounts }) => [
        subjectKey,
        { reference, amount: sumOf(amounts) },
      ]);
  if (documents.length === 0 && item.failure === null) return [];
  const amounts = documents.flatMap((document) => document.amounts);
  const { key, reference } = item.source;
  return [[key, { reference, amount: item.failure === null ? sumOf(amounts) : null }]];
}

/** Of the lines without VAT; null = not known, as where a check looks at no lines. */
function amountsOf(
  { target }: Program,
  { name }: Program['steps'][number]['spec'],
  { values }: StepResult,
): readonly (Big | null)[] {
  const fields = moneyFieldsOf(target.system, name);
  if (fields === null || values === null || linesOf(values, fields.lines).length === 0) return [null];
  return revenueLines(fields, values).map(({ amount }) => amount);
}

/** Null if a part of it is not known. */
const sumOf = (amounts: readonly (Big | null)[]): Big | null =>
  amounts.reduce<Big | null>((sum, amount) => (sum === null || amount === null ? null : sum.plus(amount)), new Big(0));
