import type { SourcePosition } from '../../errors/errors.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import type { SystemName } from '../../systems/registry.ts';
import type { RecordValues, Value } from '../../values.ts';
import type { Scope } from '../expressions/scope.ts';
import type { Question } from '../questions.ts';
import type { Join } from '../relations/joins.ts';
import type { CheckProgram, StepProgram } from '../steps/step-program.ts';

/** Upper bounds of what one run of a flow may write; absent = no bound. */
export interface Guard {
  readonly maxCreates?: number | undefined;
  readonly maxUpdates?: number | undefined;
  readonly maxPercent?: number | undefined;
}

/** A write-back: what goes into the source record once all steps are done. */
export interface WriteBackProgram {
  /** False = this record stays as it is. */
  readonly when: ((scope: Scope) => boolean) | null;
  /** What its fields hold of persons. */
  readonly personal: StepProgram['personal'];
  /** The values by the source's fields; null = nothing to write. Throws RecordError as a step does. */
  evaluate(scope: Scope): RecordValues;
}

/** A condition on the records of a flow. */
export interface WhereCondition {
  /** A result of null counts as false. Throws RecordError as rules do. */
  holds(scope: Scope): boolean;
  /** The words under which records are counted that do not meet it. */
  words(scope: Scope): string;
  /** True if it reads a related record. */
  readonly usesJoins: boolean;
}

/** Says which record of the target a record is a copy of. */
export interface CopySearchEntry {
  readonly spec: ResourceSpec;
  /** The field of the target that is searched. */
  readonly by: string;
  /** The value to search for; null = the record is not a copy. Throws RecordError as rules do. */
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
  /** The prefix of the numbers that `externalKey` gives, from settings.yml; may be empty. */
  readonly keyPrefix: string;
  /** Records per run; null = all. */
  readonly limit: number | null;
  /** Documents with an earlier date are left alone; if `isDated` is false, records that were last changed before it. Null = everything takes part. */
  readonly since: string | null;
  /** The flow's own `since`, without that of settings.yml, which differs by company. */
  readonly ownSince: string | null;
  readonly guard: Guard | null;
  /** What happens to the target of a record that was deleted in the source. */
  readonly deleted: 'ignore' | 'report' | 'deactivate';
  /** Whose value wins if a field changed on both sides since the last sync; `dead-letter` = a person decides. */
  readonly winner: 'source' | 'dead-letter';
  readonly joins: readonly Join[];
  /** Which records take part: those that meet every condition, checked in this order. */
  readonly where: readonly WhereCondition[];
  /** The source fields that `where` reads. */
  readonly whereFields: readonly string[];
  /** The declaration that flows book the same resource and never the same record; null = there is none. */
  readonly disjoint: { readonly word: string; readonly at: SourcePosition } | null;
  /** Look-ups in the target that find copies whose links are lost. */
  readonly copyOf: readonly CopySearchEntry[];
  /** Which documents were cancelled in the source, checked before `where`; null = the flow does not say. */
  readonly cancelled: CancelledCondition | null;
  /** Words of `where` under which a document that was sent before must not just be left out, with the place that says so. */
  readonly withdrawn: ReadonlyMap<string, SourcePosition>;
  /** Checked before anything of a record is written, in order. */
  readonly checks: readonly CheckProgram[];
  /** Source fields used anywhere; collection fields are written `SalesOrderLines.AmountFC`. */
  readonly fields: readonly string[];
  /** Those of them that only say how much money waits: no outcome depends on them. */
  readonly unusedFields: readonly string[];
  /** What the company's own mapping asks of the data of persons. */
  readonly questions: readonly Question[];
  /** Those of them that a plan may not answer; absent = it may tell everything. */
  readonly withheld?: ReadonlySet<string>;
  /** Target lists needed to resolve codes to ids. */
  readonly refs: readonly { readonly resource: string; readonly by: string }[];
  readonly steps: readonly StepProgram[];
  readonly writeBack: WriteBackProgram | null;
  /** True if some expression reads the day of the run. */
  readonly usesToday: boolean;
  /** The source's own date fields that are read together with it: on these days the result may change. */
  readonly dates: readonly string[];
  /** Names of the tables that it looks something up in, in a rule or an expression. */
  readonly tables: readonly string[];
  /** Short hash of everything that decides the result: the flow and the tables it uses. */
  readonly version: string;
}

/** Every relation of a flow: those of its records and those of their lines. */
export function allJoins({ joins, steps }: Pick<Program, 'joins' | 'steps'>): readonly Join[] {
  return [...joins, ...steps.flatMap(({ lineJoins }) => lineJoins)];
}
