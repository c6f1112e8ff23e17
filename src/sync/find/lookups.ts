import { RecordError } from '../../errors.ts';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import type { Link } from '../../state/progress.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import { matchForm } from '../../systems/match-form.ts';
import type { RecordValues, Value } from '../../values.ts';
import { linkOf } from '../links/remember.ts';
import { type Sent, StoredValues } from '../links/stored.ts';
import { fieldsOfUse } from '../record/inactive.ts';
import { standingOf } from '../record/standing.ts';
import { bareNumbers } from '../record/typed-by-hand.ts';
import type { StepContext, Task } from '../step/task.ts';
import { type Find, LinkedRecords } from './linked-records.ts';
import { isUsable } from './match.ts';

/** Target records that a batch needs, looked up for all of its records together. */
export interface Lookups {
  /** The tasks without a link or a pin, and those whose linked record is gone: they are looked up by their match keys. */
  readonly unlinked: readonly Task[];
  /** Records found by a task's match key at `index`, perhaps with duplicates. */
  candidates(index: number, task: Task): Promise<readonly RecordValues[]>;
  /** The record of a link; throws RecordError `NOT_FOUND` if it is gone. */
  linked(target: Value): Promise<RecordValues>;
  /** Throws RecordError `NOT_FOUND` for a linked record that this batch found to be gone: writing to it would show nothing new. */
  refuseGone(target: Value): void;
  /** Whether a linked record that refused a write is gone: proved by its id, together with the other records that this batch would write without reading. */
  isGone(target: Value): Promise<boolean>;
  /** The record that a person pinned; throws RecordError `PIN_NOT_FOUND` if there is none or more than one. */
  pinned(reference: string): Promise<RecordValues>;
  /** A record that was just written: later records of the batch must see what it holds now. */
  add(record: RecordValues): void;
  /** What was written for a record, and the target's answer. */
  sent(sent: Sent, answer: RecordValues): void;
  /** Learns what the target stored for the writes of this batch, as far as the answers did not show it. */
  readStored(): Promise<void>;
  /** A linked record that was read and settled, as it is now: the next task for the same subject need not read it again. */
  keep(record: RecordValues): void;
}

/** Fields to ask for when a step reads records of its target. */
export function fieldsToRead({ spec, writes, match, keep, policy }: StepProgram): readonly string[] {
  const closing = spec.frozen === undefined ? [] : [spec.frozen.field];
  const use = policy.kind === 'master' && policy.inactive !== undefined ? fieldsOfUse(spec) : [];
  const fields = new Set([...Object.keys(writes), ...match.flat(), ...keep, spec.reference, ...closing, ...use]);
  return [...fields].filter((field) => spec.fields[field] !== undefined);
}

/** True for a linked record that cannot be settled without reading the target record. */
const needsTarget = (context: StepContext, task: Task, link: Link): boolean =>
  standingOf(context, task, link).needsTarget;

/**
 * Prepares the look-ups of a batch. Match keys are tried from the strongest on, each only for the records that no
 * stronger key has found; records that a link or a fingerprint settles need no look-up. `reads`: which linked records are read.
 */
