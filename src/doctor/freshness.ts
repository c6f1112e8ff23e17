import type { ErrorCode } from '../errors/codes.ts';
import type { Fact } from '../github/repository-facts.ts';
import type { ActivityFacts, WorkflowFacts } from '../github/workflow-facts.ts';
import { dutchDay } from '../http/dutch-time.ts';
import type { Freshness } from '../report/alarm/freshness-report.ts';
import type { ReportedError } from '../report/run-report.ts';
import type { Words } from '../report/words/words.ts';
import type { AlarmMemory } from '../state/alarm-memory.ts';
import { factsOf, systemNames, titleOf } from '../systems/registry.ts';
import { DAY_MS, HOUR_MS } from '../time.ts';
import { frequencyOf } from './cron.ts';
import { cronsOf } from './schedule.ts';
import { maySync, type SyncWorkflow } from './workflows.ts';

/** How long before something ends it is told. */
const AHEAD_MS = 7 * DAY_MS;

/** In a public repository, GitHub stops schedules after this time without activity (GH-schedule). */
const INACTIVE_MS = 60 * DAY_MS;

/** A workflow that syncs, with what GitHub says of it. */
export interface WatchedWorkflow {
  readonly file: string;
  /** Its age says nothing: others run more often, and it is not late while it waits for its day. */
  readonly isRare: boolean;
  readonly facts: Fact<WorkflowFacts>;
}

/** What freshness is judged by. */
export interface FreshnessContext {
  readonly workflows: readonly WatchedWorkflow[];
  readonly activity: Fact<ActivityFacts>;
  /** What the syncs remember; null = it was not asked. */
  readonly memory: AlarmMemory | null;
  /** How old the newest good run may be. */
  readonly hours: number;
  readonly nowMs: number;
}

/** Days off, such as a weekend, on which a schedule may start nothing. */
const DAYS_OFF_H = 48;

/**
 * Those of the workflows that sync on their own: by a schedule if there is one that does. Beside one that runs within `hours`, but for days off, one
 * that does not is rare: a monthly check would look overdue all month.
 */
export function syncingWorkflows(
  workflows: readonly SyncWorkflow[],
  { hours, nowMs }: Pick<FreshnessContext, 'hours' | 'nowMs'>,
): readonly (SyncWorkflow & Pick<WatchedWorkflow, 'isRare'>)[] {
  const syncing = workflows.filter(({ jobs }) => jobs.some(({ steps }) => steps.some(maySync)));
  const scheduled = syncing.filter(({ schedule }) => schedule.length > 0);
  const often = scheduled.filter((workflow) => {
    const { shortestGap, longestGap } = frequencyOf(cronsOf(workflow), nowMs);
    return shortestGap !== null && shortestGap <= hours * 60 && longestGap <= (hours + DAYS_OFF_H) * 60;
  });
  const own = scheduled.length > 0 ? scheduled : syncing;
  return own.map((workflow) => ({ ...workflow, isRare: often.length > 0 && !often.includes(workflow) }));
}

/** Judges whether syncs run and end well, and whether something will keep them from it soon. Pure. */
export function judgeFreshness(context: FreshnessContext, words: Words): Freshness {
  const { workflows, memory, nowMs } = context;
  const good = workflows.flatMap(({ facts }) =>
    facts.kind === 'known' && facts.value.lastGoodMs !== null ? [facts.value.lastGoodMs] : [],
  );
  const newest = good.length === 0 ? null : Math.max(...good);
  // Runs in which nothing moved may be green: they remember since when.
  const lastGoodMs = newest === null ? null : Math.min(newest, memory?.standsSinceMs ?? nowMs);
  const said = words.freshness;
  const none = workflows.length === 0 ? [alarm('FRESHNESS_UNKNOWN', said.noWorkflow, said.writeWorkflow)] : [];
  return {
    alarms: [
      ...none,
      ...workflows.flatMap((workflow) => judgeWorkflow(workflow, context, words)),
      ...judgeStandstill(context, words),
      ...judgeLogins(lastGoodMs, context, words),
      ...judgeActivity(context, words),
    ],
    lastGoodMs,
  };
}

