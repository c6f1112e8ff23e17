import { personalClass } from '../../privacy/personal.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import { matchForm } from '../../systems/match-form.ts';
import type { FindRequest, System } from '../../systems/system.ts';
import type { RecordValues, Value } from '../../values.ts';
import type { CreateRequest, UpdateRequest } from '../write/writer.ts';
import type { MadeUp } from './made-up.ts';
import type { WrittenTo } from './shadow-feed.ts';
import { WrittenRecords } from './written-records.ts';

/** What was written to a shadow, over the records of the real system. */
export class ShadowRecords {
  readonly #real: System;
  readonly #names: MadeUp;
  /** By resource. */
  readonly #written = new Map<string, WrittenRecords>();

  constructor(real: System, names: MadeUp) {
    this.#real = real;
    this.#names = names;
  }

  create({ spec, values, match, keep }: CreateRequest): RecordValues {
    const name = `new ${spec.name} ${this.#externalKey(spec, values, match[0] ?? [])}`.trim();
    const assigned = Object.fromEntries(
      [...new Set([spec.key, spec.reference, ...keep])]
        .filter((field) => (values[field] ?? null) === null && isAssigned(spec, field))
        .map((field) => [field, this.#makeUp(spec, field, name)]),
    );
    const fields = { ...values, ...assigned };
    this.#writtenOf(spec.name).set({ key: String(fields[spec.key]), isNew: true, fields });
    return fields;
  }

  update({ spec, key, values }: UpdateRequest): RecordValues {
    const records = this.#writtenOf(spec.name);
    const before = records.get(String(key));
    const fields = { [spec.key]: key, ...before?.fields, ...values };
    records.set({ key: String(key), isNew: before?.isNew ?? false, fields });
    return values;
  }

  async find(request: FindRequest): Promise<readonly RecordValues[]> {
    const { resource, field } = request;
    const spec = this.#specOf(resource);
    const { key } = spec;
    // What another shadow invented is looked up there, if this is a shadow of that one.
    const values = request.values.filter((value) => this.#names.isOlder(value) || !this.#names.has(value));
    const found = values.length === 0 ? [] : await this.#real.find({ ...request, values });
    const changes = this.#written.get(resource);
    if (changes === undefined) return found;
    const wanted = new Set(request.values.map((value) => matchForm(spec, field, value)));
    const seen = new Set(found.map((record) => String(record[key])));
    const arrived = changes.with(field, wanted).filter((record) => !seen.has(record.key));
    const moved = arrived.flatMap(({ isNew, fields }) => (isNew ? [] : [fields[key] ?? null]));
    const records = moved.length === 0 ? [] : await this.#real.find({ ...request, field: key, values: moved });
    return [
      ...[...found, ...records].map((record) => {
        const change = changes.get(String(record[key]));
        return change === undefined ? record : { ...record, ...change.fields };
      }),
      ...arrived.flatMap(({ isNew, fields }) => (isNew ? [fields] : [])),
    ];
  }

  /** A resource that was written to; null = it was not. */
  of(resource: string): WrittenTo | null {
    const spec = this.#real.catalog.resources.get(resource);
    const written = this.#written.get(resource);
    return spec === undefined || written === undefined ? null : { real: this.#real, spec, written };
  }

  #writtenOf(resource: string): WrittenRecords {
    const known = this.#written.get(resource) ?? new WrittenRecords(this.#specOf(resource));
    this.#written.set(resource, known);
    return known;
  }

  #specOf(resource: string): Pick<ResourceSpec, 'key' | 'fields'> {
    return this.#real.catalog.resources.get(resource) ?? { key: 'id', fields: {} };
  }

  #makeUp(spec: ResourceSpec, field: string, name: string): Value {
    return this.#names.make(spec.fields[field]?.type === 'integer', name);
  }

  /** The key that finds a new record again, without anything personal. */
  #externalKey({ name: resource }: ResourceSpec, values: RecordValues, fields: readonly string[]): string {
    return fields
      .filter((field) => personalClass(resource, field) === null)
      .map((field) => this.#names.get(values[field] ?? null) ?? String(values[field] ?? ''))
      .filter((text) => text !== '')
      .join(' ');
  }
}

/** True for a field that the system fills if it is not given: keys, numbers, and fields that only it may write. */
function isAssigned(spec: ResourceSpec, field: string): boolean {
  return field === spec.key || field === spec.reference || spec.fields[field]?.create === false;
}
