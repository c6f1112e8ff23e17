import type { Program } from '../mapping/flow/program.ts';
import type { CallLimits } from '../systems/facts.ts';
import { factsOf, type SystemName, systemNames, titleOf } from '../systems/registry.ts';
import { type Cron, frequencyOf, parseCron } from './cron.ts';
import { error, type Finding, notChecked, ok, warning } from './finding.ts';
import { type ActionStep, maySync, type SyncWorkflow } from './workflows.ts';

/** Calls that each system allows the administration a day; null = no limit is known. */
export type CallsPerDay = Readonly<Record<SystemName, number | null>>;

/** What the schedule is compared with. */
export interface ScheduleContext {
  readonly workflows: readonly SyncWorkflow[];
  /** Every flow of the folder; empty when the mappings cannot be read. */
  readonly programs: readonly Program[];
  readonly callsPerDay: CallsPerDay;
  /** That a workflow for several syncs, a job for each; 1 = settings.yml lists none. */
  readonly companies: number;
  /** A private repository pays for its minutes; null = not known. */
  readonly isPrivate: boolean | null;
  /** Now, epoch ms. */
  readonly nowMs: number;
}

/** GitHub starts a workflow every five minutes at most (GH-schedule). */
const SHORTEST_GAP_MIN = 5;
/** Free minutes a month for a private repository: GitHub Free, and Pro or Team. */
const INCLUDED_MINUTES = { free: 2000, paid: 3000 } as const;

/** Judges how often the workflows run the action. Pure. */
export function judgeSchedule(context: ScheduleContext): readonly Finding[] {
  const scheduled = context.workflows.filter(({ schedule }) => schedule.length > 0);
  if (scheduled.length === 0) {
    return [notChecked('schedule', 'No workflow in .github/workflows runs this action on a schedule.')];
  }
  // One that only watches calls no system, but it takes minutes.
  const working = scheduled.filter(({ jobs }) =>
    jobs.some(({ steps }) => steps.some(({ mode }) => mode !== 'freshness')),
  );
  const lines = scheduled.flatMap(({ schedule }) => schedule);
  const unreadable = lines.filter(({ cron }) => parseCron(cron) === null);
  return [
    ...unreadable.map(({ cron, at }) => {
      const fix = 'Write five fields, such as "17,47 6-22 * * 1-6".';
      return error('schedule', `GitHub does not take "${cron}" as a schedule.`, fix, at);
    }),
    ...judgeGaps(scheduled),
    ...judgeCalls(working, context),
    ...judgeTokens(working, context),
    ...judgeConcurrency(working),
    ...judgeMinutes(scheduled, context),
  ];
}

/** When a workflow starts by itself; lines that GitHub does not take are left out. */
export function cronsOf({ schedule }: SyncWorkflow): readonly Cron[] {
  return schedule.flatMap(({ cron }) => parseCron(cron) ?? []);
}

function judgeGaps(workflows: readonly SyncWorkflow[]): readonly Finding[] {
  return workflows.flatMap(({ schedule }) =>
    schedule.flatMap(({ cron, at }) => {
      const parsed = parseCron(cron);
      const gap = parsed === null ? null : frequencyOf([parsed], 0).shortestGap;
      if (gap === null || gap >= SHORTEST_GAP_MIN) return [];
      const says = `The schedule asks for a run every ${gap} min; GitHub starts one every ${SHORTEST_GAP_MIN} at most.`;
      return [warning('schedule', says, 'Write "*/5" or more minutes.', at)];
    }),
  );
}

/** Calls to a system of a run in which nothing changed. */
export function idleCalls(system: SystemName, programs: readonly Program[], flows: string | null): number {
  const wanted = flows === null || flows.includes('${{') ? null : flows.split(/[,\n]/).map((name) => name.trim());
  const running = programs.filter(({ name, enabled }) => (wanted === null ? enabled : wanted.includes(name)));
  return running.reduce((calls, { source, fields }) => {
    if (source.system !== system) return calls;
    return calls + (factsOf(system).limits?.idleCalls(source.spec, fields) ?? 0);
  }, 0);
}

