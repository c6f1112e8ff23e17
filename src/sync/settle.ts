import { RecordError } from '../errors.ts';
import { missingRequired } from '../mapping/program.ts';
import type { Link } from '../state/progress.ts';
import type { RecordValues, Value } from '../values.ts';
import { compareWithPrints, differences, holds, updatable, valuesToCreate } from './diff.ts';
import type { StepResult } from './item.ts';
import type { Lookups } from './lookups.ts';
import { decideMatch } from './match.ts';
import { isKnown, knownOf, leavesAlone, type StepContext, type Task } from './task.ts';

/** Brings one record in step with its target: by pin, by link, by match key, or by creating it. */
export async function settle(context: StepContext, lookups: Lookups, task: Task): Promise<StepResult> {
  const { pair, links, pins } = context;
  const pinned = pins.get(task.subjectReference);
  if (pinned === 'skip') {
    throw new RecordError(
      'PINNED_SKIP',
      `${task.subjectReference} is pinned as "skip" in links.yml, but is needed here.`,
    );
  }
  const link = links.get(pair, task.subjectKey);
  if (pinned !== undefined && link?.reference !== pinned) {
    const actual = await lookups.pinned(pinned);
    // What a person pins belongs to nobody else any more.
    const owner = links.ownerOf(pair, actual[context.step.spec.key] ?? null);
    if (owner !== undefined && owner !== task.subjectKey) links.remove(pair, owner);
    return meet(context, lookups, task, actual);
  }
  if (link === undefined) return match(context, lookups, task);
  try {
    return await keepInStep(context, lookups, task, link);
  } catch (error) {
    if (!(error instanceof RecordError) || error.code !== 'NOT_FOUND') throw error;
    links.remove(pair, task.subjectKey);
    return match(context, lookups, task);
  }
}

/** A record without a link: found in the target by a match key, or created. */
async function match(context: StepContext, lookups: Lookups, task: Task): Promise<StepResult> {
  const { step, pair, links } = context;
  for (const [index] of step.match.entries()) {
    const decision = decideMatch({
      values: task.values,
      match: step.match,
      candidates: await lookups.candidates(index, task),
      index,
      keyField: step.spec.key,
      ownedByAnother: (target) => {
        const owner = links.ownerOf(pair, target);
        return owner !== undefined && owner !== task.subjectKey;
      },
    });
    if (decision.kind === 'hit') return meet(context, lookups, task, decision.candidate);
    if (decision.kind === 'doubt') throw ambiguous(context, task, decision.candidates, decision.why);
  }
  const missing = missingRequired(step, task.values);
  if (missing.length > 0) {
    throw new RecordError(
      'REQUIRED_EMPTY',
      `${step.spec.name} needs ${missing.join(', ')}, and the source has nothing there.`,
      {
        hint: 'Fill it in the source, or give the rule a `default`.',
      },
    );
  }
  const values = valuesToCreate(task.values, step.writes);
  const created = await context.writer.create({ spec: step.spec, values, match: step.match, keep: step.keep });
  const record = { ...values, ...created };
  // What is null was left out, which is how nothing is created.
  const sent = Object.keys(task.values).filter((field) => step.writes[field] !== 'update');
  const target = remember(context, task, record, sent);
  lookups.add(record);
  return { outcome: 'created', values: task.values, target, sent: values, before: null, isMet: false };
}

/** A record of the target that is not linked yet: link it, and bring it in step as the policy says. */
async function meet(context: StepContext, lookups: Lookups, task: Task, actual: RecordValues): Promise<StepResult> {
  const { step } = context;
  if (step.policy.kind === 'document') {
    const { exists } = step.policy;
    if (exists === 'fail')
      throw new RecordError('EXISTS', `It is already in the target as ${referenceOf(context, actual)}.`);
    if (exists === 'verify') verify(context, task, actual);
    return left(context, task, actual, 'skipped', exists === 'verify', true);
  }
  if (!step.policy.update) return left(context, task, actual, 'skipped', false, true);
  return bring(context, lookups, task, actual, differences(task.values, actual, step.writes), true);
}

/** A linked record: what changed since it was last sent is written, without reading the target where possible. */
async function keepInStep(context: StepContext, lookups: Lookups, task: Task, link: Link): Promise<StepResult> {
  const { step, print } = context;
  const known = knownOf(step, link);
  const isComplete = isKnown(step, link);
  const verdict = task.item.full
    ? ({ kind: 'unknown' } as const)
    : compareWithPrints(task.values, link.prints, step.writes, print);
  if (verdict.kind === 'unchanged' && isComplete) {
    return knownResult(task, known, 'unchanged');
  }
  const mayUpdate = step.policy.kind === 'master' && step.policy.update;
  if (verdict.kind === 'changed' && isComplete && mayUpdate) {
    // Fingerprints told what to write: the target was not read.
    return { ...(await bring(context, lookups, task, known, verdict.values, false)), before: null };
  }
  const isLeftAlone = leavesAlone(step);
  if (isLeftAlone && isComplete && !task.item.full) {
    return knownResult(task, known, 'skipped');
  }
  const actual = await lookups.linked(link.target);
  if (mayUpdate) return bring(context, lookups, task, actual, differences(task.values, actual, step.writes), false);
  if (!isLeftAlone) verify(context, task, actual);
  return left(context, task, actual, verdict.kind === 'unchanged' ? 'unchanged' : 'skipped', !isLeftAlone, false);
}

