import { RecordError } from '../../errors/errors.ts';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import type { Link } from '../../state/links/link.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import type { RecordValues, Value } from '../../values.ts';
import { linkOf } from '../links/remember.ts';
import { standingOf } from '../links/standing.ts';
import { type Sent, StoredValues } from '../links/stored.ts';
import type { StepContext, Task } from '../task.ts';
import { type Find, LinkedRecords } from './linked-records.ts';
import { MatchPool } from './match-pool.ts';

/** Target records that a batch needs, looked up for all of its records together. */
export interface TargetRecords {
  /** The tasks without a link or a pin, and those whose linked record is gone: they are looked up by their match keys. */
  readonly unlinked: readonly Task[];
  /** Records found by a task's match key at `index`, perhaps with duplicates. */
  candidates(index: number, task: Task): Promise<readonly RecordValues[]>;
  /** Looks for a task's record once more, in the target itself: what it finds is among the candidates. */
  lookAgain(task: Task): Promise<void>;
  /** The records under these keys, see `MatchPool.standing`. */
  standing(keys: readonly Value[]): Promise<readonly RecordValues[]>;
  /** The record of a link; throws RecordError `NOT_FOUND` if it is gone. */
  linked(target: Value): Promise<RecordValues>;
  /** Throws RecordError `NOT_FOUND` for a linked record that this batch found to be gone: writing to it would show nothing new. */
  refuseGone(target: Value): void;
  /** Whether a linked record that refused a write is gone: proved by its id, together with the other records that this batch would write without reading. */
  isGone(target: Value): Promise<boolean>;
  /** The record that a person pinned; throws RecordError `PIN_NOT_FOUND` if there is none or more than one. */
  pinned(reference: string): Promise<RecordValues>;
  /** Whether there is a record with the reference that a person pinned, or several. */
  isPinned(reference: string): Promise<boolean>;
  /** A record that was just written: later records of the batch must see what it holds now. */
  add(record: RecordValues): void;
  /** What was written for a record, and the target's answer. */
  sent(sent: Sent, answer: RecordValues): void;
  /** Learns what the target stored for the writes of this batch, as far as the answers did not show it. */
  readStored(): Promise<void>;
  /** A linked record that was read and settled, as it is now: the next task for the same subject need not read it again. */
  keep(record: RecordValues): void;
}

/** The fields that show whether a record is inactive. */
export function fieldsOfUse({ startsOn, endsOn, deactivated }: ResourceSpec): readonly string[] {
  return [startsOn, endsOn, ...Object.keys(deactivated ?? {})].filter((field) => field !== undefined);
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
 * Reads the target records of a batch. Match keys are tried from the strongest on, each only for the records that no
 * stronger key has found; records that a link or a fingerprint settles need no look-up. `reads`: which linked records are read.
 */
export async function readTargets(
  context: StepContext,
  tasks: readonly Task[],
  reads: typeof needsTarget = needsTarget,
): Promise<TargetRecords> {
  const { step, pins } = context;
  const stored = new StoredValues(context);
  const pool = new MatchPool(context, tasks, fieldsToRead(step));
  const linked = new LinkedRecords(context, tasks, pool.find);

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
  await pool.fill(unlinked);

  return {
    unlinked,
    candidates: (index, task) => pool.candidates(index, task),
    lookAgain: (task) => pool.lookAgain(task),
    standing: (keys) => pool.standing(keys),
    linked: (key) => linked.one(key),
    refuseGone: (key) => linked.refuseGone(key),
    isGone: (key) => linked.isGone(key),
    pinned: (reference) => pinnedRecord(reference, context, pool.find),
    isPinned: async (reference) => (await withReference(reference, step.spec, pool.find)).length > 0,
    add(record) {
      pool.add(record);
      linked.add(record);
    },
    keep: (record) => linked.keep(record),
    sent: (sent, answer) => stored.note(sent, answer),
    readStored: () => stored.read(),
  };
}

async function withReference(reference: string, spec: ResourceSpec, find: Find): Promise<readonly RecordValues[]> {
  const isNumber = spec.fields[spec.reference]?.type === 'integer';
  const records = await find(spec.reference, [isNumber ? Number(reference) : reference]);
  return records.filter((record) => String(record[spec.reference]) === reference);
}

async function pinnedRecord(
  reference: string,
  { step, linksFile }: Pick<StepContext, 'step' | 'linksFile'>,
  find: Find,
): Promise<RecordValues> {
  const found = await withReference(reference, step.spec, find);
  const [record] = found;
  if (record !== undefined && found.length === 1) return record;
  throw new RecordError(
    'PIN_NOT_FOUND',
    `links.yml names ${reference}, and the target has ${found.length} such records.`,
    {
      hint: 'Correct the line in links.yml.',
      ...(linksFile !== null && { at: { file: linksFile, line: 1, column: 1 } }),
    },
  );
}
