import { listed } from '../record/record-errors.ts';
import { resultsIn } from './item.ts';
import type { StepContext, Task } from './task.ts';

/** Only after these is it sure that the document is not in the target. */
const NOT_BOOKED: ReadonlySet<string> = new Set(['REFUSED', 'PERIOD_CLOSED']);

/**
 * Says of a record that becomes several documents, such as the invoices of an order, which are booked when another one was refused: whoever books that
 * one by hand must not book them twice. The sentence is no part of the cause, see `causes.ts`. A plan books nothing.
 */
export function tellHalfBooked({ step: { id, policy, spec }, proof }: StepContext, failed: readonly Task[]): void {
  if (policy.kind !== 'document' || proof === null) return;
  for (const [item, tasks] of Map.groupBy(failed, (task) => task.item)) {
    if (item.failure === null || !NOT_BOOKED.has(item.failure.error.code)) continue;
    const open = new Set(tasks.map(({ subjectReference }) => subjectReference));
    const isThere = resultsIn(item, id).filter(({ target }) => (target[spec.key] ?? null) !== null);
    const booked = isThere.flatMap(({ subjectReference }) => subjectReference ?? []).filter((one) => !open.has(one));
    if (booked.length > 0)
      item.failure = { ...item.failure, reason: `${alreadyBooked(booked)} ${item.failure.reason}` };
  }
}

function alreadyBooked(booked: readonly string[]): string {
  return `Booked already: ${listed(booked)}.`;
}
