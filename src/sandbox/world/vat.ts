import { referenceLists } from '../asperion/reference-lists.ts';
import { guid } from './random.ts';
import type { WorldRow } from './rows.ts';

/** Reduced rates of the countries where the company sells at them to private persons; Asperion's own list has the standard ones. */
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
  /** The Netherlands, or the country whose VAT is paid through the one-stop shop. */
  readonly country: string;
}

/** Asperion's `vatcodes`: its list of rule 13 with the reduced one-stop-shop codes. */
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
 * The VAT codes of sales: domestic ones, the supply to companies elsewhere in the Union (reverse charge), the export, and
 * per country of the Union the one-stop-shop codes for private persons. Exact Online's are three characters wide: `BEH`
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
  if (!vatCodes.some(({ exactOnline }) => exactOnline === `${country}H`)) return '8';
  if (isCompany) return '7';
  return rate === 'low' && reducedRates[country] !== undefined ? `${country}L` : `${country}H`;
}

/** A VAT code by Exact Online's code. Throws for one that the world does not have. */
export function vatCodeOf(exactOnline: string): VatCode {
  const code = vatCodes.find((candidate) => candidate.exactOnline === exactOnline);
  if (code === undefined) throw new RangeError(`There is no VAT code ${exactOnline}.`);
  return code;
}

/** A rate as Exact Online gives it, a fraction: 21 % is 0.21. */
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
    IsBlocked: false,
  }));
}
