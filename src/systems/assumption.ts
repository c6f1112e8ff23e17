import type { ResourceSpec } from './catalog.ts';
import type { SystemName } from './registry.ts';

/**
 * What a flow does with a resource: it `reads` or `writes` a field, `searches` by one, `follows` the list for changes, or `keeps` records linked
 * and reads them again by their id, or hears of its `deletions`.
 */
export type UseKind = 'reads' | 'writes' | 'searches' | 'follows' | 'keeps' | 'deletions';

/** One thing that a flow does with a system. */
export interface Use {
  readonly flow: string;
  readonly system: SystemName;
  readonly kind: UseKind;
  readonly spec: ResourceSpec;
  /** Empty if the kind is not about a field. Fields of lines are written `lines.amount`. */
  readonly field: string;
}

/** Something that a system's client takes for granted and that no documentation proves. Data, not code. */
export interface Assumption {
  readonly id: string;
  /** What is taken for granted: one sentence. */
  readonly says: string;
  /** How it is tested by reading, or why it cannot be. */
  readonly how: string;
  /** It is tested once for the system, for each resource, or for each field of one. */
  readonly per: 'system' | 'resource' | 'field';
  /** What depends on it. */
  readonly uses: readonly UseKind[];
  /** Of those, the ones that it concerns; absent = all. */
  concerns?(spec: ResourceSpec, field: string): boolean;
  /** What a contradiction does: it stops the flows that depend on it, or they still work and it `costs` calls. */
  readonly weight: 'stops' | 'costs';
  /** `run`: cheap enough for the first run; `doctor`: tested only there; `never`: impossible without writing. */
  readonly tested: 'run' | 'doctor' | 'never';
  /** The settings that it depends on, the system's own or those of all: a result is valid until they change. */
  readonly settings: readonly string[];
}

/** What an assumption is tested on. */
export interface Subject {
  /** Empty for the system as a whole. */
  readonly resource: string;
  /** The fields that depend on it; one for an assumption per field. Fields of lines are written `lines.amount`. */
  readonly fields: readonly string[];
}

/** The result of a test. `says` is one sentence that names resources and fields, never what a record holds. */
export type TestVerdict =
  | { readonly result: 'confirmed' | 'untestable'; readonly says: string }
  /** `line` = the line for settings.yml that fits; null = no setting fits. */
  | { readonly result: 'contradicted'; readonly says: string; readonly line: string | null };

/**
 * Tests one assumption by reading; null = the settings leave nothing to test. Throws AccessError, TransientError, StateError if
 * the system could not be asked.
 */
export type Test = (subject: Subject, signal: AbortSignal) => Promise<TestVerdict | null>;

/** The assumption holds. */
export const confirmed = (says: string): TestVerdict => ({ result: 'confirmed', says });

/** Nothing there shows it. */
export const untestable = (says: string): TestVerdict => ({ result: 'untestable', says });

/** The assumption does not hold; `line` is the setting that fits, if there is one. */
export const contradicted = (says: string, line: string | null): TestVerdict => ({
  result: 'contradicted',
  says,
  line,
});
