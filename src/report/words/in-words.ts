import type { Language } from '../../errors/language.ts';
import { factsOf, systemNames } from '../../systems/registry.ts';
import type { Translation, Translations } from '../../systems/translations.ts';
import { amountIn, dateIn, whenAsked } from './forms.ts';
import { namesIn } from './labels.ts';
import { accessInDutch } from './messages/access.nl.ts';
import { filesInDutch } from './messages/files.nl.ts';
import { githubInDutch } from './messages/github.nl.ts';
import { inputsInDutch } from './messages/inputs.nl.ts';
import { mappingsInDutch } from './messages/mappings.nl.ts';
import { recordsInDutch } from './messages/records.nl.ts';
import { stateInDutch } from './messages/state.nl.ts';
import { stopsInDutch } from './messages/stops.nl.ts';
import { transportInDutch } from './messages/transport.nl.ts';
import { valuesInDutch } from './messages/values.nl.ts';
import { warningsInDutch } from './messages/warnings.nl.ts';
import { type Pattern, pattern, placesIn } from './pattern.ts';

/** Every row that there is. */
export const catalogs: readonly Translations[] = [
  recordsInDutch,
  valuesInDutch,
  accessInDutch,
  stateInDutch,
  transportInDutch,
  stopsInDutch,
  filesInDutch,
  warningsInDutch,
  githubInDutch,
  inputsInDutch,
  mappingsInDutch,
  ...systemNames().flatMap((name) => factsOf(name).dutch ?? []),
];

/** More sentences than this are never one message; a text with more is read as one. */
const MOST_SENTENCES = 20;

/** What a mark in a row does with its value: `{#}` is an amount, a day or a time, `{~}` the names of systems, fields or resources. */
type Marks = Readonly<Record<string, (value: string) => string>>;

/** A text, or the place of a value with its mark. */
type Part = string | { readonly value: number; readonly mark: string };

interface Row {
  readonly english: Pattern;
  readonly said: Readonly<Record<Language, readonly Part[]>>;
}

// Taken apart when a text is asked for: most runs say nothing.
const sentences = whenAsked(() => sorted(catalogs.flatMap((catalog) => catalog.sentences)));
const phrases = whenAsked(() => sorted(catalogs.flatMap((catalog) => catalog.phrases)));

/** The rows with the most text of their own first: they say most exactly what is meant. */
function sorted(rows: readonly Translation[]): readonly Row[] {
  return rows
    .map(([text, dutch]) => {
      const [english, nl] = [pattern(text), partsOf(dutch)];
      return { english, said: { nl, en: withMarks(english, nl) } };
    })
    .toSorted((one, other) => other.english.size - one.english.size);
}

