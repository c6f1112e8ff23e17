import { referenceLists } from '../asperion/reference-lists.ts';
import { guid } from './random.ts';
import type { WorldRow } from './rows.ts';

/** Reduced rates of countries where the company sells to private persons; Asperion's list has the standard ones. */
const reducedRates: Readonly<Record<string, number>> = { BE: 6, DE: 7 };

/** Exact Online's domestic codes → Asperion's. */
const domestic: Readonly<Record<string, string>> = {
  '0': 'V0',
  '1': 'VL',
  '2': 'VH',
  '6': 'VVL',
  '7': 'VICP',
  '8': 'VEX',
};

/** A VAT code as both systems have it: Exact Online's code, Asperion's id, the rate in percent. */
export interface VatCode {
  readonly exactOnline: string;
  readonly asperion: string;
  readonly description: string;
  readonly percentage: number;
  /** The Netherlands, or the country whose VAT goes through the one-stop shop. */
  readonly country: string;
}

/** Asperion's `vatcodes`: its usual list (AS-example-lists) with the reduced one-stop-shop codes. */
export const asperionVatCodes: readonly WorldRow[] = [
  ...(referenceLists.vatcodes ?? []),
  ...Object.entries(reducedRates).map(([country, percentage]) => ({
    id: `OSS-${country}-L`,
    description: `OSS ${country} ${percentage}%`,
    salesCode: true,
    percentage,
    isDefault: false,
    validFrom: null,
    validUntil: null,
    countryCode: country,
  })),
];

/**
 * The VAT codes of sales: domestic, supply to companies elsewhere in the EU (reverse charge), export, and
 * per EU country the one-stop-shop codes for private persons. Exact Online's are three characters wide: `BEH`
 * for Belgium's standard rate, `BEL` for its reduced one.
 */
export const vatCodes: readonly VatCode[] = asperionVatCodes.flatMap((row): VatCode[] => {
  const id = String(row.id);
  const [, country, reduced] = /^OSS-(..)(-L)?$/.exec(id) ?? [];
  const own = Object.keys(domestic).find((code) => domestic[code] === id);
  const exactOnline = country === undefined ? own : `${country}${reduced === undefined ? 'H' : 'L'}`;
  if (exactOnline === undefined) return [];
  const { description, percentage, countryCode } = row;
  return [
    {
      exactOnline,
      asperion: id,
      description: String(description),
      percentage: Number(percentage),
      country: String(countryCode),
    },
  ];
});

/** Exact Online's VAT code for a sale: domestic by rate, reverse charge or export by customer, one-stop shop for persons. */
export function vatCodeOfSale(
  customer: { readonly country: string; readonly isCompany: boolean },
  rate: 'high' | 'low' | 'zero',
): string {
  const { country, isCompany } = customer;
  if (country === 'NL') return { high: '2', low: '1', zero: '0' }[rate];
  if (!isInUnion(country)) return '8';
  if (isCompany) return '7';
  return rate === 'low' && reducedRates[country] !== undefined ? `${country}L` : `${country}H`;
}

/** True for the other member states: those with a one-stop-shop code. */
export function isInUnion(country: string): boolean {
  return vatCodes.some(({ exactOnline }) => exactOnline === `${country}H`);
}

/** A VAT code by Exact Online's code. Throws for an unknown one. */
export function vatCodeOf(exactOnline: string): VatCode {
  const code = vatCodes.find((candidate) => candidate.exactOnline === exactOnline);
  if (code === undefined) throw new RangeError(`There is no VAT code ${exactOnline}.`);
  return code;
}

/** A rate as a fraction, as Exact Online has it: 21 % is 0.21. */
export function fraction(percentage: number): number {
  return Math.round(percentage * 10) / 1000;
}

/** Exact Online's `vat/VATCodes`: of type E (exclusive), or B (base only) at zero. */
export function exactOnlineVatCodes(seed: number): WorldRow[] {
  return vatCodes.map(({ exactOnline, description, percentage, country }) => ({
    ID: guid(seed, 'VATCodes', exactOnline),
    Code: exactOnline,
    Description: description,
    Percentage: fraction(percentage),
    Type: percentage === 0 ? 'B' : 'E',
    VATTransactionType: 'S',
    Country: 'NL',
    OssCountry: country === 'NL' ? null : country,
    EUSalesListing: exactOnline === '7' ? 'L' : 'N',
    Charged: exactOnline === '6',
    VatMargin: 0,
    IsBlocked: false,
  }));
}

/** Former domestic rates: percent, and the last day of each. */
const formerRates: Readonly<Record<string, readonly [percentage: number, until: string]>> = {
  '1': [6, '2018-12-31T00:00:00'],
  '2': [19, '2012-09-30T00:00:00'],
};

/** Exact Online's `vat/VatPercentages`: the periods of every code's percentage. */
export function vatPercentages(seed: number): WorldRow[] {
  return vatCodes.flatMap(({ exactOnline, percentage }) => {
    const row = (number: number, percent: number, StartDate: string, EndDate: string | null): WorldRow => ({
      ID: guid(seed, 'VatPercentages', exactOnline, number),
      VATCodeID: guid(seed, 'VATCodes', exactOnline),
      LineNumber: number,
      Percentage: fraction(percent),
      StartDate,
      EndDate,
      Type: 0,
    });
    const [former, until] = formerRates[exactOnline] ?? [];
    if (former === undefined || until === undefined) return [row(1, percentage, FIRST_DAY, null)];
    return [row(1, former, FIRST_DAY, until), row(2, percentage, dayAfter(until), null)];
  });
}

const FIRST_DAY = '2001-01-01T00:00:00';

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}Z`) + 86_400_000).toISOString().slice(0, 19);
}
