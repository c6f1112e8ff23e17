import type { Link } from '../state/progress.ts';
import { type RecordValues, sameValue } from '../values.ts';
import { redatedFields } from './closed-period.ts';
import { conflicts, differences, holds, updatable } from './diff.ts';
import { ConflictError, DiffersError } from './doubts.ts';
import { isHeldBack } from './inactive.ts';
import type { StepResult } from './item.ts';
import type { Lookups } from './lookups.ts';
import { isAsLeft } from './mirror.ts';
import { remember } from './remember.ts';
import { standingOf, without } from './standing.ts';
import { knownOf, leavesAlone, mayUpdate, referenceOf, type StepContext, type Task } from './task.ts';
import { typedFields, typedOtherwise } from './typed-by-hand.ts';

/** A linked record: what changed since it was last sent is written, without reading the target where possible. */
export async function keepInStep(context: StepContext, lookups: Lookups, task: Task, link: Link): Promise<StepResult> {
  const { step, links, pair, mirror, print } = context;
  const known = knownOf(step, link);
  const { untouched, verdict, needsTarget } = standingOf(context, task, link);
  const changed = without(task.values, untouched);
  if (!needsTarget) {
    if (verdict.kind === 'unchanged') {
      // What the source holds now may look different and still mean the same; the other direction must know it.
      if (mirror.fields !== null || links.get(pair, task.subjectKey) === undefined) {
        remember(context, task, known, Object.keys(changed));
      }
      return knownResult(task, known, 'unchanged');
    }
    if (verdict.kind === 'unknown' || !mayUpdate(step)) return knownResult(task, known, 'skipped');
    // Fingerprints told what to write: the target was not read.
    return { ...(await bring(context, lookups, task, known, verdict.values, Object.keys(changed))), before: null };
  }
  const actual = await lookups.linked(link.target);
  if (mayUpdate(step)) {
    const isHeld = (field: string): boolean => isAsLeft(link, field, print(field, actual[field] ?? null));
    const left = task.item.trust === 'agreement' ? new Set([...untouched].filter(isHeld)) : untouched;
    const values = without(task.values, new Set([...left, ...sentBefore(context, task, link)]));
    const differing = without(differences(values, actual, step.writes), mayDiffer(context, task, actual));
    refuseCorrection(context, differing, actual);
    if (isHeldBack(context, differing, actual)) return heldBack(context, task, actual, false);
    const prints = { ...link.prints, ...link.stored };
    const disputed = new Set(
      context.program.winner === 'dead-letter'
        ? conflicts(differing, actual, prints, print).filter((field) => isEdited(step, field))
        : [],
    );
    const settled = Object.keys(without(values, disputed));
    const result = await bring(context, lookups, task, actual, without(differing, disputed), settled);
    lookups.keep(result.target);
    // What only one side touched is no conflict, so it is written first.
    if (disputed.size > 0) throw new ConflictError([...disputed], result);
    return result;
  }
  const isLeftAlone = leavesAlone(step);
  if (!isLeftAlone) verify(context, task, actual);
  return left(context, task, actual, verdict.kind === 'unchanged' ? 'unchanged' : 'skipped', !isLeftAlone, false);
}

/**
 * Fields that were sent as they are, by their fingerprints. What the source did not change stays as a person left it in the target, whatever
 * the target is read for; but for what moves there by itself, and documents, which are compared as a whole but for what is never shown.
 */
function sentBefore({ step, print }: StepContext, { item, values }: Task, { prints }: Link): readonly string[] {
  if (item.trust !== 'prints') return [];
  const isKept = step.policy.kind === 'master' && step.spec.moves !== true;
  return Object.keys(values).filter(
    (field) =>
      (isKept || step.spec.fields[field]?.readable === false) && prints[field] === print(field, values[field] ?? null),
  );
}

/** False for what the target never shows, and for what changes there by itself, such as a stock: nobody edited it. */
const isEdited = ({ spec }: StepContext['step'], field: string): boolean =>
  spec.fields[field]?.readable !== false && spec.moves !== true;

/**
 * Throws `DIFFERS` for a document that differs and cannot be corrected as a whole: it is closed, or its lines differ, which
 * have a life of their own in both systems (deliveries and bookings hang on them).
 */
export function refuseCorrection({ step }: StepContext, differing: RecordValues, actual: RecordValues): void {
  if (step.policy.kind !== 'document') return;
  const fields = Object.keys(differing);
  const { frozen } = step.spec;
  const isClosed = frozen?.values.some((value) => sameValue(value, actual[frozen.field])) === true;
  const hasOtherLines = step.linesField !== null && fields.includes(step.linesField);
  if (fields.length > 0 && (isClosed || hasOtherLines)) {
    const why = isClosed ? 'it is closed there' : 'lines are not changed by the sync';
    throw new DiffersError(fields, actual, `Correct one of the two by hand: ${why}.`);
  }
}

/** A record that fingerprints settle: nothing was read or written. */
export function knownResult(task: Task, target: RecordValues, outcome: 'unchanged' | 'skipped'): StepResult {
  return { outcome, values: task.values, target, sent: null, before: null, isMet: false };
}

/** A record that was read and is not written; `agrees`: it was found to hold what would be sent. */
export function left(
  context: StepContext,
  task: Task,
  actual: RecordValues,
  outcome: 'unchanged' | 'skipped',
  agrees: boolean,
  isMet: boolean,
): StepResult {
  const target = remember(context, task, actual, agrees ? Object.keys(task.values) : []);
  return { outcome, values: task.values, target, sent: null, before: actual, isMet };
}

/** A record that is out of use and stays as it is; its changes are looked at again whenever it comes along. */
export function heldBack(context: StepContext, task: Task, actual: RecordValues, isMet: boolean): StepResult {
  return { ...left(context, task, actual, 'skipped', false, isMet), endsHere: true };
}

/** Writes what differs, if anything, and remembers what the target now holds; `settled` are the fields that were compared. */
export async function bring(
  context: StepContext,
  lookups: Lookups,
  task: Task,
  actual: RecordValues,
  changes: RecordValues,
  settled: readonly string[],
): Promise<StepResult> {
  const { step, writer } = context;
  const isChanged = Object.keys(changes).length > 0;
  const key = actual[step.spec.key] ?? null;
  const answer = isChanged ? await writer.update({ spec: step.spec, key, values: changes }) : {};
  const record = { ...actual, ...changes };
  const target = remember(context, task, record, settled);
  if (isChanged) {
    lookups.add(record);
    lookups.sent({ task, key, values: changes }, answer);
  }
  const result = { values: task.values, target, before: actual, isMet: false };
  return isChanged ? { ...result, outcome: 'updated', sent: changes } : { ...result, outcome: 'unchanged', sent: null };
}

/** The fields in which a document may differ: it was booked on a later day, or a person typed it under its bare number. */
export function mayDiffer(context: StepContext, { values }: Task, actual: RecordValues): ReadonlySet<string> {
  return new Set([...redatedFields(context.step, values, actual), ...typedFields(context, values, actual)]);
}

/** Throws `DIFFERS` for a document that does not hold what the source says. */
export function verify(context: StepContext, task: Task, actual: RecordValues): void {
  const { step } = context;
  const ignored = mayDiffer(context, task, actual);
  const different = updatable(task.values, step.writes)
    .filter((field) => !ignored.has(field))
    .filter((field) => !holds(task.values[field], actual[field]));
  if (different.length === 0) return;
  const isTyped = typedFields(context, task.values, actual).size > 0;
  throw isTyped ? typedOtherwise(referenceOf(context, actual), different, actual) : new DiffersError(different, actual);
}
