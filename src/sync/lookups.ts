import { RecordError } from '../errors.ts';
import type { StepProgram } from '../mapping/program.ts';
import { matchForm } from '../systems/match-form.ts';
import type { RecordValues, Value } from '../values.ts';
import { fieldsOfUse } from './inactive.ts';
import { isUsable } from './match.ts';
import { linkOf } from './remember.ts';
import { standingOf } from './standing.ts';
import { mayUpdate, type StepContext, type Task } from './task.ts';

/** Target records that a batch needs, looked up for all of its records together. */
export interface Lookups {
  /** Records that answer to a task's match key at `index`, doubles allowed. */
  candidates(index: number, task: Task): Promise<readonly RecordValues[]>;
  /** The record of a link; RecordError `NOT_FOUND` when it is gone. */
  linked(target: Value): Promise<RecordValues>;
  /** The record that a person pinned; RecordError `PIN_NOT_FOUND` when there is none or more than one. */
  pinned(reference: string): Promise<RecordValues>;
  /** A record that was just written: later records of the batch must see what it holds now. */
  add(record: RecordValues): void;
  /** A linked record that was read and settled, as it stands now: the next one of the same subject need not read it again. */
  keep(record: RecordValues): void;
}

/** Fields that are asked for when a step looks at records of its target. */
export function fieldsToRead({ spec, writes, match, keep, policy }: StepProgram): readonly string[] {
  const closing = spec.frozen === undefined ? [] : [spec.frozen.field];
  const use = policy.kind === 'master' && policy.inactive !== undefined ? fieldsOfUse(spec) : [];
  const fields = new Set([...Object.keys(writes), ...match.flat(), ...keep, spec.reference, ...closing, ...use]);
  return [...fields].filter((field) => spec.fields[field] !== undefined);
}

/**
 * Prepares the look-ups of a batch. Match keys are asked from the strongest on, each only for the records that no
 * stronger key has found; records that a link or a fingerprint settles ask nothing.
 */
export async function createLookups(context: StepContext, tasks: readonly Task[]): Promise<Lookups> {
  const { step, target, pins, signal } = context;
  const fields = fieldsToRead(step);
  /** Values that the target refused as questions: their records fail, the others of the batch do not. */
  const refused = new Map<string, RecordError>();
  const find = async (field: string, wanted: readonly Value[], fresh = false): Promise<readonly RecordValues[]> => {
    // A pass that only counts has made up the keys of what it would create: nothing is there under them.
    const values = wanted.filter((value) => !context.writer.isMadeUp(value));
    if (values.length === 0) return [];
    const refuse = (value: Value, why: RecordError): void => void refused.set(formOf(field, value), why);
    return target.find({ resource: step.spec.name, field, values, fields, near, fresh, refused: refuse, signal });
  };
  const near = tasks.map(({ values }) => values);

  const byKey = new Map<string, RecordValues>();
  const keep = (record: RecordValues): void => {
    byKey.set(String(record[step.spec.key]), record);
  };
  /** What was found and asked for, by the field that was searched: keys that begin with the same field share it. */
  const pools = new Map<string, RecordValues[]>(step.match.map(([field = '']) => [field, []]));
  const asked = new Map<string, Set<string>>(step.match.map(([field = '']) => [field, new Set()]));

  const toRead = tasks.flatMap((task) => {
    const link = linkOf(context, task.subjectKey);
    return link !== undefined && standingOf(context, task, link).needsTarget ? [link.target] : [];
  });
  for (const record of await find(step.spec.key, [...new Set(toRead)])) keep(record);
  /** Linked records that are gone: they are sought by their keys with those that have no link. */
  const gone = new Set(toRead.map(String).filter((key) => !byKey.has(key)));

  const unlinked = tasks.filter((task) => {
    const link = linkOf(context, task.subjectKey);
    return (link === undefined || gone.has(String(link.target))) && !pins.has(task.subjectReference);
  });
  let open = unlinked;
  for (const key of step.match) {
    const field = key[0];
    if (field === undefined) continue;
    const wanted = new Map<string, Value>();
    for (const task of open) {
      const form = isUsable(key, task.values) ? matchForm(field, task.values[field]) : null;
      if (form !== null && asked.get(field)?.has(form) !== true) wanted.set(form, task.values[field] ?? null);
    }
    for (const form of wanted.keys()) asked.get(field)?.add(form);
    const found = await find(field, [...wanted.values()]);
    pools.get(field)?.push(...found);
    const answered = new Set(found.map((record) => matchForm(field, record[field])));
    open = open.filter((task) => !answered.has(matchForm(field, task.values[field])));
  }

  return {
    async candidates(index, task) {
      const key = step.match[index] ?? [];
      const field = key[0];
      if (field === undefined || !isUsable(key, task.values)) return [];
      const form = matchForm(field, task.values[field]);
      if (form !== null && asked.get(field)?.has(form) !== true) {
        asked.get(field)?.add(form);
        pools.get(field)?.push(...(await find(field, [task.values[field] ?? null])));
      }
      const why = refused.get(formOf(field, task.values[field]));
      if (why !== undefined) throw why;
      return pools.get(field) ?? [];
    },
    async linked(key) {
      const known = byKey.get(String(key));
      // Good for one use where it may be written: the next record of the same subject must see what became of it.
      if (mayUpdate(step)) byKey.delete(String(key));
      if (known !== undefined) return known;
      // What writes asks once more before it takes a record for gone.
      const isGone = step.policy.kind === 'verify' && gone.has(String(key));
      const found = isGone ? undefined : (await find(step.spec.key, [key], true))[0];
      const why = refused.get(formOf(step.spec.key, key));
      if (why !== undefined) throw why;
      if (found === undefined) throw new RecordError('NOT_FOUND', 'The linked record is no longer in the target.');
      return found;
    },
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
        // Of a record that was not read only the written fields are known: what is known of it beside them still holds.
        const known = Object.assign({}, ...pool.filter(isOlder), record);
        pools.set(field, [...pool.filter((other) => !isOlder(other)), known]);
      }
      const read = byKey.get(String(record[step.spec.key]));
      if (read !== undefined) keep({ ...read, ...record });
    },
    keep,
  };
}

const formOf = (field: string, value: Value | undefined): string => `${field}\n${matchForm(field, value) ?? ''}`;
