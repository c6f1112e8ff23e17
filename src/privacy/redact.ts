import { hideAnybody } from '../anybody.ts';
import { hideOpened } from '../opened.ts';
import type { PersonalClass } from '../systems/catalog.ts';
import type { Value } from '../values.ts';
import { collect, SHORTEST } from './spellings.ts';

/** Start of Unicode's private plane 15: 65,534 marks that no text of a system uses. */
const FIRST_MARK = 0xf0000;
const MARKS = /[\u{f0000}-\u{ffffd}]/gu;

/** A name has so many words at most, and so many letters at least; what has fewer is found as a word of a text, not inside of it. */
const MOST_WORDS = 4;
const FEWEST_LETTERS = 6;

/** A record whose values a text may repeat. */
export interface Repeated {
  readonly values: Readonly<Record<string, Value>>;
  /** Whether a field is about a person (a field of lines is named `Lines.Notes`); absent = every field is. */
  readonly isPersonal?: (field: string) => boolean;
}

/**
 * Makes a system's message safe to show: every personal value of the records in it is replaced by its field's name, such
 * as `{Name}` or, from a line, `{SalesOrderLines.Notes}`. Codes, numbers, periods and amounts stay, because without them nobody can
 * tell what was refused. The text of another field is replaced as well if it was made from a personal one, such as a
 * name without its blanks, or one of its words.
 *
 * Texts of at least 3 characters and numbers of at least 3 digits count, in any case, the longest first; blanks match any
 * blanks; numbers and dates also in Dutch and English notation; VAT, phone and account numbers also without their blanks,
 * dots and dashes. A name of two to four words is also found with
 * its words in another order or with other signs between them: `Vries, Sanne de`. A value that several fields hold gets the name of the
 * first. Any other e-mail address, IBAN or telephone number, such as that of a conflicting record, becomes `{e-mail address}`, `{IBAN}` or
 * `{telephone number}`, except for those of the classes in `revealed`, and for codes if `codesStay`.
 */
export function redactRecords(
  message: string,
  records: readonly Repeated[],
  revealed: readonly PersonalClass[] = [],
  codesStay = false,
): string {
  const fields = spellingsOf(records);
  const spellings = [...fields.keys()].filter((key) => key.length >= SHORTEST).sort((a, b) => b.length - a.length);
  const named = hideOpened(message.normalize('NFC').replace(MARKS, ''), (text) => replaced(text, fields, spellings));
  return hideAnybody(named, revealed, codesStay);
}

/** A text with each spelling replaced by the name of its field. */
function replaced(message: string, fields: ReadonlyMap<string, Found>, spellings: readonly string[]): string {
  // A hit first becomes one character outside all scripts, so that a field's name that was put in is not searched again.
  const marked = spellings.reduce((text, spelling, index) => {
    const mark = String.fromCodePoint(FIRST_MARK + index);
    const turned = turnedPatternOf(spelling);
    const found = text.replace(patternOf(spelling, fields.get(spelling)?.isWord ?? false), mark);
    // Before anything shorter is looked for: a part of the name may be the value of another field.
    return turned === null ? found : found.replace(turned, mark);
  }, message);
  return marked.replace(MARKS, (mark) => {
    const spelling = spellings[(mark.codePointAt(0) ?? FIRST_MARK) - FIRST_MARK] ?? '';
    return `{${fields.get(spelling)?.field}}`;
  });
}

/** What a spelling stands for. */
interface Found {
  readonly field: string;
  /** It counts as a whole word only, not inside of another: a code of three letters is in many words. */
  readonly isWord: boolean;
}

/** What is looked for, with the name of its field. */
function spellingsOf(records: readonly Repeated[]): ReadonlyMap<string, Found> {
  const fields = new Map<string, Found>();
  const personal = new Map<string, Personal>();
  const others: (readonly [spelling: string, field: string])[] = [];
  const add = (spelling: string, found: Found): void => {
    const key = foldText(spelling);
    if (!fields.has(key)) fields.set(key, found);
  };
  for (const { values, isPersonal } of records) {
    collect(values, '', (spelling, field) => {
      if (isPersonal?.(field) === false) return void others.push([spelling, field]);
      add(spelling, { field, isWord: false });
      if (LETTERS.test(spelling)) personal.set(spelling, personalText(spelling));
    });
  }
  for (const [spelling, field] of others) {
    if (!LETTERS.test(spelling)) continue;
    const text = bareText(spelling);
    const isShort = text.length < FEWEST_LETTERS;
    const isMadeOf = ({ bare, words }: Personal): boolean =>
      (bare.length >= SHORTEST && text.includes(bare)) ||
      (text.length >= SHORTEST && (isShort ? words.has(text) : bare.includes(text)));
    if ([...personal.values()].some(isMadeOf)) add(spelling, { field, isWord: isShort });
  }
  return fields;
}

/** A personal text to compare with others, without case and signs. */
interface Personal {
  readonly bare: string;
  readonly words: ReadonlySet<string>;
}

const personalText = (text: string): Personal => ({
  bare: bareText(text),
  words: new Set(text.split(/[^\p{L}\p{N}]+/u).map(bareText)),
});

/** A text without letters is a number: it identifies nobody just because a house has the same number. */
const LETTERS = /\p{L}/u;

/** Only letters and digits, in one case. */
const bareText = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * The ways in which a record's personal values are written, in lower case, with the names of their fields; none with fewer
 * than 3 characters.
 */
export function personalSpellings({ values, isPersonal }: Repeated): ReadonlyMap<string, string> {
  const spellings = new Map<string, string>();
  collect(values, '', (spelling, field) => {
    const text = foldSmall(spelling);
    if (text.length >= SHORTEST && isPersonal?.(field) !== false && !spellings.has(text)) spellings.set(text, field);
  });
  return spellings;
}

/** One key per text, whatever its blanks. The pattern ignores case, because lower case does not always keep the number of characters. */
function foldText(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ');
}

/** The same in lower case, to check whether one text contains another. */
export const foldSmall = (text: string): string => foldText(text).toLowerCase();

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** The words of a name in any order, whatever stands between them; null for a text that is no name of a few words. */
function turnedPatternOf(spelling: string): RegExp | null {
  // What may stand between the words is none of them: matched in two ways, a ruler of dashes would take minutes.
  const words = spelling
    .split(' ')
    .map((word) => word.replaceAll(/^[,;._-]+|[,;._-]+$/g, ''))
    .filter((word) => word !== '');
  const isName =
    words.length > 1 && words.length <= MOST_WORDS && (spelling.match(/\p{L}/gu) ?? []).length >= FEWEST_LETTERS;
  if (!isName) return null;
  const orders = ordersOf(words.map(escaped)).map((order) => order.join('[\\s,;._+-]*'));
  return new RegExp(orders.join('|'), 'giu');
}

function ordersOf(words: readonly string[]): readonly (readonly string[])[] {
  if (words.length < 2) return [words];
  return words.flatMap((word, at) => ordersOf(words.toSpliced(at, 1)).map((rest) => [word, ...rest]));
}

function patternOf(spelling: string, isWord: boolean): RegExp {
  const pattern = escaped(spelling).replaceAll(' ', '\\s+');
  if (isWord) return new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'giu');
  // A number is not looked for inside a longer one: 123 is not found in 61234.
  return new RegExp(/^\d[\d.,]*$/.test(spelling) ? `(?<!\\d)${pattern}(?!\\d)` : pattern, 'giu');
}
