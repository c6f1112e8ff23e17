import type Big from 'big.js';
import type { SourcePosition } from '../../errors/errors.ts';
import type { PersonalClass, ResourceSpec } from '../../systems/catalog.ts';
import { isRecord, type LocalDateTime, type RecordValues, type Value } from '../../values.ts';
import type { FieldReference } from '../expressions/names.ts';
import type { Scope } from '../expressions/scope.ts';
import type { LineJoin } from '../relations/joins.ts';
import type { WritePolicy } from '../rules/fields.ts';
import type { StepOutline } from './step-outline.ts';

/** Master data is created and, with `update`, updated; documents say what happens if they exist already. */
export type StepPolicy =
  | {
      readonly kind: 'master';
      readonly update: boolean;
      /** False = missing records are not created; absent = they are. */
      readonly create?: false;
      /** What happens to changes of an inactive record; absent = they are written. */
      readonly inactive?: 'skip' | 'fail';
    }
  | {
      readonly kind: 'document';
      readonly exists: 'skip' | 'verify' | 'update' | 'fail';
      /** What to do if the period of its date is closed in the target. */
      readonly closed: 'hold' | 'redate' | 'fail';
    }
  /** A step of a flow that verifies: nothing is written. */
  | {
      readonly kind: 'verify';
      /** How lines are added up before they are compared; null = they are compared one by one. */
      readonly sums: LineSums | null;
      /** How to find documents that only the target has; null = they are not looked for. */
      readonly onlyThere: OnlyThere | null;
    };

/** How the lines of a document are added up. */
export interface LineSums {
  /** Fields that distinguish them: the VAT code, and the account if it is mapped. */
  readonly by: readonly string[];
  /** Fields that are added up. */
  readonly of: readonly string[];
  /** How far a sum may be off. */
  readonly tolerance: Big;
}

/** How to find documents that only the target has. */
export interface OnlyThere {
  /** False = the step is not responsible for this document; null = it is for all. */
  readonly inScope: ((record: RecordValues, today: LocalDateTime) => boolean) | null;
  /** Fields to read; those of lines are written `lines.amount`. */
  readonly fields: readonly string[];
}

/** The default record of a step, such as the default debtor. */
export interface Fallback {
  readonly use: 'never' | 'when-missing' | 'always';
  /** The fields it is found by, in the target's types. */
  readonly by: RecordValues;
  /** False = it is not used for this record; null = there is no condition. */
  readonly when: ((scope: Scope) => boolean) | null;
}

/** The place of a document in the books. Each part is null if neither the document nor its date gives it. */
export interface BookedIn {
  readonly year: number | null;
  readonly period: number | null;
  /** The calendar quarter of its date, for the VAT return: `2026-Q1`. */
  readonly quarter: string | null;
}

/** Other documents that book the same sale. */
export interface OtherDocuments {
  /** What the first field of the strongest match key holds for them, without nulls. Throws RecordError as rules do. */
  keys(scope: Scope): readonly Value[];
  readonly at: SourcePosition;
}

/** A doubt that keeps a record from being written, or that is reported with it. */
export interface CheckProgram {
  /** Its name in reports and tests. */
  readonly id: string;
  /** `wait` = the record is not written; `tell` = it is, and the report says so. */
  readonly then: 'wait' | 'tell';
  /** What it says about a record, once per element if it has `each`; empty = nothing. Throws RecordError as rules do. */
  texts(scope: Scope): readonly string[];
  /** What to do about it; null = the check does not say it. */
  readonly fix: string | null;
  readonly at: SourcePosition;
}

/** A field of the flow's record (`alias` null) or of a related one; of a record that is borrowed from, its key. */
export interface Borrowed {
  readonly alias: string | null;
  readonly field: string;
}

