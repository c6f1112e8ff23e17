import { RecordError } from '../../errors/errors.ts';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import { moneyFieldsOf } from '../../systems/money-fields.ts';
import type { RecordValues } from '../../values.ts';
import { sameInMeaning } from '../diff.ts';
import { seek } from '../find/seek.ts';
import type { TargetRecords } from '../find/target-records.ts';
import type { Item, StepResult } from '../item.ts';
import { linkOf } from '../links/remember.ts';
import { linesOf } from '../money/money-lines.ts';
import { referenceOf, type StepContext, type Task } from '../task.ts';
import { type Difference, type FieldDifference, fieldDifferences } from './differences.ts';
import { sumDifferences } from './line-sums.ts';

/** What was found in the target: the record, or why there is none. */
type Found = { readonly actual: RecordValues } | Pick<Difference, 'kind' | 'candidates' | 'at'>;

const MISSING: Found = { kind: 'missing', candidates: [] };

/** Compares a record with its target in full: found by pin, by link, or by match key. Nothing is written or remembered. */
export async function verifyRecord(context: StepContext, targets: TargetRecords, task: Task): Promise<StepResult> {
  const { step, pins } = context;
  const result = { values: task.values, sent: null, isMet: false } as const;
  if (pins.get(task.subjectReference) === 'skip') {
    return { ...result, outcome: 'skipped', target: {}, before: null, isSkipped: true };
  }
  const found = await locate(context, targets, task);
  const about = { key: task.subjectKey, reference: task.subjectReference };
  if (!('actual' in found)) {
    return { ...result, outcome: 'skipped', target: {}, before: null, difference: { ...about, ...found, fields: [] } };
  }
  const { actual } = found;
  const fields = differencesOf(step, task.values, actual);
  if (fields.length === 0) return { ...result, outcome: 'unchanged', target: actual, before: actual };
  const difference = { ...about, kind: 'differs', candidates: [], fields } as const;
  return { ...result, outcome: 'skipped', target: actual, before: actual, difference };
}

/** What differs; for lines, their sums if the step compares sums. */
function differencesOf(
  { spec, writes, policy, linesField, meanings }: StepProgram,
  values: RecordValues,
  actual: RecordValues,
): readonly FieldDifference[] {
  const same = new Set(sameInMeaning(values, actual, meanings));
  const shown = Object.fromEntries(
    Object.entries(values).filter(([field]) => spec.fields[field]?.readable !== false && !same.has(field)),
  );
  const sums = policy.kind === 'verify' ? policy.sums : null;
  if (sums === null || linesField === null) return fieldDifferences(shown, actual, writes);
  const { [linesField]: _, ...header } = shown;
  return [
    ...fieldDifferences(header, actual, writes),
    ...sumDifferences(linesField, linesOf(shown, linesField), linesOf(actual, linesField), sums),
  ];
}

async function locate(context: StepContext, targets: TargetRecords, task: Task): Promise<Found> {
  const pinned = context.pins.get(task.subjectReference);
  const link = linkOf(context, task.subjectKey);
  try {
    if (pinned !== undefined) return { actual: await targets.pinned(pinned) };
    if (link !== undefined) return { actual: await targets.linked(link.target) };
  } catch (error) {
    if (!(error instanceof RecordError) || (error.code !== 'NOT_FOUND' && error.code !== 'PIN_NOT_FOUND')) throw error;
    if (pinned !== undefined) return MISSING;
  }
  const decision = await seek(context, targets, task);
  if (decision.kind === 'hit') return { actual: decision.candidate };
  if (decision.kind === 'none') return MISSING;
  const candidates = decision.candidates.map((candidate) => referenceOf(context, candidate));
  const { linksFile, pinFlow } = context;
  const isSettled = linksFile !== null && pinFlow !== null;
  return { kind: 'ambiguous', candidates, ...(isSettled && { at: { file: linksFile, line: 1, column: 1 } }) };
}

/**
 * What is said of a step that uses a record which an earlier one did not find; null = there is none. Comparing with nothing would report false
 * differences. A document is told, because no total counts it; what else hangs on the record goes with it.
 */
export function hangingOnMissing(
  { program, step }: StepContext,
  { results, source }: Item,
): Pick<StepResult, 'difference'> | null {
  const isHanging = program.steps.some(({ id, keep }) => {
    const kind = results.get(id)?.difference?.kind;
    return keep.length > 0 && (kind === 'missing' || kind === 'ambiguous');
  });
  if (!isHanging) return null;
  if (moneyFieldsOf(program.target.system, step.spec.name) === null) return {};
  const { key, reference } = source;
  const reason = 'A record that it needs, such as its customer, is missing in the target or ambiguous.';
  return { difference: { kind: 'failed', key, reference, fields: [], candidates: [], reason } };
}
