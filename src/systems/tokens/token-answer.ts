import { z } from 'zod';
import type { HttpResponse } from '../../http/transport.ts';

/** A token pair from the endpoint; the refresh token is null if the answer had none, or an empty one. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly lifetimeMs: number;
}

/**
 * What a token endpoint's answer means.
 * - `issued`: a new pair
 * - `too-early`: the current access token may not be renewed yet; the refresh token was not used up (EX-early-refresh)
 * - `refused`: this refresh token is dead: already used, revoked, or older than its life
 * - `client-refused`: client id or secret are wrong, or no longer known
 * - `unavailable`: no answer to the question: throttled, any other error or fault, or not the endpoint's JSON
 */
export type TokenAnswer =
  | { readonly kind: 'issued'; readonly tokens: IssuedTokens }
  | { readonly kind: 'too-early' | 'client-refused' }
  | { readonly kind: 'refused'; readonly expired: boolean }
  | { readonly kind: 'unavailable'; readonly why: string };

/** RFC 6749 lets an answer leave out `expires_in`. Whatever it holds, the refresh token beside it must be kept: the one before is used up. */
const issued = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().nullish(),
  expires_in: z.unknown().optional(),
});

/** The life of a token that names none: as short as that of Exact Online (EX-token-lifetimes). One that ends earlier is renewed when it is refused. */
const ASSUMED_SECONDS = 600;

/** No token is trusted for longer. */
const MOST_SECONDS = 86_400;

const refusal = z.object({ error: z.string(), error_description: z.string().nullish() });

/** Reads an answer of either system's token endpoint (EX-token-errors, AS-token-body). */
export function readTokenAnswer(response: HttpResponse): TokenAnswer {
  const { status } = response;
  if (status === 408 || status === 429 || status >= 500) return { kind: 'unavailable', why: `status ${status}` };
  const body = parse(response.text);
  if (status < 400) {
    const answer = issued.safeParse(body);
    if (!answer.success) return { kind: 'unavailable', why: 'an answer that holds no token' };
    const { access_token, refresh_token, expires_in } = answer.data;
    const lifetimeMs = lifetimeOf(expires_in) * 1000;
    return { kind: 'issued', tokens: { accessToken: access_token, refreshToken: refresh_token || null, lifetimeMs } };
  }
  const answer = refusal.safeParse(body);
  const error = answer.success ? answer.data.error : '';
  const description = (answer.success ? answer.data.error_description : null) ?? response.headers.reason ?? '';
  const isTooEarly = /TooEarlyToRefresh|not expired/i.test(`${description} ${response.headers.reason ?? ''}`);
  if (isTooEarly) return { kind: 'too-early' };
  const expired = /expired/i.test(description);
  if (DEAD.has(error) || (error === 'invalid_request' && expired)) return { kind: 'refused', expired };
  if (CLIENT.has(error)) return { kind: 'client-refused' };
  // A fault, or a page of a proxy or firewall: it says nothing about the token.
  const why = /^[a-z_]{1,40}$/.test(error) ? `status ${status} (${error})` : `status ${status}`;
  return { kind: 'unavailable', why };
}

/** What is said of a refresh token that is used up or revoked; of one that is too old, Exact Online says `invalid_request` (EX-token-errors). */
const DEAD: ReadonlySet<string> = new Set(['invalid_grant', 'unauthorized_client']);

/** What is said of an app: a bare `invalid_request` answered a client id and secret that were replaced (EX-token-errors). */
const CLIENT: ReadonlySet<string> = new Set(['invalid_client', 'invalid_request']);

/** Seconds: `expires_in` is the text "600" at Exact Online (EX-token-lifetimes), a number elsewhere. */
function lifetimeOf(wire: unknown): number {
  const isNumber = typeof wire === 'number' || (typeof wire === 'string' && /^[\d.]+$/.test(wire));
  const seconds = isNumber ? Math.floor(Number(wire)) : 0;
  return seconds > 0 ? Math.min(seconds, MOST_SECONDS) : ASSUMED_SECONDS;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
