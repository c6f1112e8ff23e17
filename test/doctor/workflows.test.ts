import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compileFlows } from '../../src/commands/select-flows.ts';
import { loadConfig } from '../../src/config/config.ts';
import { judgeRepository } from '../../src/doctor/repository.ts';
import { idleCalls, judgeSchedule } from '../../src/doctor/schedule.ts';
import { judgeTimeLimits } from '../../src/doctor/time-limits.ts';
import { readWorkflows, type SyncWorkflow } from '../../src/doctor/workflows.ts';

/** Reads workflows of a workspace that has these. */
function workflowsOf(files: Readonly<Record<string, string>>, action = ''): readonly SyncWorkflow[] {
  const workspace = mkdtempSync(path.join(tmpdir(), 'workflows-'));
  try {
    mkdirSync(path.join(workspace, '.github/workflows'), { recursive: true });
    for (const [name, text] of Object.entries(files))
      writeFileSync(path.join(workspace, '.github/workflows', name), text);
    return readWorkflows(workspace, action);
  } finally {
    rmSync(workspace, { recursive: true });
  }
}

const using = (uses: string, inputs = '') => `on: push
jobs:
  sync:
    runs-on: ubuntu-24.04
    steps:
      - uses: ${uses}
        with: { mappings: mappings${inputs} }
`;

const scheduled = (cron: string, jobs: string) => `on:
  schedule: [{ cron: "${cron}" }]
concurrency: exact-asperion-sync
jobs:
${jobs}`;

const job = (name: string, runner: string, inputs = '') => `  ${name}:
    runs-on: ${runner}
    steps: [{ uses: OWNER/exact-asperion-sync@v1, with: { mappings: mappings${inputs} } }]
`;

const programs = compileFlows(loadConfig('mappings', path.join(import.meta.dirname, '..', '..')));

const judged = (workflows: readonly SyncWorkflow[], isPrivate: boolean | null = true, companies = 1) =>
  judgeSchedule({
    workflows,
    programs,
    callsPerDay: { 'exact-online': 5000, asperion: null },
    companies,
    isPrivate,
    nowMs: Date.UTC(2027, 0, 1),
  });

const saysOf = (workflows: readonly SyncWorkflow[], check: string, isPrivate: boolean | null = true) =>
  judged(workflows, isPrivate)
    .filter((finding) => finding.check === check)
    .map(({ level, says }) => `${level}: ${says}`);

test('of jobs that may overlap, only those count that work on the state', () => {
  const own = (name: string, mode: string): string => job(name, 'ubuntu-24.04', `, mode: ${mode}`);
  const alone = own('sync', 'sync').replace('    steps', '    concurrency: exact-asperion-sync\n    steps');
  const others = ['merge', 'freshness'].map((mode) => own(mode, mode)).join('');
  const text = scheduled('5 6 * * *', `${alone}${others}${own('look', 'plan')}`);
  const workflows = workflowsOf({ 'a.yml': text.replace('concurrency: exact-asperion-sync\njobs', 'jobs') });
  expect(saysOf(workflows, 'schedule').filter((one) => one.includes('overlap'))).toEqual([
    expect.stringContaining('error: Two runs of the job look may overlap'),
  ]);
});

