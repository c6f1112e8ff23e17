import { DUTCH } from '../../http/dutch-time.ts';
/** What pages count: for each, the words for one and for several. */
export type Nouns = Readonly<
  Record<
    | 'administration'
    | 'chart'
    | 'day'
    | 'difference'
    | 'document'
    | 'edit'
    | 'error'
    | 'field'
    | 'flow'
    | 'hour'
    | 'key'
    | 'kind'
    | 'line'
    | 'minute'
    | 'move'
    | 'notice'
    | 'outcome'
    | 'pause'
    | 'period'
    | 'place'
    | 'problem'
    | 'record'
    | 'row'
    | 'step'
    | 'sum'
    | 'total'
    | 'warning',
    Noun
  >
>;

/** The words for one and for several. */
export type Noun = readonly [one: string, several: string];

/** Records of the target whose source records were deleted, for a sentence. */
export interface LeftOver {
  readonly one: boolean;
  /** The names of both systems. */
  readonly from: string;
  readonly target: string;
  readonly isDocument: boolean;
}

/** Makes something when it is first asked for: the engine reads the facts of a language for it, and most runs need few of them. */
export function whenAsked<Made extends object>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/**
 * Counting in a language: `count(2, 'record')`; `counted(2, ['order', 'orders'])` with words from elsewhere; `moreOf(2, 'record')` = `2 more records`,
 * in English also for nouns that are not in the list.
 */
export function nounsIn(locale: string, nouns: Nouns, more: (number: string, noun: string) => string) {
  const rules = whenAsked(() => new Intl.PluralRules(locale));
  const numbers = whenAsked(() => new Intl.NumberFormat(locale));
  const form = (number: number, [one, several]: Noun): string => (rules().select(number) === 'one' ? one : several);
  const known = (noun: string): Noun => (nouns as Readonly<Record<string, Noun>>)[noun] ?? [noun, `${noun}s`];
  return {
    counted: (number: number, noun: Noun): string => `${numbers().format(number)} ${form(number, noun)}`,
    count: (number: number, noun: keyof Nouns): string => `${numbers().format(number)} ${form(number, nouns[noun])}`,
    moreOf: (number: number, noun: string): string => more(numbers().format(number), form(number, known(noun))),
  };
}

/** Writes a decimal text with the language's signs, and with as many decimals as it has: `1240.50` becomes `1,240.50` or `1.240,50`. */
export function amountIn(locale: string): (decimal: string) => string {
  // By the number of decimals: making one takes longer than using it.
  const formats = new Map<number, Intl.NumberFormat>();
  return (decimal) => {
    const decimals = decimal.split('.')[1]?.length ?? 0;
    const format =
      formats.get(decimals) ??
      new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    formats.set(decimals, format);
    // A text keeps all of its digits.
    return format.format(decimal as Intl.StringNumericLiteral);
  };
}

/** Writes a decimal text as euros, the same in every summary, plan and comment: `€ 1,240.00`; `moneyApart` writes a difference, always with its sign: `€ +1,240.00`. */
export function moneyIn(amount: (decimal: string) => string) {
  const money = (decimal: string): string => `€ ${amount(decimal)}`;
  return {
    money,
    moneyApart: (decimal: string): string => (decimal.startsWith('-') ? money(decimal) : `€ +${amount(decimal)}`),
  };
}

/** Joins words as people do: `a, b and c`. */
export function listIn(locale: string): (words: readonly string[]) => string {
  const format = whenAsked(() => new Intl.ListFormat(locale, { type: 'conjunction' }));
  return (words) => format().format(words);
}

/** Writes a day (yyyy-MM-dd) as people do: `5 December 2026`; what is no day stays as it is. */
export function dateIn(locale: string): (day: string) => string {
  const format = whenAsked(() => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }));
  return (day) => {
    const moment = Date.parse(`${day}T00:00:00Z`);
    return Number.isNaN(moment) ? day : format().format(moment);
  };
}

/** Writes a moment (epoch ms) on Dutch clocks as people do: `5 December 2026 at 13:00`. */
export function timeIn(locale: string): (epochMs: number) => string {
  const format = whenAsked(
    () => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: DUTCH }),
  );
  return (epochMs) => format().format(epochMs);
}

/** The name of a country by its two letters; anything else stays as it is. */
export function countryIn(locale: string): (code: string) => string {
  const names = whenAsked(() => new Intl.DisplayNames(locale, { type: 'region' }));
  return (code) => (/^[A-Z]{2}$/.test(code) ? (names().of(code) ?? code) : code);
}

/** What is said of a pause; days are written out. */
export interface PauseWords {
  readonly until: string;
  readonly goesOn: string;
  readonly by: string;
  readonly why: string;
  /** `mappings/paused.yml:3`. */
  readonly place: string;
}
