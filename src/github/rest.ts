import retry from 'undici/lib/interceptor/retry.js';
import type { z } from 'zod';
import { Agent, type Dispatcher, request } from '../http/undici.ts';

/** Which repository is asked about, and how patiently. */
export interface RestOptions {
  /** GITHUB_API_URL, without a slash at the end. */
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  /** Further tries after an answer of 429 or 5xx, or none at all. */
  readonly retries: number;
  readonly timeoutMs: number;
}

/** One call. Only POST and PATCH are never sent twice: they may have been carried out although no answer came. */
export interface RestCall {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the repository's address, such as `/actions/caches`; empty for the repository itself. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: object;
  readonly token: string;
}

/** What GitHub answered. */
export interface RestAnswer {
  readonly status: number;
  readonly headers: Dispatcher.ResponseData['headers'];
  readonly text: string;
  /** The token may not see or do it. A 403 can be a rate limit instead, and is none then. */
  readonly isRefused: boolean;
  /** GitHub asks to wait: too many calls in an hour, or too many changes in a minute. */
  readonly isLimited: boolean;
}

/** Asks GitHub's REST API about one repository. Rejects if there is no answer. */
export type Rest = (call: RestCall) => Promise<RestAnswer>;

/** See `Rest`. */
export function openRest({ apiUrl, repository, retries, timeoutMs }: RestOptions): Rest {
  const dispatcher = new Agent().compose(
    retry({ maxRetries: retries, minTimeout: 500, maxTimeout: 5000, throwOnError: false }),
  );
  return async ({ method = 'GET', path, query = {}, body, token }) => {
    const response = await request(dispatcher, new URL(`${apiUrl}/repos/${repository}${path}`), {
      method,
      query,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'user-agent': 'exact-asperion-sync',
        'x-github-api-version': '2022-11-28',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const { statusCode: status, headers } = response;
    const text = await response.body.text();
    // A secondary limit may have neither header: then only its message tells it from a missing right (GH-secondary-limit).
    const isTold =
      headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(text);
    const isLimited = status === 429 || (status === 403 && isTold);
    const isRefused = (status === 401 || status === 403) && !isLimited;
    return { status, headers, text, isRefused, isLimited };
  };
}

/** An answer's JSON in the form that is expected; null for anything else. */
export function readAnswer<Value>(schema: z.ZodType<Value>, { text }: Pick<RestAnswer, 'text'>): Value | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Why there was no answer, in a word; nothing of what was sent. */
export function whyNot(error: unknown): string {
  const { code, name } = error as NodeJS.ErrnoException;
  return code ?? (name === 'TimeoutError' ? 'no answer in time' : 'unexpected answer');
}
