import type { Link } from '../../state/links/link.ts';
import type { RecordValues } from '../../values.ts';
import { compareWithFingerprints, type FingerprintVerdict, updatable } from '../diff.ts';
import { isKnown, leavesAlone, mayUpdate, type StepContext, type Task } from '../task.ts';
import { compared } from './borrowed.ts';
import { waitingElsewhere, waitingHere } from './disputes.ts';
import { untouchedFields } from './mirror.ts';
import { withTheirs } from './together.ts';

/** What is known about a linked record before the target is read. */
export interface Standing {
  /** Mapped fields that are left alone: their source did not change since both sides were last in step, or another flow lets them wait. */
  readonly untouched: ReadonlySet<string>;
  /** What the fingerprints say about the others. */
  readonly verdict: FingerprintVerdict;
  /** The target record must be read to settle this one. */
  readonly needsTarget: boolean;
}

/** Judges a linked record by fingerprints alone, without a call. */
export function standingOf(context: StepContext, task: Task, link: Link): Standing {
  const { step, program, fingerprint } = context;
  const untouched = new Set([...untouchedFields(context, task, link.target), ...waitingElsewhere(context, link)]);
  const { values, fingerprints } = compared(context, task, link);
  const touched = without(values, untouched);
  const verdict =
    task.item.full || step.spec.moves === true || waitingHere(context, link).size > 0
      ? ({ kind: 'unknown' } as const)
      : whole(step, touched, compareWithFingerprints(touched, fingerprints, step.writes, fingerprint));
  // A document is read before it is corrected, because it may be closed by now, and lines are compared but never written. So is a
  // record that may be inactive by now.
  const isTold =
    verdict.kind === 'changed' &&
    step.policy.kind === 'master' &&
    step.policy.inactive === undefined &&
    mayUpdate(step) &&
    program.winner === 'source';
  const isSettled = verdict.kind === 'unchanged' || isTold || (leavesAlone(step) && !task.item.full);
  return { untouched, verdict, needsTarget: !isSettled || !isKnown(step, link) };
}

/** What changed, with the fields that are one value together with it. */
function whole(
  { spec, writes }: StepContext['step'],
  values: RecordValues,
  verdict: FingerprintVerdict,
): FingerprintVerdict {
  if (verdict.kind !== 'changed') return verdict;
  const names = withTheirs(spec, Object.keys(verdict.values));
  const sent = updatable(values, writes).filter((field) => names.has(field) && writes[field] !== 'empty');
  return { kind: 'changed', values: Object.fromEntries(sent.map((field) => [field, values[field] ?? null])) };
}

/** True if nothing that is known to have been sent has changed in the source since. */
export function isAsSent(context: StepContext, task: Task, link: Link): boolean {
  const values = without(task.values, untouchedFields(context, task, link.target));
  return Object.entries(values).every(([field, value]) =>
    [undefined, context.fingerprint(field, value)].includes(link.fingerprints[field]),
  );
}

/** Values without some fields. */
export function without(values: RecordValues, fields: ReadonlySet<string>): RecordValues {
  return fields.size === 0
    ? values
    : Object.fromEntries(Object.entries(values).filter(([field]) => !fields.has(field)));
}
