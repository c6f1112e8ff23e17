import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunLine } from '../../../src/activity/format.ts';
import { keepActivity } from '../../../src/commands/activity/keep-activity.ts';
import { readInputs } from '../../../src/config/inputs.ts';
import { readGitHubContext } from '../../../src/github/context.ts';
import type { FlowReport } from '../../../src/report/run-report.ts';
import { emptyProgress } from '../../../src/state/progress.ts';
import { folderWith } from '../../activity/logs.ts';
import { deadLetter, reportWith } from '../../report/reports.ts';

const onGitHub = {
  GITHUB_ACTIONS: 'true',
  GITHUB_RUN_ID: '77',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_REPOSITORY: 'OWNER/company',
  GITHUB_SHA: 'abc123',
};

/** A keeper in a folder, with what it works on. */
function kept(folder: string, environment: Readonly<Record<string, string>> = onGitHub, before?: string) {
  const said: string[] = [];
  const program = join(folder, 'program.js');
  writeFileSync(program, 'program');
  const context = {
    environment,
    inputs: readInputs({ INPUT_MODE: 'validate' }),
    github: readGitHubContext(environment, folder),
    program,
    clock: () => 0,
    log: (line: string) => void said.push(line),
    warn: (line: string) => void said.push(`warning: ${line}`),
  };
  const progress = { ...emptyProgress(), ...(before === undefined ? {} : { ledger: before }) };
  const saved = { name: '4711', progress };
  return { keeper: keepActivity(context, saved, folder), progress, said };
}

const runIn = (file: string | null): RunLine => JSON.parse(readFileSync(file ?? '', 'utf8').split('\n', 1)[0] ?? '');

test('the line of a run says which run, mappings and program it was, and what waits', async () => {
  using folder = folderWith({});
  const { keeper, progress, said } = kept(folder.path);
  const report = reportWith({ deadLetters: [deadLetter('20001'), deadLetter('20002')] });
  keeper.conclude([], report);
  const run = runIn(await keeper.finish(report, progress.ledger));
  expect(run).toMatchObject({
    run: '77-2',
    page: 'https://github.com/OWNER/company/actions/runs/77/attempts/2',
    administration: '4711',
    config: 'abc123',
    // SHA-256 of "program".
    action: '1310ca2c8932dbd118668bd97442558a3e1f546b5e15c69699dfbd6024f548d8',
    result: 'waiting',
    flows: [
      { flow: 'customers', status: 'ok', code: null, created: 2, updated: 1, unchanged: 5, skipped: 1, waiting: 2 },
    ],
    waiting: [{ flow: 'customers', code: 'UNMAPPED_KEY', count: 2 }],
    ledger: { previous: null, events: 0, kept: true, hash: progress.ledger },
  });
  expect(said).toEqual([`The activity log has 0 events. Hash of this run in the ledger: ${progress.ledger}`]);
});

/** The line of a run with this flow. */
async function lineOf(flow: Partial<FlowReport>): Promise<RunLine> {
  using folder = folderWith({});
  return runIn(await kept(folder.path).keeper.finish(reportWith(flow), undefined));
}

test('a run that found differences between the books says how many, and is not all well', async () => {
  const at = { file: 'mappings/check.yml', line: 1, column: 1 };
  const kinds = { missing: 1, differs: 1, ambiguous: 0, only: 0, failed: 0 };
  const verified = { ...kinds, target: 'Asperion', at, compared: 10, equal: 8, isNew: 0, bySteps: [] };
  expect(await lineOf({ verified })).toMatchObject({ result: 'differs', flows: [{ differences: 2 }] });
  const all = { ...verified, missing: 0, differs: 0, equal: 10 };
  expect(await lineOf({ verified: all })).toMatchObject({ result: 'ok', flows: [{ differences: 0 }] });
  expect(await lineOf({ verified, status: 'stopped' })).toMatchObject({ result: 'red' });
});

test('the line of a run has what was booked under each VAT code, and each document once', async () => {
  const sum = { documents: 1, amount: '50.00', vat: '10.50', withVat: '60.50', vatComputedBy: null, unknown: 0 };
  const november = { year: 2026, period: 11 };
  const booked = ['VH', 'VL'].map((vatCode) => ({ ...sum, ...november, vatCode }));
  const quarter = { ...sum, year: null, period: null, quarter: '2026-Q4' };
  const run = await lineOf({ booked, bookedTotals: [{ ...sum, ...november, quarter: null }, quarter] });
  expect(run.booked.map(({ vatCode, documents }) => [vatCode, documents])).toEqual([
    ['VH', 1],
    ['VL', 1],
  ]);
  expect(run.bookedDocuments).toEqual([{ flow: 'customers', ...november, documents: 1 }]);
});

test('the next run follows the one whose hash the progress has', async () => {
  using folder = folderWith({});
  const { keeper, progress } = kept(folder.path, onGitHub, 'f00d');
  keeper.conclude([], reportWith({}));
  expect(progress.ledger).toMatch(/^[0-9a-f]{64}$/);
  expect(runIn(await keeper.finish(reportWith({}), progress.ledger)).ledger).toMatchObject({
    previous: 'f00d',
    kept: true,
  });
});

test('a run whose progress was not saved says so: the next one follows the same run as it does', async () => {
  using folder = folderWith({});
  const { keeper } = kept(folder.path, onGitHub, 'f00d');
  keeper.conclude([], reportWith({}));
  const errors = [{ code: 'STATE_NOT_SAVED', message: 'It could not be saved.', hint: null }];
  const run = runIn(await keeper.finish({ ...reportWith({}), errors }, 'f00d'));
  expect(run).toMatchObject({ result: 'red', ledger: { previous: 'f00d', kept: false } });
});

test('outside of GitHub a run has its time for a name, and no page', async () => {
  using folder = folderWith({});
  const { keeper, progress } = kept(folder.path, {});
  const report = reportWith({});
  keeper.conclude([], report);
  expect(runIn(await keeper.finish(report, progress.ledger))).toMatchObject({
    run: `local-${report.startedAt}`,
    page: null,
    config: null,
  });
});

test('a log that cannot be written is a warning, and the run goes on', async () => {
  using folder = folderWith({});
  const { keeper, said } = kept(folder.path);
  rmSync(folder.path, { recursive: true });
  expect(await keeper.finish(reportWith(), undefined)).toBe(null);
  expect(said).toEqual([
    'warning: The activity log of this run could not be written (ENOENT). The sync is not changed by that.',
  ]);
});
