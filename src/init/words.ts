import type { PayMeans, VatKind } from '../systems/meaning.ts';

/** Words of names that tell the kind of a VAT code, the most telling first: Dutch, as bookkeepers write them, and English. */
const VAT_WORDS: readonly (readonly [VatKind, RegExp])[] = [
  ['reverse-charge', /verlegd|verlegging|reverse charge/],
  ['eu-services', /(dienst|service).*\b(eu|icp)\b|\b(eu|icp)\b.*(dienst|service)/],
  ['export', /export|uitvoer|buiten (de )?eu|outside (the )?eu/],
  ['eu-goods', /\bicp\b|\bicl\b|intracom|intra-?eu|binnen (de )?eu|within (the )?eu/],
  ['exempt', /vrijgesteld|exempt/],
  ['margin', /marge|margin/],
  ['oss', /\boss\b|one.stop|eenloket/],
  ['zero', /\b0([.,]0+)? ?%|\bnul|zero/],
];

/** The kind that a name tells of; null = none. */
export function kindByName(name: string): VatKind | null {
  const text = name.toLowerCase();
  return VAT_WORDS.find(([, words]) => words.test(text))?.[0] ?? null;
}

const PAY_WORDS: readonly (readonly [PayMeans, RegExp])[] = [
  ['direct-debit', /incasso|machtiging|collection|direct debit/],
  ['online', /ideal|paypal|credit ?card|mollie|online/],
  ['cash', /contant|kas\b|cash|\bpin\b/],
  ['transfer', /overschrijving|overboeking|op rekening|\bbank|transfer|on credit/],
];

/** How a customer pays, by the name of a method; null = it tells nothing. */
export function meansByName(name: string): PayMeans | null {
  const text = name.toLowerCase();
  return PAY_WORDS.find(([, words]) => words.test(text))?.[0] ?? null;
}

/** Words for the same unit. */
const UNITS: readonly (readonly string[])[] = [
  ['stuk', 'stuks', 'st', 'pc', 'pcs', 'piece', 'ea', 'each'],
  ['doos', 'dozen', 'box', 'ds'],
  ['uur', 'uren', 'hour', 'hours', 'hr', 'u'],
  ['dag', 'dagen', 'day', 'days'],
  ['kg', 'kilo', 'kilogram'],
  ['g', 'gr', 'gram'],
  ['m', 'mtr', 'meter'],
  ['m2', 'vierkante meter'],
  ['l', 'ltr', 'liter'],
];

/** True for two words for one unit. */
export function isSameUnit(left: string, right: string): boolean {
  return UNITS.some((words) => words.includes(left.toLowerCase()) && words.includes(right.toLowerCase()));
}

/** Where customers are: in the administration's own country, elsewhere in the Union, or outside it. */
export type Zone = 'domestic' | 'eu' | 'world';

/** The zone that the name of an account tells of; null = none. */
export function zoneByName(name: string): Zone | null {
  const text = name.toLowerCase();
  if (/export|buiten (de )?eu|outside (the )?eu|wereld|world/.test(text)) return 'world';
  if (/\beu\b|\bicp\b|intracom|europa|europe/.test(text)) return 'eu';
  return /nederland|binnenland|netherlands|domestic|\bnl\b/.test(text) ? 'domestic' : null;
}

/** A name without case, accents, signs and repeated blanks. */
export const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, ' ')
    .trim();
