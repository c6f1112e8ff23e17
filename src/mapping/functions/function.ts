import type { Value } from '../../values.ts';
import type { MappingSettings } from '../expressions/names.ts';
import type { Type } from '../expressions/types.ts';

/** What an argument may be; `text` takes ids as well. */
export type Kind = 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'list';

/** One argument of a function. */
export interface Parameter {
  readonly name: string;
  /** Absent = anything. */
  readonly accepts?: readonly Kind[];
  /** What the elements of a list may be. */
  readonly of?: readonly Kind[];
  readonly optional?: true;
  /** May stand any number of times, including none; the last parameter only. */
  readonly repeats?: true;
}

/** A function of the mapping language: a row of the library, its documentation and its test in one. */
export interface MappingFunction {
  readonly name: string;
  /** One line for people who write mappings. */
  readonly doc: string;
  /** Two expressions with the same result: an example and what it gives. */
  readonly example: readonly [expression: string, result: string];
  readonly parameters: readonly Parameter[];
  /** May be written as `x.name(…)` too. */
  readonly method?: true;
  /** Also called with nulls; without it a null argument makes the result null. */
  readonly takesNull?: true;
  /** The result's type; null = these arguments do not go together. */
  readonly result: Type | ((args: readonly Type[]) => Type | null);
  /** Pure. Optional arguments that are left out are absent. Throws RecordError. An empty text counts as null. */
  readonly run: (args: readonly Value[], settings: MappingSettings) => Value;
}

/** Both kinds of numbers. */
export const NUMBERS: readonly Kind[] = ['integer', 'decimal'];
