import type { RecordValues, Value } from '../values.ts';
import type { ResourceSpec } from './catalog.ts';
import { matchForm } from './match-form.ts';

/**
 * All records of a resource in memory, for look-ups during one run. Records that the run writes are added, so the
 * index answers like a call.
 */
export class RecordIndex {
  readonly #spec: ResourceSpec;
  readonly #byKey = new Map<string, RecordValues>();
  /** Keys of records that were never read, only written. */
  readonly #partial = new Set<string>();
  /** Field → comparable form → keys that have or had it. Built when a field is first asked for. */
  readonly #byField = new Map<string, Map<string, Set<string>>>();
  /** Whether the records carry their lines. */
  readonly hasLines: boolean;

  constructor(spec: ResourceSpec, hasLines: boolean) {
    this.#spec = spec;
    this.hasLines = hasLines;
  }

  /**
   * Adds a record, or changes the given fields of an existing one. `partial` = these are not all the fields that the
   * record has, so unless the others are known already, it must be read before it can answer a look-up.
   */
  put(fields: RecordValues, partial = false): void {
    const key = String(fields[this.#spec.key]);
    if (!partial) this.#partial.delete(key);
    else if (!this.#byKey.has(key)) this.#partial.add(key);
    const merged = Object.entries({ ...this.#byKey.get(key), ...fields });
    const kept = merged.filter(([field, value]) => value !== null && (this.hasLines || !this.#isLines(field)));
    const record = Object.fromEntries(kept);
    this.#byKey.set(key, record);
    for (const [field, forms] of this.#byField) add(forms, matchForm(this.#spec, field, record[field]), key);
  }

  /** Records whose field equals one of the values, compared as in matching; null if one of them must be read first. */
  get(field: string, values: readonly Value[]): readonly RecordValues[] | null {
    const forms = this.#formsOf(field);
    const wanted = new Set(values.map((value) => matchForm(this.#spec, field, value)).filter((form) => form !== null));
    const found = new Map<string, RecordValues>();
    for (const form of wanted) {
      for (const key of forms.get(form) ?? []) {
        const record = this.#byKey.get(key);
        if (record === undefined || matchForm(this.#spec, field, record[field]) !== form) continue;
        if (this.#partial.has(key)) return null;
        found.set(key, record);
      }
    }
    return [...found.values()];
  }

  /** Every record, in the order in which they came. */
  all(): readonly RecordValues[] {
    return [...this.#byKey.values()];
  }

  #formsOf(field: string): Map<string, Set<string>> {
    const known = this.#byField.get(field);
    if (known !== undefined) return known;
    const forms = new Map<string, Set<string>>();
    for (const [key, record] of this.#byKey) add(forms, matchForm(this.#spec, field, record[field]), key);
    this.#byField.set(field, forms);
    return forms;
  }

  #isLines(field: string): boolean {
    return this.#spec.lines?.[field] !== undefined;
  }
}

function add(forms: Map<string, Set<string>>, form: string | null, key: string): void {
  if (form === null) return;
  const keys = forms.get(form);
  if (keys === undefined) forms.set(form, new Set([key]));
  else keys.add(key);
}
