import { checkoutOf } from '../../config/checkout.ts';
import { oneOfSeveral } from '../../config/company/administrations.ts';
import type { LoadedConfig } from '../../config/config.ts';
import type { Settings } from '../../config/schema/settings-schema.ts';
import type { Candidates } from '../../desk/candidates.ts';
import { folderOf, labelsOf, type Owner } from '../../desk/owner.ts';
import { causesForDesk, type Desk, type DeskIssue, deskIssues, planIssues, untold } from '../../desk/plan-issues.ts';
import { retryTicked } from '../../desk/retries.ts';
import { GitHubFault, openCalls } from '../../github/calls.ts';
import { openIssues } from '../../github/issues.ts';
import { readerOf } from '../../report/reader.ts';
import type { Cause } from '../../report/run/causes.ts';
import type { RunReport } from '../../report/run-report.ts';
import type { Progress } from '../../state/progress.ts';
import type { Connections } from '../connect-systems.ts';
import type { CommandContext } from '../session.ts';
import { carryOut } from './carry-out.ts';

/** The issues of a company during one sync. Neither function rejects: what goes wrong on GitHub is a warning, and the sync goes on. */
export interface IssueDesk {
  /** Before the flows: makes the dead letters due whose boxes are ticked. `progress` is changed in place. */
  takeRetries(progress: Progress, selected: ReadonlySet<string>): Promise<void>;
  /**
   * After the report: opens, updates and closes issues. `enabled` are the flows that run when nobody chooses. Does nothing if the progress was not
   * kept: the next run begins where this one began, and boxes stay ticked for it.
   */
  tell(report: RunReport, enabled: ReadonlySet<string>, isKept: boolean): Promise<void>;
}

/** See `IssueDesk`; `connections` are for what a missing row may be. Null if settings.yml does not ask for issues, or if this is no run on GitHub. */
export function openIssueDesk(
  context: CommandContext,
  { settings, tables }: Pick<LoadedConfig, 'settings' | 'tables'>,
  connections: Connections | null,
): IssueDesk | null {
  const { inputs, github, clock, environment, signal, warn, log } = context;
  const { apiUrl, repository, runId } = github;
  const { githubToken: token, language } = inputs;
  if (!settings.desk.issues || apiUrl === null || repository === '' || token === null) return null;
  const owner = ownerOf(inputs, settings);
  const issues = openIssues(openCalls({ apiUrl, repository, token }));
  const own = async (state: 'open' | 'closed') => deskIssues(await issues.list(labelsOf(owner), state), owner);
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
        seen = await own('open');
        // With chosen records, no others are tried.
        if (inputs.records !== null) return;
        const nowMs = clock();
        acted = { boxes: retryTicked(seen, progress, { selected, nowMs }), atMs: nowMs };
        const boxes = [...acted.boxes.values()].reduce((sum, keys) => sum + keys.size, 0);
        if (boxes > 0) log(`Issues ask to try records again: ${boxes} ticked boxes in ${acted.boxes.size} issues.`);
      }),
    tell: (report, enabled, isKept) =>
      softly(async () => {
        if (isGivenUp || signal.aborted || !isKept) return;
        const causes = causesForDesk(report);
        if (seen.length === 0 && causes.length === 0) return;
        // This may take a while, so before the issues are read.
        const candidates = await candidatesFor(untold(causes, seen), connections, tables, context);
        // Once more: people may have ticked boxes while the flows ran.
        const open = await own('open');
        const isTold = untold(causes, open).length === 0;
        const closed = isTold ? [] : await own('closed');
        const reader = readerOf(language, environment, checkoutOf(inputs.mappings, github.workspace));
        const isWhole = inputs.records === null;
        const plan: Desk = { report, owner, enabled, isWhole, acted, reader, candidates };
        const words = reader.words.desk;
        const run = `${environment.GITHUB_SERVER_URL}/${repository}/actions/runs/${runId}`;
        const isFirst = open.length + closed.length === 0;
        const hands = { issues, owner, settings: settings.desk, words, run, isFirst, signal, warn };
        await carryOut(planIssues(plan, open, closed), hands);
      }),
  };
}

/** Whose issues a run reads and writes: of several companies, those of the one that it is about. */
function ownerOf({ mappings, administration }: CommandContext['inputs'], { administrations }: Settings): Owner {
  const names = administrations.map(({ name }) => name);
  return { mappings: folderOf(mappings), company: oneOfSeveral(names, administration) };
}

/** What missing rows may be; what this needs is loaded only for a row that nobody knows. */
async function candidatesFor(
  causes: readonly Cause[],
  connections: Connections | null,
  tables: LoadedConfig['tables'],
  context: CommandContext,
): Promise<ReadonlyMap<string, Candidates>> {
  if (connections === null || !causes.some(({ code }) => code === 'UNMAPPED_KEY')) return new Map();
  const { findCandidates } = await import('./find-candidates.ts');
  return findCandidates(causes, connections, tables, context);
}

const adviceFor = ({ isRefused, isForeign, status }: GitHubFault): string => {
  if (isForeign) return 'Remove the input github-token from the workflow: by default it is the token of the run.';
  if (status === 410) return 'Switch issues on in the settings of the repository, or remove desk from settings.yml.';
  if (isRefused) return 'Give the job the permission issues: write, or remove desk from settings.yml.';
  return 'The next run tries again.';
};
