import { resultsIn } from '../item.ts';
import { listed } from '../record/record-errors.ts';
import type { StepContext, Task } from '../task.ts';
import { bookingOfTask, inAnotherPeriod } from './by-hand.ts';

/** Only after these is it sure that the document is not in the target. */
const NOT_BOOKED: ReadonlySet<string> = new Set(['REFUSED', 'PERIOD_CLOSED']);

/**
 * Says of a record that becomes several documents, such as the invoices of an order, which are booked when another one was refused: whoever books that
 * one by hand must not book them twice. Of a closed period, it says how. The sentence is no part of the cause, see `causes.ts`. A plan books nothing.
 */
export function tellHalfBooked(context: StepContext, failed: readonly Task[]): void {
  const { step, proof } = context;
  const { id, policy, spec } = step;
  if (policy.kind !== 'document' || proof === null) return;
  for (const [item, tasks] of Map.groupBy(failed, (task) => task.item)) {
    if (item.failure === null || !NOT_BOOKED.has(item.failure.error.code)) continue;
    const open = new Set(tasks.map(({ subjectReference }) => subjectReference));
    const isThere = resultsIn(item, id).filter(({ target }) => (target[spec.key] ?? null) !== null);
    const booked = isThere.flatMap(({ subjectReference }) => subjectReference ?? []).filter((one) => !open.has(one));
    const before = booked.length > 0 ? `${alreadyBooked(booked)} ` : '';
    const otherwise = otherPeriod(context, tasks);
    const { reason } = item.failure;
    const told = otherwise === '' ? reason : `${reason.replace(/[.!?]$/, '')}. ${otherwise}`;
    item.failure = { ...item.failure, reason: `${before}${told}` };
  }
}

/** What a person does who books a document of a closed period in an open one: in the source it has another day, so it must not be compared. */
function otherPeriod(context: StepContext, tasks: readonly Task[]): string {
  const failed = tasks.find(({ item, subjectKey }) => subjectKey === item.failure?.subjectKey);
  if (failed?.item.failure?.error.code !== 'PERIOD_CLOSED') return '';
  const booking = bookingOfTask(context, failed);
  return booking === null ? '' : inAnotherPeriod(booking);
}

function alreadyBooked(booked: readonly string[]): string {
  return `Booked already: ${listed(booked)}.`;
}
