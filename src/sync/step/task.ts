import type { Program } from '../../mapping/flow/program.ts';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import type { Link } from '../../state/links/link.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import type { System } from '../../systems/system.ts';
import type { RecordValues, Value } from '../../values.ts';
import type { Claims } from '../find/claims.ts';
import type { Gone } from '../find/gone.ts';
import type { References } from '../find/references.ts';
import type { SearchProof } from '../find/search-proof.ts';
import type { LinkBook } from '../links/link-book.ts';
import type { Mirror } from '../links/pairs.ts';
import type { Unanswered } from '../write/unanswered.ts';
import type { Writer } from '../write/writer.ts';
import type { Item } from './item.ts';

/** What a step needs of its flow. */
export interface StepContext {
  readonly program: Program;
  readonly step: StepProgram;
  /** Name of the pair of resources under which links are kept. */
  readonly pair: string;
  /** The same two resources in the other direction. */
  readonly mirror: Mirror;
  readonly links: LinkBook;
  readonly claims: Claims;
  readonly gone: Gone;
  /** Creates that got no answer: what they make may still appear. */
  readonly unanswered: Unanswered;
  /** Pairs and keys of records that may hold what a lost run wrote, and that this run could not settle. */
  readonly unsettled: Set<string>;
  /** By source resource, the pairs whose links lead to its records. */
  readonly copyPairs: ReadonlyMap<string, readonly string[]>;
  /** Documents with an earlier date take no part; null = all may. */
  readonly bound: string | null;
  /** Links pinned by a person: source reference → target reference or `skip`. */
  readonly pins: ReadonlyMap<string, string>;
  /** The flow under whose name links.yml pins records of this pair; null if no flow has them as its source. */
  readonly pinFlow: string | null;
  /** The file in which a person pins them; null = not known. */
  readonly linksFile: string | null;
  readonly target: System;
  readonly writer: Writer;
  /** Null if nothing is really written. */
  readonly proof: SearchProof | null;
  readonly lists: References;
  /** Keyed hash of one field's value. */
  readonly fingerprint: (field: string, value: Value) => string;
  readonly clock: () => number;
  /** Called before a record: throws if the run may not begin it. */
  readonly mayBegin: () => void;
  readonly signal: AbortSignal;
}

/** A record with the values of its step. */
export interface Task {
  readonly item: Item;
  readonly values: RecordValues;
  /** Keys of other documents for the same sale, see `StepProgram.unlessBooked`. Throws RecordError as rules do. */
  readonly otherKeys: () => readonly Value[];
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
