import { countryCodeOf } from '../mapping/functions/relations/country-names.ts';
import type { PayMeans, VatKind } from '../systems/meaning.ts';

/** Words that deny the next one: buiten de EU, niet-EU, excl. NL, btw niet verlegd. */
const DENIED =
  /\b(?:buiten|niet|non|not|outside|excl\.?|exclusief|behalve|except)[ -]+(?:(?:in|binnen|within|de|the) )*(\p{L}+)/gu;

/** A name in small letters, without what it denies; outside the Union is the world. */
export const positively = (name: string): string =>
  name.toLowerCase().replace(DENIED, (_, denied: string) => (/^(eu$|europ)/.test(denied) ? 'wereld' : ''));

/** Words of where things go; "binnen en buiten de EU" is both. */
const UNION = /\beu\b|europese unie|european union|\bicp\b|\bicl\b|intracom|intra-?eu|\bbinnen (en|of) /;
const WORLD = /export|uitvoer|wereld|world|derde land|third countr/;

const SERVICES = /dienst|service/;
const GOODS = /levering|goederen|goods|suppl/;
/** Goods, or what names neither. */
const isOfGoods = (name: string): boolean => GOODS.test(name) || !SERVICES.test(name);

/** The country of the administrations. */
export const HOME = 'NL';

/** The countries that a name has, in one word or in two; short words are codes as well: de, in, is. */
export function countriesIn(name: string): readonly string[] {
  const words = positively(name)
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 3);
  const pairs = words.slice(1).map((word, at) => `${words[at]} ${word}`);
  return [...words, ...pairs].map(countryCodeOf).filter((code) => code !== null);
}

const FOREIGN =
  /buitenland|abroad|foreign|\b(lokaal|local|belgisch|brits|deens|duits|engels|frans|iers|italiaans|luxemburgs|oostenrijks|pools|portugees|spaans|zweeds|zwitsers)/;
/** The VAT of another country, or what goes to it: where that is tells nothing of the kind. */
const isForeign = (name: string): boolean => FOREIGN.test(name) || countriesIn(name).some((code) => code !== HOME);

/** What is sold within the Union, but not from one company to another as usual. */
const OTHER_IN_UNION = /installat|montage|particulier|consument|consumer|private person/;

const PURCHASE = /inkoop|invoer|import|verwerving|voorbelasting|purchase|acquisition/;
/** What is bought. */
export const isPurchase = (name: string): boolean => PURCHASE.test(positively(name));

/** What the words of a name tell of the kind of a VAT code: Dutch, as bookkeepers write them, and English. Null = what no kind stands for. */
const VAT_WORDS: readonly (readonly [VatKind | null, (name: string) => boolean])[] = [
  ['reverse-charge', (name) => /verlegd|verlegging|reverse charge/.test(name)],
  ['eu-goods', (name) => UNION.test(name) && isOfGoods(name)],
  ['eu-services', (name) => UNION.test(name) && SERVICES.test(name)],
  ['export', (name) => WORLD.test(name) && isOfGoods(name)],
  [null, (name) => WORLD.test(name) && SERVICES.test(name)],
  ['exempt', (name) => /vrijgesteld|exempt/.test(name)],
  ['margin', (name) => /marge|margin/.test(name)],
  ['oss', (name) => /\boss\b|one.stop|eenloket|afstandsverko|distance sale/.test(name)],
  [null, (name) => UNION.test(name) && OTHER_IN_UNION.test(name)],
  // Triangular supplies, and new means of transport.
  [null, (name) => /\babc\b|driehoek|triang|nieuwe? vervoermiddel|new means of transport/.test(name)],
  [null, (name) => !UNION.test(name) && !WORLD.test(name) && isForeign(name)],
  [null, (name) => PURCHASE.test(name)],
  [null, (name) => /priv[eé]|voorschot|private use|statiegeld|fiscale eenheid/.test(name)],
];

/** A rate tells of a kind only where no other word does: others have 0 % as well. */
const ZERO = /\b0([.,]0+)? ?%|\bnul|zero/;

/** The kind that a name tells of; null = several, or one that no kind stands for. `otherwise` = what it is if no word tells of a kind. */
export function kindByName(name: string, otherwise: VatKind | null = null): VatKind | null {
  const text = positively(name);
  const [only, ...others] = VAT_WORDS.filter(([, fits]) => fits(text));
  if (only === undefined) return otherwise ?? (ZERO.test(text) ? 'zero' : null);
  return others.length === 0 ? only[0] : null;
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

const ZONE_WORDS: readonly (readonly [Zone, RegExp])[] = [
  ['domestic', /nederland|binnenland|netherlands|domestic|\bnl\b/],
  ['eu', new RegExp(`${UNION.source}|europ`)],
  ['world', WORLD],
];

/** The zone that the name of an account tells of; null = none, or several. */
export function zoneByName(name: string): Zone | null {
  const text = positively(name);
  const zones = ZONE_WORDS.filter(([, words]) => words.test(text));
  return zones.length === 1 ? (zones[0]?.[0] ?? null) : null;
}

/** A name without case, accents, signs and repeated blanks. */
export const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, ' ')
    .trim();
