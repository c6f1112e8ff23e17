import type { Program } from '../../mapping/flow/program.ts';
import { canonical } from '../../values.ts';
import type { DeletedRecord } from '../run/deletions.ts';
import type { FlowContext } from '../run/flow.ts';
import { type Item, isWritten, reportedSteps, resultsIn, type StepResult, sourceRecords } from '../step/item.ts';
import type { MadeUp } from './shadow.ts';

/**
 * What a flow would write in a run, for the hash that a person approves (`approve: FLOW@HASH`). It covers the mapping with its tables, each record that would
 * be created or changed with the fields that are sent, what is written back into the source, which record of the target is changed, and all of the
 * source's records that their values come from. Values for the target are no part of it: a plan invents keys that a sync gets from the system.
 */
export class Proposal {
  readonly #program: Program;
  readonly #fingerprint: (text: string) => string;
  readonly #madeUp: MadeUp;
  /** Fingerprints, because a first load has hundreds of thousands. */
  readonly #entries: string[] = [];

  /** `fingerprint`: the keyed hash of the run; `madeUp`: what the plan invents. */
  constructor(program: Program, { fingerprint, madeUp }: Pick<FlowContext, 'fingerprint' | 'madeUp'>) {
    this.#program = program;
    this.#fingerprint = fingerprint;
    this.#madeUp = madeUp;
  }

  /** Notes what would become of records. */
  observe(items: readonly Item[]): void {
    for (const item of items) {
      const writes = reportedSteps(this.#program).flatMap((step) =>
        resultsIn(item, step).flatMap((result) => (isWritten(result.outcome) ? [this.#write(step, result)] : [])),
      );
      if (writes.length === 0) continue;
      const sources = sourceRecords(item, this.#program).map(
        ({ resource, values }) => `${resource} ${canonical(values)}`,
      );
      this.#entries.push(this.#fingerprint(JSON.stringify([item.source.key, writes, sources.sort()])));
    }
  }

  /** A write, with the record of the target that it changes: another one, by a new pin or link, was not approved. */
  #write(step: string, { outcome, sent, subjectKey = '', target }: StepResult): readonly unknown[] {
    const fields = Object.keys(sent ?? {}).sort();
    const spec = this.#program.steps.find(({ id }) => id === step)?.spec;
    const key = spec === undefined || outcome === 'created' ? null : (target[spec.key] ?? null);
    return [step, outcome, subjectKey, fields, this.#madeUp.has(key) ? null : key];
  }

  /** Notes target records that would be deactivated. */
  deactivated(deleted: readonly DeletedRecord[]): void {
    for (const { step, target, outcome } of deleted) {
      if (outcome === 'deactivated') this.#entries.push(this.#fingerprint(JSON.stringify([step, target, outcome])));
    }
  }

  /** What stands behind `approve`: `FLOW@HASH`; null if nothing would be written. */
  approval(): string | null {
    if (this.#entries.length === 0) return null;
    const { name, version } = this.#program;
    return `${name}@${this.#fingerprint(JSON.stringify(['approve', name, version, this.#entries.toSorted()]))}`;
  }
}
