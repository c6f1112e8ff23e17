import { RecordError } from '../../errors/errors.ts';
import { dutchDay } from '../../http/dutch-time.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import { LocalDateTime, type RecordValues, sameValue } from '../../values.ts';
import type { StepContext, Task } from '../step/task.ts';

/** The fields that show whether a record is inactive. */
export function fieldsOfUse({ endsOn, deactivated }: ResourceSpec): readonly string[] {
  return [...(endsOn === undefined ? [] : [endsOn]), ...Object.keys(deactivated ?? {})];
}

/**
 * What a step's `inactive` says about changes to a record: true = they are not written, because it is inactive and stays so.
 * Throws RecordError `INACTIVE` if the step asks for that.
 */
export function isHeldBack({ step, clock }: StepContext, changes: RecordValues, actual: RecordValues): boolean {
  const { policy, spec } = step;
  const answer = policy.kind === 'master' ? policy.inactive : undefined;
  if (answer === undefined || Object.keys(changes).length === 0) return false;
  const today = dutchDay(clock());
  if (!isOutOfUse(spec, actual, today) || !isOutOfUse(spec, { ...actual, ...changes }, today)) return false;
  if (answer === 'skip') return true;
  const why = `The record of ${spec.name} is out of use (${fieldsOfUse(spec).join(', ')}) and would be changed.`;
  throw new RecordError('INACTIVE', why, {
    hint: 'Put it in use again in the target, or write inactive: skip in the step.',
  });
}

/** True for an inactive source record, if the flow reads the fields that show it. */
export function isSubjectOutOfUse({ clock }: Pick<StepContext, 'clock'>, { subject, subjectSpec }: Task): boolean {
  return isOutOfUse(subjectSpec, subject, dutchDay(clock()));
}

/** True for a record whose last day is before today (yyyy-MM-dd), or that was deactivated. */
function isOutOfUse({ endsOn, deactivated }: ResourceSpec, record: RecordValues, today: string): boolean {
  const end = endsOn === undefined ? null : (record[endsOn] ?? null);
  if (end instanceof LocalDateTime && end.date < today) return true;
  const marks = Object.entries(deactivated ?? {});
  return marks.length > 0 && marks.every(([field, value]) => sameValue(value, record[field]));
}