export async function createLookups(
  context: StepContext,
  tasks: readonly Task[],
  reads: typeof needsTarget = needsTarget,
): Promise<Lookups> {
  const { step, target, pins, signal } = context;
  const fields = fieldsToRead(step);
  /** Values that the target refused in a look-up: their records fail, the others of the batch do not. */
  const refused = new Map<string, RecordError>();
  const find: Find = async (field, values, fresh = false) => {
    if (values.length === 0) return [];
    const request = { resource: step.spec.name, field, values, fields, near, fresh, signal };
    // A record that does not come back by its id counts as gone, so a refused id must stop the flow instead.
    if (fresh) return target.find(request);
    const refuse = (value: Value, why: RecordError): void => void refused.set(formOf(step.spec, field, value), why);
    return target.find({ ...request, refused: refuse });
  };
  const near = tasks.map(({ values }) => values);

  const stored = new StoredValues(context);
  const linked = new LinkedRecords(context, tasks, find);
  /** What was asked for and found, by the field that was searched: keys that begin with the same field share it. */
  const pools = new Map<string, RecordValues[]>(step.match.map(([field = '']) => [field, []]));
  const asked = new Map<string, Set<string>>(step.match.map(([field = '']) => [field, new Set()]));

  const toRead = tasks.flatMap((task) => {
    const link = linkOf(context, task.subjectKey);
    return link !== undefined && reads(context, task, link) ? [link.target] : [];
  });
  await linked.read(toRead);

  // A document that is gone stays gone; for master data, its replacement is looked up with the records without a link.
  const isSoughtAgain = (target: Value): boolean => step.policy.kind !== 'document' && linked.isKnownGone(target);
  const unlinked = tasks.filter((task) => {
    const link = linkOf(context, task.subjectKey);
    return (link === undefined || isSoughtAgain(link.target)) && !pins.has(task.subjectReference);
  });
  let open = unlinked;
  for (const key of step.match) {
    const field = key[0];
    if (field === undefined) continue;
    const wanted = new Map<string, Value>();
    for (const task of open) {
      const value = isUsable(step.spec, key, task.values) ? (task.values[field] ?? null) : null;
      for (const one of [value, value === null ? null : (bareNumbers(context, task.values)[field] ?? null)]) {
        const form = matchForm(step.spec, field, one);
        if (form !== null && asked.get(field)?.has(form) !== true) wanted.set(form, one);
      }
    }
    const found = await find(field, [...wanted.values()]);
    for (const form of wanted.keys()) asked.get(field)?.add(form);
    pools.get(field)?.push(...found);
    const answered = new Set(found.map((record) => matchForm(step.spec, field, record[field])));
    open = open.filter((task) => !answered.has(matchForm(step.spec, field, task.values[field])));
  }

  return {
    unlinked,
    async candidates(index, task) {
      const key = step.match[index] ?? [];
      const field = key[0];
      if (field === undefined || !isUsable(step.spec, key, task.values)) return [];
      const form = matchForm(step.spec, field, task.values[field]);
      if (form !== null && asked.get(field)?.has(form) !== true) {
        pools.get(field)?.push(...(await find(field, [task.values[field] ?? null])));
        asked.get(field)?.add(form);
      }
      const why = refused.get(formOf(step.spec, field, task.values[field]));
      if (why !== undefined) throw why;
      return pools.get(field) ?? [];
    },
    linked: (key) => linked.one(key),
    refuseGone: (key) => linked.refuseGone(key),
    isGone: (key) => linked.isGone(key),
    async pinned(reference) {
      const found = (await find(step.spec.reference, [reference])).filter(
        (record) => String(record[step.spec.reference]) === reference,
      );
      const record = found[0];
      if (record !== undefined && found.length === 1) return record;
      throw new RecordError(
        'PIN_NOT_FOUND',
        `links.yml names ${reference}, and the target has ${found.length} such records.`,
        {
          hint: 'Correct the line in links.yml.',
        },
      );
    },
    add(record) {
      const isOlder = (other: RecordValues): boolean => other[step.spec.key] === record[step.spec.key];
      for (const [field, pool] of pools) {
        // If a record was not read, only the written fields are known; the rest of what is known about it stays valid.
        const known = Object.assign({}, ...pool.filter(isOlder), record);
        pools.set(field, [...pool.filter((other) => !isOlder(other)), known]);
      }
      linked.add(record);
    },
    keep: (record) => linked.keep(record),
    sent: (sent, answer) => stored.note(sent, answer),
    readStored: () => stored.read(),
  };
}

const formOf = (spec: ResourceSpec, field: string, value: Value | undefined): string =>
  `${field}\n${matchForm(spec, field, value) ?? ''}`;
