import type { SourcePosition } from '../../errors.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import type { LocalDateTime, RecordValues, Value } from '../../values.ts';

/** Finds the id of a target record by a code in the target's own list; undefined = the list has no such code. */
export type RefLookup = (resource: string, by: string, code: string) => Value | undefined;

/** Everything that a record's mapping may look at. */
export interface Scope {
  /** The source record. */
  readonly record: RecordValues;
  /** Related source records by their `with` alias, lists for those with `many`; a missing alias reads as nulls. */
  readonly related: Readonly<Record<string, Related>>;
  /** Target records of earlier steps by step id; a missing step reads as a record of nulls. */
  readonly steps: Readonly<Record<string, RecordValues>>;
  readonly refs: RefLookup;
  /** The Dutch calendar day of the run. */
  readonly today: LocalDateTime;
  /** The element that `lines`, or outside of them the step's `each`, is at. */
  readonly line?: RecordValues;
  /** The element of the step's `each`, and its position there, from 0. */
  readonly element?: { readonly record: RecordValues; readonly index: number };
  /** The position of `line` in its list, from 0. */
  readonly index?: number;
  /** Related records of the line by alias. Throws RecordError RELATED_MISSING, RELATED_SEVERAL. */
  readonly ofLine?: (alias: string) => Related;
  /** What was found for a relation of lines, by its `place` and the comparable form of what was sought; undefined = nobody asked. */
  readonly fetched?: (place: string, form: string) => readonly RecordValues[] | undefined;
}

/** What a relation gives: a record, or a list of them. */
export type Related = RecordValues | readonly RecordValues[];

/** A related source record (`with`), looked up for a batch at a time. */
export interface Join {
  readonly alias: string;
  readonly spec: ResourceSpec;
  /** The field of the related resource that is searched. */
  readonly by: string;
  /**
   * The value searched for, a list of them beside `all`; null = there is no related record. May use aliases that stand before
   * this one.
   */
  value(scope: Scope): Value;
  /** What is taken of several records that answer: they are an error, the first by `order` is meant, or all are. */
  readonly takes: 'one' | 'first' | 'all';
  /** The field that several are sorted by; null = none, then their key. */
  readonly order: { readonly field: string; readonly isDescending: boolean } | null;
  /** Fields of the related record that the flow uses. */
  readonly fields: readonly string[];
  readonly at: SourcePosition;
}

/** A related record of each line of a step, looked up for a batch at a time before the step is done. */
export interface LineJoin extends Join {
  /** Its name in the flow: that of the step, of the lines and its alias. */
  readonly place: string;
  /** What the lines of a record ask for, as far as it can be told; relations above it must have been fetched. */
  sought(scope: Scope): readonly Value[];
}
