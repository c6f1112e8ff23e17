import type { Program } from '../../mapping/flow/program.ts';
import { canonical } from '../../values.ts';
import type { DeletedRecord } from '../run/deletions.ts';
import { type Item, resultsIn, sourceRecords } from '../step/item.ts';

/**
 * What a flow would write in a run, for the hash that a person approves (`approve: FLOW@HASH`). It covers the mapping with its tables, each record that would
 * be created or changed with the fields that are sent, and all of the source's records that their values come from. Values for the target are no part of it: a plan invents
 * keys that a sync gets from the system.
 */
export class Proposal {
  readonly #program: Program;
  readonly #entries: string[] = [];

  constructor(program: Program) {
    this.#program = program;
  }

  /** Notes what would become of records. */
  observe(items: readonly Item[]): void {
    for (const item of items) {
      const writes = this.#program.steps.flatMap(({ id }) =>
        resultsIn(item, id).flatMap(({ outcome, sent, subjectKey }) =>
          outcome === 'created' || outcome === 'updated'
            ? [
                `${id} ${outcome} ${subjectKey ?? ''} ${Object.keys(sent ?? {})
                  .sort()
                  .join(',')}`,
              ]
            : [],
        ),
      );
      if (writes.length === 0) continue;
      const sources = sourceRecords(item, this.#program).map(
        ({ resource, values }) => `${resource} ${canonical(values)}`,
      );
      this.#entries.push(JSON.stringify([item.source.key, writes, sources.sort()]));
    }
  }

  /** Notes target records that would be deactivated. */
  deactivated(deleted: readonly DeletedRecord[]): void {
    for (const { step, target, outcome } of deleted) {
      if (outcome === 'deactivated') this.#entries.push(JSON.stringify([step, target, outcome]));
    }
  }

  /** What stands behind `approve`: `FLOW@HASH`; null if nothing would be written. `fingerprint` is the keyed hash of the run. */
  approval(fingerprint: (text: string) => string): string | null {
    if (this.#entries.length === 0) return null;
    const { name, version } = this.#program;
    return `${name}@${fingerprint(JSON.stringify(['approve', name, version, this.#entries.toSorted()]))}`;
  }
}
