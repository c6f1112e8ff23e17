import type { SourcePosition } from '../../errors/errors.ts';
import type { LocalDateTime, RecordValues, Value } from '../../values.ts';

/** Where a code goes. */
export interface RefUse {
  readonly field: string;
  readonly at: SourcePosition;
}

/** Finds the id of a target record by a code in the target's own list; undefined = the list has no such code, SEVERAL = it has it more than once. */
export type RefLookup = (resource: string, by: string, code: string, use?: RefUse) => Value | undefined;

/** No id is empty. */
export const SEVERAL = '';

/** Everything that a record's mapping may read. */
export interface Scope {
  /** The source record. */
  readonly record: RecordValues;
  /** Related source records by their `with` alias, lists for those with `many`; a missing alias reads as nulls. */
  readonly related: Readonly<Record<string, Related>>;
  /** Target records of earlier steps by step id; a missing step reads as a record of nulls. */
  readonly steps: Readonly<Record<string, RecordValues>>;
  readonly refs: RefLookup;
  /** Questions about persons whose answers a plan may not tell; absent = there are none. */
  readonly withheld?: ReadonlySet<string>;
  /** The Dutch calendar day of the run. */
  readonly today: LocalDateTime;
  /** The current element of `lines` or, outside of lines, of the step's `each`. */
  readonly line?: RecordValues;
  /** The element of the step's `each`, and its position there, from 0. */
  readonly element?: { readonly record: RecordValues; readonly index: number };
  /** The position of `line` in its list, from 0. */
  readonly index?: number;
  /** Related records of the line by alias. Throws RecordError RELATED_MISSING, RELATED_SEVERAL. */
  readonly ofLine?: (alias: string) => Related;
  /** What was found for a relation of lines, by its `place` and the comparable form of the value; undefined = it was not looked up. */
  readonly fetched?: (place: string, form: string) => readonly RecordValues[] | undefined;
}

/** What a relation gives: a record, or a list of them. */
export type Related = RecordValues | readonly RecordValues[];
