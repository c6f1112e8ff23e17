import type { RecordValues } from '../../values.ts';
import { agrees, type MatchDecision, strongestKey, TAKEN } from '../find/match.ts';
import { claimantOf, takersOf } from '../find/seek.ts';
import { isAnothers } from '../links/mirror.ts';
import { referenceOf, type StepContext, type Task } from '../task.ts';
import { type Ambiguity, AmbiguousError, listed } from './record-errors.ts';

/** Why a match is ambiguous, with the names of the source records that claim the record in this run. */
export function whyOf(
  context: StepContext,
  task: Task,
  { candidates, why, isTaken }: Extract<MatchDecision, { kind: 'ambiguity' }>,
): string {
  const [taken] = candidates;
  if (isTaken !== true || taken === undefined) return why;
  const names = takersOf(context, task, taken);
  return names.length === 0 ? why : `${TAKEN} (${listed(names)})`;
}

/** Two source records would take one target record: neither does, and a person decides whose it is. */
export function claimedTwice(
  context: StepContext,
  task: Task,
  candidate: RecordValues,
  rivals: readonly string[],
): AmbiguousError {
  const { pair, step } = context;
  const claim = { pair, target: String(candidate[step.spec.key]), ...claimantOf(task) };
  return ambiguous(context, task, [candidate], { why: `${listed(rivals)} may be it as well`, claim, rivals });
}

/** The error of a record that may be one of these target records. */
export function ambiguous(
  context: StepContext,
  task: Task,
  candidates: readonly RecordValues[],
  ambiguity: Pick<Ambiguity, 'why' | 'claim' | 'rivals'>,
): AmbiguousError {
  const { pinFlow, step } = context;
  const file = pinFlow === null ? null : context.linksFile;
  const { subjectReference: reference } = task;
  const named = candidates.map((candidate) => ({
    reference: referenceOf(context, candidate),
    isTaken: isAnothers(context, task, candidate[step.spec.key] ?? null),
  }));
  const strongest = step.match[0]?.join(' + ') ?? '';
  const isOtherSale =
    step.policy.kind === 'document' && (ambiguity.claim !== undefined || named.some(({ isTaken }) => isTaken));
  const isSameNumber = candidates.some((candidate) => isOfSameNumber(context, task, candidate));
  const place = file === null ? {} : { linksFile: file };
  const mayBeNew = isWithoutOwn(context, task, candidates);
  const about = { reference, pinFlow, candidates: named, isOtherSale, isSameNumber, mayBeNew, ...place, ...ambiguity };
  return new AmbiguousError(about, strongest, candidates);
}

/** True if none of the candidates has the strongest match key of the record, so that it may get a record of its own, which that key finds again. */
function isWithoutOwn({ step }: StepContext, { values }: Task, candidates: readonly RecordValues[]): boolean {
  const { spec, match, policy } = step;
  if (policy.kind !== 'master' || policy.create === false) return false;
  const key = strongestKey(match, spec, values);
  return !candidates.some((candidate) => agrees({ spec, values }, key, candidate));
}

/** True if another source record with the number of this one is linked to the target record, or claims it. */
function isOfSameNumber(context: StepContext, task: Task, candidate: RecordValues): boolean {
  const { claims, pair, step } = context;
  const target = candidate[step.spec.key] ?? null;
  const { subjectReference: reference, subjectKey } = task;
  const isTakers = isAnothers(context, task, target) && claims.takerOf(pair, target) === reference;
  return isTakers || claims.rivals(pair, target, subjectKey).includes(reference);
}
