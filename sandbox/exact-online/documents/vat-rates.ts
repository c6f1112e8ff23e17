import { referenced } from '../records/references.ts';
import type { Row, Store } from '../records/store.ts';
import type { Stored } from '../records/values.ts';

/** Where amounts include VAT (EX-vat-inclusive). */
const INCLUSIVE = 'I';

/** True for a VAT code whose amounts include VAT. */
export function isInclusive(store: Store, code: Stored): boolean {
  return referenced(store, 'VATCode', code)?.fields.Type === INCLUSIVE;
}

/** The percentage of a VAT code on a day, as a fraction: that of its period (`vat/VatPercentages`), else the code's own. */
export function rateOn(store: Store, code: Stored, day: Stored): Stored {
  const row = referenced(store, 'VATCode', code);
  if (row === undefined) return null;
  return periodRate(store, row, day) ?? row.fields.Percentage ?? null;
}

/** The percentage of the period of a day; undefined for a code without periods. */
export function periodRate(store: Store, code: Row, day: Stored): Stored | undefined {
  const periods = store.where('VatPercentages', 'VATCodeID', code.fields.ID ?? null);
  return periods.find(({ fields }) => {
    const hasBegun = String(fields.StartDate ?? '') <= String(day);
    return hasBegun && ((fields.EndDate ?? null) === null || String(fields.EndDate) >= String(day));
  })?.fields.Percentage;
}