describe('a workflow that uses this action is found', () => {
  test.each([
    ['by its name', using('OWNER/exact-asperion-sync@v1'), ''],
    ['by the repository that the runner names', using('example-trading/our-sync@main'), 'example-trading/our-sync'],
    ['by its inputs', using('./', ', exact-online-division: "1", asperion-tenant: "1"'), ''],
  ])('%s', (_, text, action) => {
    expect(workflowsOf({ 'a.yml': text }, action)).toHaveLength(1);
  });

  test('but not among other actions, in broken files or without a folder', () => {
    const others = {
      'a.yml': using('actions/checkout@v5'),
      'b.yml': using('OWNER/not-exact-asperion-sync@v1'),
      'c.yml': 'on: [push\njobs: {',
      'd.yml': '',
      'e.txt': using('OWNER/exact-asperion-sync@v1'),
    };
    expect(workflowsOf(others)).toEqual([]);
    expect(readWorkflows(path.join(tmpdir(), 'no-such-folder'), '')).toEqual([]);
  });

  test('with its schedule, environments and runners, each at its line', () => {
    const text = scheduled(
      '17 * * * *',
      `${job('one', 'ubuntu-24.04')}    environment: { name: production }\n${job('two', '[self-hosted, linux]')}`,
    );
    const [workflow] = workflowsOf({ 'sync.yaml': text });
    expect(workflow).toMatchObject({
      file: '.github/workflows/sync.yaml',
      schedule: [{ cron: '17 * * * *', at: { file: '.github/workflows/sync.yaml', line: 2 } }],
      hasConcurrency: true,
      jobs: [
        { name: 'one', environment: 'production', at: { line: 5 } },
        { name: 'two', environment: null, at: { line: 9 } },
      ],
      runners: ['"ubuntu-24.04"', '["self-hosted","linux"]'],
    });
  });
});

describe('a job that calls the workflow of the action', () => {
  const calling = (inputs: string, repository = 'OWNER/exact-asperion-sync') =>
    scheduled('17 * * * *', `  sync:\n    uses: ${repository}/.github/workflows/sync.yml@v1\n${inputs}`);

  test('counts as one with its steps', () => {
    const [workflow] = workflowsOf({ 'a.yml': calling('    secrets: inherit\n') });
    expect(workflow).toMatchObject({
      jobs: [
        {
          environment: 'sync',
          hasConcurrency: true,
          steps: [
            { mode: `\${{ vars.SYNC_MODE || 'plan' }}`, stateKey: `\${{ secrets.SYNC_STATE_KEY }}`, at: { line: 6 } },
          ],
        },
      ],
      runners: ['"ubuntu-24.04"'],
    });
  });

  test('is judged with the inputs that it gives', () => {
    const [workflow] = workflowsOf({ 'a.yml': calling('    with: { mode: doctor, environment: company }\n') });
    expect(workflow?.jobs).toMatchObject([{ environment: 'company', steps: [{ mode: 'doctor' }] }]);
  });

  test('is known by the repository that the runner names, and in no other one', () => {
    const files = { 'a.yml': calling('', 'example-trading/our-sync') };
    expect(workflowsOf(files, 'example-trading/our-sync')).toMatchObject([
      { jobs: [{ environment: 'sync' }], runners: ['"ubuntu-24.04"'] },
    ]);
    expect(workflowsOf(files, 'example-trading/other')).toEqual([]);
    expect(workflowsOf(files)).toEqual([]);
  });

  test('is known from the workflow itself, which says the same', () => {
    const text = readFileSync(path.join(import.meta.dirname, '../../.github/workflows/sync.yml'), 'utf8');
    const [own] = workflowsOf({ 'sync.yml': text });
    const [called] = workflowsOf({ 'a.yml': calling('') });
    // Without inputs, those of the workflow have their defaults, and an empty one gives way to what stands behind it.
    const { inputs } = parse(text).on.workflow_call;
    const evaluated = (written: string | null | undefined): unknown =>
      written?.replace(/\$\{\{ inputs\.(\w+)( \|\| )?(.*?) ?\}\}/, (_, name: string, or?: string, rest = '') =>
        or === undefined ? inputs[name].default : `\${{ ${inputs[name].default === '' ? rest : 'never'} }}`,
      ) || null;
    const ofJobs = (workflow: SyncWorkflow | undefined): unknown =>
      workflow?.jobs.map(({ environment, hasConcurrency, steps }) => ({
        environment: evaluated(environment),
        hasConcurrency,
        steps: steps.map(({ at: _, timeLimit: __, ...step }) => ({
          ...step,
          mode: evaluated(step.mode),
          flows: evaluated(step.flows),
        })),
      }));
    expect(own?.runners).toEqual(called?.runners);
    expect(ofJobs(called)).toEqual(ofJobs(own));
    expect(called?.jobs).toMatchObject([
      {
        timeout: { minutes: inputs['timeout-minutes'].default },
        steps: [{ timeLimit: inputs['time-limit'].default }],
      },
    ]);
  });
});

