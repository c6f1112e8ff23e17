import { mkdirSync, mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
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

test('the workflow to copy keeps the activity log of every sync for 90 days, under a name of its own', () => {
  expect(upload.if).toMatch(/^always\(\)/);
  expect(upload.with).toEqual({
    name: `exact-asperion-sync-activity-\${{ github.run_id }}-\${{ github.run_attempt }}`,
    path: `\${{ steps.${step.id}.outputs.activity-log }}`,
    'retention-days': 90,
  });
});

test('the workflow to copy is the one that init writes for the flows that ship on', () => {
  const flows = parse(workflow).on.workflow_dispatch.inputs.flows.options.slice(1);
  expect(flows.toSorted()).toEqual([
    'customers.exact-online-to-asperion',
    'orders.exact-online-to-asperion',
    'products.asperion-to-exact-online',
  ]);
  expect(syncWorkflow(readTemplate(), { flows, cron: '17,47 6-22 * * 1-6', folder: 'mappings' })).toBe(workflow);
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

const companies = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'companies.md'), 'utf8');

test('the workflow for several companies in docs/companies.md is the template, and gives the login to one job only', () => {
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
