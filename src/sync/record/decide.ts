import { RecordError } from '../../errors/errors.ts';
import type { Link } from '../../state/links/link.ts';
import { type RecordValues, sameValue } from '../../values.ts';
import { changedHere, differences, sameInMeaning } from '../diff.ts';
import { typedFields } from '../find/typed-by-hand.ts';
import { asSent } from '../links/borrowed.ts';
import { disputedFields, waitingElsewhere, waitingHere } from '../links/disputes.ts';
import { isAsLeft, untouchedFields } from '../links/mirror.ts';
import { standingOf, without } from '../links/standing.ts';
import { withTheirs } from '../links/together.ts';
import { otherTotal } from '../money/stored-total.ts';
import { leavesAlone, mayUpdate, referenceOf, type StepContext, type Task } from '../task.ts';
import { redatedFields } from './closed-period.ts';
import { isHeldBack } from './inactive.ts';
import { differs } from './record-errors.ts';
import { refuseEmpty } from './required.ts';

/** What to do about a known target record. Fields in `settled` are in step afterwards, and remembered. */
export type Decision =
  | {
      readonly kind: 'leave';
      readonly outcome: 'unchanged' | 'skipped';
      readonly settled: readonly string[];
      /** The record stops here, because later steps would build on it. */
      readonly ends?: true;
    }
  | {
      readonly kind: 'write';
      /** What is sent; nothing if the record is in step. */
      readonly changes: RecordValues;
      readonly settled: readonly string[];
      /** Fields that both sides changed: they wait, and the others are written. */
      readonly disputed: readonly string[];
    };

/** Decides about a linked record by its fingerprints alone; null if they are not enough and the record must be read. Pure. */
export function decideByFingerprints(context: StepContext, task: Task, link: Link): Decision | null {
  const { untouched, verdict, needsTarget } = standingOf(context, task, link);
  if (needsTarget) return null;
  const settled = Object.keys(without(task.values, untouched));
  if (verdict.kind === 'unchanged') return { kind: 'leave', outcome: 'unchanged', settled };
  if (verdict.kind === 'unknown' || !mayUpdate(context.step)) return { kind: 'leave', outcome: 'skipped', settled: [] };
  return { kind: 'write', changes: verdict.values, settled, disputed: [] };
}

/**
 * Decides about a target record that was read; `link` is null for one that was just found. Throws RecordError `EXISTS`,
 * `DIFFERS` or `INACTIVE` if the step's policy asks for a person, `REQUIRED_EMPTY`. Pure.
 */
export function decideByTarget(context: StepContext, task: Task, link: Link | null, actual: RecordValues): Decision {
  const { step } = context;
  // A document that a person typed is compared and never changed.
  const isTyped = typedFields(context, task.values, actual).size > 0;
  if (link === null && step.policy.kind === 'document' && step.policy.exists === 'fail') {
    throw new RecordError('EXISTS', `It is already in the target as ${referenceOf(context, actual)}.`);
  }
  if (mayUpdate(step) && !isTyped) return correct(context, task, link, actual);
  // A pinned record is the right one, whatever it holds.
  const isSure = link !== null || context.pins.has(task.subjectReference);
  if (leavesAlone(step) && (isSure || !isTyped)) {
    const isUnchanged = link !== null && standingOf(context, task, link).verdict.kind === 'unchanged';
    return { kind: 'leave', outcome: isUnchanged ? 'unchanged' : 'skipped', settled: [] };
  }
  refuseDifferent(context, task, link, actual);
  // Lines are alike that lack what a rule leaves out, but the sync cannot have made them so.
  if (!isTyped && !context.pins.has(task.subjectReference)) refuseEmpty(step, task.values);
  return { kind: 'leave', outcome: 'unchanged', settled: Object.keys(task.values) };
}

function correct(context: StepContext, task: Task, link: Link | null, actual: RecordValues): Decision {
  const { step } = context;
  const values = link === null ? task.values : without(task.values, leftToTarget(context, task, link, actual));
  const differing = without(differences(values, actual, step.writes), mayDiffer(context, task, link, actual));
  refuseCorrection(context, task, differing, actual);
  if (isHeldBack(context, differing, actual)) return { kind: 'leave', outcome: 'skipped', settled: [], ends: true };
  const disputed = new Set(link === null ? [] : disputedFields(context, task, { link, differing, actual }));
  const settled = Object.keys(without(values, disputed));
  return { kind: 'write', changes: without(differing, disputed), settled, disputed: [...disputed] };
}

