import type Big from 'big.js';
import { ConfigError } from '../errors/errors.ts';
import { hideTexts, personalTexts } from '../privacy/hide-personal.ts';
import { personalClass, type RecordOf } from '../privacy/personal.ts';
import type { PlanValue } from '../report/plan/plan-report.ts';
import { NOT_RECORDED } from '../sync/recording/recorded-rows.ts';
import { PERSONAL_CLASSES, type PersonalClass } from '../systems/catalog.ts';
import { isDecimal, isRecord, LocalDateTime, type RecordValues, type Value } from '../values.ts';

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
  /** The class of fields that are made of personal ones: see `Place`. */
  readonly derived: Readonly<Record<string, PersonalClass>>;
}

/**
 * The same, with the personal texts of a record hidden in every field, and anybody's addresses and numbers. A text that is made of personal ones, and in which none of them is found, stands
 * as its class.
 */
export function hiding(display: ValueDisplay, { sources, revealed, derived }: Hidden): ValueDisplay {
  const personal = personalTexts(sources, revealed);
  const hide = (value: PlanValue): PlanValue => {
    if (typeof value === 'string') return hideTexts(value, personal, revealed);
    if (Array.isArray(value)) return value.map(hide);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, hide(one)]));
  };
  return {
    ...display,
    value(field, value) {
      const seen = display.value(field, value);
      const made = derived[field];
      const isMade = made !== undefined && !revealed.includes(made);
      const shown = hide(seen);
      return isMade && typeof seen === 'string' && shown === hideTexts(seen, new Map(), revealed) ? `[${made}]` : shown;
    },
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