const alarm = (code: ErrorCode, message: string, hint: string): ReportedError => ({ code, message, hint });

function judgeWorkflow(
  { file, isRare, facts }: WatchedWorkflow,
  { hours, nowMs }: FreshnessContext,
  words: Words,
): readonly ReportedError[] {
  const { freshness: said } = words;
  if (facts.kind === 'unknown')
    return [alarm('FRESHNESS_UNKNOWN', said.unknown(file, words.phrase(facts.why)), said.givePermission)];
  const { state, lastGoodMs, createdAtMs } = facts.value;
  if (state !== 'active') {
    const why = state === 'disabled_inactivity' ? said.offByGitHub(file) : said.off(file, state);
    return [alarm('SCHEDULE_OFF', why, said.switchOn)];
  }
  if (isRare || nowMs - (lastGoodMs ?? createdAtMs) < hours * HOUR_MS) return [];
  const message =
    lastGoodMs === null
      ? said.neverGood(file)
      : said.notFresh(file, words.count(hours, 'hour'), words.time(lastGoodMs));
  return [alarm('NOT_FRESH', message, said.lookAtRuns)];
}

/** Runs that are green because their alarm was told before, though no flow came to its end. */
function judgeStandstill({ memory, hours, nowMs }: FreshnessContext, words: Words): readonly ReportedError[] {
  const sinceMs = memory?.standsSinceMs ?? null;
  if (sinceMs === null || nowMs - sinceMs < hours * HOUR_MS) return [];
  const { standstill, lookAtRuns } = words.freshness;
  return [alarm('NOT_FRESH', standstill(words.time(sinceMs)), lookAtRuns)];
}

/** Logins that end soon: on the day that a sync told, or counted from the last run that can have renewed them. */
function judgeLogins(
  lastGoodMs: number | null,
  { memory, nowMs }: FreshnessContext,
  words: Words,
): readonly ReportedError[] {
  const said = words.freshness;
  return systemNames().flatMap((system) => {
    const title = titleOf(system);
    const day = memory?.logins[system];
    if (day !== undefined) {
      const endsMs = Date.parse(day);
      if (endsMs - nowMs > AHEAD_MS) return [];
      const message = endsMs > nowMs ? said.fixedLoginEnds(title, words.date(day)) : said.fixedLoginEnded(title);
      return [alarm('LOGIN_ENDS', message, said.logInAgain)];
    }
    const days = factsOf(system).limits?.tokens.loginDays;
    if (days === undefined || lastGoodMs === null) return [];
    const { outages = {}, pausedSinceMs = null } = memory ?? {};
    const renewedMs = Math.min(lastGoodMs, outages[system]?.sinceMs ?? lastGoodMs, pausedSinceMs ?? lastGoodMs);
    const endsMs = renewedMs + days * DAY_MS;
    if (endsMs - nowMs > AHEAD_MS) return [];
    const message = endsMs > nowMs ? said.loginEnds(title, words.date(dutchDay(endsMs))) : said.loginEnded(title);
    return [alarm('LOGIN_ENDS', message, said.renewLogin)];
  });
}

/** GitHub stops the schedules of a public repository in which nothing happens, this one's too: it must be told before. */
function judgeActivity({ activity, nowMs }: FreshnessContext, words: Words): readonly ReportedError[] {
  if (activity.kind === 'unknown' || activity.value.isPrivate) return [];
  const endsMs = activity.value.pushedAtMs + INACTIVE_MS;
  if (endsMs - nowMs > AHEAD_MS) return [];
  const { scheduleEnds, keepActive } = words.freshness;
  return [alarm('SCHEDULE_ENDS', scheduleEnds(words.date(dutchDay(endsMs))), keepActive)];
}
