import type { SourcePosition } from '../../errors/errors.ts';
import type { FixedValue } from '../rules/rules.ts';

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
