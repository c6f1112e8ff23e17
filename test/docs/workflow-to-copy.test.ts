import { mkdirSync, mkdtempDisposableSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { lintWorkflows } from '../../scripts/lint-workflows.ts';
import { INPUT_DEFAULTS, INPUT_NAMES, RENEWAL_INPUTS, REQUIRED_INPUTS } from '../../src/config/input-names.ts';
import { deskWorkflow, freshnessWorkflow, syncWorkflow } from '../../src/init/files.ts';
import { readTemplate } from '../../src/init/template.ts';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'getting-started.md'), 'utf8');
const [, workflow = ''] = /```yaml\n(# \.github\/workflows\/sync\.yml\n[\s\S]*?)```/.exec(page) ?? [];
const [, step, upload] = parse(workflow).jobs.sync.steps;

test('the workflow to copy is sound, and gives every input that a sync needs', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'workflows-'));
  mkdirSync(join(folder.path, '.github', 'workflows'), { recursive: true });
  writeFileSync(join(folder.path, '.github', 'workflows', 'sync.yml'), workflow);
  expect(await lintWorkflows(folder.path)).toEqual([]);
  expect(Object.keys(step.with)).toEqual(expect.arrayContaining(Object.keys(REQUIRED_INPUTS)));
  expect(INPUT_NAMES).toEqual(expect.arrayContaining(Object.keys(step.with)));
});

test('the workflow to copy plans until somebody says sync, and keeps a second copy of the logins', () => {
  expect(step.with.mode).toBe(`\${{ inputs.mode != 'scheduled' && inputs.mode || vars.SYNC_MODE || 'plan' }}`);
  expect(parse(workflow).on.workflow_dispatch.inputs.mode.options).toEqual(['scheduled', 'plan', 'doctor']);
  expect(step.with['secrets-token']).toBe(`\${{ secrets.SECRETS_TOKEN }}`);
});

test.each([
  ['for one company', workflow, ['sync']],
  ['for several', readTemplate().text('workflows/companies.yml'), ['tokens', 'sync']],
])('a manual start of the workflow %s may start over, as messages say', (_, text, jobs) => {
  const { on, jobs: all } = parse(text);
  expect(on.workflow_dispatch.inputs['accept-state']).toMatchObject({ type: 'choice', options: ['never', 'once'] });
  for (const job of jobs) {
    const { steps } = all[job];
    const given = steps.find(({ id }: { id?: string }) => id === 'sync' || id === 'shards').with;
    expect(given['accept-state']).toBe(`\${{ inputs.accept-state }}`);
  }
});

test('the workflow to copy keeps the activity log of every sync for 90 days', () => {
  expect(upload.if).toMatch(/^always\(\)/);
  expect(upload.with).toEqual({
    name: `exact-asperion-sync-activity-\${{ github.run_id }}-\${{ github.run_attempt }}`,
    path: `\${{ steps.${step.id}.outputs.activity-log }}`,
    'retention-days': 90,
  });
});

test('the workflow to copy is the one that init writes', () => {
  expect(syncWorkflow(readTemplate(), { cron: '17,47 6-22 * * 1-6', folder: 'mappings' })).toBe(workflow);
});

test('the workflow that watches is in docs/operating.md as init writes it', () => {
  const operating = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'operating.md'), 'utf8');
  const watch = freshnessWorkflow(readTemplate(), { cron: '17,47 6-22 * * 1-6', folder: 'mappings' });
  expect(operating).toContain(`\`\`\`yaml\n${watch}\`\`\``);
});

test('the workflow for issues in docs/desk.md is the one that init writes', () => {
  const shown = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'desk.md'), 'utf8');
  expect(shown).toContain(`\`\`\`yaml\n${deskWorkflow(readTemplate(), 'mappings')}\`\`\``);
});

