import { z } from 'zod';
import { openRest, type RestCall, readAnswer, whyNot } from './rest.ts';

/** Why a call did not do its work. `message` ends a sentence: `GitHub refused it (HTTP 403): …`. */
export class GitHubFault extends Error {
  /** 0 = no answer. */
  readonly status: number;
  /** The token lacks a right. */
  readonly isRefused: boolean;
  /** It was done as another account than that of a workflow's token. */
  readonly isForeign: boolean;
  /** Further calls would fail as well: no answer, a fault of GitHub's, its limit, a missing right, or the wrong account. */
  readonly isGeneral: boolean;

  constructor(message: string, { status, isRefused = false, isLimited = false, isForeign = false }: FaultFacts) {
    super(message);
    this.status = status;
    this.isRefused = isRefused;
    this.isForeign = isForeign;
    this.isGeneral = isForeign || isRefused || isLimited || status === 0 || status === 410 || status >= 500;
  }
}

interface FaultFacts {
  readonly status: number;
  readonly isRefused?: boolean;
  readonly isLimited?: boolean;
  readonly isForeign?: boolean;
}

/** One call to the repository's REST API, and what its answer must look like. Throws GitHubFault. */
export type Ask = <Value>(call: Omit<RestCall, 'token'>, schema: z.ZodType<Value>) => Promise<Value>;

/** Where and as whom to ask. */
export interface AskOptions {
  /** GITHUB_API_URL, without a slash at the end. */
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly token: string;
}

const saying = z.object({ message: z.string() });
const LONGEST = 200;

/** See `Ask`. */
export function openCalls({ apiUrl, repository, token }: AskOptions): Ask {
  const rest = openRest({ apiUrl, repository, retries: 1, timeoutMs: 20_000 });
  return async (call, schema) => {
    const answer = await rest({ ...call, token }).catch((error: unknown) => {
      throw new GitHubFault(`GitHub could not be asked (${whyNot(error)})`, { status: 0 });
    });
    const { status, isRefused, isLimited } = answer;
    if (status >= 200 && status < 300) {
      const value = status === 204 ? schema.safeParse(null).data : readAnswer(schema, answer);
      if (value === null || value === undefined) throw new GitHubFault('GitHub gave an unexpected answer', { status });
      return value;
    }
    const said = readAnswer(saying, answer)?.message.replace(/\s+/g, ' ').slice(0, LONGEST).replace(/\.+$/, '');
    const words = `(HTTP ${status})${said === undefined ? '' : `: ${said}`}`;
    if (isLimited) throw new GitHubFault(`GitHub takes no more calls for now ${words}`, { status, isLimited });
    throw new GitHubFault(`GitHub ${isRefused ? 'refused it' : 'answered'} ${words}`, { status, isRefused });
  };
}
