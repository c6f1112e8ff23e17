import type { SourcePosition } from '../../errors/errors.ts';
import type { Value } from '../../values.ts';

/** A fixed value from the file or one of its tables, whatever the record holds: a constant or a table's row. */
export interface FixedValue {
  /** In the type of its field, or of the list's field. */
  readonly value: Value;
  /** The list whose codes a `ref` rule turns into ids; null = the value itself is written. */
  readonly list: { readonly resource: string; readonly by: string } | null;
  readonly at: SourcePosition;
  /** The days on which it applies, if its table has dates. */
  readonly period?: Period;
}

/** Days from the first to the last, both included; null = open on that side. Calendar dates, yyyy-MM-dd. */
export interface Period {
  readonly from: string | null;
  readonly until: string | null;
}

/** A fixed value and the target field it may be written into. */
export interface WrittenValue extends FixedValue {
  /** The resource that the field belongs to: the step's own or that of its lines. */
  readonly resource: string;
  readonly field: string;
}

/** A key of a table's row, and the source field that it is compared with directly. */
export interface SoughtKey {
  readonly resource: string;
  readonly field: string;
  readonly key: string;
  readonly at: SourcePosition;
}

/** A target field that a step writes. */
export interface WrittenField {
  /** The resource that the field belongs to: the step's own or that of its lines. */
  readonly resource: string;
  readonly field: string;
  readonly at: SourcePosition;
}

/** What is known about a step without any record. */
export interface StepOutline {
  readonly fields: readonly WrittenField[];
  readonly values: readonly WrittenValue[];
  readonly keys: readonly SoughtKey[];
}
