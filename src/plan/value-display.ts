import type Big from 'big.js';
import { ConfigError } from '../errors/errors.ts';
import { hideTexts, personalTexts } from '../privacy/hide-personal.ts';
import { personalClass, type RecordOf } from '../privacy/personal.ts';
import { foldSmall } from '../privacy/redact.ts';
import type { PlanValue } from '../report/plan/plan-report.ts';
import { NOT_RECORDED } from '../sync/recording/recorded-rows.ts';
import { PERSONAL_CLASSES, type PersonalClass } from '../systems/catalog.ts';
import { isDecimal, isRecord, LocalDateTime, type RecordValues, type Value } from '../values.ts';
import type { Place } from './places.ts';

/** How a plan shows values, and which it hides. */
export interface ValueDisplay {
  /** The same for the fields of one resource; as it comes, a field is known by its name only. */
  of(resource: string): ValueDisplay;
  /** A field's value, personal ones by their class; a field of lines is named with them: `lines.description`. */
  value(field: string, value: Value | undefined): PlanValue;
  /** The same with everything in clear: to compare, never to show. */
  plain(value: Value | undefined): PlanValue;
  /** True for an invented key or number. */
  isMadeUp(value: Value): boolean;
}

/**
 * Reads the input `reveal`: `none`, `all`, or classes of personal fields. Throws ConfigError WRONG_INPUT for a class that
 * does not exist.
 */
export function readReveal(words: readonly string[]): readonly PersonalClass[] {
  if (words.length === 1 && words[0] === 'none') return [];
  if (words.length === 1 && words[0] === 'all') return PERSONAL_CLASSES;
  const chosen = words.map((word) => {
    const found = PERSONAL_CLASSES.find((name) => name === word);
    if (found !== undefined) return found;
    throw new ConfigError('WRONG_INPUT', `The input "reveal" can't be "${word}".`, {
      hint: `Use none, all, or some of ${PERSONAL_CLASSES.join(', ')}, separated by commas.`,
    });
  });
  return PERSONAL_CLASSES.filter((name) => chosen.includes(name));
}

/** The human names of records that a plan made up, by their keys and numbers. */
type MadeUpNames = ReadonlyMap<Value, string>;

/** For no made-up records. */
const NOBODY: MadeUpNames = new Map();

/** Shows values in clear or by their class; a key that was made up stands as the name of its record. */
export function createDisplay(revealed: readonly PersonalClass[], names: MadeUpNames = NOBODY): ValueDisplay {
  const plain = (value: Value | undefined): PlanValue => {
    if (value === null || value === undefined || value === '') return null;
    const name = names.get(value);
    if (name !== undefined) return `(${name})`;
    if (isDecimal(value)) return decimalText(value);
    if (value instanceof LocalDateTime) return value.iso.replace('T00:00:00', '');
    if (Array.isArray(value)) return value.map(plain);
    if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, plain(one)]));
    return typeof value === 'string' ? namedWithin(value, names) : (value as boolean | number);
  };
  const showAs = (resource: string, field: string, value: Value | undefined): PlanValue => {
    if (Array.isArray(value)) return (value as readonly Value[]).map((one) => showAs(resource, field, one));
    if (isRecord(value)) {
      const parts = Object.entries(value);
      return Object.fromEntries(parts.map(([name, one]) => [name, showAs(resource, `${field}.${name}`, one)]));
    }
    const seen = plain(value);
    const personal = personalClass(resource, field);
    return seen === null || seen === NOT_RECORDED || personal === null || revealed.includes(personal)
      ? seen
      : `[${personal}]`;
  };
  const of = (resource: string): ValueDisplay => ({
    of,
    value: (field, value) => showAs(resource, field, value),
    plain,
    isMadeUp: (value) => names.has(value),
  });
  return of('');
}

/** Whose texts are hidden. */
export interface Hidden {
  readonly sources: readonly RecordOf[];
  /** Classes that are shown all the same. */
  readonly revealed: readonly PersonalClass[];
  /** Where it is written, by each version that is compared: what its fields hold of persons. */
  readonly places: readonly Pick<Place, 'personal'>[];
}

/**
 * The same, with the personal texts of a record hidden in every field, and anybody's addresses and numbers. A text that is computed from personal ones
 * stands as their class, also where there is none: each may tell something. So does a copy in which none of them is found.
 */
export function hiding(display: ValueDisplay, { sources, revealed, places }: Hidden): ValueDisplay {
  const personal = personalTexts(sources, revealed);
  const shownAs = (field: string, value: Value | undefined): PlanValue => {
    if (Array.isArray(value)) return (value as readonly Value[]).map((one) => shownAs(field, one));
    if (isRecord(value)) {
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shownAs(`${field}.${name}`, one)]));
    }
    const { computed, copied } = unrevealed(field, places, revealed);
    if (computed !== undefined) return `[${computed}]`;
    const seen = display.value(field, value);
    if (typeof seen !== 'string') return seen;
    const shown = hideTexts(seen, personal, revealed);
    if (copied === undefined) return shown;
    const isFound = shown !== hideTexts(seen, new Map(), revealed);
    return isFound && !holdsOne(shown, personal) ? shown : `[${copied}]`;
  };
  return { ...display, value: shownAs };
}

/** True if a personal text is left in it, such as a telephone number among other digits. */
function holdsOne(shown: string, personal: ReadonlyMap<string, string>): boolean {
  const left = foldSmall(shown.replaceAll(/\{[\w.]+\}/g, ' '));
  return [...personal.keys()].some((one) => left.includes(one));
}

/** The first class of each kind that may not be shown. */
function unrevealed(field: string, places: Hidden['places'], revealed: readonly PersonalClass[]) {
  const parts = places.flatMap(({ personal }) => personal[field] ?? []);
  const isHidden = (one: PersonalClass): boolean => !revealed.includes(one);
  return {
    computed: parts.flatMap(({ computed }) => computed).find(isHidden),
    copied: parts.flatMap(({ copied }) => copied).find(isHidden),
  };
}

/** The same values with names instead of made-up keys, so that two runs can be compared. */
export function withNames(values: RecordValues, names: MadeUpNames): RecordValues {
  const named = (value: Value): Value => {
    const name = names.get(value);
    if (name !== undefined) return `(${name})`;
    if (Array.isArray(value)) return (value as readonly Value[]).map(named);
    if (isRecord(value)) return withNames(value, names);
    return typeof value === 'string' ? namedWithin(value, names) : value;
  };
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, named(value)]));
}

/** A made-up key may be inside a longer text. */
function namedWithin(text: string, names: MadeUpNames): string {
  return text.replace(/\(new \d+\)/g, (key) => `(${names.get(key) ?? key.slice(1, -1)})`);
}

/** All digits, cents in full: `3.10`, `2.955`, `12`. */
function decimalText(value: Big): string {
  return value.round(0).eq(value) || !value.round(1).eq(value) ? value.toFixed() : value.toFixed(2);
}
