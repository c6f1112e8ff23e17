import type { LocalDateTime, Value } from '../../values.ts';
import type { MappingSettings } from '../expressions/names.ts';
import { TEXT, type Type } from '../expressions/types.ts';

/** What an argument may be; `text` accepts ids as well. */
export type Kind = 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'list';

/** What is wrong with an argument, as the middle of a sentence, and what to write. */
export interface ArgumentFault {
  readonly message: string;
  readonly hint: string;
}

/** One argument of a function. */
export interface Parameter {
  readonly name: string;
  /** Absent = anything. */
  readonly accepts?: readonly Kind[];
  /** What the elements of a list may be. */
  readonly of?: readonly Kind[];
  readonly optional?: true;
  /** May be repeated any number of times, including none; only for the last parameter. */
  readonly repeats?: true;
  /** What is wrong with a value of the right kind, or null. A constant is checked when the file is loaded. */
  readonly check?: (value: Value) => ArgumentFault | null;
}

/** Two expressions with the same result: what is written and what it gives. */
export type Example = readonly [expression: string, result: string];

/** A function of the mapping language: a row of the library, its documentation and its test in one. */
export interface MappingFunction {
  readonly name: string;
  /** One line for people who write mappings. */
  readonly doc: string;
  readonly example: Example;
  /** Further examples, for what the first does not show. */
  readonly more?: readonly Example[];
  readonly parameters: readonly Parameter[];
  /** May be written as `x.name(…)` too. */
  readonly method?: true;
  /** Also called with nulls; without it a null argument makes the result null. */
  readonly takesNull?: true;
  /** Gives the first argument that is not null: nothing after an argument that is never null can be reached. */
  readonly picksFirst?: true;
  /** Its result is made of its arguments as they are, but for capitals and blanks: reports find them in it and hide them. */
  readonly copies?: true;
  /** The result's type; null = these arguments do not fit together. */
  readonly result: Type | ((args: readonly Type[]) => Type | null);
  /** Its result depends on the day of the run. */
  readonly daily?: true;
  /**
   * Pure; `today` is the day of the run. Omitted optional arguments are absent. Throws RecordError. An empty text
   * counts as null. Absent for functions on tables, which the compiler implements.
   */
  readonly run?: (args: readonly Value[], settings: MappingSettings, today: LocalDateTime) => Value;
}

/** Both kinds of numbers. */
export const NUMBERS: readonly Kind[] = ['integer', 'decimal'];

/** A parameter that takes text. */
export const text = (name: string): Parameter => ({ name, accepts: ['text'] });
/** A parameter that takes a whole number. */
export const whole = (name: string): Parameter => ({ name, accepts: ['integer'] });
/** A parameter that takes any number. */
export const number = (name: string): Parameter => ({ name, accepts: NUMBERS });
/** A parameter that takes a date. */
export const date = (name: string): Parameter => ({ name, accepts: ['date'] });

/** An argument as text. Its kind is checked before a function runs; this only tells the compiler. */
export const asText = (value: Value | undefined): string => (typeof value === 'string' ? value : '');
/** An argument as a whole number, likewise. */
export const asWhole = (value: Value | undefined): number => (typeof value === 'number' ? value : 0);

/** An argument as a list, likewise. */
export const asList = (value: Value | undefined): readonly Value[] =>
  Array.isArray(value) ? (value as readonly Value[]) : [];

/** A check that a whole number of some `unit`, such as characters, lies between two bounds. */
export function between(least: number, most: number, unit: string): NonNullable<Parameter['check']> {
  return (value) => {
    if (typeof value !== 'number' || (value >= least && value <= most)) return null;
    return { message: `takes ${least} to ${most} ${unit}`, hint: `Write a whole number from ${least} to ${most}.` };
  };
}

/** Makes functions that each give one part of a text, such as the street of an address: `parse` takes it apart, `parameter` is the text's name. */
export const partOf =
  <Part extends string>(parameter: string, parse: (whole: string) => Readonly<Record<Part, string | null>>) =>
  (name: string, doc: string, part: Part, examples: readonly [Example, ...Example[]]): MappingFunction => {
    const [example, ...more] = examples;
    const run: MappingFunction['run'] = ([value]) => parse(asText(value))[part];
    return { name, doc, example, more, parameters: [text(parameter)], result: TEXT, run };
  };
