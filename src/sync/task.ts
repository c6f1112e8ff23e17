import type { StepProgram } from '../mapping/steps/step-program.ts';
import type { Link } from '../state/links/link.ts';
import type { ResourceSpec } from '../systems/catalog.ts';
import type { RecordValues, Value } from '../values.ts';
import type { FlowContext } from './context.ts';
import type { Item } from './item.ts';
import type { Mirror } from './links/pairs.ts';
import type { Writer } from './write/writer.ts';

/** What a step takes of its flow as it is. */
type OfFlow = Pick<
  FlowContext,
  | 'program'
  | 'target'
  | 'links'
  | 'claims'
  | 'gone'
  | 'unanswered'
  | 'unsettled'
  | 'copyPairs'
  | 'linksFile'
  | 'proof'
  | 'lists'
  | 'clock'
  | 'mayBegin'
  | 'signal'
>;

/** What a step needs of its flow. */
export interface StepContext extends OfFlow {
  readonly step: StepProgram;
  /** Name of the pair of resources under which links are kept. */
  readonly pair: string;
  /** The same two resources in the other direction. */
  readonly mirror: Mirror;
  /** Documents with an earlier date take no part; null = all may. */
  readonly bound: string | null;
  /** Links pinned by a person: source reference → target reference or `skip`. */
  readonly pins: ReadonlyMap<string, string>;
  /** Source references that a person pinned as `new`: only the strongest match key, by which the sync finds what it made, is believed. */
  readonly pinnedAsNew: ReadonlySet<string>;
  /** The flow under whose name links.yml pins records of this pair; null if no flow has them as its source. */
  readonly pinFlow: string | null;
  readonly writer: Writer;
  /** Keyed hash of one field's value. */
  readonly fingerprint: (field: string, value: Value) => string;
}

/** A record with the values of its step. */
export interface Task {
  readonly item: Item;
  readonly values: RecordValues;
  /** Keys of other documents for the same sale, see `StepProgram.unlessBooked`. Throws RecordError as rules do. */
  readonly otherKeys: () => readonly Value[];
  /** Makes the checks of the step before something is sent. Throws RecordError `CHECK_FAILED`. Absent = they were made before it was compared. */
  readonly check?: () => void;
  /** The source record that the step stands for: its id and its human name. */
  readonly subjectKey: string;
  readonly subjectReference: string;
  /** The record itself, its resource, and its fields that were read. */
  readonly subject: RecordValues;
  readonly subjectSpec: ResourceSpec;
  readonly subjectFields: ReadonlySet<string>;
}

/** What a link says about its target record without a call. */
export function knownOf(step: StepProgram, link: Link): RecordValues {
  const { key, reference, fields } = step.spec;
  const named = fields[reference]?.type === 'text' && link.reference !== null ? { [reference]: link.reference } : {};
  return { ...link.keep, ...named, [key]: link.target };
}

/** True if a link has everything that later steps use of its target record. */
export function isKnown(step: StepProgram, link: Link): boolean {
  const known = knownOf(step, link);
  return step.keep.every((field) => known[field] !== undefined);
}

/** True for a step that never changes an existing record. */
export function leavesAlone({ policy }: StepProgram): boolean {
  return policy.kind === 'master' ? !policy.update : policy.kind === 'verify' || policy.exists === 'skip';
}

/** True for a step that may change an existing record. */
export function mayUpdate({ policy }: StepProgram): boolean {
  return policy.kind === 'master' ? policy.update : policy.kind === 'document' && policy.exists === 'update';
}

/** The human name of a target record. */
export const referenceOf = ({ step }: StepContext, record: RecordValues): string =>
  String(record[step.spec.reference] ?? record[step.spec.key] ?? '?');
