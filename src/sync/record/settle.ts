import { RecordError } from '../../errors/errors.ts';
import type { Link } from '../../state/links/link.ts';
import type { RecordValues } from '../../values.ts';
import { otherClaimants, seek } from '../find/seek.ts';
import type { TargetRecords } from '../find/target-records.ts';
import type { StepResult } from '../item.ts';
import { isAnothers } from '../links/mirror.ts';
import { nameInPair } from '../links/pairs.ts';
import { linkOf } from '../links/remember.ts';
import { isAsSent } from '../links/standing.ts';
import { isKnown, knownOf, type StepContext, type Task } from '../task.ts';
import { ambiguous, claimedTwice, whyOf } from './ambiguity.ts';
import { carryOut, create, notMade } from './carry-out.ts';
import { decideByFingerprints, decideByTarget } from './decide.ts';
import { isSubjectOutOfUse } from './inactive.ts';
import { refuseSecondBooking } from './other-documents.ts';
import { isRefusal } from './send-once.ts';

/** Brings one target record in step with its source: by pin, by link, by match key, or by creating it. */
export async function settle(context: StepContext, targets: TargetRecords, task: Task): Promise<StepResult> {
  const pinned = context.pins.get(task.subjectReference);
  if (pinned === 'skip') {
    throw new RecordError(
      'PINNED_SKIP',
      `${task.subjectReference} is pinned as "skip" in links.yml, but is needed here.`,
    );
  }
  const link = linkOf(context, task.subjectKey);
  if (pinned !== undefined && link?.reference !== pinned) return settlePinned(context, targets, task, pinned);
  if (link === undefined) return settleUnlinked(context, targets, task);
  try {
    return await settleLinked(context, targets, task, link);
  } catch (error) {
    if (!(error instanceof RecordError) || error.code !== 'NOT_FOUND') throw error;
    if (!(await targets.isGone(link.target))) throw error;
    return settleGone(context, targets, task, link);
  }
}

/** The record that a person pinned: from now on it belongs to no other source record. */
async function settlePinned(
  context: StepContext,
  targets: TargetRecords,
  task: Task,
  pinned: string,
): Promise<StepResult> {
  const { step, pair, mirror, links } = context;
  const actual = await targets.pinned(pinned);
  const target = actual[step.spec.key] ?? null;
  const owner = links.ownerOf(pair, target);
  // Price and stock of an article go with it: else they would wait for the one that it was, or get its values. A document stands alone.
  const isMaster = step.policy.kind === 'master';
  if (isMaster && owner !== task.subjectKey) links.removeAll(pair, task.subjectKey);
  if (owner !== undefined && owner !== task.subjectKey) {
    if (isMaster) links.removeAll(pair, owner);
    else links.remove(pair, owner);
  }
  if (isAnothers(context, task, target)) links.remove(mirror.pair, String(target));
  return meet(context, targets, task, actual);
}

/** A linked record: settled by its fingerprints, or read if they are not enough. */
async function settleLinked(context: StepContext, targets: TargetRecords, task: Task, link: Link): Promise<StepResult> {
  const { step } = context;
  const known = { record: knownOf(step, link), isRead: false, isMet: false };
  if (isCopy(context, task)) {
    const target = isKnown(step, link) ? known.record : await targets.linked(link.target);
    return { outcome: 'unchanged', values: task.values, target, sent: null, before: null, isMet: false };
  }
  if (isLeftToTheOther(context, link)) return { ...notMade(task), target: known.record };
  // Exact Online counts each write to a gone record as an error, and blocks an app that makes ten of them in an hour.
  targets.refuseGone(link.target);
  const decision = decideByFingerprints(context, task, link);
  if (decision !== null) return carryOut(context, targets, task, { ...known, decision });
  const record = await targets.linked(link.target);
  const read = { record, isRead: true, isMet: false, decision: decideByTarget(context, task, link, record) };
  return carryOut(context, targets, task, read);
}

/**
 * True for a record that the flow in the other direction tried to settle in this run, and could not: what a lost run may have written here is no edit, and is not
 * brought back. That flow tries again.
 */
