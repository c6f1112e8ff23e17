import { RecordError } from '../../errors/errors.ts';
import type { RecordValues } from '../../values.ts';
import { isAnothers } from '../links/mirror.ts';
import type { StepContext, Task } from '../task.ts';
import { decideMatch, type MatchDecision, strongestKey } from './match.ts';
import type { TargetRecords } from './target-records.ts';
import { bareNumbers, isSameJournal } from './typed-by-hand.ts';

/** Looks up the target record of a source record without a link: by the match keys, from the strongest to the weakest. */
export async function seek(context: StepContext, targets: TargetRecords, task: Task): Promise<MatchDecision> {
  const { match, spec } = context.step;
  const strongest = context.pinnedAsNew.has(task.subjectReference) ? strongestKey(match, spec, task.values) : null;
  for (const [index, key] of match.entries()) {
    if (strongest !== null && key !== strongest) continue;
    const decision = decideBy(index, task, await targets.candidates(index, task), context);
    if (decision.kind !== 'none') return decision;
  }
  return seekTyped(context, targets, task);
}

/** Looks up a document by its number without the prefix; one that belongs to another source record is another document. */
async function seekTyped(context: StepContext, targets: TargetRecords, task: Task): Promise<MatchDecision> {
  const bare = bareNumbers(context, task.values);
  const typed = { ...task, values: { ...task.values, ...bare } };
  for (const [index, key] of context.step.match.entries()) {
    if (!key.some((field) => bare[field] !== undefined)) continue;
    const candidates = await targets.candidates(index, typed);
    const inJournal = candidates.filter((one) => isSameJournal(context, task.values, one));
    const decision = decideBy(index, typed, inJournal, context);
    if (decision.kind === 'hit') return decision;
    if (decision.kind === 'ambiguity' && decision.isTaken !== true) return decision;
  }
  return { kind: 'none' };
}

/** What the match key at `index` decides. */
function decideBy(index: number, task: Task, candidates: readonly RecordValues[], context: StepContext): MatchDecision {
  const { step } = context;
  return decideMatch({
    values: task.values,
    match: step.match,
    candidates,
    index,
    spec: step.spec,
    ownedByAnother: (target) => isAnothers(context, task, target),
    isLeft: (target) => context.links.isLeft(context.pair, target),
  });
}

/**
 * Looks up the target records of all records of a batch before the first of them is written, and notes what each would take: if
 * two would take the same one, neither may, see `Claims`. Returns those that nothing was found for.
 */
export async function claimAll(context: StepContext, targets: TargetRecords): Promise<readonly Task[]> {
  const { claims, pair, step } = context;
  const newcomers: Task[] = [];
  for (const task of targets.unlinked) {
    const claimant = claimantOf(task);
    try {
      const decision = await seek(context, targets, task);
      if (decision.kind === 'none') newcomers.push(task);
      const target =
        decision.kind === 'hit'
          ? decision.candidate
          : decision.kind === 'ambiguity' && decision.isTaken === true
            ? decision.candidates[0]
            : undefined;
      if (target === undefined) claims.withdraw(pair, claimant.key);
      else claims.note(pair, target[step.spec.key] ?? null, claimant);
    } catch (error) {
      // It is reported when the record is processed.
      if (!(error instanceof RecordError)) throw error;
    }
  }
  return newcomers;
}

/** The source record that a task claims for. */
export const claimantOf = ({ subjectKey, subjectReference }: Task) => ({
  key: subjectKey,
  reference: subjectReference,
});

/** Human names of the other source records that claim a target record, except for those that a person pinned. */
export function otherClaimants(context: StepContext, task: Task, target: RecordValues): readonly string[] {
  const { claims, pair, step } = context;
  const rivals = claims.rivals(pair, target[step.spec.key] ?? null, task.subjectKey);
  return rivals.filter((reference) => !isPinned(context, reference));
}

const isPinned = ({ pins, pinnedAsNew }: StepContext, reference: string): boolean =>
  pins.has(reference) || pinnedAsNew.has(reference);

/** Human names of the source records that took a target record lately, or claim it, except for those that a person pinned. */
export function takersOf(context: StepContext, task: Task, target: RecordValues): readonly string[] {
  const { claims, pair, step } = context;
  const taker = claims.takerOf(pair, target[step.spec.key] ?? null);
  const isNamed = taker !== undefined && taker !== task.subjectReference && !isPinned(context, taker);
  return [...new Set([...(isNamed ? [taker] : []), ...otherClaimants(context, task, target)])];
}