/**
 * Fields of a linked record that stay as they are: those whose source did not change, and those that wait in another flow. After a lost run
 * the target must agree that they were left alone. If a person asks for the record, only those stay that were edited in the target: the flow the other way brings them
 * back, and the others take a changed rule.
 */
function leftToTarget(context: StepContext, task: Task, link: Link, actual: RecordValues): ReadonlySet<string> {
  const { trust, isAsked } = task.item;
  const isHeld = (field: string): boolean => isAsLeft(link, field, context.fingerprint(field, actual[field] ?? null));
  const isLeft = (field: string): boolean =>
    isAsked ? trust === 'fingerprints' && !isHeld(field) : trust === 'fingerprints' || isHeld(field);
  const left = [...untouchedFields(context, task, link.target)].filter(isLeft);
  const waiting = waitingHere(context, link);
  const alone = [...left, ...sentBefore(context, task, link)].filter((field) => !waiting.has(field));
  return new Set([...alone, ...waitingElsewhere(context, link)]);
}

/**
 * Fields with the value that was last sent, by their fingerprints, except for those that are one value together with one that has another. What the source did not change stays as a person left it in the target, whatever
 * the target is read for. Exceptions are fields that change there by themselves, and documents, which are compared in full, apart from fields that are never shown.
 */
function sentBefore({ step, fingerprint }: StepContext, { item, values }: Task, link: Link): readonly string[] {
  if (item.isAsked || item.trust !== 'fingerprints') return [];
  const isKept = step.policy.kind === 'master' && step.spec.moves !== true;
  const changed = withTheirs(step.spec, changedHere(values, link, fingerprint));
  return Object.keys(values).filter(
    (field) =>
      (isKept || step.spec.fields[field]?.readable === false) &&
      link.fingerprints[field] === fingerprint(field, values[field] ?? null) &&
      !changed.has(field),
  );
}

/**
 * The fields in which a document may differ: it was booked on a later day, a person typed it under its bare number or pinned it, or records that it takes
 * from changed since it was sent. What a person typed was never sent. Any record may hold another value that stands for the same.
 */
function mayDiffer(context: StepContext, task: Task, link: Link | null, actual: RecordValues): ReadonlySet<string> {
  const { values } = task;
  const typed = typedFields(context, values, actual);
  const sent = link === null && typed.size > 0 ? [] : asSent(context, task, link);
  const { step } = context;
  const same = sameInMeaning(values, actual, step.meanings);
  // The number of a document that a person pinned is what makes it another one than the sync would have found.
  const number =
    step.policy.kind === 'document' && context.pins.has(task.subjectReference) ? (step.match[0] ?? []) : [];
  return new Set([...redatedFields(step, values, actual), ...typed, ...sent, ...same, ...number]);
}

/**
 * Throws `DIFFERS` for a document that differs and cannot be corrected: it is closed, or its lines differ, which
 * deliveries and bookings depend on in both systems.
 */
function refuseCorrection(context: StepContext, task: Task, differing: RecordValues, actual: RecordValues): void {
  const { step } = context;
  if (step.policy.kind !== 'document') return;
  const fields = Object.keys(differing);
  const { frozen } = step.spec;
  const isClosed = frozen?.values.some((value) => sameValue(value, actual[frozen.field])) === true;
  const hasOtherLines = step.linesField !== null && fields.includes(step.linesField);
  if (fields.length > 0 && (isClosed || hasOtherLines)) throw differs(context, task, fields, actual);
}

/** Throws `DIFFERS` for a document that does not hold what the source says. */
function refuseDifferent(context: StepContext, task: Task, link: Link | null, actual: RecordValues): void {
  const { step } = context;
  const ignored = mayDiffer(context, task, link, actual);
  const different = Object.keys(differences(without(task.values, ignored), actual, step.writes));
  // What the lines come to is not what the document is paid by.
  const money = different.length === 0 ? otherTotal(context, without(task.values, ignored), actual) : null;
  if (money?.total != null) different.push(money.total);
  if (different.length === 0) return;
  throw differs(context, task, different, actual);
}
