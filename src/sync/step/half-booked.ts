import type { StepProgram } from '../../mapping/steps/step-program.ts';
import { listed } from '../record/record-errors.ts';
import { type Item, resultsIn } from './item.ts';
import type { Task } from './task.ts';

/**
 * Says of records that become several documents, such as the invoices of an order, which of them are booked and which are not: whoever books the rest
 * by hand must not book the others twice.
 */
export function tellHalfBooked({ id, policy }: StepProgram, failed: readonly Task[]): void {
  if (policy.kind !== 'document') return;
  for (const [item, tasks] of Map.groupBy(failed, (task) => task.item)) {
    const open = new Set(tasks.map(({ subjectReference }) => subjectReference));
    const booked = bookedIn(item, id).filter((reference) => !open.has(reference));
    if (item.failure === null || booked.length === 0) continue;
    item.failure = { ...item.failure, reason: `${halves(booked, [...open])} ${item.failure.reason}` };
  }
}

function halves(booked: readonly string[], open: readonly string[]): string {
  return `Of its documents are booked: ${listed(booked)}; not booked: ${listed(open)}.`;
}

const bookedIn = (item: Item, step: string): readonly string[] =>
  resultsIn(item, step).flatMap(({ subjectReference }) => subjectReference ?? []);