describe('a schedule', () => {
  test('costs calls only for what it syncs', () => {
    expect(idleCalls('exact-online', programs, null)).toBe(3);
    expect(idleCalls('exact-online', programs, 'customers.exact-online-to-asperion')).toBe(1);
    expect(idleCalls('exact-online', programs, 'products.asperion-to-exact-online')).toBe(0);
    const doctorOnly = workflowsOf({ 'a.yml': scheduled('17 * * * *', job('look', 'ubuntu-24.04', ', mode: doctor')) });
    expect(saysOf(doctorOnly, 'schedule')[0]).toMatch(/^ok: 0 runs a day make 0 calls/);
  });

  test('costs minutes per job and runner, and none on your own runner or in a public repository', () => {
    const hourly = (jobs: string) => workflowsOf({ 'a.yml': scheduled('17 * * * *', jobs) });
    expect(saysOf(hourly(job('a', 'ubuntu-24.04')), 'minutes')[0]).toMatch(/^ok: .* about 730 minutes/);
    const two = hourly(job('a', 'ubuntu-24.04') + job('b', 'windows-latest'));
    expect(saysOf(two, 'minutes')[0]).toMatch(/^warning: .* about 2190 minutes .* more than the 2000/);
    expect(saysOf(hourly(job('a', 'macos-15')), 'minutes')[0]).toMatch(/^warning: .* about 7300 .* more than the 3000/);
    expect(saysOf(hourly(job('a', '[self-hosted]')), 'minutes')[0]).toMatch(/^ok: .* about 0 minutes/);
    expect(saysOf(two, 'minutes', false)).toEqual(['ok: A public repository pays no minutes.']);
  });

  test('renews no more tokens than Exact Online allows, however often it runs', () => {
    const often = workflowsOf({ 'a.yml': scheduled('*/5 * * * *', job('a', 'ubuntu-24.04')) });
    expect(saysOf(often, 'schedule')).toContain(
      'ok: At most 151 of 200 token renewals a day are used, runs come 5 min apart at least, so a run within 570 s of a renewal goes on with the saved token.',
    );
  });

  test('may keep its state in a file only on your own runner, whatever other workflows run on', () => {
    const workflows = (runner: string) =>
      workflowsOf({
        'a.yml': scheduled('17 * * * *', job('a', runner, ", state-store: 'file:/srv/state'")),
        'b.yml': scheduled('37 * * * *', job('b', 'ubuntu-24.04', ', exact-online-refresh-token: other')),
      });
    const lost = expect.stringContaining('which is gone with a GitHub-hosted runner');
    expect(saysOf(workflows('[self-hosted]'), 'schedule')).not.toContainEqual(lost);
    expect(saysOf(workflows('ubuntu-24.04'), 'schedule')).toContainEqual(lost);
  });

  test('is not checked where there is none', () => {
    expect(judged(workflowsOf({ 'a.yml': using('OWNER/exact-asperion-sync@v1') }))).toMatchObject([
      { check: 'schedule', level: 'not-checked' },
    ]);
  });
});

