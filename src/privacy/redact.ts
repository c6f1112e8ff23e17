import type Big from 'big.js';
import type { PersonalClass } from '../systems/catalog.ts';
import { isDecimal, isRecord, LocalDateTime, type Value } from '../values.ts';
import { hideAnybody } from './anybody.ts';

const SHORTEST = 3;

/** Start of Unicode's private plane 15: 65,534 marks that no text of a system uses. */
const FIRST_MARK = 0xf0000;
const MARKS = /[\u{f0000}-\u{ffffd}]/gu;

/** With at least this many digits, a text counts as a number that systems may write in another form. */
const FEWEST_DIGITS = 6;

/** A name has so many words at most, and so many letters at least. */
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
 * name without its blanks.
 *
 * Texts of at least 3 characters and numbers of at least 3 digits count, in any case, the longest first; blanks match any
 * blanks; numbers and dates also in Dutch and English notation; VAT, phone and account numbers also without their blanks,
 * dots and dashes. A name of two to four words is also found with
 * its words in another order or with other signs between them: `Vries, Sanne de`. A value that several fields hold gets the name of the
 * first. Any other e-mail address, IBAN or telephone number, such as that of a conflicting record, becomes `{e-mail address}`, `{IBAN}` or
 * `{telephone number}`, except for those of the classes in `revealed`.
 */
export function redactRecords(
  message: string,
  records: readonly Repeated[],
  revealed: readonly PersonalClass[] = [],
): string {
  const fields = spellingsOf(records);
  const spellings = [...fields.keys()].filter((key) => key.length >= SHORTEST).sort((a, b) => b.length - a.length);
  // A hit first becomes one character outside all scripts, so that a field's name that was put in is not searched again.
  const mark =
    (find: (spelling: string) => RegExp | null) =>
    (text: string, spelling: string, index: number): string => {
      const pattern = find(spelling);
      return pattern === null ? text : text.replace(pattern, String.fromCodePoint(FIRST_MARK + index));
    };
  const marked = spellings.reduce(mark(patternOf), message.normalize('NFC').replace(MARKS, ''));
  return hideAnybody(spellings.reduce(mark(turnedPatternOf), marked), revealed).replace(MARKS, (mark) => {
    const spelling = spellings[(mark.codePointAt(0) ?? FIRST_MARK) - FIRST_MARK] ?? '';
    return `{${fields.get(spelling)}}`;
  });
}

/** What is looked for, with the name of its field. */
function spellingsOf(records: readonly Repeated[]): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const personal = new Set<string>();
  const others: (readonly [spelling: string, field: string])[] = [];
  const add = (spelling: string, field: string): void => {
    const key = foldText(spelling);
    if (!fields.has(key)) fields.set(key, field);
  };
  for (const { values, isPersonal } of records) {
    collect(values, '', (spelling, field) => {
      if (isPersonal?.(field) === false) return void others.push([spelling, field]);
      add(spelling, field);
      if (LETTERS.test(spelling)) personal.add(bareText(spelling));
    });
  }
  for (const [spelling, field] of others) {
    const bare = bareText(spelling);
    const isMadeOf = (text: string): boolean =>
      text.length >= SHORTEST && (bare.includes(text) || (bare.length >= SHORTEST && text.includes(bare)));
    if (LETTERS.test(spelling) && [...personal].some(isMadeOf)) add(spelling, field);
  }
  return fields;
}

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

type Collector = (spelling: string, field: string) => void;

function collect(value: Value | undefined, field: string, add: Collector): void {
  if (value === null || value === undefined || typeof value === 'boolean') return;
  if (typeof value === 'string') {
    for (const spelling of [value, ...value.split(/[\r\n]+/), ...bareNumber(value)]) add(spelling, field);
  } else if (typeof value === 'number') {
    for (const spelling of numberSpellings(String(Math.abs(value)), null)) add(spelling, field);
  } else if (isDecimal(value)) {
    for (const spelling of decimalSpellings(value)) add(spelling, field);
  } else if (value instanceof LocalDateTime) {
    for (const spelling of dateSpellings(value)) add(spelling, field);
  } else if (Array.isArray(value)) {
    for (const element of value) collect(element, field, add);
  } else if (isRecord(value)) {
    for (const [name, inner] of Object.entries(value)) collect(inner, field === '' ? name : `${field}.${name}`, add);
  }
}

/** `NL 8123.45.678.B01` as `NL812345678B01`. */
function bareNumber(text: string): string[] {
  if ((text.match(/\d/g) ?? []).length < FEWEST_DIGITS) return [];
  return [text.replace(/[\s.\-/()]/g, '')];
}

function decimalSpellings(value: Big): string[] {
  const plain = value.abs();
  const fixed = [plain.toFixed(), ...(plain.round(2).eq(plain) ? [plain.toFixed(2)] : [])];
  return fixed.flatMap((text) => {
    const [whole = '', fraction] = text.split('.');
    return numberSpellings(whole, fraction ?? null);
  });
}

/** `1234.5` as 1234.5, 1234,5, 1,234.5 and 1.234,5; nothing when it has too few digits. */
function numberSpellings(whole: string, fraction: string | null): string[] {
  if (whole.length + (fraction?.length ?? 0) < SHORTEST) return [];
  const grouped = (separator: string) => whole.replace(/\B(?=(\d{3})+$)/g, separator);
  if (fraction === null) return [whole, grouped(','), grouped('.')];
  return [`${whole}.${fraction}`, `${whole},${fraction}`, `${grouped(',')}.${fraction}`, `${grouped('.')},${fraction}`];
}

function dateSpellings(moment: LocalDateTime): string[] {
  const [year = '', month = '', day = ''] = moment.date.split('-');
  const short = (part: string) => String(Number(part));
  return [
    moment.iso,
    moment.date,
    ...['-', '/', '.'].flatMap((separator) => [
      [day, month, year].join(separator),
      [short(day), short(month), year].join(separator),
      [short(month), short(day), year].join(separator),
    ]),
  ];
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
  const orders = ordersOf(words.map(escaped)).map((order) => order.join('[\\s,;._-]*'));
  return new RegExp(orders.join('|'), 'giu');
}

function ordersOf(words: readonly string[]): readonly (readonly string[])[] {
  if (words.length < 2) return [words];
  return words.flatMap((word, at) => ordersOf(words.toSpliced(at, 1)).map((rest) => [word, ...rest]));
}

function patternOf(spelling: string): RegExp {
  const pattern = escaped(spelling).replaceAll(' ', '\\s+');
  // A number is not looked for inside a longer one: 123 is not found in 61234.
  return new RegExp(/^\d[\d.,]*$/.test(spelling) ? `(?<!\\d)${pattern}(?!\\d)` : pattern, 'giu');
}
