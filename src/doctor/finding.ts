import { AccessError, type SourcePosition, SyncError, TransientError } from '../errors/errors.ts';
import { errorsIn } from '../report/describe-error.ts';
import type { Finding } from '../report/doctor-report.ts';

export type { Finding, Level } from '../report/doctor-report.ts';

/** It is as it should be. */
export const ok = (check: string, says: string): Finding => ({ check, level: 'ok', says });

/** It works now and will not always, or costs more than it needs to. */
export function warning(check: string, says: string, fix: string, at?: SourcePosition): Finding {
  return { check, level: 'warning', says, fix, ...(at === undefined ? {} : { at }) };
}

/** A sync would fail. */
export function error(check: string, says: string, fix: string, at?: SourcePosition): Finding {
  return { check, level: 'error', says, fix, ...(at === undefined ? {} : { at }) };
}

/** It could not be looked at; `says` tells why. */
export const notChecked = (check: string, says: string): Finding => ({ check, level: 'not-checked', says });

/** Codes after which nothing is known to be wrong: it is only not the time or the place to ask. */
const NOT_NOW: ReadonlySet<string> = new Set([
  'ABORTED',
  'DAY_BUDGET',
  'ERROR_BUDGET',
  'NO_REFRESH_HERE',
  'TOKEN_TOO_EARLY',
]);

/**
 * What was thrown while something was looked at, as findings. `failing` = the level of a system that does not answer:
 * an error where that is the question, not checked where it is another one.
 */
export function thrownFindings(check: string, thrown: unknown, failing: 'error' | 'not-checked'): readonly Finding[] {
  return errorsIn(thrown).map(({ code, message, hint, at }) => {
    const says = /[.!?]$/.test(message) ? message : `${message}.`;
    const isTransient = thrown instanceof TransientError && failing === 'not-checked';
    if (isTransient || NOT_NOW.has(code)) return notChecked(check, hint === null ? says : `${says} ${hint}`);
    return error(check, says, hint ?? 'Read the log.', at);
  });
}

/** True when whatever is asked next would meet the same refusal. */
export const isWall = (thrown: unknown): boolean =>
  thrown instanceof TransientError || (thrown instanceof AccessError && thrown.code !== 'READ_REFUSED');

/** Does some work; what it throws becomes findings instead. An error that is not of ours counts as one of the check. */
export async function attempt<Result>(
  check: string,
  work: () => Promise<Result> | Result,
  failing: 'error' | 'not-checked' = 'error',
): Promise<{ readonly result: Result | null; readonly findings: readonly Finding[] }> {
  try {
    return { result: await work(), findings: [] };
  } catch (thrown) {
    return { result: null, findings: thrownFindings(check, thrown, thrown instanceof SyncError ? failing : 'error') };
  }
}
