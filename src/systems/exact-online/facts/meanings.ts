import { isDecimal, type RecordValues } from '../../../values.ts';
import {
  type CodeKind,
  type Journal,
  type ListMeanings,
  type Meaning,
  named,
  type PayMeans,
  textOf,
} from '../../meaning.ts';

/** Revenue, among the types of a ledger account (EX-account-types). */
const REVENUE = 110;

/** Types of journals (EX-account-types). */
const JOURNALS: Readonly<Record<string, Journal>> = { 20: 'sales', 90: 'memorial' };

/** How a payment condition is paid (EX-payment-terms): on credit, by collection, in cash, by a payment service. */
const MEANS: Readonly<Record<string, PayMeans>> = { B: 'transfer', I: 'direct-debit', K: 'cash', Q: 'online' };

/** What the entries of Exact Online's lists mean (EX-reference-lists, EX-vat-codes). */
export const meanings: ListMeanings = {
  'vat/VATCodes': {
    fields: ['Code', 'Description', 'Percentage', 'Type', 'OssCountry', 'EUSalesListing', 'Charged', 'VatMargin'],
    read: vatCode,
  },
  'financial/GLAccounts': {
    fields: ['Code', 'Description', 'Type'],
    read: (entry) => ({ ...codeAndName(entry), isRevenue: Number(entry.Type) === REVENUE }),
  },
  'cashflow/PaymentConditions': {
    fields: ['Code', 'Description', 'PaymentDays', 'PaymentEndOfMonths', 'PaymentMethod', 'DiscountPercentage'],
    read: (entry) => ({
      ...codeAndName(entry),
      days: isPlainTerm(entry) ? numberOf(entry.PaymentDays) : null,
      means: MEANS[textOf(entry.PaymentMethod)] ?? null,
    }),
  },
  'financial/Journals': {
    fields: ['Code', 'Description', 'Type'],
    read: (entry) => ({ ...codeAndName(entry), journal: JOURNALS[textOf(entry.Type)] ?? 'other' }),
  },
  'logistics/Units': named('Code', 'Description'),
  'logistics/ItemGroups': named('Code', 'Description'),
  'inventory/Warehouses': named('Code', 'Description'),
};

/** Days on credit, without ends of months, and without a discount or surcharge. */
const isPlainTerm = ({ PaymentMethod, PaymentEndOfMonths, DiscountPercentage }: RecordValues): boolean =>
  ['', 'B'].includes(textOf(PaymentMethod)) &&
  [PaymentEndOfMonths, DiscountPercentage].every((value) => Number(value ?? 0) === 0);

const codeAndName = (entry: RecordValues): Meaning => ({
  code: textOf(entry.Code),
  name: textOf(entry.Description),
});

function numberOf(value: RecordValues[string] | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

/** The percentage is a fraction (EX-vat-codes); the EU sales list and domestic reverse charge are fields of their own. */
function vatCode(entry: RecordValues): Meaning {
  const { Percentage } = entry;
  const fraction = isDecimal(Percentage) ? Percentage.times(100) : Number(Percentage ?? 0) * 100;
  const rate = Math.round(Number(fraction) * 1000) / 1000;
  // What the list does not tell is not 0 %.
  const told = Percentage === null || Percentage === undefined ? {} : { rate };
  const country = textOf(entry.OssCountry) || null;
  return {
    ...codeAndName(entry),
    ...told,
    country,
    kind: kindOf(entry, rate, country),
    isInclusive: entry.Type === 'I',
  };
}

function kindOf(entry: RecordValues, rate: number, country: string | null): CodeKind | null {
  if (country !== null) return 'oss';
  const listing = textOf(entry.EUSalesListing);
  if (listing === 'L') return 'eu-goods';
  if (listing === 'S') return 'eu-services';
  if (listing === 'T') return 'eu-triangular';
  if (entry.Charged === true) return 'reverse-charge';
  if (Number(entry.VatMargin ?? 0) !== 0) return 'margin';
  return rate > 0 ? 'domestic' : null;
}
