import { RecordError } from '../../errors/errors.ts';
import type { RecordValues, Value } from '../../values.ts';
import { linkOf } from '../links/remember.ts';
import { standingOf } from '../links/standing.ts';
import { mayUpdate, type StepContext, type Task } from '../task.ts';

/** Asks the target for records by a field; `fresh`: by their own addresses, so that a record that does not come back is gone. */
export type Find = (field: string, wanted: readonly Value[], fresh?: boolean) => Promise<readonly RecordValues[]>;

/** The target records of a batch's links: which fields were read, and which records are gone. */
export class LinkedRecords {
  readonly #context: StepContext;
  readonly #tasks: readonly Task[];
  readonly #find: Find;
  readonly #byKey = new Map<string, RecordValues>();
  /** For a flow that verifies: what its list did not show. */
  readonly #unlisted = new Set<string>();

  constructor(context: StepContext, tasks: readonly Task[], find: Find) {
    this.#context = context;
    this.#tasks = tasks;
    this.#find = find;
  }

  /** Reads linked records; those in `doubted` may be gone. Throws what stops the flow. */
  async read(targets: readonly Value[], doubted: readonly Value[] = []): Promise<void> {
    const { key } = this.#context.step.spec;
    const wanted = [...new Set(targets)];
    for (const record of await this.#find(key, wanted)) this.keep(record);
    const missing = wanted.filter((target) => !this.#byKey.has(String(target)));
    // A list may lack an existing record; a flow that verifies reports it, and one that writes must know.
    if (this.#context.step.policy.kind === 'verify') for (const target of missing) this.#unlisted.add(String(target));
    else await this.#prove([...doubted, ...missing]);
  }

  /** The record of a link; throws RecordError `NOT_FOUND` if it is gone. */
  async one(target: Value): Promise<RecordValues> {
    const { step } = this.#context;
    const known = this.#byKey.get(String(target));
    // Valid for one use if it may be written: the next record of the same subject must see the result.
    if (mayUpdate(step)) this.#byKey.delete(String(target));
    if (known !== undefined) return known;
    this.refuseGone(target);
    const [found] = await this.#find(step.spec.key, [target], true);
    if (found === undefined) throw notThere();
    return found;
  }

  /** Whether a record that refused a write is gone, proved together with all records that this batch would write without reading. */
  async isGone(target: Value): Promise<boolean> {
    const unread = this.#tasks.flatMap((task) => {
      const link = linkOf(this.#context, task.subjectKey);
      const isWritten = link !== undefined && standingOf(this.#context, task, link).verdict.kind === 'changed';
      return isWritten && link.target !== target && !this.#isRead(link.target) ? [link.target] : [];
    });
    await this.read(unread, [target]);
    return this.isKnownGone(target);
  }

  /** True for a record that was found to be gone. */
  isKnownGone(target: Value): boolean {
    const { gone, step } = this.#context;
    return this.#unlisted.has(String(target)) || gone.isProved(step.spec.name, String(target));
  }

  /** Throws RecordError `NOT_FOUND` for a record that was found to be gone. */
  refuseGone(target: Value): void {
    if (this.isKnownGone(target)) throw notThere();
  }

  /** Keeps a record as it was read. */
  keep(record: RecordValues): void {
    this.#byKey.set(this.#keyOf(record), record);
  }

  /** Adds what was written to a record that was read. */
  add(record: RecordValues): void {
    const read = this.#byKey.get(this.#keyOf(record));
    if (read !== undefined) this.keep({ ...read, ...record });
  }

  async #prove(targets: readonly Value[]): Promise<void> {
    const { step, pair, gone } = this.#context;
    const open = targets.filter((target) => !this.isKnownGone(target));
    const there = await this.#find(step.spec.key, open, true);
    for (const record of there) this.keep(record);
    const isThere = new Set(there.map((record) => this.#keyOf(record)));
    gone.prove(
      step.spec.name,
      open.map(String).filter((target) => !isThere.has(target)),
    );
    if (step.policy.kind !== 'master') return;
    const counted = targets.map(String).filter((target) => this.isKnownGone(target) && !this.#isAskedFor(target));
    const named = new Map(counted.map((target) => [target, this.#tasksOf(target)[0]?.item.source.reference ?? target]));
    if (named.size > 0) gone.note(pair, step.spec.name, named, linksOf(this.#context));
  }

  #isRead(target: Value): boolean {
    return this.#byKey.has(String(target)) || this.isKnownGone(target);
  }

  /** True if a person named its source record in `records`: it is created again, however many are gone. */
  #isAskedFor(target: string): boolean {
    return this.#tasksOf(target).some(({ item }) => item.isAsked);
  }

  #tasksOf(target: string): readonly Task[] {
    return this.#tasks.filter((task) => String(linkOf(this.#context, task.subjectKey)?.target) === target);
  }

  #keyOf(record: RecordValues): string {
    return String(record[this.#context.step.spec.key]);
  }
}

/** How many records of a pair are linked, whichever flow linked them. */
const linksOf = ({ links, pair, mirror }: StepContext): number => Math.max(links.count(pair), links.count(mirror.pair));

const notThere = (): RecordError => new RecordError('NOT_FOUND', 'The linked record is no longer in the target.');
