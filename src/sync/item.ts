import { WRITE_BACK } from '../config/schema/flow-schema.ts';
import type { RecordError, SyncError } from '../errors/errors.ts';
import type { Related, Scope } from '../mapping/expressions/scope.ts';
import type { Program } from '../mapping/flow/program.ts';
import type { Join } from '../mapping/relations/joins.ts';
import type { StepProgram } from '../mapping/steps/step-program.ts';
import type { RecordOf } from '../privacy/personal.ts';
import type { SourceRecord } from '../systems/system.ts';
import { isRecord, type LocalDateTime, type RecordValues } from '../values.ts';
import type { Difference } from './verify/differences.ts';

/** The outcome of a record in one step. */
export type StepOutcome = 'created' | 'updated' | 'unchanged' | 'skipped';

/** True if something was sent to the target. */
export const isWritten = (outcome: StepOutcome): boolean => outcome === 'created' || outcome === 'updated';

/** The result of one step for a record, which reports, plans and recordings use. */
export interface StepResult {
  readonly outcome: StepOutcome;
  /** The mapped values; null if the step was skipped or the default record was used. */
  readonly values: RecordValues | null;
  /** The target record as far as it is known, after the writes. */
  readonly target: RecordValues;
  /** What was sent: the values of a create, the changed fields of an update; null = nothing. */
  readonly sent: RecordValues | null;
  /** What the target holds of a new document, if that is not what was sent; absent = it is, as far as that is known. */
  stored?: RecordValues;
  /** The answer to its create did not show its lines, which are read with those of its batch. */
  readonly isUntold?: true;
  /** The target record as it was read before the writes; null = it is new, or was not read. */
  readonly before: RecordValues | null;
  /** It existed already, was found by a match key or a pin, and is linked from now on. */
  readonly isMet: boolean;
  /** The target has no record to build on, or an inactive one: later steps are skipped. */
  readonly endsHere?: true;
  /** For a step with `each` and several elements: the result of each. The other fields are those of the strongest. */
  readonly elements?: readonly StepResult[];
  /** The key of the record that it is for, see `Task.subjectKey`; absent = the step was skipped. */
  readonly subjectKey?: string;
  /** Its human name, absent as well. */
  readonly subjectReference?: string;
  /** Verifying left it out, because links.yml skips it. */
  readonly isSkipped?: true;
  /** The differences that verifying found; absent = none, or the flow does not verify. */
  readonly difference?: Difference;
}

/** Why a record could not be synced, and in which step. */
export interface ItemFailure {
  readonly step: string;
  readonly error: SyncError;
  /** The sentence for people, without values of the record. */
  readonly reason: string;
  /** The mapped values; null if the mapping gave none. */
  readonly values: RecordValues | null;
  /** The key of the record that could not be written; absent = the step did not get that far. */
  readonly subjectKey?: string;
  /** Those before it in the same step, of other elements of `each`; absent = there are none. */
  readonly before?: readonly ItemFailure[];
}

/**
 * How far fingerprints of both directions are trusted if they say that a field did not change in the source: `fingerprints` =
 * it is left alone; `agreement` = only if the target also holds what it held, because one of our writes may have been lost
 * in between.
 */
export type Trust = 'fingerprints' | 'agreement';

/** A document of the target that a record may be, as far as that is known. */
export interface MayBe {
  /** The target's key, if the record is linked. */
  readonly target: string | null;
  readonly values: RecordValues;
}

/** What a check said about a record that was still written. */
export interface Notice {
  /** The check's id. */
  readonly check: string;
  /** Personal values are hidden. */
  readonly text: string;
  /** True if it ends with something that a person has to do. */
  readonly isTask?: true;
  /** The document that it is about, if that has another human name than the record, such as an invoice of an order. */
  readonly reference?: string;
}

/** One source record on its way through the steps of a flow. */
export interface Item {
  readonly source: SourceRecord;
  /** Related source records by their `with` alias; an empty record if the source names none, a list with `many`. */
  readonly related: Record<string, Related>;
  /** Aliases whose value names a record that the source system does not have, with what is said of it. */
  readonly missing: Map<string, RecordError>;
  /** Aliases for which no single record can be chosen: reading them throws the error. */
  readonly refused: Map<string, RecordError>;
  /** Records related to its lines, by the relation's place and the comparable form of the value. */
  readonly ofLines: Map<string, ReadonlyMap<string, readonly RecordValues[]>>;
  /** The Dutch calendar day of the run. */
  readonly today: LocalDateTime;
  /** What a plan may not tell of persons, see `Scope.withheld`. */
  readonly withheld?: ReadonlySet<string>;
  /** The target records of the steps so far: another object with each of them, so that what was computed of it is computed anew. */
  steps: Readonly<Record<string, RecordValues>>;
  /** The results of the steps so far, by step id. */
  readonly results: Map<string, StepResult>;
  /** Compare with the target's record in full, whatever the fingerprints say. */
  readonly full: boolean;
  readonly trust: Trust;
  /** It waits until a person has taken its document back in the target. */
  readonly isToTakeBack: boolean;
  /** A person asked for it, or it is verified: what was sent before is no reason to leave a field alone, and what was removed is created again. */
  readonly isAsked: boolean;
  /** A flow in the other direction made it: no document is made of it, only of what is found by it. */
  isCopy: boolean;
  /** Documents related to it that take no part, by their key, with the reason. */
  readonly leftOut: Map<string, string>;
  /** References of those that a person pinned as "skip". */
  readonly skipped: string[];
  /** What checks said about it, each once. */
  readonly notices: Map<string, Notice>;
  failure: ItemFailure | null;
  /** For a record that failed while it was verified: what it may be, by the steps that did not compare it; null = unknown. */
  mayBe: ReadonlyMap<StepProgram, readonly MayBe[] | null>;
  /** Something stopped its step before all of its elements were done. */
  isCutShort: boolean;
}

