import type { RecordValues } from '../values.ts';

/** What a VAT code stands for: the kinds of `vat-supplies.yml`. */
export const VAT_KINDS = [
  'domestic',
  'zero',
  'reverse-charge',
  'eu-goods',
  'eu-services',
  'export',
  'oss',
  'exempt',
  'margin',
  'outside',
] as const;

/** One of these kinds. */
export type VatKind = (typeof VAT_KINDS)[number];

/** The kind of a VAT code. With the middle of a chain of three in the EU, or what is none of the kinds, no code of the other system is matched, whatever its name. */
export type CodeKind = VatKind | 'eu-triangular' | 'other';

/** How a customer pays. */
export type PayMeans = 'transfer' | 'direct-debit' | 'cash' | 'online';

/** What a journal takes. */
export type Journal = 'sales' | 'memorial' | 'other';

/** What an entry of a list means, in words that all systems share: entries of two systems can be compared by it. */
export interface Meaning {
  /** What other records name it by. */
  readonly code: string;
  /** What people call it. */
  readonly name: string;
  /** Other codes that it is known by. */
  readonly aliases?: readonly string[];
  /** Of a VAT code: its rate in percent. */
  readonly rate?: number;
  /** Of a VAT code: the country whose VAT it is, if that is not the administration's own. */
  readonly country?: string | null;
  /** Of a VAT code: its kind; null = no field tells it, and only its name may. */
  readonly kind?: CodeKind | null;
  /** Of a VAT code: true = the amounts and prices that have it include VAT. */
  readonly isInclusive?: boolean;
  /** Of a payment condition: days until it is due; null = it is no plain number of days. */
  readonly days?: number | null;
  /** Of a payment condition or method; null = not told. */
  readonly means?: PayMeans | null;
  /** Of an account: sales are booked on it. */
  readonly isRevenue?: boolean;
  /** Of an account or a sales type: the VAT code that belongs to it. */
  readonly vatCode?: string | null;
  /** Of a journal. */
  readonly journal?: Journal;
}

/** The VAT in prices that have a VAT code, in percent. Under the margin scheme the price is what the buyer pays, and no VAT is taken out of it. */
export const includedRate = ({ isInclusive = false, kind, rate = 0 }: Meaning): number =>
  isInclusive && kind !== 'margin' ? rate : 0;

/** How the entries of a list are read. */
export interface ListMeaning {
  /** The fields that it needs. */
  readonly fields: readonly string[];
  read(entry: RecordValues): Meaning;
  /** True = entries are records of the company, and the same meaning comes many times. */
  readonly isDistinct?: true;
}

/** The lists of a system whose entries mean something, by resource. */
export type ListMeanings = Readonly<Record<string, ListMeaning>>;

/** The text of a value; empty for null. */
export const textOf = (value: RecordValues[string] | undefined): string =>
  value === null || value === undefined ? '' : String(value).trim();

/** A list whose entries have a code and a name. */
export function named(code: string, name: string): ListMeaning {
  return { fields: [code, name], read: (entry) => ({ code: textOf(entry[code]), name: textOf(entry[name]) }) };
}
