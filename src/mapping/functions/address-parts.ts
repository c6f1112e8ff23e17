/** The parts of an address line; missing ones are null. */
export interface AddressParts {
  readonly street: string | null;
  readonly number: string | null;
  readonly addition: string | null;
}

/** Words between a house number and the rest of it: box, floor, unit. */
const BOX_WORDS: ReadonlySet<string> = new Set(
  'bus bte boite boîte box b bis ter hs hg hoog huis boven beneden bg unit app appt apt appartement kamer verdieping etage'.split(
    ' ',
  ),
);

/** A house number with what is attached to it: `12`, `12A`, `12-A`, `12/3`, `12bis`. */
const NUMBER = /^([0-9]{1,5})(?:[-/]?([A-Za-z0-9+\-/]*))$/;
/** `1e`, `2de`, `1ste`: part of a street's name, not a house. */
const ORDINAL = /^[0-9]+(?:e|de|ste|ème|ère|er)$/i;
/** `1945`, `1940-1945`: a year in a street's name, if a house number follows directly. */
const YEAR = /^(?:1[5-9]|20)[0-9]{2}(?:-(?:1[5-9]|20)[0-9]{2})?$/;

/**
 * Splits a Dutch or Belgian address line. The house number is the first number after a word that only an addition
 * follows; a number before the street (`12, rue de la Loi`) counts if there is no other.
 */
export function addressParts(line: string): AddressParts {
  const words = line.trim().split(/[\s,]+/);
  const at = words.findIndex((word, position) => position > 0 && isHouseNumber(words, position, word));
  if (at > 0) return houseAt(words.slice(0, at), words[at] ?? '', words.slice(at + 1));
  const [first = '', ...street] = words;
  if (NUMBER.test(first) && !ORDINAL.test(first) && street.length > 0) return houseAt(street, first, []);
  return { street: words.join(' ') || null, number: null, addition: null };
}

function isHouseNumber(words: readonly string[], position: number, word: string): boolean {
  if (!NUMBER.test(word) || ORDINAL.test(word)) return false;
  const rest = words.slice(position + 1);
  if (YEAR.test(word) && NUMBER.test(rest[0] ?? '')) return false;
  return rest.every(isAddition);
}

/** A letter, a number, a roman number, or a word for a part of a house. */
function isAddition(word: string): boolean {
  if (BOX_WORDS.has(word.toLowerCase().replace(/\.$/, ''))) return true;
  return /^[-/]?(?:[A-Za-z]|[IVX]{1,4}|[0-9]{1,5}[A-Za-z]{0,3}|[A-Za-z][-/]?[0-9]{1,4})?[-/]?$/.test(word);
}

function houseAt(street: readonly string[], word: string, rest: readonly string[]): AddressParts {
  const [, number = null, glued = ''] = NUMBER.exec(word) ?? [];
  const addition = [glued, ...rest]
    .join(' ')
    .replace(/^[\s\-/]+/, '')
    .replace(/[\s\-/]+$/, '');
  return { street: street.join(' ') || null, number, addition: addition === '' ? null : addition };
}

/** Joins the parts to an address line: a figure follows the house number after a dash, everything else after a blank. Null if empty. */
export function joinAddress({ street, number, addition }: AddressParts): string | null {
  const between = addition !== null && /^[0-9]/.test(addition) ? '-' : ' ';
  const house = [number, addition].filter((part) => part !== null).join(number === null ? ' ' : between);
  return [street, house].filter((part) => part !== null && part !== '').join(' ') || null;
}
