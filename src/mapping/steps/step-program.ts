import type Big from 'big.js';
import type { SourcePosition } from '../../errors.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import { isRecord, type LocalDateTime, type RecordValues, type Value } from '../../values.ts';
import type { LineJoin, Scope } from '../flow/scope.ts';
import type { StepOutline } from './step-outline.ts';

/** When a field is written: the "update checkbox" of each field. `empty` = only where the target has nothing. */
export type WritePolicy = 'always' | 'create' | 'update' | 'empty';

/** Master data is created and, with `update`, updated; documents have a declared answer to being there already. */
export type StepPolicy =
  | {
      readonly kind: 'master';
      readonly update: boolean;
      /** False = what is not there is not made; absent = it is. */
      readonly create?: false;
      /** What happens to changes of a record that is out of use; absent = they are written. */
      readonly inactive?: 'skip' | 'fail';
    }
  | {
      readonly kind: 'document';
      readonly exists: 'skip' | 'verify' | 'update' | 'fail';
      /** What to do when the period of its date is closed in the target. */
      readonly closed: 'hold' | 'redate' | 'fail';
    }
  /** A step of a flow that verifies: nothing is written. */
  | {
      readonly kind: 'verify';
      /** How lines are added up before they are compared; null = they are compared one by one. */
      readonly sums: LineSums | null;
      /** How documents are looked for that only the target has; null = nobody looks. */
      readonly onlyThere: OnlyThere | null;
    };

/** How the lines of a document are added up. */
export interface LineSums {
  /** Fields by which they are told apart: the VAT code, and the account if it is mapped. */
  readonly by: readonly string[];
  /** Fields that are added up. */
  readonly of: readonly string[];
  /** How far a sum may be off. */
  readonly tolerance: Big;
}

/** How documents are looked for that only the target has. */
export interface OnlyThere {
  /** False = the step does not answer for this document; null = for all of them. */
  readonly inScope: ((record: RecordValues, today: LocalDateTime) => boolean) | null;
  /** Fields to read of them, those of lines as `lines.amount`. */
  readonly fields: readonly string[];
}

/** The default record of a step, such as the default debtor. */
export interface Fallback {
  readonly use: 'never' | 'when-missing' | 'always';
  /** The fields it is found by, in the target's types. */
  readonly by: RecordValues;
  /** False = it is not taken for this record; null = nothing is asked. */
  readonly when: ((scope: Scope) => boolean) | null;
}

/** The place of a document in the books. Each part is null where neither the document nor its date tells it. */
export interface BookedIn {
  readonly year: number | null;
  readonly period: number | null;
  /** The calendar quarter of its date, for which VAT is declared: `2026-Q1`. */
  readonly quarter: string | null;
}

/** A doubt that keeps a record from being written, or that is told of it. */
export interface CheckProgram {
  /** Its name in reports and tests. */
  readonly id: string;
  /** `wait` = the record is not written; `tell` = it is, and the report says so. */
  readonly then: 'wait' | 'tell';
  /** What it says of a record, once per element where it has `each`; empty = nothing. Throws RecordError as rules do. */
  texts(scope: Scope): readonly string[];
  readonly at: SourcePosition;
}

