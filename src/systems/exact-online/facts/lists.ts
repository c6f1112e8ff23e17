import { type JudgeEntry, purchaseOnly, type ReferenceLists } from '../../reference-list.ts';

const vatCodes = { resource: 'vat/VATCodes', by: 'Code', noun: 'VAT code' };
const units = { resource: 'logistics/Units', by: 'Code', noun: 'unit' };
const terms = { resource: 'cashflow/PaymentConditions', by: 'Code', noun: 'payment condition' };
const books = { resource: 'financial/Journals', by: 'Code', noun: 'journal' };
const currencies = { resource: 'general/Currencies', by: 'Code', noun: 'currency' };

const blocked: JudgeEntry = ({ IsBlocked }) => (IsBlocked === true ? { level: 'error', says: 'is blocked' } : null);
const inactive: JudgeEntry = ({ Active }) => (Active === false ? { level: 'error', says: 'is not active' } : null);

/** The lists that fields of other records name entries of (EX-reference-lists). */
export const lists: ReferenceLists = {
  byField: {
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
  judges: {
    // B is both, P purchase, S sales (EX-vat-codes).
    'vat/VATCodes': {
      fields: ['IsBlocked', 'VATTransactionType'],
      judge: (entry, isSale, ...days) =>
        isSale && entry.VATTransactionType === 'P' ? purchaseOnly : blocked(entry, isSale, ...days),
    },
    'financial/GLAccounts': { fields: ['IsBlocked'], judge: blocked },
    'financial/Journals': { fields: ['IsBlocked'], judge: blocked },
    'logistics/Units': { fields: ['Active'], judge: inactive },
    'sales/ShippingMethods': { fields: ['Active'], judge: inactive },
  },
  // EX-vat-inclusive
  inclusive: {
    'vat/VATCodes': { fields: ['Type'], of: 'VATCode', isInclusive: ({ Type }) => Type === 'I' },
  },
};
