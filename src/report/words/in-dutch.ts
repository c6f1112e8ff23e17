import { factsOf, systemNames } from '../../systems/registry.ts';
import type { Translation, Translations } from '../../systems/translations.ts';
import { accessInDutch } from './messages/access.nl.ts';
import { recordsInDutch } from './messages/records.nl.ts';
import { stateInDutch } from './messages/state.nl.ts';
import { transportInDutch } from './messages/transport.nl.ts';
import { valuesInDutch } from './messages/values.nl.ts';
import { type Pattern, pattern, placesIn } from './pattern.ts';

/** Every row that there is, ours and those of the systems. */
export const catalogs: readonly Translations[] = [
  recordsInDutch,
  valuesInDutch,
  accessInDutch,
  stateInDutch,
  transportInDutch,
  ...systemNames().flatMap((name) => factsOf(name).dutch ?? []),
];

/** More sentences than this are never one message; a text with more is read as one. */
const MOST_SENTENCES = 20;

interface Row {
  readonly english: Pattern;
  readonly dutch: readonly string[];
}

const sentences = sorted(catalogs.flatMap((catalog) => catalog.sentences));
const phrases = sorted(catalogs.flatMap((catalog) => catalog.phrases));

/** The rows with the most text of their own first: they say most exactly what is meant. */
function sorted(rows: readonly Translation[]): readonly Row[] {
  return rows
    .map(([english, dutch]) => ({ english: pattern(english), dutch: dutch.split(/(?<=\})|(?=\{)/) }))
    .toSorted((one, other) => other.english.size - one.english.size);
}

/**
 * A message or hint of an error in Dutch, null if it has no Dutch. Names, codes and the systems' own words stay as they are. A text
 * of several sentences is read sentence by sentence. Pure; the time grows with the length of the text.
 */
export function inDutch(message: string): string | null {
  const ends = [...message.matchAll(/\. /g)].map(({ index }) => index + 1);
  if (ends.length > MOST_SENTENCES) return filled(sentences, message);
  return fromSentence(message, 0, ends, new Map());
}

/** The Dutch of everything from a place on; `known` holds what was tried. */
function fromSentence(
  message: string,
  start: number,
  ends: readonly number[],
  known: Map<number, string | null>,
): string | null {
  const before = known.get(start);
  if (before !== undefined) return before;
  let found: string | null = null;
  for (const end of [...ends.filter((at) => at > start), message.length]) {
    const first = filled(sentences, message.slice(start, end));
    if (first === null) continue;
    const rest = end === message.length ? '' : fromSentence(message, end + 1, ends, known);
    if (rest === null) continue;
    found = rest === '' ? first : `${first} ${rest}`;
    break;
  }
  known.set(start, found);
  return found;
}

/** The Dutch of the first row whose English fits. */
function filled(rows: readonly Row[], text: string): string | null {
  for (const { english, dutch } of rows) {
    const values = placesIn(english, text);
    if (values === null) continue;
    const said = values.map((value, at) => inPlace(english.places[at] ?? '{}', value));
    let next = 0;
    return dutch
      .map((part) => {
        const [, number] = /^\{(\d*)\}$/.exec(part) ?? [];
        if (number === undefined) return part;
        return said[number === '' ? next++ : Number(number) - 1] ?? '';
      })
      .join('');
  }
  return null;
}

function inPlace(place: string, value: string): string {
  if (place === '{}') return value;
  if (place === '{… or …}') return value.replaceAll(' or ', ' of ');
  // A whole sentence at the end of another one shares its full stop.
  return filled(phrases, value) ?? inDutch(value) ?? inDutch(`${value}.`)?.replace(/\.$/, '') ?? value;
}
