import { type Finding, notChecked, ok, warning } from './finding.ts';
import { maySync, type SyncJob, type SyncWorkflow } from './workflows.ts';

const CHECK = 'time limit';

/** What a job takes besides its syncs: the checkout, the download of the action, the upload of the log. Minutes. */
const BESIDE_MIN = 3;

/** Judges whether each sync ends in good order before GitHub ends its job. Pure. */
export function judgeTimeLimits(workflows: readonly SyncWorkflow[]): readonly Finding[] {
  const jobs = workflows.flatMap((workflow) => workflow.jobs).filter(({ steps }) => steps.some(maySync));
  if (jobs.length === 0) return [notChecked(CHECK, 'No workflow in .github/workflows syncs.')];
  const findings = jobs.flatMap((job) => judgeJob(job) ?? []);
  return findings.length > 0 ? findings : [ok(CHECK, 'Each job that syncs has more time than its sync may take.')];
}

/** Null if there is nothing to say. */
function judgeJob({ name, steps, timeout }: SyncJob): Finding | null {
  const limits = steps.filter(maySync).map(({ timeLimit }) => timeLimit);
  if (timeout.minutes === null || limits.includes(null))
    return notChecked(CHECK, `An expression says how long the job ${name} or its sync may take.`);
  const syncs = limits.reduce<number>((sum, minutes) => sum + (minutes ?? 0), 0);
  const needed = syncs + BESIDE_MIN;
  if (timeout.minutes >= needed) return null;
  const says = `GitHub ends the job ${name} after ${timeout.minutes} min, but its sync may take ${syncs} (time-limit) and the rest of the job ${BESIDE_MIN}: it could be ended in the middle of a record.`;
  return warning(CHECK, says, `Write "timeout-minutes: ${needed}" or more, or a lower time-limit.`, timeout.at);
}
