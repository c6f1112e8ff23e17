import { RecordError, type SyncError, TransientError } from '../errors/errors.ts';
import type { Program } from '../mapping/flow/program.ts';
import { hideValues } from '../privacy/hide-records.ts';
import type { RecordValues } from '../values.ts';
import { failuresIn, type Item, knownRecords } from './item.ts';
import type { StepContext } from './task.ts';

/** The place where a record fails: the step, and the mapped values; null = the mapping gave none. */
export interface Failing {
  readonly program: Program;
  readonly step: string;
  readonly values: RecordValues | null;
}

/** A record that fails in the step of a context. */
export const failing = ({ program, step }: StepContext, values: RecordValues | null): Failing => ({
  program,
  step: step.id,
  values,
});

/** Failures of one record stay with it; anything that concerns the whole flow is thrown again. */
export function failItem({ program, step, values }: Failing, item: Item, error: unknown): void {
  const concernsRecord =
    error instanceof RecordError || (error instanceof TransientError && error.code === 'WRITE_UNCLEAR');
  if (!concernsRecord) throw error;
  const known: SyncError = error;
  // A write-back is to a record of the source.
  const { spec } = program.steps.find(({ id }) => id === step) ?? program.source;
  const { code, message } = known;
  const reason = FROM_SYSTEM.has(code)
    ? hideValues(message, [...knownRecords(item, program), { resource: spec.name, values: values ?? {} }])
    : message;
  const before = failuresIn(item, step);
  item.failure = { step, error: known, reason, values, ...(before.length > 0 && { before }) };
}

/** Codes whose message is a text of the target system: it may repeat any value of the record, so personal ones are hidden. */
const FROM_SYSTEM: ReadonlySet<string> = new Set([
  'REFUSED',
  'PERIOD_CLOSED',
  'DUPLICATE',
  'NOT_FOUND',
  'LOOKUP_REFUSED',
]);

/**
 * Does something for a record before its first step; a RecordError stays with the record, which then counts as failed in
 * that step.
 */
export function attempt<T>(item: Item, step: string, work: () => T, otherwise: T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    item.failure = { step, error, reason: error.message, values: null };
    return otherwise;
  }
}