/** One upsert into one target resource. */
export interface StepProgram {
  readonly id: string;
  /** The target resource. */
  readonly spec: ResourceSpec;
  /** The `with` alias whose record this step stands for; null = the flow's own record; `line` = an element of `each`. */
  readonly subject: string | null;
  /** The scopes of a step with `each`, one per element; null = the step stands for one record. Throws RecordError BAD_VALUE. */
  readonly each: ((scope: Scope) => readonly Scope[]) | null;
  /** The `with` alias whose records the elements of `each` are: each is known by its own key; null = they are something else. */
  readonly elementOf: string | null;
  /**
   * The source resource whose records the step books: its elements', or that of the record it stands for; of lines, that of
   * their document. Null = unknown.
   */
  readonly bookedFrom: ResourceSpec | null;
  /** Match keys from the strongest to the weakest; each a list of mapped target fields. */
  readonly match: readonly (readonly string[])[];
  /**
   * What the strongest key holds for every record, as `Quantity=10`: of one source record such steps make several, and each
   * has links of its own. Empty where it holds nothing of the kind.
   */
  readonly constantKey: string;
  readonly policy: StepPolicy;
  /** False = the step is left out for this record. */
  readonly when: ((scope: Scope) => boolean) | null;
  readonly fallback: Fallback | null;
  /** Looked at before the step writes, in order. */
  readonly checks: readonly CheckProgram[];
  /** The `with` aliases that this step looks at: without their records it cannot be done. */
  readonly related: readonly string[];
  /** Related records of its lines (`lines.with`), in the order in which they build on each other. */
  readonly lineJoins: readonly LineJoin[];
  /** Fields of this step's target record that later steps use. */
  readonly keep: readonly string[];
  /** When each mapped field is written; a field the system takes on creation only is `create` unless the file says otherwise. */
  readonly writes: Readonly<Record<string, WritePolicy>>;
  /**
   * Per mapped field the fields of the record that the step stands for that its rule looks at. A field whose rule looks at
   * anything else, or at nothing, is absent, and so are lines.
   */
  readonly sources: Readonly<Record<string, readonly string[]>>;
  /** The target's collection field that the mapped lines go into; null = the step has no lines. */
  readonly linesField: string | null;
  /** Fields a create must not lack, those of lines as `lines.vatCode`: see `missingRequired`. */
  readonly required: readonly string[];
  /**
   * The mapped target values in the target's types, lines under `linesField`. A field whose rule's `when` is false is
   * absent. Throws RecordError (UNMAPPED_KEY, EMPTY_KEY, TOTAL_MISMATCH, TOO_LONG, BAD_VALUE, REF_NOT_FOUND,
   * DIVISION_BY_ZERO, RELATED_MISSING, RELATED_SEVERAL) and, for `unmapped: fail`, ConfigError UNMAPPED_KEY.
   */
  evaluate(scope: Scope): RecordValues;
  /** Where a document stands in the books, by its own values; null = records of this resource have no place there. */
  readonly bookedIn: ((values: RecordValues) => BookedIn) | null;
  /**
   * The mapped fields that can be told, without lines and checks: to look for what was written earlier. Throws RecordError
   * when no match key can be told.
   */
  known(scope: Scope): RecordValues;
  /** The calendar date of the document, yyyy-MM-dd; null = it has none, or that cannot be told. */
  datedOn(scope: Scope): string | null;
  /** The fields that book a document on another day, as far as the step maps them; null = it is never redated. */
  readonly redate: ((day: LocalDateTime) => RecordValues) | null;
  /** For people and `doctor`: what is written, where that stands, and what is known of it before any record comes. */
  readonly outline: StepOutline;
  readonly at: SourcePosition;
}

/**
 * The fields without which the target refuses to create a record and that are null or absent in the mapped values; those
 * of lines as `lines.vatCode`, each once. Empty = it may be created. For the engine's REQUIRED_EMPTY.
 */
export function missingRequired(step: Pick<StepProgram, 'required' | 'linesField'>, values: RecordValues): string[] {
  const { linesField } = step;
  const held = linesField === null ? null : (values[linesField] ?? null);
  const lines = Array.isArray(held) ? (held as readonly Value[]) : [];
  return step.required.filter((field) => {
    if (field === linesField) return lines.length === 0;
    const inLines = linesField !== null && field.startsWith(`${linesField}.`);
    if (!inLines) return isEmpty(values[field]);
    const name = field.slice(linesField.length + 1);
    return lines.some((line) => isEmpty(isRecord(line) ? line[name] : null));
  });
}

const isEmpty = (value: Value | undefined): boolean => value === undefined || value === null || value === '';
