import { ConfigError, RecordError } from '../../errors/errors.ts';
import { dutchDate } from '../../http/dutch-time.ts';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import { LocalDateTime, type RecordValues } from '../../values.ts';
import type { StepContext } from '../task.ts';
import type { CreateRequest } from '../write/writer.ts';

/**
 * Creates a record. If its period is closed in the target, a document follows the step's `closed`: it waits (RecordError
 * PERIOD_CLOSED), stops the flow (ConfigError PERIOD_CLOSED), or is sent once more with today's date. Returns what was sent
 * and what the target answered.
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
    if (step.redate === null) throw error;
    const sent = { ...values, ...step.redate(dutchDate(clock())) };
    return { sent, created: await writer.create({ ...request, values: sent }) };
  }
}

/** The fields in which a document may differ because it was booked on a later day than in the source. */
export function redatedFields(
  { redate, spec }: Pick<StepProgram, 'redate' | 'spec'>,
  values: RecordValues,
  actual: RecordValues,
): ReadonlySet<string> {
  const field = spec.booking?.date ?? '';
  const [wanted, booked] = [values[field], actual[field]];
  const isLater = wanted instanceof LocalDateTime && booked instanceof LocalDateTime && booked.date > wanted.date;
  return new Set(redate !== null && isLater ? Object.keys(redate(booked)) : []);
}
