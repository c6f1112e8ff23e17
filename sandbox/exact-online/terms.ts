import { DateTime } from 'luxon';
import type { Store } from './store.ts';
import type { Fields, Stored } from './values.ts';

/**
 * The day on which a document is due by its payment condition: so many month-ends on, then so many days (17 January + 2
 * month-ends + 15 days = 15 April, EX-payment-terms). Null without a condition that is known.
 */
export function dueDate(store: Store, document: Fields, day: string): Stored {
  const code = document.PaymentCondition ?? null;
  const condition = store.where('PaymentConditions', 'Code', code)[0]?.fields;
  if (code === null || condition === undefined) return null;
  const { PaymentDays, PaymentEndOfMonths } = condition;
  const months = Number(PaymentEndOfMonths ?? 0);
  const start = DateTime.fromISO(day, { zone: 'utc' });
  const from = months === 0 ? start : start.plus({ months }).endOf('month').startOf('day');
  const due = from.plus({ days: Number(PaymentDays ?? 0) });
  return `${due.toISODate()}T00:00:00`;
}
