import type { RecordError } from '../../errors/errors.ts';
import { matchForm } from '../../systems/match-form.ts';
import type { RecordValues, Value } from '../../values.ts';
import type { StepContext, Task } from '../task.ts';
import type { Find } from './linked-records.ts';
import { isUsable, strongestKey } from './match.ts';
import { bareNumbers } from './typed-by-hand.ts';

/** The target records that a batch found by match keys. */
export class MatchPool {
  readonly #context: StepContext;
  readonly #near: readonly RecordValues[];
  readonly #fields: readonly string[];
  /** What was found, by the field that was searched: keys that begin with the same field share it. */
  readonly #found: Map<string, RecordValues[]>;
  /** The forms that were asked for, by field. */
  readonly #asked: Map<string, Set<string>>;
  /** Values that the target refused in a look-up: their records fail, the others of the batch do not. */
  readonly #refused = new Map<string, RecordError>();

  /** `fields` are asked for when records are read. */
  constructor(context: StepContext, tasks: readonly Task[], fields: readonly string[]) {
    this.#context = context;
    this.#near = tasks.map(({ values }) => values);
    this.#fields = fields;
    const searched = context.step.match.map(([field = '']) => field);
    this.#found = new Map(searched.map((field) => [field, []]));
    this.#asked = new Map(searched.map((field) => [field, new Set()]));
  }

  /** Reads target records by a field, for all of the batch; what is found stays outside of the pool. */
  readonly find: Find = async (field, values, fresh = false) => {
    if (values.length === 0) return [];
    const { step, target, signal } = this.#context;
    const request = { resource: step.spec.name, field, values, fields: this.#fields, near: this.#near, fresh, signal };
    // A record that does not come back by its id counts as gone, so a refused id must stop the flow instead.
    if (fresh) return target.find(request);
    const refused = (value: Value, why: RecordError): void => void this.#refused.set(this.#formOf(field, value), why);
    return target.find({ ...request, refused });
  };

  /** Looks up the records of these tasks by key after key, each for the tasks that no stronger key has found. */
  async fill(tasks: readonly Task[]): Promise<void> {
    const { spec, match } = this.#context.step;
    let open = tasks;
    for (const key of match) {
      const field = key[0];
      if (field === undefined) continue;
      const found = await this.#ask(field, this.#wanted(field, key, open));
      const answered = new Set(found.map((record) => matchForm(spec, field, record[field])));
      open = open.filter((task) => !answered.has(matchForm(spec, field, task.values[field])));
    }
  }

  /** The records that were found by a task's match key at `index`, perhaps with duplicates. */
  async candidates(index: number, { values }: Task): Promise<readonly RecordValues[]> {
    const { spec, match } = this.#context.step;
    const key = match[index] ?? [];
    const field = key[0];
    if (field === undefined || !isUsable(spec, key, values)) return [];
    const form = matchForm(spec, field, values[field]);
    if (form !== null && this.#asked.get(field)?.has(form) !== true) {
      await this.#ask(field, new Map([[form, values[field] ?? null]]));
    }
    const why = this.#refused.get(this.#formOf(field, values[field]));
    if (why !== undefined) throw why;
    return this.#found.get(field) ?? [];
  }

  /** Looks for a task's record once more, by its strongest key that has a value, and not in what the run remembers. */
  async lookAgain({ values }: Task): Promise<void> {
    const { spec, match } = this.#context.step;
    const [field] = strongestKey(match, spec, values);
    if (field === undefined) return;
    const found = await this.find(field, [values[field] ?? null], true);
    this.#found.get(field)?.push(...found);
  }

  /** The records under these keys, which are values of the first field of the strongest match key. Throws RecordError if the target refused one. */
  async standing(keys: readonly Value[]): Promise<readonly RecordValues[]> {
    const { spec, match } = this.#context.step;
    const field = match[0]?.[0] ?? '';
    const forms = new Map<string, Value>();
    for (const key of keys) {
      const form = matchForm(spec, field, key);
      if (form !== null) forms.set(form, key);
    }
    await this.#ask(field, new Map([...forms].filter(([form]) => this.#asked.get(field)?.has(form) !== true)));
    for (const key of forms.values()) {
      const why = this.#refused.get(this.#formOf(field, key));
      if (why !== undefined) throw why;
    }
    return (this.#found.get(field) ?? []).filter((record) => forms.has(matchForm(spec, field, record[field]) ?? ''));
  }

  /** A record that was just written. If it was not read, only the written fields are known; the rest of what is known stays valid. */
  add(record: RecordValues): void {
    const { key } = this.#context.step.spec;
    const isOlder = (other: RecordValues): boolean => other[key] === record[key];
    for (const [field, found] of this.#found) {
      const known = Object.assign({}, ...found.filter(isOlder), record);
      this.#found.set(field, [...found.filter((other) => !isOlder(other)), known]);
    }
  }

  /** The values of a key's first field that were not asked for yet, by their form. */
  #wanted(field: string, key: readonly string[], tasks: readonly Task[]): ReadonlyMap<string, Value> {
    const { spec } = this.#context.step;
    const wanted = new Map<string, Value>();
    for (const { values } of tasks) {
      const value = isUsable(spec, key, values) ? (values[field] ?? null) : null;
      for (const one of [value, value === null ? null : (bareNumbers(this.#context, values)[field] ?? null)]) {
        const form = matchForm(spec, field, one);
        if (form !== null && this.#asked.get(field)?.has(form) !== true) wanted.set(form, one);
      }
    }
    return wanted;
  }

  async #ask(field: string, wanted: ReadonlyMap<string, Value>): Promise<readonly RecordValues[]> {
    const found = await this.find(field, [...wanted.values()]);
    for (const form of wanted.keys()) this.#asked.get(field)?.add(form);
    this.#found.get(field)?.push(...found);
    return found;
  }

  #formOf(field: string, value: Value | undefined): string {
    return `${field}\n${matchForm(this.#context.step.spec, field, value) ?? ''}`;
  }
}
