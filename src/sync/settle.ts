import { RecordError, TransientError } from '../errors.ts';
import { missingRequired } from '../mapping/program.ts';
import type { Link } from '../state/progress.ts';
import type { RecordValues } from '../values.ts';
import { createInOpenPeriod } from './closed-period.ts';
import { differences, valuesToCreate } from './diff.ts';
import { AmbiguousError, type Doubt, listed } from './doubts.ts';
import { isHeldBack, isSubjectOutOfUse } from './inactive.ts';
import type { StepResult } from './item.ts';
import { bring, heldBack, keepInStep, knownResult, left, mayDiffer, refuseCorrection, verify } from './keep-in-step.ts';
import type { Lookups } from './lookups.ts';
import { isAnothers } from './mirror.ts';
import { linkOf, remember } from './remember.ts';
import { claimantOf, rivalsOf, type Sought, seek } from './seek.ts';
import { isAsSent, without } from './standing.ts';
import { isKnown, knownOf, mayUpdate, referenceOf, type StepContext, type Task } from './task.ts';
import { type CreateRequest, writeUnclear } from './writer.ts';

/** Brings one record in step with its target: by pin, by link, by match key, or by creating it. */
export async function settle(context: StepContext, lookups: Lookups, task: Task): Promise<StepResult> {
  const { step, pair, mirror, links, pins } = context;
  const pinned = pins.get(task.subjectReference);
  if (pinned === 'skip') {
    throw new RecordError(
      'PINNED_SKIP',
      `${task.subjectReference} is pinned as "skip" in links.yml, but is needed here.`,
    );
  }
  const link = linkOf(context, task.subjectKey);
  if (pinned !== undefined && link?.reference !== pinned) {
    const actual = await lookups.pinned(pinned);
    // What a person pins belongs to nobody else any more.
    const target = actual[step.spec.key] ?? null;
    const owner = links.ownerOf(pair, target);
    if (owner !== undefined && owner !== task.subjectKey) links.remove(pair, owner);
    if (isAnothers(context, task, target)) links.remove(mirror.pair, String(target));
    return meet(context, lookups, task, actual);
  }
  if (link === undefined) return match(context, lookups, task);
  try {
    if (isCopy(context, task)) {
      const known = knownOf(step, link);
      return knownResult(task, isKnown(step, link) ? known : await lookups.linked(link.target), 'unchanged');
    }
    // Exact Online counts each write to what is gone as an error, and blocks an app that makes ten of them in an hour.
    lookups.refuseGone(link.target);
    return await keepInStep(context, lookups, task, link);
  } catch (error) {
    if (!(error instanceof RecordError) || error.code !== 'NOT_FOUND') throw error;
    if (!(await lookups.isGone(link.target))) throw error;
    if (step.policy.kind === 'document' && task.item.trust !== 'nothing') throw targetGone(context, link);
    // Out of use here and gone there: it was deleted, and its link tells it from one that is new. It is made again once
    // it is in use.
    if (isSubjectOutOfUse(context, task)) {
      links.set(pair, task.subjectKey, { ...link, prints: {} });
      return notMade(task);
    }
    // With a flow each way it was deleted there, and what nobody changed here since does not come back. Nor does one whose deletion
    // the other flow has told (its link is gone), but for one that was out of use since and is taken up again (no prints).
    if (mirror.fields !== null && task.item.trust !== 'nothing' && Object.keys(link.prints).length > 0) {
      if (step.subject === null && isAsSent(context, task, link)) return notMade(task);
      if (links.get(mirror.pair, String(link.target)) === undefined) throw targetGone(context, link);
    }
    links.remove(pair, task.subjectKey);
    return match(context, lookups, task);
  }
}

/** A record that somebody removed: whether it was wrong, or is to be made again, is for a person to say. */
function targetGone({ pinFlow }: StepContext, { reference, target }: Link): RecordError {
  const name = reference ?? String(target);
  const pin = pinFlow === null ? '' : `pin the one that took its place in links.yml under ${pinFlow}, or `;
  return new RecordError('TARGET_GONE', `${name} was removed from the target; it is not made again by itself.`, {
    hint: `To have it made again, name the source record in the input \`records\`; else ${pin}leave it as it is.`,
  });
}

/**
 * True for a document that a flow the other way made. Records and elements that are copies are left out before,
 * see `copies.ts`; a related record that a step stands for comes this far.
 */
function isCopy({ step, links, pair }: StepContext, task: Task): boolean {
  return step.policy.kind === 'document' && links.get(pair, task.subjectKey) === undefined;
}

