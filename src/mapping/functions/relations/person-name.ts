/** The parts of one person's name; missing ones are null. */
export interface PersonName {
  readonly first: string | null;
  readonly initials: string | null;
  readonly prefix: string | null;
  readonly surname: string | null;
}

const setOf = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Before a surname, anywhere in the name. */
const PREFIXES = setOf(
  "van de der den het 't ’t 's ’s ten ter te op aan bij onder over uit uijt voor tot von vom zum zur",
);
/** Before a surname, but only after a given name: as a first word they are names themselves. */
const FOREIGN_PREFIXES = setOf("in la le les du des da dos di del della el al bin ben zu d’ d'");
const TITLES = setOf(
  't.a.v tav dhr mevr mw hr mevrouw meneer heer dr drs ir ing mr prof bc jhr jkvr mrs ms miss m mme herr frau monsieur madame',
);

/**
 * Splits a name: `dr. Anna van der Berg`, `P.J. de Vries`, and the order of lists, `Berg, Anna van der`. The surname
 * begins after the first prefix, or at a name that is joined to another one, or is the last word.
 */
export function personName(text: string): PersonName {
  const [before = '', after = ''] = text.trim().split(/\s*,\s*/, 2);
  return after === ''
    ? inReadingOrder(withoutTitles(words(before)))
    : inListOrder(words(before), withoutTitles(words(after)));
}

function inReadingOrder(name: readonly string[]): PersonName {
  const start = surnameStart(name);
  return { ...givenNames(name.slice(0, start)), ...withoutPrefix(name.slice(start), start > 0) };
}

function inListOrder(surname: readonly string[], given: readonly string[]): PersonName {
  const end = given.findLastIndex((word, at) => at === 0 || !isPrefix(word, true)) + 1;
  const { prefix, surname: rest } = withoutPrefix(surname, false);
  return { ...givenNames(given.slice(0, end)), prefix: joined([...given.slice(end), prefix]), surname: rest };
}

/** The leading words that are prefixes, and the surname itself, which is never empty. */
function withoutPrefix(name: readonly string[], afterName: boolean): Pick<PersonName, 'prefix' | 'surname'> {
  const length = name.findIndex((word, at) => at === name.length - 1 || !isPrefix(word, afterName || at > 0));
  return { prefix: joined(name.slice(0, Math.max(length, 0))), surname: joined(name.slice(Math.max(length, 0))) };
}

/** The position of the first word of the surname, its prefix included. */
function surnameStart(name: readonly string[]): number {
  const last = name.length - 1;
  const prefixed = name.findIndex((word, at) => at < last && isPrefix(word, at > 0));
  const double = name.findIndex((word, at) => at > 0 && at < last && isJoined(word, name[at + 1]));
  const starts = [prefixed, double].filter((at) => at >= 0);
  return starts.length > 0 ? Math.min(...starts) : Math.max(last, 0);
}

/** `Smit - de Vries`, `Smit-de Vries`. */
function isJoined(word: string, next: string | undefined): boolean {
  if (next === '-' || next === '–') return true;
  const dash = word.lastIndexOf('-');
  return dash > 0 && isPrefix(word.slice(dash + 1), true);
}

function isPrefix(word: string, afterName: boolean): boolean {
  const lower = word.toLowerCase();
  return PREFIXES.has(lower) || (afterName && FOREIGN_PREFIXES.has(lower));
}

function withoutTitles(name: readonly string[]): readonly string[] {
  const first = name.findIndex((word, at) => at === name.length - 1 || !isTitle(word, name[at + 1]));
  return name.slice(Math.max(first, 0));
}

/** `PJ`, `JPW`: initials without points. */
const CAPITALS = /^(?:\p{Lu}{2}|[B-DF-HJ-NP-TV-Z]{3,4})$/u;

/** More words follow a title; a single letter with a point is an initial. `De` belongs to one in `de heer`. */
function isTitle(word: string, next: string | undefined): boolean {
  const bare = word.toLowerCase().replace(/\.$/, '');
  if (bare === 'de') return next?.toLowerCase() === 'heer';
  return bare.length > 1 && TITLES.has(bare);
}

function givenNames(given: readonly string[]): Pick<PersonName, 'first' | 'initials'> {
  const isInitials = (word: string) => word.includes('.') || [...word].length === 1 || CAPITALS.test(word);
  const letters = given.flatMap((word) =>
    CAPITALS.test(word) ? [...word] : word.split(/[.-]/).flatMap((part) => [...part].slice(0, 1)),
  );
  const initials = letters.map((letter) => `${letter.toUpperCase()}.`).join('');
  return { first: given.find((word) => !isInitials(word)) ?? null, initials: initials === '' ? null : initials };
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function joined(parts: readonly (string | null)[]): string | null {
  return parts.filter((part) => part !== null && part !== '').join(' ') || null;
}
