import type { DeadLetter, Progress } from '../../src/state/progress.ts';
import type { Booked } from '../../src/sync/money/booked.ts';
import type { Ahead, DeletedRecord, FinishedFlow, MissedDays, VerificationResult } from '../../src/sync/result.ts';
import type { StepCounts } from '../../src/sync/run/tally.ts';

/** What a run did with one flow. */
export interface FlowOutcome {
  readonly error: FinishedFlow['error'];
  /** Why it ended in good order before it was done; null = it did not. */
  readonly rest: FinishedFlow['rest'] | null;
  /** How many records the source had for it. */
  readonly ahead: Ahead | null;
  /** Why it did not run at all; null = it did. */
  readonly pause: FinishedFlow['pause'] | null;
  /** Counts by step, those that are zero left out. */
  readonly steps: Readonly<Record<string, Partial<StepCounts>>>;
  readonly letters: readonly DeadLetter[];
  readonly deleted: readonly DeletedRecord[];
  /** Days of which the source no longer tells what was deleted. */
  readonly missedDeletions: MissedDays | null;
  /** References that a person holds back and that the source does not have. */
  readonly unknownHeld: readonly string[];
  /** References of the records that were asked for and are pinned as "skip". */
  readonly skipped: readonly string[];
  /** The documents that were created, added up; null when it could not begin. */
  readonly booked: Booked | null;
  /** Those that were there already and were linked. */
  readonly linked: Booked | null;
  /** What a flow that verifies found. */
  readonly verified: VerificationResult | null;
  readonly cursor: Progress['flows'][string]['cursor'];
  /** What was left out, as `12 in another currency`. */
  readonly leftOut: readonly string[];
  /** What checks told, as `reference check: text`. */
  readonly told: readonly string[];
  /** References of those that say what a person has to do. */
  readonly tasks: readonly string[];
}

/** What became of a flow, as tests compare it. */
export function outcomeOf({ program, result, error, rest, pause }: FinishedFlow, progress: Progress): FlowOutcome {
  const kept = progress.flows[program.name];
  const steps = (result?.tally.steps ?? []).map(({ step, read, ...counts }) => {
    const filled = Object.entries(counts).filter(([, count]) => count > 0);
    return [step, Object.fromEntries(filled)] as const;
  });
  return {
    error,
    rest: rest ?? null,
    ahead: result?.ahead ?? null,
    pause: pause ?? null,
    steps: Object.fromEntries(steps),
    letters: Object.values(kept?.deadLetters ?? {}),
    deleted: result?.deleted ?? [],
    missedDeletions: result?.missedDeletions ?? null,
    unknownHeld: result?.unknownHeld ?? [],
    skipped: result?.skipped ?? [],
    booked: result?.booked ?? null,
    linked: result?.linked ?? null,
    verified: result?.verification ?? null,
    cursor: kept?.cursor ?? null,
    leftOut: (result?.leftOut ?? []).map(({ words, count }) => `${count} ${words}`),
    tasks: (result?.notices ?? []).flatMap(({ reference, isTask }) => (isTask ? [reference] : [])),
    told: (result?.notices ?? []).map(({ reference, check, text }) => `${reference} ${check}: ${text}`),
  };
}