function isLeftToTheOther({ step, mirror, unsettled }: StepContext, { target }: Link): boolean {
  return step.subject === null && unsettled.has(nameInPair(mirror.pair, String(target)));
}

/**
 * True for a document that a flow in the other direction created. Records and elements that are copies are left out earlier,
 * see `copies.ts`; a related record that a step stands for gets this far.
 */
function isCopy({ step, links, pair }: StepContext, task: Task): boolean {
  return step.policy.kind === 'document' && links.get(pair, task.subjectKey) === undefined;
}

/** A linked record that is gone from the target: it is looked up again or created again, unless somebody removed it there. */
function settleGone(
  context: StepContext,
  targets: TargetRecords,
  task: Task,
  link: Link,
): StepResult | Promise<StepResult> {
  const { step, pair, mirror, links } = context;
  if (step.policy.kind === 'document' && !task.item.isAsked) throw targetGone(context, link);
  // The record is inactive here and gone there, so somebody deleted it. Its link is kept, to distinguish it from a new record. It is
  // created again when it is active again.
  if (isSubjectOutOfUse(context, task)) {
    links.set(pair, task.subjectKey, { ...link, fingerprints: {} });
    return notMade(task);
  }
  // With flows in both directions it was deleted there, and a record that nobody changed here since is not created again. Nor is one whose deletion
  // the other flow has reported (its link is gone), unless it was inactive in the meantime and is active again (no fingerprints).
  if (mirror.fields !== null && !task.item.isAsked && Object.keys(link.fingerprints).length > 0) {
    if (step.subject === null && isAsSent(context, task, link)) return notMade(task);
    if (links.get(mirror.pair, String(link.target)) === undefined) throw targetGone(context, link);
  }
  links.remove(pair, task.subjectKey);
  return settleUnlinked(context, targets, task);
}

/** A record that somebody removed: a person must say whether that was wrong or it should be created again. */
function targetGone({ pinFlow }: StepContext, { reference, target }: Link): RecordError {
  const name = reference ?? String(target);
  const pin = pinFlow === null ? '' : `pin the one that took its place in links.yml under ${pinFlow}, or `;
  return new RecordError('TARGET_GONE', `${name} was removed from the target; it is not created again by itself.`, {
    hint: `To have it created again, name the source record in the input \`records\`; else ${pin}leave it as it is.`,
  });
}

/** A record without a link: found in the target by a match key, or created. */
async function settleUnlinked(context: StepContext, targets: TargetRecords, task: Task): Promise<StepResult> {
  const { step } = context;
  const met = await findUnlinked(context, targets, task);
  if (met !== null) return meet(context, targets, task, met);
  if (step.policy.kind === 'master' && step.policy.create === false) return notMade(task);
  await refuseSecondBooking(context, targets, task);
  try {
    return await create(context, targets, task);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // It was looked for once more, and may be there.
    const there = await findUnlinked(context, targets, task);
    if (there === null) throw error;
    return meet(context, targets, task, there);
  }
}

/** The target record that a match key finds for a record without a link; null = none. Throws RecordError if it is not certain. */
async function findUnlinked(context: StepContext, targets: TargetRecords, task: Task): Promise<RecordValues | null> {
  const decision = await seek(context, targets, task);
  if (decision.kind === 'none') return null;
  if (decision.kind === 'ambiguity')
    throw ambiguous(context, task, decision.candidates, { why: whyOf(context, task, decision) });
  const rivals = otherClaimants(context, task, decision.candidate);
  if (rivals.length > 0) throw claimedTwice(context, task, decision.candidate, rivals);
  return decision.candidate;
}

/** A target record that is not linked yet: it is linked, and brought in step as the policy says. */
function meet(context: StepContext, targets: TargetRecords, task: Task, record: RecordValues): Promise<StepResult> {
  const decision = decideByTarget(context, task, null, record);
  return carryOut(context, targets, task, { record, isRead: true, isMet: true, decision });
}