/** A record without a link: found in the target by a match key, or created. */
async function match(context: StepContext, lookups: Lookups, task: Task): Promise<StepResult> {
  const { step } = context;
  const decision = await seek(context, lookups, task);
  if (decision.kind === 'hit') {
    const { candidate } = decision;
    const rivals = rivalsOf(context, task, candidate);
    if (rivals.length > 0) throw claimedTwice(context, task, candidate, rivals);
    return decision.isTyped === true ? meetTyped(context, task, candidate) : meet(context, lookups, task, candidate);
  }
  if (decision.kind === 'doubt') throw ambiguous(context, task, decision.candidates, whyOf(context, task, decision));
  if (step.policy.kind === 'master' && step.policy.create === false) return notMade(task);
  const missing = missingRequired(step, task.values);
  if (missing.length > 0) {
    throw new RecordError(
      'REQUIRED_EMPTY',
      `${step.spec.name} needs ${missing.join(', ')}, and the source has nothing there.`,
      {
        hint: 'Fill it in the source, or give the rule a `default`.',
      },
    );
  }
  const values = valuesToCreate(task.values, step.writes);
  const request = { spec: step.spec, values, match: step.match, keep: step.keep };
  const { sent: written, created } = await createOnce(context, task, request);
  const record = { ...written, ...created };
  context.lists.add(step.spec.name, record);
  // What is null was left out, which is how nothing is created.
  const sent = Object.keys(task.values).filter((field) => step.writes[field] !== 'update');
  const target = remember(context, task, record, sent);
  lookups.add(record);
  lookups.sent({ task, key: target[step.spec.key] ?? null, values: written }, created);
  return { outcome: 'created', values: task.values, target, sent: written, before: null, isMet: false };
}

/**
 * Creates a record, unless an earlier try of this run was not answered: an order, or another flow, may need the same one. That it
 * is not there by now does not prove that it never will be.
 */
async function createOnce(context: StepContext, task: Task, request: CreateRequest) {
  const { unanswered, pair } = context;
  const name = `${pair}\n${task.subjectKey}`;
  if (unanswered.has(name)) throw writeUnclear();
  try {
    return await createInOpenPeriod(context, request);
  } catch (error) {
    if (error instanceof TransientError && error.code === 'WRITE_UNCLEAR') unanswered.add(name);
    throw error;
  }
}

/** A record that the target lacks and that is not made. */
function notMade({ values }: Task): StepResult {
  return { outcome: 'skipped', values, target: {}, sent: null, before: null, isMet: false, endsHere: true };
}

/** A record of the target that is not linked yet: link it, and bring it in step as the policy says. */
async function meet(context: StepContext, lookups: Lookups, task: Task, actual: RecordValues): Promise<StepResult> {
  const { step } = context;
  if (step.policy.kind === 'document') {
    const { exists } = step.policy;
    if (exists === 'fail') throw existing(context, actual);
    if (exists === 'update') return correct(context, lookups, task, actual);
    if (exists === 'verify') verify(context, task, actual);
    return left(context, task, actual, 'skipped', exists === 'verify', true);
  }
  if (!mayUpdate(step)) return left(context, task, actual, 'skipped', false, true);
  return correct(context, lookups, task, actual);
}

/** Links a record that was met, and writes what differs. */
async function correct(context: StepContext, lookups: Lookups, task: Task, actual: RecordValues): Promise<StepResult> {
  const { step } = context;
  const changes = without(differences(task.values, actual, step.writes), mayDiffer(context, task, actual));
  refuseCorrection(context, changes, actual);
  if (isHeldBack(context, changes, actual)) return heldBack(context, task, actual, true);
  return { ...(await bring(context, lookups, task, actual, changes, Object.keys(task.values))), isMet: true };
}

/** A document that a person typed: it is never booked a second time, and nothing of it is changed. */
function meetTyped(context: StepContext, task: Task, actual: RecordValues): StepResult {
  const { step } = context;
  if (step.policy.kind === 'document' && step.policy.exists === 'fail') throw existing(context, actual);
  verify(context, task, actual);
  return left(context, task, actual, 'skipped', true, true);
}

const existing = (context: StepContext, actual: RecordValues): RecordError =>
  new RecordError('EXISTS', `It is already in the target as ${referenceOf(context, actual)}.`);

/** Why a doubt is one, with the names of those who took the record in this run. */
function whyOf(
  context: StepContext,
  task: Task,
  { candidates, why, isTaken }: Extract<Sought, { kind: 'doubt' }>,
): string {
  const [taken] = candidates;
  const rivals = isTaken !== true || taken === undefined ? [] : rivalsOf(context, task, taken);
  return rivals.length === 0 ? why : `${why} (${listed(rivals)})`;
}

/** Two source records would take one target record: neither does, and a person says whose it is. */
function claimedTwice(
  context: StepContext,
  task: Task,
  candidate: RecordValues,
  rivals: readonly string[],
): AmbiguousError {
  const { pair, step } = context;
  const claim = { pair, target: String(candidate[step.spec.key]), ...claimantOf(task) };
  const more = { claim, rivals };
  return ambiguous(context, task, [candidate], `${listed(rivals)} may be it as well`, more);
}

function ambiguous(
  context: StepContext,
  task: Task,
  candidates: readonly RecordValues[],
  why: string,
  more: Pick<Doubt, 'claim' | 'rivals'> = {},
): AmbiguousError {
  const { pinFlow, step } = context;
  const { subjectReference: reference } = task;
  const named = candidates.map((candidate) => ({
    reference: referenceOf(context, candidate),
    isTaken: isAnothers(context, task, candidate[step.spec.key] ?? null),
  }));
  const strongest = step.match[0]?.join(' + ') ?? '';
  return new AmbiguousError({ reference, pinFlow, candidates: named, why, ...more }, strongest, candidates);
}
