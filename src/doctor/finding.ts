import { AccessError, type SourcePosition, TransientError } from '../errors/errors.ts';
import { errorsIn } from '../report/describe-error.ts';
import type { Finding } from '../report/doctor-report.ts';

export type { Finding, Level } from '../report/doctor-report.ts';

/** It is as it should be. */
export const ok = (check: string, says: string): Finding => ({ check, level: 'ok', says });

/** It works now but will fail later, or costs more than needed. */
export function warning(check: string, says: string, fix: string, at?: SourcePosition): Finding {
  return { check, level: 'warning', says, fix, ...(at === undefined ? {} : { at }) };
}

/** A sync would fail. */
export function error(check: string, says: string, fix: string, at?: SourcePosition): Finding {
  return { check, level: 'error', says, fix, ...(at === undefined ? {} : { at }) };
}

/** It could not be checked; `says` explains why. */
export const notChecked = (check: string, says: string): Finding => ({ check, level: 'not-checked', says });

/** Codes that do not mean a fault: it is only the wrong time or place to ask. */
const NOT_NOW: ReadonlySet<string> = new Set([
  'ABORTED',
  'DAY_BUDGET',
  'ERROR_BUDGET',
  'NO_REFRESH_HERE',
  'TOKEN_TOO_EARLY',
]);

/**
 * What was thrown during a check, as findings. `failing` = the level of a system that does not answer:
 * an error if that was the check, else not checked.
 */
export function thrownFindings(check: string, thrown: unknown, failing: 'error' | 'not-checked'): readonly Finding[] {
  return errorsIn(thrown).map(({ code, message, hint, at }) => {
    const says = /[.!?]$/.test(message) ? message : `${message}.`;
    const isTransient = thrown instanceof TransientError && failing === 'not-checked';
    if (isTransient || NOT_NOW.has(code)) return notChecked(check, hint === null ? says : `${says} ${hint}`);
    return error(check, says, hint ?? 'Read the log.', at);
  });
}

/** True if any further question would meet the same refusal. */
export const isWall = (thrown: unknown): boolean =>
  thrown instanceof TransientError || (thrown instanceof AccessError && thrown.code !== 'READ_REFUSED');

/** Does some work and turns what it throws into findings. An unknown error counts as one of the check. */
export async function attempt<Result>(
  check: string,
  work: () => Promise<Result> | Result,
): Promise<{ readonly result: Result | null; readonly findings: readonly Finding[] }> {
  try {
    return { result: await work(), findings: [] };
  } catch (thrown) {
    return { result: null, findings: thrownFindings(check, thrown, 'error') };
  }
}
