import type { SyncError } from '../../errors/errors.ts';
import { LONGEST_WAIT_MS } from '../../state/lawful.ts';
import type { Claim, DeadLetter } from '../../state/progress.ts';
import { HOUR_MS } from '../../time.ts';
import { AmbiguousError, DiffersError, pinsOf } from '../record/record-errors.ts';

/** A dead letter is tried again after 1 hour, then 4 hours, then daily. */
const WAITS_MS = [HOUR_MS, 4 * HOUR_MS, LONGEST_WAIT_MS];

/** What a failure adds to a record's history. */
export interface RecordFailure {
  readonly reference: string;
  readonly step: string;
  readonly error: SyncError;
  /** The reason as shown to people, without values of the record. */
  readonly reason: string;
  /** Fingerprint of the source record and the mapping. */
  readonly fingerprint: string;
  /** What a document comes to, see `DeadLetter`. */
  readonly amount?: string | undefined;
  /** A failure that is not the record's fault: tried again in the next run, no dead letter. */
  readonly transient: boolean;
  /** The target may hold what an earlier run wrote and could not remember. */
  readonly doubtful: boolean;
}

/** True if this failure is no dead letter: the next run tries it at once. */
export const isTransient = (letter: DeadLetter): boolean => letter.nextAtMs === 0;

/** The dead letter after one more failure. */
export function afterFailure(before: DeadLetter | undefined, failure: RecordFailure, nowMs: number): DeadLetter {
  // Each run tries what is not the record's fault; such tries must not make the first refusal wait for a day.
  const isSame = before?.fingerprint === failure.fingerprint && isTransient(before) === failure.transient;
  const attempts = isSame ? before.attempts + 1 : 1;
  const wait = WAITS_MS[Math.min(attempts, WAITS_MS.length) - 1] ?? HOUR_MS;
  const now = new Date(nowMs).toISOString();
  const claim = claimOf(failure.error);
  const pins = failure.error instanceof AmbiguousError ? pinsOf(failure.error.ambiguity) : null;
  return {
    reference: failure.reference,
    code: failure.error.code,
    reason: failure.reason,
    step: failure.step,
    ...(failure.error.at === undefined ? {} : { at: failure.error.at }),
    attempts,
    firstAt: before?.firstAt ?? now,
    lastAt: now,
    fingerprint: failure.fingerprint,
    nextAtMs: failure.transient ? 0 : nowMs + wait,
    ...(claim === undefined ? {} : { claim }),
    ...(pins === null ? {} : { pins }),
    ...(failure.amount === undefined ? {} : { amount: failure.amount }),
    ...(failure.doubtful ? { wasUnclear: true } : {}),
  };
}

/** What a record would take while it waits. */
function claimOf(error: SyncError): Claim | undefined {
  if (error instanceof AmbiguousError) return error.ambiguity.claim;
  return error instanceof DiffersError ? error.claim : undefined;
}

/** True if the target may hold more of the record than its fingerprints know, whatever else it has failed for since. */
export const isInDoubt = (letter: DeadLetter | undefined): boolean => letter?.wasUnclear === true;

/**
 * True if a dead letter should be tried now: its time has come, or the mapping has changed since.
 */
export function isDue({ nextAtMs, fingerprint }: DeadLetter, nowMs: number, version: string): boolean {
  return nextAtMs <= nowMs || !fingerprint.startsWith(`${version}:`);
}

/** True if a record in the feed is still as it was when it failed: it is tried again at its time, not because the feed brought it. */
export function isSameFailure(letter: DeadLetter | undefined, fingerprint: string): boolean {
  return letter !== undefined && letter.fingerprint === fingerprint;
}
