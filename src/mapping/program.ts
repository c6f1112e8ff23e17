import type Big from 'big.js';
import type { SourcePosition } from '../errors.ts';
import type { SystemName } from '../system-name.ts';
import type { ResourceSpec } from '../systems/catalog.ts';
import { isRecord, type LocalDateTime, type RecordValues, type Value } from '../values.ts';

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

/** A value that the file or one of its tables gives as it stands, whatever the record holds: a constant, a table's row. */
export interface FixedValue {
  /** In the type of the field it is for, or of the list's field. */
  readonly value: Value;
  /** The list whose codes a `ref` rule turns into ids; null = the value itself is written. */
  readonly list: { readonly resource: string; readonly by: string } | null;
  readonly at: SourcePosition;
  /** The days that it holds for, where its table says so. */
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

/** A key of a table's row, and the source field that it is compared with as it stands. */
export interface SoughtKey {
  readonly resource: string;
  readonly field: string;
  readonly key: string;
  /** The table's name. */
  readonly table: string;
  readonly at: SourcePosition;
}

/** A target field that a step writes. */
export interface WrittenField {
  /** The resource that the field belongs to: the step's own or that of its lines. */
  readonly resource: string;
  readonly field: string;
  readonly at: SourcePosition;
}

/** When a field is written: the "update checkbox" of each field. `empty` = only where the target has nothing. */
export type WritePolicy = 'always' | 'create' | 'update' | 'empty';

/** Upper bounds of what one run of a flow may write; absent = no bound. */
export interface Guard {
  readonly maxCreates?: number | undefined;
  readonly maxUpdates?: number | undefined;
  readonly maxPercent?: number | undefined;
}

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

/** What is written into the source record once all steps are done. */
export interface BackProgram {
  /** False = this record stays as it is. */
  readonly when: ((scope: Scope) => boolean) | null;
  /** The values by the source's fields; null = nothing to write. Throws RecordError as a step does. */
  evaluate(scope: Scope): RecordValues;
  readonly at: SourcePosition;
}

/** What a step says, as far as no record is needed to know it. */
export interface StepOutline {
  readonly fields: readonly WrittenField[];
  readonly values: readonly WrittenValue[];
  readonly keys: readonly SoughtKey[];
}

/** A condition on the records of a flow. */
export interface WhereCondition {
  /** A result of null counts as false. Throws RecordError as rules do. */
  holds(scope: Scope): boolean;
  /** Under which words a record is counted for which it does not hold. */
  words(scope: Scope): string;
  /** True when it looks at a related record. */
  readonly usesJoins: boolean;
}

/** Says which record of the target a record is a copy of. */
export interface CopySearchEntry {
  readonly spec: ResourceSpec;
  /** The field of the target that is searched. */
  readonly by: string;
  /** What it holds; null = the record is no copy. Throws RecordError as rules do. */
  value(scope: Scope): Value;
}

/** Says which documents were cancelled. */
export interface CancelledCondition extends Pick<WhereCondition, 'holds' | 'usesJoins'> {
  readonly at: SourcePosition;
}

/** True for a record that takes part. */
export const passes = ({ where }: Pick<Program, 'where'>, scope: Scope): boolean =>
  where.every((condition) => condition.holds(scope));

/** A flow, checked and compiled: nothing of the YAML is read again. */
export interface Program {
  readonly name: string;
  readonly file: string;
  /** Where the source is named. */
  readonly at: SourcePosition;
  readonly source: { readonly system: SystemName; readonly spec: ResourceSpec };
  readonly target: { readonly system: SystemName };
  readonly enabled: boolean;
  readonly purpose: 'sync' | 'verify';
  /** What stands before the numbers that `externalKey` gives, as settings.yml has it; may be empty. */
  readonly keyPrefix: string;
  /** Records per run; null = all. */
  readonly limit: number | null;
  /** What changed before this date is left alone, and so are documents that are dated before it; null = everything takes part. */
  readonly since: string | null;
  readonly guard: Guard | null;
  /** What happens to the target of a record that was deleted in the source. */
  readonly deleted: 'ignore' | 'report' | 'deactivate';
  /** Whose value stands when a field changed on both sides since the last sync; `dead-letter` = a person says. */
  readonly winner: 'source' | 'dead-letter';
  readonly joins: readonly Join[];
  /** Which records take part: those for which every condition holds, asked in this order. */
  readonly where: readonly WhereCondition[];
  /** The source fields that `where` looks at. */
  readonly whereFields: readonly string[];
  /** Said of flows that book the same resource and never the same record; null = nothing is. */
  readonly disjoint: { readonly word: string; readonly at: SourcePosition } | null;
  /** Look-ups in the target that find copies whose links are lost. */
  readonly copyOf: readonly CopySearchEntry[];
  /** Which documents were cancelled in the source, asked before `where`; null = the flow does not say. */
  readonly cancelled: CancelledCondition | null;
  /** Looked at before anything of a record is written, in order. */
  readonly checks: readonly CheckProgram[];
  /** Source fields used anywhere, collection fields as `SalesOrderLines.AmountFC`. */
  readonly fields: readonly string[];
  /** Target lists needed to resolve codes to ids. */
  readonly refs: readonly { readonly resource: string; readonly by: string }[];
  readonly steps: readonly StepProgram[];
  readonly back: BackProgram | null;
  /** True when some expression looks at the day of the run. */
  readonly usesToday: boolean;
  /** The source's own date fields that are looked at together with it: on these days the result may change. */
  readonly dates: readonly string[];
  /** Short hash of everything that decides the result: the flow and the tables it uses. */
  readonly version: string;
}

/** Every relation of a flow: those of its records and those of their lines. */
export function allJoins({ joins, steps }: Pick<Program, 'joins' | 'steps'>): readonly Join[] {
  return [...joins, ...steps.flatMap(({ lineJoins }) => lineJoins)];
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
