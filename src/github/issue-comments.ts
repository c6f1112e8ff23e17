import { z } from 'zod';
import { WORKFLOW_ACCOUNT } from './issues.ts';
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
  /** The commit that the comment is about. */
  readonly head: string;
}

/** The longest body of a comment that GitHub takes, in characters (GH-comments). */
export const LONGEST_COMMENT = 65_536;

/**
 * What became of a comment; `outdated` = the pull request has another commit by now, `none` = there is none to update, `refused` = the token may not
 * write it. The reason never has anything of its text.
 */
export type Commented =
  | { readonly outcome: 'created' | 'updated' | 'outdated' | 'none' }
  | { readonly outcome: 'refused' | 'failed'; readonly reason: string };

const commentSchema = z.object({
  id: z.number(),
  body: z.string().nullish(),
  user: z.object({ login: z.string(), type: z.string() }).nullish(),
});
const pullSchema = z.object({ head: z.object({ sha: z.string() }) });
const PAGE = 100;
/** More pages are not looked through: a pull request with so many comments gets a new one. */
const MOST_PAGES = 30;

/**
 * Writes a comment of a pull request, or updates the one that an earlier run wrote: that of WORKFLOW_ACCOUNT whose text begins with `marker`. Anybody could
 * write the marker, so comments of others are left alone. A run that was started again may be about an older commit than the comment: it writes nothing.
 * Without `creates` only a comment that is there is replaced. Never throws.
 */
export async function writeComment(
  place: CommentPlace,
  marker: string,
  text: string,
  creates = true,
): Promise<Commented> {
  const rest = openRest({ ...place, retries: 2, timeoutMs: 20_000 });
  const body = { body: `${marker}\n${text}` };
  const { token, number, head } = place;
  try {
    const asked = await rest({ path: `/pulls/${number}`, token });
    const pull = asked.status === 200 ? readAnswer(pullSchema, asked) : null;
    if (pull === null) return outcomeOf(asked);
    if (pull.head.sha !== head) return { outcome: 'outdated' };
    const found = await findOwn(rest, place, marker);
    if ('refusal' in found) return outcomeOf(found.refusal);
    if (found.id === null && !creates) return { outcome: 'none' };
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
    const own = comments.find(({ body, user }) => {
      return user?.type === 'Bot' && user.login === WORKFLOW_ACCOUNT && body?.startsWith(marker) === true;
    });
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
