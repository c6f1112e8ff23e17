import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RunLine, RunResult } from '../../activity/format.ts';
import type { RunDraft } from '../../activity/seal-run.ts';
import { headOf } from '../../github/git.ts';
import { callsPerSystem, type FlowReport, type RunReport } from '../../report/run-report.ts';
import { hasRedDifferences } from '../../report/verified-report.ts';
import type { CommandContext, Saved } from '../session.ts';

/** What surrounds a run, as its line tells it. */
export type DraftContext = Pick<CommandContext, 'environment' | 'github' | 'inputs' | 'program'>;

/** What the line of a run says of it, from its report. */
export function draftOf(report: RunReport, { name }: Pick<Saved, 'name'>, context: DraftContext): RunDraft {
  const { environment, github, program } = context;
  const isOnGitHub = environment.GITHUB_ACTIONS === 'true' && github.runId !== '0';
  return {
    run: isOnGitHub ? `${github.runId}-${github.runAttempt}` : `local-${report.startedAt}`,
    page: isOnGitHub ? pageOf(context) : null,
    administration: name || 'default',
    startedAt: report.startedAt,
    finishedAt: report.finishedAt,
    version: report.version,
    config: commitOf(context),
    action: program === undefined ? null : digestOf(program),
    result: resultOf(report),
    calls: Object.fromEntries(callsPerSystem(report.calls)),
    flows: report.flows.map(flowLine),
    booked: report.flows.flatMap(({ flow, booked = [] }) =>
      booked.map(({ year, period, vatCode, documents, amount, vat }) => ({
        flow,
        year,
        period,
        vatCode,
        documents,
        amount,
        vat,
      })),
    ),
    bookedDocuments: report.flows.flatMap(({ flow, bookedTotals = [] }) =>
      bookedTotals.flatMap(({ year, period, quarter, documents }) =>
        quarter === null ? [{ flow, year, period, documents }] : [],
      ),
    ),
    waiting: report.flows.flatMap(({ flow, deadLetters }) =>
      [...Map.groupBy(deadLetters, ({ code }) => code)].map(([code, of]) => ({ flow, code, count: of.length })),
    ),
  };
}

/** The commit of the mappings. A run that waited, or was started again, takes newer ones than those of the commit that it was started for. */
function commitOf({ environment, github, inputs }: DraftContext): string | null {
  const { GITHUB_SHA } = environment;
  return GITHUB_SHA ? (headOf(resolve(github.workspace, inputs.mappings)) ?? GITHUB_SHA) : null;
}

function resultOf({ errors, flows }: RunReport): RunResult {
  if (errors.length > 0 || flows.some(({ status }) => status === 'stopped')) return 'red';
  if (flows.some(({ verified }) => hasRedDifferences(verified, 'any'))) return 'differs';
  return flows.some(({ deadLetters }) => deadLetters.length > 0) ? 'waiting' : 'ok';
}

function pageOf({ environment, github: { repository, runId, runAttempt } }: DraftContext): string {
  const server = environment.GITHUB_SERVER_URL || 'https://github.com';
  return `${server}/${repository}/actions/runs/${runId}/attempts/${runAttempt}`;
}

function flowLine(report: FlowReport): RunLine['flows'][number] {
  const { flow, status, error, rest, steps, failures, deadLetters, verified } = report;
  const sum = (of: 'created' | 'updated' | 'unchanged' | 'skipped') =>
    steps.reduce((total, step) => total + step[of], 0);
  return {
    flow,
    status,
    code: error?.code ?? null,
    created: sum('created'),
    updated: sum('updated'),
    unchanged: sum('unchanged'),
    skipped: sum('skipped'),
    failed: failures.length,
    waiting: deadLetters.length,
    ...(verified === undefined ? {} : { differences: verified.compared - verified.equal }),
    ...(rest === undefined ? {} : { rest: { reason: rest.reason, done: rest.done, left: rest.left } }),
  };
}

/** SHA-256 of a file, hexadecimal; null if it cannot be read. */
function digestOf(file: string): string | null {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return null;
  }
}
