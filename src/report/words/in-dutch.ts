import { factsOf, systemNames } from '../../systems/registry.ts';
import type { Translation, Translations } from '../../systems/translations.ts';
import { amountIn, dateIn, whenAsked } from './forms.ts';
import { namesInDutch } from './labels.nl.ts';
import { accessInDutch } from './messages/access.nl.ts';
import { filesInDutch } from './messages/files.nl.ts';
import { githubInDutch } from './messages/github.nl.ts';
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
  mappingsInDutch,
  ...systemNames().flatMap((name) => factsOf(name).dutch ?? []),
];

/** More sentences than this are never one message; a text with more is read as one. */
const MOST_SENTENCES = 20;

interface Row {
  readonly english: Pattern;
  readonly dutch: readonly string[];
}

// Taken apart when a text is asked for: most runs say nothing in Dutch.
const sentences = whenAsked(() => sorted(catalogs.flatMap((catalog) => catalog.sentences)));
const phrases = whenAsked(() => sorted(catalogs.flatMap((catalog) => catalog.phrases)));

/** The rows with the most text of their own first: they say most exactly what is meant. */
function sorted(rows: readonly Translation[]): readonly Row[] {
  return rows
    .map(([english, dutch]) => ({ english: pattern(english), dutch: dutch.split(/(?<=\})|(?=\{)/) }))
    .toSorted((one, other) => other.english.size - one.english.size);
}

/**
 * A message or hint of an error in Dutch, null if it has no Dutch. Names, codes and the systems' own words stay as they are. A text
 * of several sentences is read sentence by sentence. Pure; no part of a text is read twice.
 */
export const inDutch = (message: string): string | null => new Reading().of(message);

/** A piece of a sentence in Dutch, null if it has no Dutch: `no answer in time`. */
export const phraseInDutch = (words: string): string | null => new Reading().ofPhrase(words);

const amount = whenAsked(() => amountIn('nl-NL'));
const date = dateIn('nl-NL');

/** A number, a day or a time of a message as people write it: `1.234,50`, `5 december 2026 om 13:00`. Anything else stays as it is. */
function valueInDutch(text: string): string {
  if (/^-?\d+\.\d+$/.test(text)) return amount()(text);
  const [, day, time] = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d))?$/.exec(text) ?? [];
  return day === undefined ? text : `${date(day)}${time === undefined ? '' : ` om ${time}`}`;
}

/** What a mark in a row does with its value: `{#}` is an amount, a day or a time, `{~}` the names of fields or resources. */
const MARKS: Readonly<Record<string, (value: string) => string>> = { '#': valueInDutch, '~': namesInDutch };

/** One translation: what it tried is known by its text, since sentences may stand within others. */
class Reading {
  readonly #known = new Map<string, string | null>();

  /** The Dutch of a piece of a sentence; null if it has none. */
  ofPhrase(words: string): string | null {
    return this.#filled(phrases(), words);
  }

  /** The Dutch of a text; null if it has none. */
  of(text: string): string | null {
    const before = this.#known.get(text);
    if (before !== undefined) return before;
    // A text that comes up again within itself has no Dutch.
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

  /** The Dutch of the first row whose English fits. */
  #filled(rows: readonly Row[], text: string): string | null {
    for (const { english, dutch } of rows) {
      const values = placesIn(english, text);
      if (values === null) continue;
      const said = values.map((value, at) => this.#place(english.places[at] ?? '{}', value));
      let next = 0;
      return dutch
        .map((part) => {
          const [, number, mark = ''] = /^\{(\d*)([#~]?)\}$/.exec(part) ?? [];
          if (number === undefined) return part;
          const value = said[number === '' ? next++ : Number(number) - 1] ?? '';
          return MARKS[mark]?.(value) ?? value;
        })
        .join('');
    }
    return null;
  }

  #place(place: string, value: string): string {
    if (place === '{}') return value;
    // Between names, not in them.
    if (place === '{… or …}') return value.replaceAll('" or "', '" of "').replace(/^([^"]*) or ([^"]*)$/, '$1 of $2');
    if (place === '{… and …}') {
      return value
        .split(' and ')
        .map((part) => this.ofPhrase(part) ?? part)
        .join(' en ');
    }
    const phrase = this.ofPhrase(value);
    if (phrase !== null) return phrase;
    // A whole sentence at the end of another one shares its full stop.
    return this.of(value) ?? (value.endsWith('.') ? null : this.of(`${value}.`)?.replace(/\.$/, '')) ?? value;
  }
}
