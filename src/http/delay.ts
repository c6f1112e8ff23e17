import { announcedLimits, LONGEST_ASKED_MS, retryAfterMs } from './rate-headers.ts';

const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 30_000;

/** How long after a window's end calls resume: clocks differ a little, and the reset is only precise to the minute. */
export const AFTER_RESET_MS = 250;

/** The longest that a run waits for a system that asks it to. */
export const LONGEST_HOLD_MS = 120_000;

/** The pause before the next try, in ms: doubles with each try from 1 s to 30 s; half of it is random (`random` in 0..1). */
export function backoffMs(tries: number, random: () => number): number {
  const full = Math.min(FIRST_DELAY_MS * 2 ** (tries - 1), LONGEST_DELAY_MS);
  return Math.round(full / 2 + (random() * full) / 2);
}

/**
 * The pause that an answer asks for, else the growing one. `Retry-After` counts on every answer; Exact Online's minutely
 * reset only on a 429, because it comes with all its answers.
 */
export function delayMs(
  answer: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
  tries: number,
  now: number,
  random: () => number,
): number {
  const growing = backoffMs(tries, random);
  const asked = retryAfterMs(answer.headers, now);
  if (asked !== null) return asked + Math.round(random() * AFTER_RESET_MS);
  const reset = answer.status === 429 ? (announcedLimits(answer.headers).minute?.endsAt ?? null) : null;
  return reset === null ? growing : Math.max(growing, Math.min(reset - now, LONGEST_ASKED_MS) + AFTER_RESET_MS);
}
