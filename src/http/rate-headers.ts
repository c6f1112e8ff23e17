import { DAY_MS } from '../time.ts';

/** What an answer says of one limit: `endsAt` is the epoch ms at which its window ends, null when not told. */
export interface Announced {
  readonly limit: number;
  readonly remaining: number;
  readonly endsAt: number | null;
}

/**
 * Exact Online's limit headers (EX-rate-limits): each window's limit, rest and reset in UTC epoch ms. They come
 * on every answer to an address with an administration, errors too; on a 429 only those of the exhausted window.
 */
export function announcedLimits(headers: Readonly<Record<string, string>>): {
  readonly minute: Announced | null;
  readonly day: Announced | null;
} {
  return { minute: announced(headers, 'x-ratelimit-minutely'), day: announced(headers, 'x-ratelimit') };
}

function announced(headers: Readonly<Record<string, string>>, prefix: string): Announced | null {
  const limit = wholeNumber(headers[`${prefix}-limit`]);
  const remaining = wholeNumber(headers[`${prefix}-remaining`]);
  if (limit === null || remaining === null) return null;
  return { limit, remaining, endsAt: wholeNumber(headers[`${prefix}-reset`]) };
}

/** No answer is believed to mean more than a day: every limit that is known ends sooner, and an hourly run asks again anyway. */
export const LONGEST_ASKED_MS = DAY_MS;

/** How long an answer asks to wait by `Retry-After`, in ms: seconds or a date (RFC 9110 §10.2.3); at most a day, null when it does not. */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: number): number | null {
  const text = headers['retry-after']?.trim();
  if (text === undefined || text === '') return null;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(Math.ceil(Number(text) * 1000), LONGEST_ASKED_MS);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.min(Math.max(0, date - now), LONGEST_ASKED_MS);
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : null;
}
