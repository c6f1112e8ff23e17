import type { ResourceSpec } from './catalog.ts';
import type { SystemName } from './registry.ts';

/**
 * What a flow does with a resource: it `reads` a field, `searches` by one, `follows` the list for changes, or `keeps` records linked
 * and reads them again by their id.
 */
export type UseKind = 'reads' | 'searches' | 'follows' | 'keeps';

/** One thing that a flow does with a system. */
export interface Use {
  readonly flow: string;
  readonly system: SystemName;
  readonly kind: UseKind;
  readonly spec: ResourceSpec;
  /** Empty where the kind is not about a field. Those of lines as `lines.amount`. */
  readonly field: string;
}

/** Something that a system's client takes for granted, and that no documentation proves. Data, not code. */
export interface Assumption {
  readonly id: string;
  /** What is taken for granted: one sentence. */
  readonly says: string;
  /** How it is tested by reading, or why that cannot be. */
  readonly how: string;
  /** It is tested once for the system, for each resource, or for each field of one. */
  readonly per: 'system' | 'resource' | 'field';
  /** What rests on it. */
  readonly uses: readonly UseKind[];
  /** Of those, the ones that it concerns; absent = all. */
  concerns?(spec: ResourceSpec, field: string): boolean;
  /** What a contradiction does: it stops the flows that rest on it, or they work all the same and it `costs` calls. */
  readonly weight: 'stops' | 'costs';
  /** `run`: cheap enough for the first run; `doctor`: looked at there only; `never`: not without writing. */
  readonly tested: 'run' | 'doctor' | 'never';
  /** The settings of the system that decide it: a result holds as long as they stay. */
  readonly settings: readonly string[];
}

/** What an assumption is tested on. */
export interface Subject {
  /** Empty for the system as a whole. */
  readonly resource: string;
  /** The fields that rest on it; one for an assumption per field, those of lines as `lines.amount`. */
  readonly fields: readonly string[];
}

/** What a test told. `says` is one sentence that names resources and fields, and never what a record holds. */
export type Verdict =
  | { readonly result: 'confirmed' | 'untestable'; readonly says: string }
  /** `line` = what fits in settings.yml; null = no setting does. */
  | { readonly result: 'contradicted'; readonly says: string; readonly line: string | null };

/**
 * Tests one assumption by reading; null = the settings leave nothing to test. Throws AccessError, TransientError, StateError when
 * nobody could be asked.
 */
export type Test = (subject: Subject, signal: AbortSignal) => Promise<Verdict | null>;

/** It is as the client takes it. */
export const confirmed = (says: string): Verdict => ({ result: 'confirmed', says });

/** Nothing there tells. */
export const untestable = (says: string): Verdict => ({ result: 'untestable', says });

/** It is not as the client takes it; `line` fits, where one does. */
export const contradicted = (says: string, line: string | null): Verdict => ({ result: 'contradicted', says, line });