const syncSteps = ({ jobs }: SyncWorkflow): readonly ActionStep[] => jobs.flatMap(({ steps }) => steps).filter(maySync);

function judgeCalls(workflows: readonly SyncWorkflow[], context: ScheduleContext): readonly Finding[] {
  const { programs, callsPerDay } = context;
  if (programs.length === 0) {
    return [notChecked('schedule', 'The calls of a day cannot be counted until the mappings are right.')];
  }
  return systemNames().flatMap((system) => {
    const limit = callsPerDay[system];
    return limit === null ? [] : [judgeCallsTo(system, limit, workflows, context)];
  });
}

function judgeCallsTo(
  system: SystemName,
  limit: number,
  workflows: readonly SyncWorkflow[],
  { programs, nowMs }: ScheduleContext,
): Finding {
  let runs = 0;
  let calls = 0;
  for (const workflow of workflows) {
    const { perDay } = frequencyOf(cronsOf(workflow), nowMs);
    const steps = syncSteps(workflow);
    if (steps.length > 0) runs += perDay;
    calls += perDay * steps.reduce((sum, { flows }) => sum + idleCalls(system, programs, flows), 0);
  }
  const says = `${runs} runs a day make ${calls} calls to ${titleOf(system)} when nothing changes, of ${limit} a day`;
  const at = workflows[0]?.schedule[0]?.at;
  const fix = 'Run less often, or fewer flows.';
  if (calls > limit)
    return error('schedule', `${says}: runs that find no changes already use up the day's calls.`, fix, at);
  if (calls > limit / 2) return warning('schedule', `${says}: little is left for work.`, fix, at);
  return ok('schedule', `${says}.`);
}

/** One authorisation has one chain of tokens, and the chain is in one state. */
function judgeTokens(workflows: readonly SyncWorkflow[], context: ScheduleContext): readonly Finding[] {
  const limited = systemNames().flatMap((system) => {
    const tokens = factsOf(system).limits?.tokens;
    return tokens === undefined ? [] : [{ system, tokens }];
  });
  const findings = [
    ...limited.flatMap(({ system, tokens }) => sharedTokens(system, tokens, workflows)),
    ...lostStates(workflows),
  ];
  return findings.length > 0 ? findings : limited.map(({ tokens }) => renewals(tokens, workflows, context));
}

type TokenLimits = CallLimits['tokens'];

const stepsOf = (workflows: readonly SyncWorkflow[]): readonly ActionStep[] =>
  workflows.flatMap((workflow) => workflow.jobs.flatMap((job) => job.steps));

function sharedTokens(
  system: SystemName,
  { earliestRenewalS }: TokenLimits,
  workflows: readonly SyncWorkflow[],
): readonly Finding[] {
  // A step without one takes the access token that another job hands on, or calls no system.
  const renewing = stepsOf(workflows).filter(({ refreshTokens }) => refreshTokens[system] !== null);
  const byToken = Map.groupBy(renewing, ({ refreshTokens }) => refreshTokens[system]);
  return [...byToken.values()].flatMap((own) => {
    const states = new Set(own.map(({ stateStore, stateKey }) => `${stateStore ?? 'cache'} ${stateKey}`));
    const last = own.at(-1);
    if (states.size < 2 || last === undefined) return [];
    const says = `${own.length} steps share one authorisation of ${titleOf(system)} but keep their state apart: each would renew what another has used up, or within ${earliestRenewalS} s of it.`;
    return [
      error('schedule', says, 'Give them the same state-store and state-key, or an authorisation each.', last.at),
    ];
  });
}

