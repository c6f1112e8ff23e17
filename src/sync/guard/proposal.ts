import { allJoins, type Program } from '../../mapping/flow/program.ts';
import { canonical, type RecordValues } from '../../values.ts';
import type { FlowContext } from '../context.ts';
import { type Item, isWritten, reportedSteps, resultsIn, type StepResult, sourceRecords } from '../item.ts';
import { select } from '../record-fingerprint.ts';
import type { DeletedRecord } from '../result.ts';
import type { CreatedRecords } from './created-records.ts';
import type { MadeUp } from './made-up.ts';

/**
 * What a flow would write in a run, for the hash that a person approves (`approve: FLOW@HASH`). It covers the mapping with its tables, each record that would
 * be created or changed with the fields that are sent, what is written back into the source, which record of the target is changed, and what the mapping
 * sees of the source's records that their values come from. A source record that an earlier flow of the run creates counts by what was sent for it. Values for the target are no part of it: a plan invents keys that a sync gets from the system.
 */
export class Proposal {
  readonly #program: Program;
  readonly #fingerprint: (text: string) => string;
  readonly #madeUp: MadeUp;
  readonly #created: CreatedRecords;
  /** Of each resource that the flow reads: the key field, and all fields that it looks at. */
  readonly #read: ReadonlyMap<string, { readonly key: string; readonly fields: readonly string[] }>;
  /** Fingerprints, because a first load has hundreds of thousands. */
  readonly #entries: string[] = [];

  /** `fingerprint`: the keyed hash of the run; `madeUp`: what the plan invents; `created`: what the run created before. */
  constructor(program: Program, context: Pick<FlowContext, 'fingerprint' | 'madeUp' | 'created'>) {
    const { fingerprint, madeUp, created } = context;
    this.#program = program;
    this.#fingerprint = fingerprint;
    this.#madeUp = madeUp;
    this.#created = created;
    const reads = [{ spec: program.source.spec, fields: program.fields }, ...allJoins(program)];
    this.#read = new Map(
      [...Map.groupBy(reads, ({ spec }) => spec)].map(([{ name, key }, own]) => {
        return [name, { key, fields: [key, ...own.flatMap(({ fields }) => fields)] }];
      }),
    );
  }

  /** Notes what would become of records. */
  observe(items: readonly Item[]): void {
    for (const item of items) {
      const written = reportedSteps(this.#program).flatMap((step) =>
        resultsIn(item, step).flatMap((result) => (isWritten(result.outcome) ? [{ step, result }] : [])),
      );
      if (written.length === 0) continue;
      const { spec } = this.#program.source;
      const fields = { ...item.source.fields, [spec.key]: item.source.key };
      const records = sourceRecords({ ...item, source: { ...item.source, fields } }, this.#program);
      // The key of what the run itself creates is another one in a plan.
      const created = new Map(
        records.flatMap(({ resource, values }) => this.#createdAs(resource, this.#keyIn(resource, values))),
      );
      const named = (key: string): string => created.get(key) ?? key;
      const sources = records.map(
        ({ resource, values }) =>
          `${resource} ${created.get(this.#keyIn(resource, values)) ?? canonical(select(values, this.#read.get(resource)?.fields ?? []))}`,
      );
      const writes = written.map(({ step, result }) => this.#write(step, result, named));
      this.#entries.push(this.#fingerprint(JSON.stringify([named(item.source.key), writes, sources.sort()])));
    }
  }

  /** A record's key with its name, if the run created it. */
  #createdAs(resource: string, key: string): readonly (readonly [string, string])[] {
    const name = this.#created.nameOf(resource, key);
    return name === undefined ? [] : [[key, name]];
  }

  #keyIn(resource: string, values: RecordValues): string {
    return String(values[this.#read.get(resource)?.key ?? ''] ?? '');
  }

  /** A write, with the record of the target that it changes: another one, by a new pin or link, was not approved. */
  #write(step: string, result: StepResult, named: (key: string) => string): readonly unknown[] {
    const { outcome, sent, subjectKey = '', target } = result;
    const fields = Object.keys(sent ?? {}).sort();
    const spec = this.#program.steps.find(({ id }) => id === step)?.spec;
    const key = spec === undefined || outcome === 'created' ? null : (target[spec.key] ?? null);
    const isNew = this.#madeUp.has(key) || this.#created.nameOf(spec?.name ?? '', String(key)) !== undefined;
    return [step, outcome, named(subjectKey), fields, isNew ? null : key];
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
