import { DAY_MS } from '../../../time.ts';
import type { RecordValues } from '../../../values.ts';
import { type EntryFault, purchaseOnly, type ReferenceLists } from '../../reference-list.ts';

/** The lists that fields of other records name entries of (AS-reference-lists). */
export const lists: ReferenceLists = {
  byField: {
    articleCategoryId: { resource: 'articlecategories', by: 'id', noun: 'article category' },
    articleSubCategoryId: { resource: 'articlecategories', by: 'id', noun: 'article category' },
    costCenterId: { resource: 'costcenters', by: 'id', noun: 'cost centre' },
    costUnitId: { resource: 'costunits', by: 'id', noun: 'cost unit' },
    debtorKindId: { resource: 'debtorkinds', by: 'id', noun: 'debtor kind' },
    journalId: { resource: 'journals', by: 'id', noun: 'journal' },
    ledgerAccountId: { resource: 'ledgeraccounts', by: 'id', noun: 'ledger account' },
    paymentConditionId: { resource: 'paymentconditions', by: 'id', noun: 'payment condition' },
    paymentMethodId: { resource: 'paymentmethods', by: 'id', noun: 'payment method' },
    salesTypeId: { resource: 'salestypes', by: 'id', noun: 'sales type' },
    vatCode: { resource: 'vatcodes', by: 'id', noun: 'VAT code' },
  },
  judges: {
    vatcodes: {
      fields: ['salesCode', 'validFrom', 'validUntil'],
      judge: (entry, isSale, ...days) =>
        isSale && entry.salesCode === false ? purchaseOnly : validity(entry.validFrom, entry.validUntil, ...days),
    },
    ledgeraccounts: {
      fields: ['disabled'],
      judge: ({ disabled }) => (disabled === true ? { level: 'error', says: 'is disabled' } : null),
    },
  },
};

/** A period that ends this soon gets a warning. */
const SOON_DAYS = 45;

function validity(
  from: RecordValues[string] | undefined,
  until: RecordValues[string] | undefined,
  usedFrom: string,
  usedUntil: string | null,
): EntryFault | null {
  const first = dayOf(from);
  const last = dayOf(until);
  if (last !== null && last < usedFrom) return { level: 'error', says: `ended on ${last}` };
  if (first !== null && first > usedFrom) return { level: 'warning', says: `is not valid before ${first}` };
  // Where the table has another code from the next day on, its end is provided for.
  if (last !== null && usedUntil !== null && usedUntil <= last) return null;
  const soon = new Date(Date.parse(usedFrom) + SOON_DAYS * DAY_MS).toISOString().slice(0, 10);
  return last !== null && last <= soon ? { level: 'warning', says: `ends on ${last}` } : null;
}

function dayOf(moment: RecordValues[string] | undefined): string | null {
  return moment === null || moment === undefined ? null : String(moment).slice(0, 10);
}