/** A record that fingerprints settle: nothing was read or written. */
function knownResult(task: Task, target: RecordValues, outcome: 'unchanged' | 'skipped'): StepResult {
  return { outcome, values: task.values, target, sent: null, before: null, isMet: false };
}

/** A record that was read and is not written; `agrees`: it was found to hold what would be sent. */
function left(
  context: StepContext,
  task: Task,
  actual: RecordValues,
  outcome: 'unchanged' | 'skipped',
  agrees: boolean,
  isMet: boolean,
): StepResult {
  const target = remember(context, task, actual, agrees ? Object.keys(task.values) : []);
  return { outcome, values: task.values, target, sent: null, before: actual, isMet };
}

/** Writes what differs, if anything, and remembers what the target now holds. */
async function bring(
  context: StepContext,
  lookups: Lookups,
  task: Task,
  actual: RecordValues,
  changes: RecordValues,
  isMet: boolean,
): Promise<StepResult> {
  const { step, writer } = context;
  const isChanged = Object.keys(changes).length > 0;
  if (isChanged) await writer.update({ spec: step.spec, key: actual[step.spec.key] ?? null, values: changes });
  const record = { ...actual, ...changes };
  const target = remember(context, task, record, Object.keys(task.values));
  if (isChanged) lookups.add(record);
  const result = { values: task.values, target, before: actual, isMet };
  return isChanged ? { ...result, outcome: 'updated', sent: changes } : { ...result, outcome: 'unchanged', sent: null };
}

function verify({ step }: StepContext, task: Task, actual: RecordValues): void {
  const different = updatable(task.values, step.writes).filter((field) => !holds(task.values[field], actual[field]));
  if (different.length === 0) return;
  throw new RecordError('DIFFERS', `The document in the target differs from the source in ${different.join(', ')}.`, {
    hint: 'Correct one of the two by hand; a document that was sent is not changed by the sync.',
  });
}

/**
 * Keeps the link, and the fingerprints of the fields in `settled`: those that were sent or found to hold what we would send.
 * A fingerprint of something that never arrived would hide it for ever. Returns the record with its key.
 */
function remember(context: StepContext, task: Task, record: RecordValues, settled: readonly string[]): RecordValues {
  const { step, pair, links, print } = context;
  const target = record[step.spec.key];
  if (typeof target !== 'string' && typeof target !== 'number') {
    throw new RecordError('KEY_MISSING', `${step.spec.name} answered without ${step.spec.key}.`);
  }
  const keep = Object.fromEntries(step.keep.map((field) => [field, plain(record[field] ?? null)]));
  const link = links.get(pair, task.subjectKey);
  const before = link?.target === target ? link : undefined;
  // Some answers tell no more than the key (B-10): the key is no name, and must not be taken for one.
  const reference = record[step.spec.reference] ?? before?.reference ?? null;
  const prints = updatable(task.values, step.writes)
    .filter((field) => settled.includes(field))
    .map((field) => [field, print(field, task.values[field] ?? null)]);
  links.set(pair, task.subjectKey, {
    target,
    reference: reference === null ? null : String(reference),
    keep: { ...before?.keep, ...keep },
    prints: { ...before?.prints, ...Object.fromEntries(prints) },
  });
  return { ...record, [step.spec.key]: target };
}

const plain = (value: Value): string | number | boolean | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null
    ? value
    : String(value);

const referenceOf = ({ step }: StepContext, record: RecordValues): string =>
  String(record[step.spec.reference] ?? record[step.spec.key] ?? '?');

function ambiguous(context: StepContext, task: Task, candidates: readonly RecordValues[], why: string): RecordError {
  const names = candidates.map((candidate) => referenceOf(context, candidate));
  const { pinFlow } = context;
  const settle =
    pinFlow === null
      ? `Give the right one the ${context.step.match[0]?.join(' + ')} of ${task.subjectReference}.`
      : `Settle it in links.yml: ${pinFlow}: { "${task.subjectReference}": "${names[0] ?? ''}" }, or "skip".`;
  return new RecordError(
    'AMBIGUOUS',
    `${task.subjectReference} may be ${names.join(' or ')} in the target, but ${why}. ${settle}`,
  );
}
