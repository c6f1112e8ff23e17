import { z } from 'zod';
import { openRest, type RestAnswer, type RestCall, readAnswer, whyNot } from './rest.ts';

/** A fact of GitHub's, or why it is not to be had. */
export type Fact<Value> =
  | { readonly kind: 'known'; readonly value: Value }
  | { readonly kind: 'unknown'; readonly why: string };

/** An environment of the repository, as far as it matters for secrets. */
export interface EnvironmentFacts {
  readonly name: string;
  /** A job waits until a person approves it. */
  readonly needsApproval: boolean;
  /** Only some branches may use it. */
  readonly isRestricted: boolean;
}

/** What the REST API tells of a token: `endsAtMs` is null when it has no end of its own. */
export interface TokenFacts {
  readonly isAccepted: boolean;
  readonly endsAtMs: number | null;
}

/** Reads facts about the repository. Never throws: what cannot be had is `unknown` with its reason. */
export interface GitHubFacts {
  isPrivate(): Promise<Fact<boolean>>;
  /** Null = the plan has no environments for this repository. */
  environments(): Promise<Fact<readonly EnvironmentFacts[] | null>>;
  /** Asks with another token than the run's. */
  token(token: string): Promise<Fact<TokenFacts>>;
}

/** Where and as whom to ask; null = outside of a runner, without a token. */
export interface GitHubOptions {
  /** GITHUB_API_URL, without a slash at the end. */
  readonly apiUrl: string | null;
  /** `owner/name`. */
  readonly repository: string;
  readonly token: string | null;
}

const repositorySchema = z.object({ private: z.boolean() });
const environmentsSchema = z.object({
  environments: z
    .array(
      z.object({
        name: z.string(),
        protection_rules: z.array(z.object({ type: z.string() })).nullish(),
        deployment_branch_policy: z.unknown().optional(),
      }),
    )
    .default([]),
});
/** Tells when a personal token ends, as `2026-12-01 10:00:00 UTC`. */
const ENDS = 'github-authentication-token-expiration';

const OUTSIDE = { kind: 'unknown', why: 'the repository is only known in a GitHub run' } as const;
const NO_TOKEN = { kind: 'unknown', why: 'no github-token was given' } as const;

/** Asks GitHub's REST API: `GET /repos/{owner}/{repo}` (metadata) and `…/environments` (actions: read). */
export function readGitHub({ apiUrl, repository, token }: GitHubOptions): GitHubFacts {
  const rest =
    apiUrl === null || repository === '' ? null : openRest({ apiUrl, repository, retries: 2, timeoutMs: 20_000 });

  const get = async (call: Omit<RestCall, 'token'>, as: string): Promise<Fact<RestAnswer>> => {
    if (rest === null) return OUTSIDE;
    try {
      return { kind: 'known', value: await rest({ ...call, token: as }) };
    } catch (error) {
      return { kind: 'unknown', why: `GitHub could not be asked (${whyNot(error)})` };
    }
  };

  const ask = async <Value>(
    call: Omit<RestCall, 'token'>,
    read: (answer: RestAnswer) => Value | null,
  ): Promise<Fact<Value>> => {
    if (rest === null) return OUTSIDE;
    if (token === null) return NO_TOKEN;
    const answer = await get(call, token);
    if (answer.kind === 'unknown') return answer;
    const value = read(answer.value);
    if (value !== null) return { kind: 'known', value };
    return { kind: 'unknown', why: `GitHub answered HTTP ${answer.value.status} to github-token` };
  };

  return {
    isPrivate: () =>
      ask(
        { path: '' },
        (answer) => (answer.status === 200 ? readAnswer(repositorySchema, answer)?.private : null) ?? null,
      ),

    async environments() {
      const list = await ask({ path: '/environments', query: { per_page: 100 } }, (answer) => {
        // The repository is readable, its environments are not there: its plan has none (docs.github.com, environments).
        if (answer.status === 404) return { found: null };
        const found = answer.status === 200 ? readAnswer(environmentsSchema, answer) : null;
        return found === null ? null : { found: found.environments };
      });
      if (list.kind === 'unknown') return list;
      return { kind: 'known', value: list.value.found?.map(environmentFacts) ?? null };
    },

    async token(other) {
      const answer = await get({ path: '' }, other);
      return answer.kind === 'unknown' ? answer : { kind: 'known', value: tokenFacts(answer.value) };
    },
  };
}

function tokenFacts({ status, headers }: RestAnswer): TokenFacts {
  const endsAtMs = Date.parse(String(headers[ENDS] ?? '').replace(/^(\S+) (\S+) UTC$/, '$1T$2Z'));
  return { isAccepted: status !== 401, endsAtMs: Number.isNaN(endsAtMs) ? null : endsAtMs };
}

function environmentFacts(environment: z.infer<typeof environmentsSchema>['environments'][number]): EnvironmentFacts {
  const { name, protection_rules: rules, deployment_branch_policy: policy } = environment;
  const needsApproval = (rules ?? []).some(({ type }) => type === 'required_reviewers');
  return { name, needsApproval, isRestricted: policy !== null && policy !== undefined };
}
