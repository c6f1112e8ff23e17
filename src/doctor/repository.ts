import type { EnvironmentFacts, Fact, GitHubFacts, TokenFacts } from '../github/repository-facts.ts';
import { DAY_MS } from '../time.ts';
import { error, type Finding, notChecked, ok, warning } from './finding.ts';
import type { SyncJob, SyncWorkflow } from './workflows.ts';

/** A token of GitHub's and the input it came by. */
export interface GivenToken {
  readonly input: string;
  readonly token: string;
}

/** A personal token that expires within this time gets a warning. */
const SOON_DAYS = 14;

/** What GitHub says of the repository. */
export interface RepositoryFacts {
  readonly isPrivate: Fact<boolean>;
  readonly environments: Fact<readonly EnvironmentFacts[] | null>;
}

/** Asks GitHub about the repository. */
export async function askRepository(github: GitHubFacts): Promise<RepositoryFacts> {
  return { isPrivate: await github.isPrivate(), environments: await github.environments() };
}

/** Judges who can see the repository's logs and secrets. Pure. */
export function judgeRepository(facts: RepositoryFacts, workflows: readonly SyncWorkflow[]): readonly Finding[] {
  // A job for pull requests needs another environment, or none: one for the default branch only would refuse it.
  const jobs = workflows.flatMap((workflow) => workflow.jobs.filter(hasLogin).map((job) => ({ job, workflow })));
  return [judgeVisibility(facts.isPrivate), ...judgeEnvironments(facts, jobs)];
}

function judgeVisibility(isPrivate: Fact<boolean>): Finding {
  if (isPrivate.kind === 'unknown')
    return notChecked('repository', `Whether the repository is public is not known: ${isPrivate.why}.`);
  if (isPrivate.value) return ok('repository', 'The repository is private.');
  const says =
    'The repository is public: everybody sees its mappings, logs and summaries, and every fork can read its caches. The state in them is sealed.';
  return warning(
    'repository',
    says,
    'Make it private, or keep it public on purpose, with the secrets in an environment.',
  );
}

const hasLogin = ({ steps }: SyncJob): boolean =>
  steps.some(({ refreshTokens }) => Object.values(refreshTokens).some((token) => token !== null));

type PlacedJob = { readonly job: SyncJob; readonly workflow: SyncWorkflow };

function judgeEnvironments(facts: RepositoryFacts, jobs: readonly PlacedJob[]): readonly Finding[] {
  const { isPrivate, environments } = facts;
  const isPublic = isPrivate.kind === 'known' && !isPrivate.value;
  if (environments.kind === 'unknown') {
    return [notChecked('environment', `The environments of the repository are not known: ${environments.why}.`)];
  }
  if (environments.value === null) {
    const says =
      'The plan of this repository has no environments, so its secrets are open to every workflow on every branch.';
    const fix =
      'Let nobody else push to this repository, or choose a plan with environments for private repositories (Pro, Team).';
    return [warning('environment', says, fix)];
  }
  if (jobs.length === 0) return [notChecked('environment', 'No job of this repository has a login of a system.')];
  const known = environments.value;
  const findings = jobs.flatMap(({ job, workflow }) => judgeJob(job, workflow.schedule.length > 0, isPublic, known));
  return findings.length > 0
    ? findings
    : [ok('environment', 'The secrets are in an environment for some branches only.')];
}

function judgeJob(
  { name, environment, at }: SyncJob,
  isScheduled: boolean,
  isPublic: boolean,
  known: readonly EnvironmentFacts[],
): readonly Finding[] {
  const restrict = 'restrict it to the default branch, and move the secrets into it';
  if (environment === null) {
    const says = `The job ${name} has no environment: its secrets are open to every workflow on every branch.`;
    const fix = `Create an environment, ${restrict}; then write environment: NAME in the job.`;
    return [isPublic ? error('environment', says, fix, at) : warning('environment', says, fix, at)];
  }
  if (environment.includes('${{')) return [];
  const facts = known.find((one) => one.name.toLowerCase() === environment.toLowerCase());
  if (facts === undefined) {
    const says = `There is no environment ${environment} yet; GitHub makes an open one when the job ${name} runs.`;
    return [warning('environment', says, `Create it, ${restrict}.`, at)];
  }
  const findings: Finding[] = [];
  if (facts.needsApproval && isScheduled) {
    const says = `The environment ${environment} waits for an approval, so a scheduled run of ${name} never starts by itself.`;
    findings.push(error('environment', says, 'Remove the reviewers from this environment.', at));
  }
  if (!facts.isRestricted) {
    const says = `Every branch may use the environment ${environment} and its secrets.`;
    findings.push(warning('environment', says, 'Restrict it to the default branch.', at));
  }
  return findings;
}

/** Checks whether the given GitHub tokens stay valid. */
export async function checkTokens(
  github: GitHubFacts,
  tokens: readonly GivenToken[],
  nowMs: number,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { input, token } of tokens) findings.push(judgeToken(input, await github.token(token), nowMs));
  return findings.length > 0 ? findings : [notChecked('github tokens', 'No token of GitHub was given.')];
}

/** Judges one token. Pure. */
export function judgeToken(input: string, facts: Fact<TokenFacts>, nowMs: number): Finding {
  const check = 'github tokens';
  if (facts.kind === 'unknown') return notChecked(check, `${input} was not tried: ${facts.why}.`);
  const { isAccepted, endsAtMs } = facts.value;
  const renew = `Make a new token and put it into the secret behind ${input}.`;
  if (!isAccepted) return error(check, `GitHub does not accept ${input}: it has expired or was revoked.`, renew);
  if (endsAtMs === null) return ok(check, `GitHub accepts ${input}, which does not expire.`);
  const days = Math.floor((endsAtMs - nowMs) / DAY_MS);
  const day = new Date(endsAtMs).toISOString().slice(0, 10);
  if (days > SOON_DAYS) return ok(check, `GitHub accepts ${input} until ${day}.`);
  return warning(check, `${input} expires on ${day}.`, renew);
}
