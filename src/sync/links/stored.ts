import type { RecordValues, Value } from '../../values.ts';
import { holds } from '../diff.ts';
import type { StepContext, Task } from '../task.ts';
import { mayBeMadeOf } from './made-of.ts';
import { broughtBack, UNREAD } from './mirror.ts';

/** The record as the system stored it: what somebody typed between the write and the reading is an edit, and not what was made of the values. */
function asStored({ values }: Sent, record: RecordValues): RecordValues {
  const entries = Object.entries(values).map(([field, sent]) => {
    const stored = record[field] ?? null;
    return [field, mayBeMadeOf(sent, stored) ? stored : sent] as const;
  });
  return { ...record, ...Object.fromEntries(entries) };
}

/** Values that were written for a record. */
export interface Sent {
  readonly task: Task;
  /** The target record's key. */
  readonly key: Value;
  readonly values: RecordValues;
}

/**
 * Learns what the target stored for what was sent, if a flow brings the same fields back: it cuts long texts and rounds amounts,
 * and its version of a value must not come back as if somebody had edited it. Most answers show it; what they leave
 * open is read once, for all records of a batch together.
 */
export class StoredValues {
  readonly #context: StepContext;
  readonly #open: Sent[] = [];
  /** The target's fields that flows bring back. */
  readonly #brought: ReadonlySet<string>;

  constructor(context: StepContext) {
    this.#context = context;
    const { mirror, step } = context;
    this.#brought = step.policy.kind === 'master' ? broughtBack(mirror) : new Set();
  }

  /** Notes a write with its answer. */
  note(sent: Sent, answer: RecordValues): void {
    const fields = Object.keys(sent.values).filter((field) => this.#brought.has(field));
    const isTold = (field: string): boolean => answer[field] !== undefined;
    this.#keep(sent, fields.filter(isTold), answer);
    const untold = fields.filter(
      (field) => !isTold(field) && this.#context.step.spec.fields[field]?.readable !== false,
    );
    if (untold.length === 0) return;
    this.#open.push({
      ...sent,
      values: Object.fromEntries(untold.map((field) => [field, sent.values[field] ?? null])),
    });
  }

  /** Reads what the answers left open. Throws what stops the flow; whoever reads those records next learns it. */
  async read(): Promise<void> {
    const open = this.#open.splice(0);
    if (open.length === 0) return;
    const { key } = this.#context.step.spec;
    try {
      const byKey = new Map((await this.#find(open)).map((record) => [String(record[key]), record]));
      for (const sent of open) {
        const record = byKey.get(String(sent.key));
        if (record !== undefined) this.#keep(sent, Object.keys(sent.values), asStored(sent, record));
      }
    } catch (error) {
      for (const sent of open) this.#leaveUnread(sent);
      throw error;
    }
  }

  #find(open: readonly Sent[]): Promise<readonly RecordValues[]> {
    const { step, target, signal } = this.#context;
    return target.find({
      resource: step.spec.name,
      field: step.spec.key,
      values: [...new Set(open.map(({ key }) => key))],
      fields: [...new Set(open.flatMap(({ values }) => Object.keys(values)))],
      fresh: true,
      signal,
    });
  }

  /** Notes that nobody knows yet what was made of the values: until somebody reads them, they are no edits. */
  #leaveUnread({ task, values }: Sent): void {
    const { links, pair } = this.#context;
    const link = links.get(pair, task.subjectKey);
    if (link === undefined) return;
    const unread = Object.fromEntries(Object.keys(values).map((field) => [field, UNREAD]));
    links.set(pair, task.subjectKey, { ...link, stored: { ...link.stored, ...unread } });
  }

  #keep({ task, values }: Sent, fields: readonly string[], stored: RecordValues): void {
    const { links, pair, fingerprint } = this.#context;
    const link = links.get(pair, task.subjectKey);
    if (link === undefined || fields.length === 0) return;
    const changed = fields.filter((field) => !holds(values[field], stored[field] ?? null));
    const fingerprints = Object.fromEntries(changed.map((field) => [field, fingerprint(field, stored[field] ?? null)]));
    const { stored: before, ...rest } = link;
    const others = Object.entries(before ?? {}).filter(([field]) => !fields.includes(field));
    const all = { ...Object.fromEntries(others), ...fingerprints };
    links.set(pair, task.subjectKey, Object.keys(all).length === 0 ? rest : { ...rest, stored: all });
  }
}
