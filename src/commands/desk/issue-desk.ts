import type { Settings } from '../../config/schema/settings-schema.ts';
import { folderOf, LABEL } from '../../desk/issue-marks.ts';
import { causesForDesk, type Desk, type DeskIssue, deskIssues, planIssues, untold } from '../../desk/plan-issues.ts';
import { retryTicked } from '../../desk/retries.ts';
import { GitHubFault, openCalls } from '../../github/calls.ts';
import { openIssues } from '../../github/issues.ts';
import { readerOf } from '../../report/reader.ts';
import type { RunReport } from '../../report/run-report.ts';
import type { Progress } from '../../state/progress.ts';
import type { Connections } from '../connect-systems.ts';
import type { CommandContext } from '../session.ts';
import { carryOut } from './carry-out.ts';
import { findCandidates } from './find-candidates.ts';

/** The issues of a repository during one sync. Neither function rejects: what goes wrong on GitHub is a warning, and the sync goes on. */
export interface IssueDesk {
  /** Before the flows: makes the dead letters due whose boxes are ticked. `progress` is changed in place. */
  takeRetries(progress: Progress, selected: ReadonlySet<string>): Promise<void>;
  /** After the report: opens, updates and closes issues. `enabled` are the flows that run when nobody chooses. */
  tell(report: RunReport, enabled: ReadonlySet<string>): Promise<void>;
}

/** See `IssueDesk`; `connections` are for what a missing row may be. Null if settings.yml does not ask for issues, or if this is no run on GitHub. */
export function openIssueDesk(
  context: CommandContext,
  { desk }: Settings,
  connections: Connections | null,
): IssueDesk | null {
  const { inputs, github, clock, environment, signal, warn, log } = context;
  const { apiUrl, repository, runId } = github;
  const { githubToken: token, language } = inputs;
  if (!desk.issues || apiUrl === null || repository === '' || token === null) return null;
  const mappings = folderOf(inputs.mappings);
  const issues = openIssues(openCalls({ apiUrl, repository, token }));
  const softly = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      isGivenUp = true;
      const [why, advice] =
        error instanceof GitHubFault
          ? [error.message, adviceFor(error)]
          : [`a fault of this program (${(error as Error).name})`, 'Please report it.'];
      warn(`The issues could not be brought up to date: ${why}. ${advice}`);
    }
  };
  let isGivenUp = false;
  let seen: readonly DeskIssue[] = [];
  let acted: Desk['acted'] = { boxes: new Map(), atMs: 0 };
  return {
    takeRetries: (progress, selected) =>
      softly(async () => {
        seen = deskIssues(await issues.list(LABEL, 'open'), mappings);
        // With chosen records, no others are tried.
        if (inputs.records !== null) return;
        const nowMs = clock();
        acted = { boxes: retryTicked(seen, progress, { selected, nowMs }), atMs: nowMs };
        const boxes = [...acted.boxes.values()].reduce((sum, keys) => sum + keys.size, 0);
        if (boxes > 0) log(`Issues ask to try records again: ${boxes} ticked boxes in ${acted.boxes.size} issues.`);
      }),
    tell: (report, enabled) =>
      softly(async () => {
        if (isGivenUp || signal.aborted) return;
        const causes = causesForDesk(report);
        if (seen.length === 0 && causes.length === 0) return;
        // Once more: people may have ticked boxes while the flows ran.
        const open = seen.length === 0 ? [] : deskIssues(await issues.list(LABEL, 'open'), mappings);
        const fresh = untold(causes, open);
        const closed = fresh.length === 0 ? [] : deskIssues(await issues.list(LABEL, 'closed'), mappings);
        const candidates = connections === null ? new Map() : await findCandidates(fresh, connections, context);
        const reader = readerOf(language, environment);
        const isWhole = inputs.records === null;
        const plan: Desk = { report, mappings, enabled, isWhole, acted, reader, candidates };
        const words = reader.words.desk;
        const run = `${environment.GITHUB_SERVER_URL}/${repository}/actions/runs/${runId}`;
        const isFirst = open.length + closed.length === 0;
        await carryOut(planIssues(plan, open, closed), { issues, settings: desk, words, run, isFirst, warn });
      }),
  };
}

const adviceFor = ({ isRefused, isForeign, status }: GitHubFault): string => {
  if (isForeign) return 'Remove the input github-token from the workflow: by default it is the token of the run.';
  if (status === 410) return 'Switch issues on in the settings of the repository, or remove desk from settings.yml.';
  if (isRefused) return 'Give the job the permission issues: write, or remove desk from settings.yml.';
  return 'The next run tries again.';
};