/** How a record is compared with the target. */
export type Comparison = Pick<Item, 'full' | 'trust' | 'isAsked' | 'isToTakeBack'>;

/** A record before its first step. */
export function createItem(source: SourceRecord, given: Pick<Item, keyof Comparison | 'today' | 'withheld'>): Item {
  const related = { related: {}, missing: new Map(), refused: new Map(), ofLines: new Map() };
  const start = { steps: {}, results: new Map(), notices: new Map(), leftOut: new Map(), skipped: [] };
  const state = { isCopy: false, failure: null, mayBe: new Map(), isCutShort: false };
  return { source, ...related, ...start, ...given, ...state };
}

/** What expressions see of a record. Reading a refused related record throws its error. */
export function scopeOf(item: Item, refs: Scope['refs']): Scope {
  const { source, related, refused, steps, today, ofLines, withheld } = item;
  const fetched: Scope['fetched'] = (place, form) => ofLines.get(place)?.get(form);
  const scope = { record: source.fields, related: withErrors(related, refused), steps, refs, today, fetched };
  return withheld === undefined ? scope : { ...scope, withheld };
}

/** The same for `where`: it cannot decide by a missing related record, so reading one throws RELATED_MISSING. */
export function decidingScopeOf(item: Item, refs: Scope['refs']): Scope {
  return { ...scopeOf(item, refs), related: withErrors(item.related, new Map([...item.missing, ...item.refused])) };
}

/** Records by name, of which some throw when they are read; the same object if none does. */
export function withErrors<T extends Related>(
  related: Readonly<Record<string, T>>,
  errors: ReadonlyMap<string, RecordError>,
): Readonly<Record<string, T>> {
  if (errors.size === 0) return related;
  const seen = { ...related };
  for (const [alias, error] of errors) {
    const get = (): never => {
      throw error;
    };
    Object.defineProperty(seen, alias, { get });
  }
  return seen;
}

/** The related record of an alias that names a single one; nothing for a list. */
export function relatedRecord({ related }: Item, alias: string): RecordValues {
  const held = related[alias] ?? {};
  return isRecord(held) ? held : {};
}

/** The record and everything that was fetched for it from its system, whose values may be personal. */
export function sourceRecords({ source, related, ofLines }: Item, program: Program): readonly RecordOf[] {
  const of = ({ spec }: Join, found: readonly RecordValues[]): readonly RecordOf[] =>
    found.map((values) => ({ resource: spec.name, values }));
  return [
    { resource: program.source.spec.name, values: source.fields },
    ...program.joins.flatMap((join) => of(join, [related[join.alias] ?? []].flat())),
    ...program.steps
      .flatMap(({ lineJoins }) => lineJoins)
      .flatMap((join) => of(join, [...(ofLines.get(join.place)?.values() ?? [])].flat())),
  ];
}

/** The same with the target records of its steps: everything that a system's message may repeat. */
export function knownRecords(item: Item, program: Program): readonly RecordOf[] {
  const targets = program.steps.flatMap(({ id, spec }) => {
    const values = item.steps[id];
    return values === undefined ? [] : [{ resource: spec.name, values }];
  });
  return [...sourceRecords(item, program), ...targets];
}

/**
 * The same for checks, except for records that a default replaces: there later steps see nulls, and so do checks.
 */
export function checkedScopeOf(item: Item, { steps }: Program, refs: Scope['refs']): Scope {
  const standIns = steps.flatMap(({ subject, fallback }) =>
    subject !== null && fallback !== null && fallback.use !== 'never' ? [subject] : [],
  );
  const missing = new Map([...item.missing].filter(([alias]) => !standIns.includes(alias)));
  return decidingScopeOf({ ...item, missing }, refs);
}

/** The steps that reports show, in order; the write-back comes last. */
export function reportedSteps({ steps, writeBack }: Program): readonly string[] {
  return [...steps.map(({ id }) => id), ...(writeBack === null ? [] : [WRITE_BACK])];
}

/** The steps that are for the flow's own records; those of a flow whose steps are all for related ones. */
export function ownSteps({ steps }: Program): readonly string[] {
  const own = steps.filter(({ subject }) => subject === null || subject === 'line');
  return (own.length > 0 ? own : steps).map(({ id }) => id);
}

/** The results of a step for a record: one per element; none if the record did not get to the step. */
export function resultsIn({ results }: Item, step: string): readonly StepResult[] {
  const result = results.get(step);
  return result === undefined ? [] : (result.elements ?? [result]);
}

/** The failures of a step for a record: of a step with `each`, one per element that failed. */
export function failuresIn({ failure }: Item, step: string): readonly ItemFailure[] {
  return failure?.step === step ? [...(failure.before ?? []), failure] : [];
}

/** True if a record was finished in this run: it failed, or every step is done. */
export function isSettled(item: Item, program: Program): boolean {
  if (item.isCutShort) return false;
  return item.failure !== null || reportedSteps(program).every((step) => item.results.has(step));
}

/** True if something was written or failed, which is what `limit` counts. */
export function wasWorked(item: Item): boolean {
  return item.failure !== null || [...item.results.values()].some(({ outcome }) => isWritten(outcome));
}
