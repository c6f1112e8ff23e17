import { z } from 'zod';
import { openRest, type Rest, type RestAnswer, readAnswer, whyNot } from './rest.ts';

/** Where a comment belongs. */
export interface CommentPlace {
  /** GITHUB_API_URL, without a slash at the end. */
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  /** A token with `pull-requests: write`. */
  readonly token: string;
  /** Number of the pull request. */
  readonly number: number;
}

/** The longest body of a comment that GitHub takes, in characters (GH-comments). */
export const LONGEST_COMMENT = 65_536;

/** What became of a comment; `refused` = the token may not write it. The reason never has anything of its text. */
export type Commented =
  | { readonly outcome: 'created' | 'updated' }
  | { readonly outcome: 'refused' | 'failed'; readonly reason: string };

const commentSchema = z.object({
  id: z.number(),
  body: z.string().nullish(),
  user: z.object({ type: z.string() }).nullish(),
});
const PAGE = 100;
/** More pages are not looked through: a pull request with so many comments gets a new one. */
const MOST_PAGES = 30;

/**
 * Writes a comment of a pull request, or updates the one that an earlier run wrote: that of a bot whose text begins with `marker`. Anybody could
 * write the marker, so comments of people are left alone. Never throws.
 */
export async function writeComment(place: CommentPlace, marker: string, text: string): Promise<Commented> {
  const rest = openRest({ ...place, retries: 2, timeoutMs: 20_000 });
  const body = { body: `${marker}\n${text}` };
  const { token, number } = place;
  try {
    const found = await findOwn(rest, place, marker);
    if ('refusal' in found) return outcomeOf(found.refusal);
    const call =
      found.id === null
        ? ({ method: 'POST', path: `/issues/${number}/comments`, body, token } as const)
        : ({ method: 'PATCH', path: `/issues/comments/${found.id}`, body, token } as const);
    const answer = await rest(call);
    if (answer.status === 201) return { outcome: 'created' };
    return answer.status === 200 ? { outcome: 'updated' } : outcomeOf(answer);
  } catch (error) {
    return { outcome: 'failed', reason: whyNot(error) };
  }
}

/** The id of the comment that begins with the marker, null if there is none; or the answer that says why there is no list. */
async function findOwn(
  rest: Rest,
  { token, number }: CommentPlace,
  marker: string,
): Promise<{ readonly id: number | null } | { readonly refusal: RestAnswer }> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await rest({ path: `/issues/${number}/comments`, query: { per_page: PAGE, page }, token });
    const comments = answer.status === 200 ? readAnswer(z.array(commentSchema), answer) : null;
    if (comments === null) return { refusal: answer };
    const own = comments.find(({ body, user }) => user?.type === 'Bot' && body?.startsWith(marker) === true);
    if (own !== undefined) return { id: own.id };
    if (comments.length < PAGE) break;
  }
  return { id: null };
}

function outcomeOf({ status, isRefused }: RestAnswer): Commented {
  // 404 means that the token may not see it, too.
  const outcome = isRefused || status === 404 ? 'refused' : 'failed';
  return { outcome, reason: status === 200 ? 'unexpected answer' : `HTTP ${status}` };
}
