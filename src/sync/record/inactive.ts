import { RecordError } from '../../errors/errors.ts';
import { dutchDay } from '../../http/dutch-time.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import { LocalDateTime, type RecordValues, sameValue } from '../../values.ts';
import { fieldsOfUse } from '../find/target-records.ts';
import type { StepContext, Task } from '../task.ts';

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
  const start = firstDay(spec, actual);
  if (start !== null && start > today) throw notYet(spec, start);
  const why = `The record of ${spec.name} is out of use (${fieldsOfUse(spec).join(', ')}) and would be changed.`;
  // In use again beside the one that took its place, both would hold.
  const todo =
    dayIn(actual, spec.endsOn) === null
      ? 'Put it in use again in the target.'
      : 'If another one took its place in the target, delete the one that ended there. Else put it in use again.';
  throw new RecordError(
    'INACTIVE',
    `${why} ${todo} If it is to stay out of use, write \`inactive: skip\` in the step.`,
  );
}

/** True for an inactive source record, if the flow reads the fields that show it. */
export function isSubjectOutOfUse({ clock }: Pick<StepContext, 'clock'>, { subject, subjectSpec }: Task): boolean {
  return isOutOfUse(subjectSpec, subject, dutchDay(clock()));
}

function notYet({ name }: ResourceSpec, start: string): RecordError {
  return new RecordError(
    'INACTIVE',
    `The record of ${name} holds from ${start} on, and would be changed before. Change what holds today in the target by hand. This one is changed from that day on.`,
  );
}

/** True for a record whose first day is after today (yyyy-MM-dd), whose last one is before it, or that was deactivated. */
function isOutOfUse(spec: ResourceSpec, record: RecordValues, today: string): boolean {
  const { endsOn, deactivated } = spec;
  const [start, end] = [firstDay(spec, record), dayIn(record, endsOn)];
  if ((start !== null && start > today) || (end !== null && end < today)) return true;
  const marks = Object.entries(deactivated ?? {});
  return marks.length > 0 && marks.every(([field, value]) => sameValue(value, record[field]));
}

const firstDay = ({ startsOn }: ResourceSpec, record: RecordValues): string | null => dayIn(record, startsOn);

function dayIn(record: RecordValues, field: string | undefined): string | null {
  const moment = field === undefined ? null : (record[field] ?? null);
  return moment instanceof LocalDateTime ? moment.date : null;
}