describe('the time of a job', () => {
  const timed = (timeout: string, ...limits: readonly string[]): readonly string[] => {
    const steps = limits.map((limit) => `      - { uses: OWNER/exact-asperion-sync@v1, with: { ${limit} } }\n`);
    const text = scheduled('17 * * * *', `  sync:\n    runs-on: x\n${timeout}    steps:\n${steps.join('')}`);
    return judgeTimeLimits(workflowsOf({ 'a.yml': text })).map(
      ({ level, says, fix, at }) => `${level} ${at?.line ?? ''} ${says} ${fix ?? ''}`,
    );
  };
  const enough = ['ok  Each job that syncs has more time than its sync may take. '];
  const short = (line: number, minutes: number, syncs: number): readonly string[] => [
    `warning ${line} GitHub ends the job sync after ${minutes} min, but its sync may take ${syncs} (time-limit) and the rest of the job 3: it could be ended in the middle of a record. Write "timeout-minutes: ${syncs + 3}" or more, or a lower time-limit.`,
  ];
  const unknown = [expect.stringMatching(/^not-checked .*An expression says how long the job sync/)];

  test.each([
    ['is enough with three minutes more than its sync', '    timeout-minutes: 28\n', ['mode: sync'], enough],
    ['is too short with two', '    timeout-minutes: 27\n', ['mode: sync'], short(7, 27, 25)],
    ['is six hours if nothing is written', '', ['time-limit: 357'], enough],
    ['may be shorter than a very long sync', '', ['time-limit: 358'], short(5, 360, 358)],
    ['counts all of its syncs', '    timeout-minutes: 30\n', ['time-limit: "10"', 'time-limit: 20m'], short(7, 30, 30)],
    ['counts only its syncs', '    timeout-minutes: 13\n', ['time-limit: 10', 'mode: doctor'], enough],
    ['is not known from an expression', `    timeout-minutes: \${{ vars.MINUTES }}\n`, ['mode: sync'], unknown],
    ['nor is that of a sync', '    timeout-minutes: 30\n', [`time-limit: "\${{ vars.LIMIT }}"`], unknown],
  ])('%s', (_, timeout, limits, expected) => {
    expect(timed(timeout, ...limits)).toEqual(expected);
  });

  test('is given to the workflow of the action as inputs', () => {
    const calling = (inputs: string) =>
      judgeTimeLimits(
        workflowsOf({
          'a.yml': scheduled(
            '17 * * * *',
            `  sync:\n    uses: OWNER/exact-asperion-sync/.github/workflows/sync.yml@v1\n    with: { ${inputs} }\n`,
          ),
        }),
      ).map(({ level, at }) => [level, at?.line]);
    expect(calling('mode: sync')).toEqual([['ok', undefined]]);
    expect(calling('time-limit: 60')).toEqual([['warning', 7]]);
    expect(calling('time-limit: 60, timeout-minutes: 65')).toEqual([['ok', undefined]]);
  });

  test('is not checked where nothing syncs', () => {
    expect(timed('', 'mode: freshness')).toEqual(['not-checked  No workflow in .github/workflows syncs. ']);
  });
});

test('the workflow for several companies costs the minutes that docs/companies.md says', () => {
  const text = readFileSync(path.join(import.meta.dirname, '../../template/workflows/companies.yml'), 'utf8');
  const found = judged(workflowsOf({ 'companies.yml': text }), true, 8).find(({ check }) => check === 'minutes');
  const [, minutes = ''] = /about (\d+) minutes/.exec(found?.says ?? '') ?? [];
  const page = readFileSync(path.join(import.meta.dirname, '../../docs/companies.md'), 'utf8');
  const [, said = ''] = /are about ([\d,]+) minutes a month/.exec(page) ?? [];
  expect(Math.abs(Number(minutes) - Number(said.replace(',', '')))).toBeLessThan(100);
});

test('the workflow for several companies is not blamed for the jobs that renew no login', () => {
  const text = readFileSync(path.join(import.meta.dirname, '../../template/workflows/companies.yml'), 'utf8');
  const workflows = workflowsOf({ 'companies.yml': text });
  expect(workflows.flatMap(({ jobs }) => jobs.map(({ name }) => name))).toEqual(['tokens', 'sync', 'summary']);
  const callsPerDay = { 'exact-online': 2500, asperion: null };
  const schedule = judgeSchedule({ workflows, programs, callsPerDay, companies: 8, isPrivate: false, nowMs: 0 });
  const findings = [...schedule, ...judgeTimeLimits(workflows)];
  expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
});

test('want one environment for the logins, and the jobs for pull requests get none', () => {
  const folder = path.join(import.meta.dirname, '..', '..', 'template/workflows');
  const files = readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const);
  const sync = { name: 'sync', needsApproval: false, isRestricted: true };
  const facts = {
    isPrivate: { kind: 'known', value: false },
    environments: { kind: 'known', value: [sync] },
  } as const;
  const found = judgeRepository(facts, workflowsOf(Object.fromEntries(files)));
  expect(found.map(({ check, level }) => `${check} ${level}`)).toEqual(['repository warning', 'environment ok']);
});
