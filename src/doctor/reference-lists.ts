import type { Period } from '../mapping/step-outline.ts';
import type { SystemName } from '../systems/registry.ts';
import type { RecordValues } from '../values.ts';

/** One of a system's own lists, and the field of it that other records name it by. */
export interface ReferenceList {
  readonly resource: string;
  readonly by: string;
  /** What people call an entry. */
  readonly noun: string;
}

const vatCodes = { resource: 'vat/VATCodes', by: 'Code', noun: 'VAT code' };
const units = { resource: 'logistics/Units', by: 'Code', noun: 'unit' };
const terms = { resource: 'cashflow/PaymentConditions', by: 'Code', noun: 'payment condition' };
const books = { resource: 'financial/Journals', by: 'Code', noun: 'journal' };
const currencies = { resource: 'general/Currencies', by: 'Code', noun: 'currency' };

/** Fields that name an entry of a list, wherever they occur [Exact §4.2, §4.4, §4.7, §4.8; Asperion §4]. */
const BY_FIELD: Readonly<Record<SystemName, Readonly<Record<string, ReferenceList>>>> = {
  'exact-online': {
    Currency: currencies,
    PurchaseCurrency: currencies,
    SalesCurrency: currencies,
    Journal: books,
    JournalCode: books,
    PaymentCondition: terms,
    PaymentConditionPurchase: terms,
    PaymentConditionSales: terms,
    DefaultItemUnit: units,
    ItemUnit: units,
    NetWeightUnit: units,
    SalesUnit: units,
    Unit: units,
    UnitCode: units,
    PurchaseVATCode: vatCodes,
    SalesVATCode: vatCodes,
    SalesVatCode: vatCodes,
    VATCode: vatCodes,
  },
  asperion: {
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
};

/** The list that a field's values come from; null = the field holds something else. */
export function listOf(system: SystemName, resource: string, field: string): ReferenceList | null {
  const lists = BY_FIELD[system];
  // A list's own key names itself.
  const list = Object.hasOwn(lists, field) ? lists[field] : undefined;
  return list === undefined || list.resource === resource ? null : list;
}

/** What is wrong with an entry that exists: it is refused, or will be. */
export interface EntryFault {
  readonly level: 'warning' | 'error';
  /** Ends a sentence that begins with the entry: `is blocked`. */
  readonly says: string;
}

/**
 * Why an entry must not be used; `isSale` = for a sale, `from` = the first day of its use that matters, `until` = the last
 * one, null = no end. Null when it may.
 */
type Judge = (entry: RecordValues, isSale: boolean, from: string, until: string | null) => EntryFault | null;

const blocked: Judge = ({ IsBlocked }) => (IsBlocked === true ? { level: 'error', says: 'is blocked' } : null);
const inactive: Judge = ({ Active }) => (Active === false ? { level: 'error', says: 'is not active' } : null);

/** A period that ends so soon deserves a word. */
const SOON_DAYS = 45;

/** The fields that decide whether an entry of a list may be used, and how. Lists that are not here have none. */
const JUDGES: Readonly<Record<string, { readonly fields: readonly string[]; readonly judge: Judge }>> = {
  // §4.8: B both, P purchase, S sales.
  'vat/VATCodes': {
    fields: ['IsBlocked', 'VATTransactionType'],
    judge: (entry, isSale, ...days) =>
      isSale && entry.VATTransactionType === 'P' ? purchaseOnly : blocked(entry, isSale, ...days),
  },
  'financial/GLAccounts': { fields: ['IsBlocked'], judge: blocked },
  'financial/Journals': { fields: ['IsBlocked'], judge: blocked },
  'logistics/Units': { fields: ['Active'], judge: inactive },
  'sales/ShippingMethods': { fields: ['Active'], judge: inactive },
  vatcodes: {
    fields: ['salesCode', 'validFrom', 'validUntil'],
    judge: (entry, isSale, ...days) =>
      isSale && entry.salesCode === false ? purchaseOnly : validity(entry.validFrom, entry.validUntil, ...days),
  },
  ledgeraccounts: {
    fields: ['disabled'],
    judge: ({ disabled }) => (disabled === true ? { level: 'error', says: 'is disabled' } : null),
  },
};

const purchaseOnly: EntryFault = { level: 'error', says: 'is for purchases only' };

function validity(
  from: RecordValues[string] | undefined,
  until: RecordValues[string] | undefined,
  usedFrom: string,
  usedUntil: string | null,
): EntryFault | null {
  const first = dayOf(from);
  const last = dayOf(until);
  if (last !== null && last < usedFrom) return { level: 'error', says: `ended on ${last}` };
  if (first !== null && first > usedFrom) return { level: 'warning', says: `is valid from ${first} on, not yet` };
  // Where the table has another code from the next day on, its end is provided for.
  if (last !== null && usedUntil !== null && usedUntil <= last) return null;
  const soon = new Date(Date.parse(usedFrom) + SOON_DAYS * 86_400_000).toISOString().slice(0, 10);
  return last !== null && last <= soon ? { level: 'warning', says: `ends on ${last}` } : null;
}

function dayOf(moment: RecordValues[string] | undefined): string | null {
  return moment === null || moment === undefined ? null : String(moment).slice(0, 10);
}

/** The fields of a list that `judgeEntry` looks at. */
export function judgedFields(resource: string): readonly string[] {
  return JUDGES[resource]?.fields ?? [];
}

/**
 * Why an entry of a list must not be used in a field, from `today` (yyyy-MM-dd) on and within the period of a dated row;
 * null when it may, or when that period is over. Pure.
 */
export function judgeEntry(
  resource: string,
  entry: RecordValues,
  use: { readonly resource: string; readonly field: string },
  today: string,
  { from, until }: Period = { from: null, until: null },
): EntryFault | null {
  if (until !== null && until < today) return null;
  // Sales documents and the sales side of a relation or an item carry it in their names, in both systems.
  const isSale = /sales/i.test(`${use.resource}.${use.field}`);
  return JUDGES[resource]?.judge(entry, isSale, from !== null && from > today ? from : today, until) ?? null;
}