test.each([
  ['reconcile', 'sync'],
  ['stock', `\${{ vars.SYNC_MODE || 'plan' }}`],
])('the workflow of the recipe %s is the one that syncs, with a schedule and flows of its own', async (name, mode) => {
  const recipe = readFileSync(join(import.meta.dirname, `../../docs/recipes/${name}.md`), 'utf8');
  const [, text = ''] = /```yaml\n(# \.github\/workflows\/[\s\S]*?)```/.exec(recipe) ?? [];
  using folder = mkdtempDisposableSync(join(tmpdir(), 'workflows-'));
  mkdirSync(join(folder.path, '.github', 'workflows'), { recursive: true });
  writeFileSync(join(folder.path, '.github', 'workflows', `${name}.yml`), text);
  expect(await lintWorkflows(folder.path)).toEqual([]);
  const own = parse(text);
  const { mode: ownMode, flows, ...given } = own.jobs.sync.steps[1].with;
  expect([ownMode, Object.keys(own.on)]).toEqual([mode, ['schedule', 'workflow_dispatch']]);
  const shipped = readdirSync(join(import.meta.dirname, '../../mappings'));
  expect(shipped).toEqual(expect.arrayContaining(flows.split(', ').map((flow: string) => `${flow}.yml`)));
  // What a manual start says, and the heartbeat: its call says that the sync runs.
  const {
    mode: __,
    flows: ___,
    ...shared
  } = Object.fromEntries(
    Object.entries<string>(step.with).filter(([key, value]) => key !== 'heartbeat-url' && !value.includes('inputs.')),
  );
  expect(given).toEqual(shared);
  const { permissions, concurrency, jobs } = parse(workflow);
  jobs.sync.steps[1].with = own.jobs.sync.steps[1].with;
  expect([own.permissions, own.concurrency, own.jobs]).toEqual([permissions, concurrency, jobs]);
});

test('a manual start for several companies takes all that one for one company takes', () => {
  const { on, jobs } = parse(readTemplate().text('workflows/companies.yml'));
  const { administration, ...inputs } = on.workflow_dispatch.inputs;
  expect(administration).toEqual({ description: expect.stringContaining('empty = all') });
  const { inputs: forOne } = parse(workflow).on.workflow_dispatch;
  expect(Object.keys(inputs)).toEqual(Object.keys(forOne));
  expect([inputs.mode, inputs['accept-state']]).toEqual([forOne.mode, forOne['accept-state']]);

  const [refusal, mode] = jobs.tokens.steps;
  expect(refusal.if).toBe(
    `inputs.administration == '' && (inputs.flows != '' || inputs.records != '' || inputs.approve != '')`,
  );
  expect(refusal.run).toMatch(/::error::.*\n *exit 1$/m);
  expect(mode.env.MODE).toBe(step.with.mode);
  const given = jobs.sync.steps.find(({ id }: { id?: string }) => id === 'sync').with;
  for (const name of ['flows', 'records', 'since', 'approve'])
    expect([name, given[name]]).toEqual([name, step.with[name]]);

  // The doctor renews a login, so it is where that is done, and nothing is synced beside it.
  const [shards, doctor] = jobs.tokens.steps.slice(-2);
  expect([shards.if, doctor.if, jobs.sync.if]).toEqual([
    `inputs.mode != 'doctor'`,
    `inputs.mode == 'doctor'`,
    shards.if,
  ]);
  const { mode: _, 'accept-state': __, ...logins } = shards.with;
  expect(doctor.with).toEqual({ ...logins, mode: 'doctor', flows: step.with.flows });
});

const companies = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'companies.md'), 'utf8');

test('the workflow in docs/companies.md is the template, and gives the login to one job only', () => {
  const text = readTemplate().text('workflows/companies.yml');
  expect(companies).toContain(`\`\`\`yaml\n${text}\`\`\``);
  const { tokens, sync } = parse(text).jobs;
  const inputsOf = (job: { steps: { id?: string; with?: object }[] }, id: string): readonly string[] =>
    Object.keys(job.steps.find((one) => one.id === id)?.with ?? {});
  const renewal = [...RENEWAL_INPUTS, 'secrets-token'];
  expect(inputsOf(tokens, 'shards')).toEqual(expect.arrayContaining(renewal));
  expect(inputsOf(sync, 'sync').filter((name) => renewal.includes(name))).toEqual([]);
  expect(
    [...inputsOf(tokens, 'shards'), ...inputsOf(sync, 'sync')].filter((name) => !INPUT_NAMES.includes(name)),
  ).toEqual([]);
});

test.each([
  ['one company', workflow],
  ['several companies', readTemplate().text('workflows/companies.yml')],
])('the job that syncs %s has more time than its sync', (_, text) => {
  const { sync } = parse(text).jobs;
  const given = sync.steps.find(({ id }: { id?: string }) => id === 'sync').with;
  const { 'time-limit': limit = INPUT_DEFAULTS['time-limit'] } = given;
  expect(sync['timeout-minutes']).toBeGreaterThanOrEqual(Number(limit) + 3);
});
