import { personalClass } from '../../privacy/personal.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import { matchForm } from '../../systems/match-form.ts';
import { bySystem, type SystemName } from '../../systems/registry.ts';
import type { FindRequest, System } from '../../systems/system.ts';
import type { RecordValues, Value } from '../../values.ts';
import type { CreateRequest, UpdateRequest, Writer } from '../write/writer.ts';
import { rememberFinds } from './remember-finds.ts';
import { WrittenRecords } from './written-records.ts';

/** Made-up whole numbers are below this one, where no real id, number or amount is. */
const BELOW = -2_000_000_000;

/** What is made up for simulated records: keys and numbers, each with the record's name for people. */
export class MadeUp extends Map<Value, string> {
  /** How many were made up, also by copies: nothing is made up twice in a run. */
  #count = { sum: 0 };
  /** In a copy: how many there were before it. Null = names are kept. */
  #since: number | null = null;

  /** The same names, for a plan that nobody reads: what is made up for it is not added to this, and keeps no name. */
  copy(): MadeUp {
    const copy = new MadeUp(this);
    copy.#count = this.#count;
    copy.#since = this.#count.sum;
    return copy;
  }

  /** Makes up a value for a record with this name. */
  make(isNumber: boolean, name: string): Value {
    this.#count.sum += 1;
    const value = isNumber ? BELOW - this.#count.sum : `(new ${this.#count.sum})`;
    if (this.#since === null) this.set(value, name);
    return value;
  }

  /** True in a copy for what was made up before it: what this was copied for looks into other shadows, which know such records. */
  isOlder(value: Value): boolean {
    return this.#since !== null && super.has(value);
  }

  /** True for what was made up. Without a name it is known by its form. */
  override has(value: Value): boolean {
    return super.has(value) || (this.#since !== null && (numberIn(value) ?? 0) > this.#since);
  }

  override get(value: Value): string | undefined {
    return super.get(value) ?? (this.has(value) ? '' : undefined);
  }
}

/** The number of what was made up; null for anything else. */
function numberIn(value: Value): number | null {
  if (typeof value === 'number') return value < BELOW ? BELOW - value : null;
  const number = typeof value === 'string' ? /^\(new (\d+)\)$/.exec(value)?.[1] : undefined;
  return number === undefined ? null : Number(number);
}

/** One system as a run would leave it. */
export interface Shadow {
  /** Answers as the real one would after the writes, and refuses to be written to. */
  readonly system: System;
  /** Puts records into the shadow. */
  readonly writer: Writer;
}

/** Both systems as a run would leave them, while the real ones stay as they are. */
export interface Shadows {
  /** They answer as the real ones would after the writes, and refuse to be written to. */
  readonly systems: Readonly<Record<SystemName, System>>;
  /** Puts records into a shadow. */
  writerOf(system: SystemName): Writer;
  /** The names of simulated records for people, such as `new debtors EO-20004`. Shadows of these shadows invent nothing twice. */
  readonly names: MadeUp;
}

/**
 * Makes the shadows of both systems: look-ups find what was written in this run, also by earlier flows, so that a plan
 * makes the same decisions as the sync that follows. Keys and numbers that a system would assign are invented. Feeds stay
 * real: a record that was created in this run would come back as an echo, and an echo is not written.
 */
export function castShadows(real: Readonly<Record<SystemName, System>>): Shadows {
  const names = new MadeUp();
  const shadows = bySystem((name) => castShadow(rememberFinds(real[name]), names));
  return {
    systems: bySystem((name) => shadows[name].system),
    writerOf: (system) => shadows[system].writer,
    names,
  };
}

/** One system's shadow; `names` collects what it invents, and knows what the other shadows invented. */
export function castShadow(real: System, names: MadeUp): Shadow {
  const written = new ShadowRecords(real, names);
  const refuse = async (): Promise<never> => {
    throw new TypeError('A plan writes through its writer only.');
  };
  return {
    system: {
      ...real,
      // Nothing is written to the real one, so its answers stay valid.
      remembers: true,
      create: refuse,
      update: refuse,
      find: (request) => written.find(request),
    },
    writer: {
      create: async (request) => written.create(request),
      update: async (request) => written.update(request),
    },
  };
}

/** What was written to a shadow, over the records of the real system. */
class ShadowRecords {
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
