import type { RecordValues, Value } from '../../values.ts';
import { heldOtherwise, valuesToCreate } from '../diff.ts';
import type { TargetRecords } from '../find/target-records.ts';
import type { StepResult } from '../item.ts';
import { isAnothers } from '../links/mirror.ts';
import { remember } from '../links/remember.ts';
import { otherTotal } from '../money/stored-total.ts';
import type { StepContext, Task } from '../task.ts';
import type { Decision } from './decide.ts';
import { ConflictError, differs } from './record-errors.ts';
import { refuseEmpty } from './required.ts';
import { change, createOnce, nameOfCount } from './send-once.ts';
import { untoldLines } from './stored-lines.ts';

/** A target record, as far as it is known. */
export interface Known {
  readonly record: RecordValues;
  /** True if it was read; otherwise it is what the link says. */
  readonly isRead: boolean;
  /** True if it was found in this run and is not linked yet. */
  readonly isMet: boolean;
}

/** What was decided about a target record. */
interface Decided extends Known {
  readonly decision: Decision;
}

/** Carries out what was decided about a target record. Throws CONFLICT once everything that is not disputed is written, and `REQUIRED_EMPTY` before. */
export async function carryOut(
  context: StepContext,
  targets: TargetRecords,
  task: Task,
  known: Decided,
): Promise<StepResult> {
  const { record, isRead, isMet, decision } = known;
  const { spec } = context.step;
  const key = record[spec.key] ?? null;
  const isChanged = decision.kind !== 'leave' && Object.keys(decision.changes).length > 0;
  // What was counted without an answer is there by now.
  if (!isChanged && spec.moves === true) context.unanswered.forget([nameOfCount(spec, key)]);
  const about = { values: task.values, sent: null, before: isRead ? record : null, isMet };
  if (decision.kind === 'leave') {
    const { outcome, settled, ends } = decision;
    const target = isWorthRemembering(context, task, known, outcome)
      ? remember(context, task, record, { settled })
      : record;
    return { ...about, outcome, target, ...(ends === true ? { endsHere: true } : {}) };
  }
  const { changes, settled, disputed } = decision;
  refuseEmpty(context.step, task.values, changes);
  if (isChanged) task.check?.();
  const isAsBefore = wasSentBefore(context, task);
  const answer = isChanged ? await change(context, { spec, key, values: changes, isAsBefore }) : {};
  const target = remember(context, task, { ...record, ...changes }, { settled, disputed });
  if (isChanged) {
    targets.add(target);
    targets.sent({ task, key, values: changes }, answer);
  }
  if (isRead) targets.keep(target);
  const result: StepResult = isChanged
    ? { ...about, outcome: 'updated', target, sent: changes }
    : { ...about, outcome: 'unchanged', target };
  if (disputed.length > 0) throw new ConflictError(disputed, result);
  return result;
}

/** The source's value may look different now and still mean the same; the other direction must know it. */
function isWorthRemembering(
  { mirror, links, pair }: StepContext,
  task: Task,
  { isRead }: Known,
  outcome: StepResult['outcome'],
): boolean {
  if (isRead) return true;
  return outcome === 'unchanged' && (mirror.fields !== null || links.get(pair, task.subjectKey) === undefined);
}

/** Creates the target record of a task. Throws RecordError `REQUIRED_EMPTY`, what the target refuses, and ConfigError `SEARCH_NOT_WORKING`. */
export async function create(context: StepContext, targets: TargetRecords, task: Task): Promise<StepResult> {
  const { step } = context;
  refuseEmpty(step, task.values);
  task.check?.();
  const values = valuesToCreate(task.values, step.writes);
  await context.proof?.beforeCreate({ ...context, values });
  const isTaken = (key: Value): boolean => isAnothers(context, task, key);
  const request = { spec: step.spec, values, match: step.match, keep: step.keep, isTaken };
  const { sent: written, created } = await createOnce(context, targets, task, request);
  const record = { ...written, ...created };
  context.lists.add(step.spec.name, record);
  // Null values were left out, so those fields are created empty.
  const sent = Object.keys(task.values).filter((field) => step.writes[field] !== 'update');
  const untold = untoldLines(context, written, created);
  const doubted = [...doubtedFields(context, written, record), ...(untold === null ? [] : [untold])];
  const target = remember(context, task, record, { settled: sent.filter((field) => !doubted.includes(field)) });
  targets.add(record);
  targets.sent({ task, key: target[step.spec.key] ?? null, values: written }, created);
  const about = { values: task.values, sent: written, before: null, isMet: false };
  return { ...about, outcome: 'created', target, ...(untold === null ? {} : { isUntold: true }) };
}

/**
 * The fields of a new document that is compared (`exists: verify`) which the target shows otherwise than they were sent. A system whose answer does not
 * show the lines shows their sum.
 */
function doubtedFields(context: StepContext, sent: RecordValues, shown: RecordValues): readonly string[] {
  const { step } = context;
  if (step.policy.kind !== 'document' || step.policy.exists !== 'verify') return [];
  const other = heldOtherwise(step, sent, shown);
  const money = otherTotal(context, sent, shown);
  return money === null ? other : [...new Set([...other, money.lines])];
}

/**
 * Reads a new document whose answer showed other values than were sent, because an answer may be cut short. Throws RecordError `DIFFERS`
 * if it holds them, and what stops the flow: then the next run compares it.
 */
export async function compareCreated(
  context: StepContext,
  targets: TargetRecords,
  task: Task,
  { sent, target }: StepResult,
): Promise<void> {
  const { step } = context;
  const written = sent ?? {};
  const doubted = doubtedFields(context, written, target);
  if (doubted.length === 0) return;
  const actual = await targets.linked(target[step.spec.key] ?? null);
  const other = heldOtherwise(step, written, actual);
  if (other.length > 0) throw differs(context, task, other, actual);
  const total = otherTotal(context, written, actual)?.total ?? null;
  if (total !== null) throw differs(context, task, [total], actual);
  remember(context, task, { ...target, ...actual }, { settled: doubted });
}

/** Whether a value is the one that was sent last. */
function wasSentBefore({ links, pair, fingerprint }: StepContext, { subjectKey }: Task) {
  const before = links.get(pair, subjectKey)?.fingerprints ?? {};
  return (field: string, told: Value): boolean => before[field] === fingerprint(field, told);
}

/** A record that the target does not have and that is not created. */
export function notMade({ values }: Task): StepResult {
  return { outcome: 'skipped', values, target: {}, sent: null, before: null, isMet: false, endsHere: true };
}