function lostStates(workflows: readonly SyncWorkflow[]): readonly Finding[] {
  return stepsOf(workflows).flatMap(({ stateStore, at }) => {
    if (stateStore?.startsWith('file:') !== true) return [];
    const hosted = workflows.some(({ runners, file }) => file === at.file && runners.some((one) => !isSelfHosted(one)));
    if (!hosted) return [];
    const says = `The state is kept in ${stateStore}, which is gone with a GitHub-hosted runner, and with it the only valid refresh token.`;
    return [warning('schedule', says, 'Leave state-store out: the Actions cache outlives the runner.', at)];
  });
}

function renewals(
  { earliestRenewalS, perDay: tokensPerDay }: TokenLimits,
  workflows: readonly SyncWorkflow[],
  { nowMs }: ScheduleContext,
): Finding {
  const { perDay, shortestGap } = frequencyOf(workflows.flatMap(cronsOf), nowMs);
  const renewed = Math.min(perDay, Math.floor(86_400 / earliestRenewalS));
  const gap = shortestGap === null ? '' : `, runs come ${shortestGap} min apart at least`;
  const saved =
    shortestGap !== null && shortestGap * 60 < earliestRenewalS
      ? `, so a run within ${earliestRenewalS} s of a renewal goes on with the saved token`
      : '';
  return ok('schedule', `At most ${renewed} of ${tokensPerDay} token renewals a day are used${gap}${saved}.`);
}

/** False for a step that neither opens the progress nor calls a system, such as the summary of all companies. */
const worksOnState = ({ mode }: ActionStep): boolean =>
  mode === null || !['desk', 'freshness', 'merge', 'validate'].includes(mode);

function judgeConcurrency(workflows: readonly SyncWorkflow[]): readonly Finding[] {
  return workflows.flatMap((workflow) =>
    workflow.hasConcurrency
      ? []
      : workflow.jobs
          .filter((job) => !job.hasConcurrency && job.steps.some(worksOnState))
          .map((job) => {
            const says = `Two runs of the job ${job.name} may overlap, and would work on one cursor and one token.`;
            return error('schedule', says, 'Add concurrency: { group: exact-asperion-sync, queue: max }.', job.at);
          }),
  );
}

/** Minutes that one minute on a runner counts for; self-hosted ones are not counted. */
function weightOf(runner: string): number {
  if (isSelfHosted(runner)) return 0;
  if (/macos/i.test(runner)) return 10;
  return /windows/i.test(runner) ? 2 : 1;
}

const isSelfHosted = (runner: string): boolean => /self-hosted/i.test(runner);

function judgeMinutes(workflows: readonly SyncWorkflow[], context: ScheduleContext): readonly Finding[] {
  const { isPrivate, nowMs, companies } = context;
  if (isPrivate === false) return [ok('minutes', 'A public repository pays no minutes.')];
  const weigh = (runners: readonly string[]): number => runners.reduce((sum, runner) => sum + weightOf(runner), 0);
  const minutes = workflows.reduce((sum, workflow) => {
    const weight = weigh(workflow.runners) + (companies - 1) * weigh(workflow.shardRunners);
    return sum + frequencyOf(cronsOf(workflow), nowMs).perMonth * weight;
  }, 0);
  const { free, paid } = INCLUDED_MINUTES;
  const says = `The schedule takes about ${minutes} minutes a month, each job rounded up to a whole one`;
  const at = workflows[0]?.schedule[0]?.at;
  const whether = isPrivate === null ? ' if this repository is private' : '';
  if (minutes <= free) return [ok('minutes', `${says}; GitHub Free includes ${free}.`)];
  const fix = `Run less often, use your own runner, or pay for the rest${whether}.`;
  if (minutes <= paid) {
    return [
      warning(
        'minutes',
        `${says}: more than the ${free} of GitHub Free, less than the ${paid} of Pro and Team.`,
        fix,
        at,
      ),
    ];
  }
  return [warning('minutes', `${says}: more than the ${paid} that GitHub Pro and Team include.`, fix, at)];
}