/** A row's Dutch, taken apart at its places: `{2~}`, or `{#}` for the next one. */
function partsOf(dutch: string): readonly Part[] {
  let next = 0;
  return dutch.split(/(\{\d*[#~]?\})/).map((part) => {
    const [, number, mark = ''] = /^\{(\d*)([#~]?)\}$/.exec(part) ?? [];
    if (number === undefined) return part;
    return { value: number === '' ? next++ : Number(number) - 1, mark };
  });
}

/** A row's English, with the marks that its Dutch gives to the values. */
function withMarks({ literals }: Pattern, dutch: readonly Part[]): readonly Part[] {
  const marks = new Map(dutch.flatMap((part) => (typeof part === 'string' ? [] : [[part.value, part.mark] as const])));
  const places = literals.slice(1).map((_, value) => ({ value, mark: marks.get(value) ?? '' }));
  return literals.flatMap((literal, at): readonly Part[] => [literal, ...places.slice(at, at + 1)]);
}

/**
 * A message or hint of an error in Dutch, null if it has no Dutch. Names, codes and the systems' own words stay as they are. A text
 * of several sentences is read sentence by sentence. Pure; no part of a text is read twice.
 */
export const inDutch = (message: string): string | null => new Reading('nl').of(message);

/** A piece of a sentence in Dutch, null if it has no Dutch: `no answer in time`. */
export const phraseInDutch = (words: string): string | null => new Reading('nl').ofPhrase(words);

/**
 * A message or hint with names, numbers and days as people write them, null if it has no row in Dutch: the marks of that row tell where
 * they are. `2 records have this cocNumber` → `2 records have this Chamber of Commerce number`.
 */
export const inEnglish = (message: string): string | null => new Reading('en').of(message);

/** The same for a piece of a sentence. */
export const phraseInEnglish = (words: string): string | null => new Reading('en').ofPhrase(words);

/** How people write a number, a day or a time of a message: `1.234,50`, `5 december 2026 om 13:00`. Anything else stays as it is. */
function valueIn(locale: string, at: string): (text: string) => string {
  const amount = amountIn(locale);
  const date = dateIn(locale);
  return (text) => {
    if (/^-?\d+\.\d+$/.test(text)) return amount(text);
    const [, day, time] = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d))?$/.exec(text) ?? [];
    return day === undefined ? text : `${date(day)}${time === undefined ? '' : ` ${at} ${time}`}`;
  };
}

/** What is particular to a language within messages. */
const READ_IN = {
  en: { and: 'and', or: 'or', marks: whenAsked((): Marks => ({ '#': valueIn('en-GB', 'at'), '~': namesIn('en') })) },
  nl: { and: 'en', or: 'of', marks: whenAsked((): Marks => ({ '#': valueIn('nl-NL', 'om'), '~': namesIn('nl') })) },
} as const;

/** One reading: what it tried is known by its text, since sentences may stand within others. */
class Reading {
  readonly #known = new Map<string, string | null>();
  readonly #language: Language;

  constructor(language: Language) {
    this.#language = language;
  }

  /** A piece of a sentence; null if it has no row. */
  ofPhrase(words: string): string | null {
    return this.#filled(phrases(), words);
  }

  /** A text; null if it has no rows. */
  of(text: string): string | null {
    const before = this.#known.get(text);
    if (before !== undefined) return before;
    // A text that comes up again within itself has none.
    this.#known.set(text, null);
    const found = this.#sentences(text);
    this.#known.set(text, found);
    return found;
  }

  /** A text that is one sentence, or begins with one and goes on with others. */
  #sentences(text: string): string | null {
    const ends = [...text.matchAll(/\. /g)].map(({ index }) => index + 1);
    const firsts = ends.length > MOST_SENTENCES ? [text.length] : [...ends, text.length];
    for (const end of firsts) {
      const first = this.#filled(sentences(), text.slice(0, end));
      if (first === null) continue;
      if (end === text.length) return first;
      const rest = this.of(text.slice(end + 1));
      if (rest !== null) return `${first} ${rest}`;
    }
    return null;
  }

  /** What is said for the first row whose English fits. */
  #filled(rows: readonly Row[], text: string): string | null {
    for (const { english, said } of rows) {
      const values = placesIn(english, text)?.map((value, at) => this.#place(english.places[at] ?? '{}', value));
      if (values === undefined) continue;
      const marks = READ_IN[this.#language].marks();
      return said[this.#language]
        .map((part) => {
          if (typeof part === 'string') return part;
          const value = values[part.value] ?? '';
          return marks[part.mark]?.(value) ?? value;
        })
        .join('');
    }
    return null;
  }

  #place(place: string, value: string): string {
    if (place === '{}') return value;
    const { and, or } = READ_IN[this.#language];
    // Between names, not in them.
    if (place === '{… or …}')
      return value.replaceAll('" or "', `" ${or} "`).replace(/^([^"]*) or ([^"]*)$/, `$1 ${or} $2`);
    if (place === '{… and …}') {
      return value
        .split(' and ')
        .map((part) => this.ofPhrase(part) ?? part)
        .join(` ${and} `);
    }
    const phrase = this.ofPhrase(value);
    if (phrase !== null) return phrase;
    const read = this.of(value);
    if (value.endsWith('.') || (read !== null && read !== value)) return read ?? value;
    // A whole sentence at the end of another one shares its full stop. Without it, a row with few words of its own may fit, and change nothing.
    return this.of(`${value}.`)?.replace(/\.$/, '') ?? value;
  }
}