/** What a mapped field holds of persons: what stands there as it is, and what was computed from. */
export interface PersonalParts {
  readonly copied: readonly PersonalClass[];
  readonly computed: readonly PersonalClass[];
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
  /** The `with` alias whose records are the elements of `each`, each known by its own key; null = they are something else. */
  readonly elementOf: string | null;
  /**
   * The source resource whose records the step books: that of its elements, or of the record it stands for; for lines, that of
   * their document. Null = unknown.
   */
  readonly bookedFrom: ResourceSpec | null;
  /** Match keys from the strongest to the weakest; each a list of mapped target fields. */
  readonly match: readonly (readonly string[])[];
  /**
   * The part of the strongest key that is the same for every record, such as `Quantity=10`. Such steps make several records from one
   * source record, and each has its own links. Empty if there is none.
   */
  readonly constantKey: string;
  readonly policy: StepPolicy;
  /** For documents: other documents of the same sale, of which none may be in the target before this one is created; null = there are none. */
  readonly unlessBooked: OtherDocuments | null;
  /** False = the step is skipped for this record. */
  readonly when: ((scope: Scope) => boolean) | null;
  readonly fallback: Fallback | null;
  /** Checked before the step writes, in order. */
  readonly checks: readonly CheckProgram[];
  /** The `with` aliases that this step reads: without their records it cannot run. */
  readonly related: readonly string[];
  /** Related records of its lines (`lines.with`), in the order in which they build on each other. */
  readonly lineJoins: readonly LineJoin[];
  /** Fields of this step's target record that later steps use. */
  readonly keep: readonly string[];
  /** When each mapped field is written; a field that the system accepts only on creation is `create` unless the file says otherwise. */
  readonly writes: Readonly<Record<string, WritePolicy>>;
  /** For each field of which several values stand for the same in the source: what a value stands for; null = nothing known. */
  readonly meanings: Readonly<Record<string, (value: Value) => string | null>>;
  /**
   * For each mapped field, the fields that its rule reads of the record that the step stands for. A field whose rule reads
   * anything else, or nothing, is absent, and so are lines.
   */
  readonly sources: Readonly<Record<string, readonly string[]>>;
  /**
   * For each text of a document whose value comes in part from a related record that is no document (a customer, an address): what tells that it
   * still takes from the same records and adds the same of its own. Lines are absent, because their money is always compared, and so are names of entries of a list, such as a payment condition.
   */
  readonly borrowed: Readonly<Record<string, readonly Borrowed[]>>;
  /** What the mapped fields hold of persons, those of lines written `lines.description`; a field that holds nothing of them is absent. */
  readonly personal: Readonly<Record<string, PersonalParts>>;
  /** What the texts of its fields, and nothing else, are computed from. */
  readonly texts: ReadonlySet<FieldReference>;
  /** The target's collection field that the mapped lines go into; null = the step has no lines. */
  readonly linesField: string | null;
  /** Fields that a create requires; those of lines are written `lines.vatCode`: see `missingRequired`. */
  readonly required: readonly string[];
  /**
   * The mapped target values in the target's types, lines under `linesField`. A field whose rule's `when` is false is
   * absent. Throws RecordError (UNMAPPED_KEY, EMPTY_KEY, TOTAL_MISMATCH, TOO_LONG, BAD_VALUE, REF_NOT_FOUND,
   * DIVISION_BY_ZERO, RELATED_MISSING, RELATED_SEVERAL) and, for `unmapped: fail`, ConfigError UNMAPPED_KEY.
   */
  evaluate(scope: Scope): RecordValues;
  /** A document's place in the books, by its own values; null = records of this resource have none. */
  readonly bookedIn: ((values: RecordValues) => BookedIn) | null;
  /**
   * The mapped fields that can be computed, without lines and checks, to look for what was written earlier. Throws RecordError
   * if no match key can be computed.
   */
  known(scope: Scope): RecordValues;
  /** The calendar date of the document, yyyy-MM-dd; null = it has none, or it cannot be computed. */
  datedOn(scope: Scope): string | null;
  /** The fields that book a document on another day, if the step maps them; null = it is never redated. */
  readonly redate: ((day: LocalDateTime) => RecordValues) | null;
  /** For people and `doctor`: what is written, where the file says it, and what is known without any record. */
  readonly outline: StepOutline;
  readonly at: SourcePosition;
}

/**
 * The fields that the target requires for a create and that are null or absent in the mapped values; those
 * of lines are written `lines.vatCode`, each once. Empty = it may be created. For the engine's REQUIRED_EMPTY.
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

/** Where the rule of a target field is written, of lines `lines.vatCode`; the place of the step if it has no rule. */
export function placeOfRule(
  { spec, linesField, outline, at }: Pick<StepProgram, 'spec' | 'linesField' | 'outline' | 'at'>,
  sought: string,
): SourcePosition {
  const rule = outline.fields.find(({ resource, field }) => {
    return sought === (resource === spec.name ? field : `${linesField}.${field}`);
  });
  return rule?.at ?? at;
}

const isEmpty = (value: Value | undefined): boolean => value === undefined || value === null || value === '';
