import { ConfigError, RecordError } from '../../errors/errors.ts';
import { dutchDate } from '../../http/dutch-time.ts';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import { LocalDateTime, type RecordValues, type Value } from '../../values.ts';
import type { StepResult } from '../item.ts';
import type { StepContext, Task } from '../task.ts';
import type { CreateRequest } from '../write/writer.ts';

/** The check under which a document is told that is booked on a later day than its own. */
export const REDATED = 'redated';

/**
 * Creates a record. If its period is closed in the target, a document follows the step's `closed`: it waits (RecordError
 * PERIOD_CLOSED), stops the flow (ConfigError PERIOD_CLOSED), or is sent once more with today's date. It waits as well if its own day is not before
 * today: it never moves into an earlier period. Returns what was sent and what the target answered.
 */
export async function createInOpenPeriod(
  { step, writer, clock }: StepContext,
  request: CreateRequest,
): Promise<{ readonly sent: RecordValues; readonly created: RecordValues }> {
  const { values } = request;
  try {
    return { sent: values, created: await writer.create(request) };
  } catch (error) {
    if (!(error instanceof RecordError) || error.code !== 'PERIOD_CLOSED' || step.policy.kind !== 'document')
      throw error;
    if (step.policy.closed === 'fail') {
      const message = `Step "${step.id}" books into a period that is closed in the target.`;
      const hint = 'Open the period there, or write closed: hold or redate in the step.';
      throw new ConfigError('PERIOD_CLOSED', message, { at: step.at, hint });
    }
    const today = dutchDate(clock());
    if (step.redate === null || !isLater(today, values[dateFieldOf(step)])) throw error;
    const sent = { ...values, ...step.redate(today) };
    return { sent, created: await writer.create({ ...request, values: sent }) };
  }
}

/** The fields in which a document may differ because it was booked on a later day than in the source. */
export function redatedFields(
  step: Pick<StepProgram, 'redate' | 'spec'>,
  values: RecordValues,
  actual: RecordValues,
): ReadonlySet<string> {
  const booked = bookedLater(step, values, actual);
  return new Set(booked === null ? [] : Object.keys(step.redate?.(booked) ?? {}));
}

/** Tells of a document that was just booked, or found, on a later day than its own: its VAT is in a later return, and a person looks whether that is right. */
export function tellRedated({ step }: StepContext, task: Task, result: StepResult): void {
  const { item, values, subjectKey, subjectReference: reference } = task;
  const { outcome, isMet, sent, before } = result;
  const actual = outcome === 'created' ? sent : isMet ? before : null;
  const booked = bookedLater(step, values, actual ?? {});
  const own = values[dateFieldOf(step)];
  if (booked === null || !(own instanceof LocalDateTime)) return;
  item.notices.set(`${REDATED}\n${subjectKey}`, {
    check: REDATED,
    text: movedDay(own.date, booked.date),
    isTask: true,
    reference,
  });
}

function movedDay(own: string, booked: string): string {
  return `It is dated ${own} and booked on ${booked} (closed: redate). If the VAT return of its own day was sent, find out whether it must be corrected.`;
}

/** The later day on which a document is booked; null = there is none, or the step does not let it move. */
function bookedLater(
  step: Pick<StepProgram, 'redate' | 'spec'>,
  values: RecordValues,
  actual: RecordValues,
): LocalDateTime | null {
  const booked = actual[dateFieldOf(step)];
  const isMoved = step.redate !== null && booked instanceof LocalDateTime && isLater(booked, values[dateFieldOf(step)]);
  return isMoved ? booked : null;
}

const dateFieldOf = ({ spec }: Pick<StepProgram, 'spec'>): string => spec.booking?.date ?? '';

const isLater = (day: LocalDateTime, own: Value | undefined): boolean =>
  own instanceof LocalDateTime && day.date > own.date;
