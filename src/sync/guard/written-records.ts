import { placeHash } from '../../state/links/link-entry.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import { matchForm } from '../../systems/match-form.ts';
import type { RecordValues } from '../../values.ts';
import { PackedRecords } from './packed.ts';

/** A record that was written: all of it if it is new, otherwise the changed fields. */
export interface WrittenRecord {
  readonly key: string;
  readonly isNew: boolean;
  readonly fields: RecordValues;
}

/** The records of one resource that were written to a shadow, packed; an index for each field that is searched finds them. */
export class WrittenRecords {
  readonly #spec: Pick<ResourceSpec, 'fields'>;
  readonly #records = new PackedRecords();
  /** Where each record is as it was written last, by key. */
  readonly #places = new Map<string, number>();
  /** By field: the keys of the records that had a value once, by the hash of its comparable form, which is shorter than most. */
  readonly #found = new Map<string, Map<number, string | string[]>>();

  constructor(spec: Pick<ResourceSpec, 'fields'>) {
    this.#spec = spec;
  }

  /** The record with this key, if it was written. */
  get(key: string): WrittenRecord | undefined {
    const place = this.#places.get(key);
    return place === undefined ? undefined : this.#at(place, key);
  }

  /** The keys of all of them. */
  keys(): Iterable<string> {
    return this.#places.keys();
  }

  /** Notes a record as it was written. */
  set({ key, isNew, fields }: WrittenRecord): void {
    this.#places.set(key, this.#records.add({ isNew, fields }));
    for (const field of this.#found.keys()) this.#index(field, key, fields);
  }

  /** The records whose field has one of these forms, in the order in which they were written. */
  with(field: string, forms: ReadonlySet<string | null>): readonly WrittenRecord[] {
    if (!this.#found.has(field)) {
      this.#found.set(field, new Map());
      for (const [key, place] of this.#places) this.#index(field, key, this.#at(place, key).fields);
    }
    const known = this.#found.get(field);
    const keys = new Set([...forms].flatMap((form) => (form === null ? [] : (known?.get(hashOf(form)) ?? []))));
    return [...keys]
      .sort((left, right) => (this.#places.get(left) ?? 0) - (this.#places.get(right) ?? 0))
      .flatMap((key) => this.get(key) ?? [])
      .filter(({ fields }) => forms.has(matchForm(this.#spec, field, fields[field])));
  }

  #at(place: number, key: string): WrittenRecord {
    const { isNew, fields } = this.#records.at(place) as { isNew: boolean; fields: RecordValues };
    return { key, isNew, fields };
  }

  #index(field: string, key: string, fields: RecordValues): void {
    const form = matchForm(this.#spec, field, fields[field]);
    const known = this.#found.get(field);
    if (form === null || known === undefined) return;
    const hash = hashOf(form);
    const keys = known.get(hash);
    if (Array.isArray(keys)) keys.push(key);
    else known.set(hash, keys === undefined ? key : [keys, key]);
  }
}

/** With its sign, the engine keeps it in the map itself. */
const hashOf = (form: string): number => placeHash(form) | 0;
