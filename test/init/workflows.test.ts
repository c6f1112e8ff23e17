import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { INPUT_NAMES } from '../../src/config/input-names.ts';
import { deskWorkflow, filesOf, freshnessWorkflow, mappingsWorkflow, syncWorkflow } from '../../src/init/files.ts';
import { readTemplate } from '../../src/init/template.ts';

const template = readTemplate();
interface Step {
  readonly uses?: string;
  readonly with?: { readonly mode: string; readonly mappings?: string; readonly base?: string };
}

const syncing = (folder: string) => ({ cron: '17 * * * *', folder });
const sync = (folder: string): string => syncWorkflow(template, syncing(folder));

// On Windows, bash reads other paths.
test.skipIf(process.platform === 'win32')(
  'the workflow for pull requests plans on what the action brought before the change',
  () => {
    const text = mappingsWorkflow(template, 'books');
    const steps = parse(text).jobs.plan.steps as readonly {
      readonly run?: string;
      readonly with?: Record<string, string>;
    }[];
    using folder = mkdtempDisposableSync(join(tmpdir(), 'upgrade-'));
    const place = join(folder.path, 'before/.github/workflows');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'mappings.yml'), text.replace(/(exact-asperion-sync@)\S+/g, '$1v1.2.0'));
    const output = join(folder.path, 'output');
    const script = steps.find(({ run = '' }) => run.includes('GITHUB_OUTPUT'))?.run ?? '';
    const env = { ...process.env, GITHUB_OUTPUT: output };
    expect(spawnSync('bash', ['-e', '-c', script], { cwd: folder.path, env }).status).toBe(0);
    expect(readFileSync(output, 'utf8')).toBe('ref=v1.2.0\n');
    expect(steps.at(-1)?.with?.['base-shipped']).toContain('action-before/mappings');
  },
);

test('the workflow for pull requests validates everything, and plans where the plan key is', () => {
  const text = mappingsWorkflow(template, 'mappings');
  const { on, jobs, permissions, concurrency } = parse(text);
  expect(Object.keys(on)).toEqual(['pull_request']);
  const group = 'mappings-\u0024{{ github.event.pull_request.number }}';
  expect(concurrency).toEqual({ group, 'cancel-in-progress': true });
  expect(permissions).toEqual({ contents: 'read' });
  expect(text.match(/secrets\.\w+/g)).toEqual(['secrets.SYNC_PLAN_KEY', 'secrets.SYNC_PLAN_KEY']);
  expect(JSON.stringify(jobs.validate)).not.toContain('secrets.');
  expect(jobs.plan.permissions).toEqual({ contents: 'read', actions: 'read', 'pull-requests': 'write' });
  expect(jobs.plan.env.CAN_PLAN).toContain('head.repo.full_name != github.repository');
  const steps = jobs.plan.steps as readonly { readonly if: string; readonly with?: object }[];
  expect(steps.slice(1).every((step) => step.if.startsWith("env.CAN_PLAN == 'true'"))).toBe(true);
  for (const step of [...steps.slice(-1), ...jobs.validate.steps.slice(-1)])
    expect(INPUT_NAMES).toEqual(expect.arrayContaining(Object.keys(step.with)));
});

test('a manual start takes flows by their names, and writes only if the schedule does', () => {
  const { on, jobs } = parse(sync('mappings'));
  expect(on.schedule).toEqual([{ cron: '17 * * * *', timezone: 'Europe/Amsterdam' }]);
  // No choice: most are started by name because they are off.
  expect(on.workflow_dispatch.inputs.flows).toEqual({ description: expect.stringContaining('by their names') });
  expect(jobs.sync.steps.at(1).with.flows).toBe('\u0024{{ inputs.flows }}');
  expect(on.workflow_dispatch.inputs.mode.options).not.toContain('sync');
  expect(jobs.sync.environment).toBe('sync');
});

test('the workflow that watches runs at noon on the days of the sync, without a login', () => {
  const text = freshnessWorkflow(template, { cron: '17,47 6-22 * * 1-6', folder: 'mappings' });
  const { on, jobs, permissions, concurrency } = parse(text);
  expect(on.schedule).toEqual([{ cron: '23 12 * * 1-6', timezone: 'Europe/Amsterdam' }]);
  expect(parse(freshnessWorkflow(template, { cron: '17 * * * *', folder: 'x' })).on.schedule[0].cron).toBe(
    '23 12 * * *',
  );
  expect([permissions, concurrency]).toEqual([{ contents: 'read', actions: 'read' }, undefined]);
  const given = jobs.watch.steps.at(-1).with;
  expect(given.mode).toBe('freshness');
  expect(INPUT_NAMES).toEqual(expect.arrayContaining(Object.keys(given)));
  expect(text.match(/secrets\.\w+/g)).toEqual(['secrets.SYNC_STATE_KEY', 'secrets.WEBHOOK_URL']);
});

test('with another folder every file that init writes names that one', () => {
  const nothing = { flows: [], values: [], tables: [], guards: [], secrets: [], variables: [] };
  const repository = { name: null, web: 'https://github.com/koffie/shop' };
  const files = filesOf(template, { ...syncing('eu/books'), ...nothing, owners: '', titles: String, repository });
  const text = (name: string): string => files.get(name) ?? '';
  const jobs = ['sync.yml', 'freshness.yml', 'mappings.yml', 'desk.yml'].flatMap((name) => {
    return Object.values(parse(text(`.github/workflows/${name}`)).jobs) as readonly {
      readonly steps: readonly Step[];
    }[];
  });
  // The last step of each job that runs the action: behind it, the sync keeps its activity log.
  const ours = ({ uses }: Step): boolean => uses?.includes('/exact-asperion-sync@') === true;
  const inputs = jobs.flatMap(({ steps }) => steps.findLast(ours)?.with ?? []);
  expect(inputs.map(({ mode, mappings, base }) => [mode.slice(0, 8), mappings, base])).toEqual([
    ['\u0024{{ inpu', 'eu/books', undefined],
    ['freshnes', 'eu/books', undefined],
    ['validate', 'eu/books', undefined],
    ['plan', 'eu/books', 'before/eu/books'],
    ['desk', 'eu/books', undefined],
  ]);
  expect(parse(text('.github/workflows/mappings.yml')).on.pull_request.paths).toContain('eu/books/**');
  expect(text('.github/CODEOWNERS')).toContain('/eu/books/settings.yml');
  const schemas = Object.entries<string | string[]>(JSON.parse(text('.vscode/settings.json'))['yaml.schemas']);
  expect(schemas.filter(([address]) => !/\/v\d+\/mappings\/schema\//.test(address))).toEqual([]);
  expect(schemas.flatMap(([, names]) => names).filter((name) => !/^!?eu\/books\//.test(name))).toEqual([]);
  expect([...files].filter(([, one]) => /@[A-Z]+@/.test(one)).map(([name]) => name)).toEqual([]);
});

test('with the folder that the action takes by itself the workflows do not name it', () => {
  for (const one of [sync('mappings'), mappingsWorkflow(template, 'mappings'), deskWorkflow(template, 'mappings')])
    expect(one).not.toMatch(/ mappings:/);
});

test('the workflow for issues holds no secret, and the sync cannot write to the repository', () => {
  const text = deskWorkflow(template, 'mappings');
  const { on, jobs, permissions, 'cache-mode': cacheMode } = parse(text);
  expect(on).toEqual({
    issue_comment: { types: ['created'] },
    issues: { types: ['edited'] },
    workflow_run: { workflows: ['Sync', 'Sync companies'], types: ['completed'] },
  });
  expect([permissions, cacheMode, text.match(/secrets\.|environment:/g)]).toEqual([{}, 'none', null]);
  expect(jobs.desk.permissions).toEqual({ issues: 'write', contents: 'write', 'pull-requests': 'write' });
  expect(jobs.desk.if).toContain("github.event.sender.type != 'Bot'");
  // What a person wrote reaches no shell.
  expect(text).not.toMatch(/^[ -]*run:|github\.event\.comment/m);
  const ofSync = { contents: 'read', actions: 'read', issues: 'write' };
  expect(parse(sync('mappings')).permissions).toEqual(ofSync);
  // Of several companies, the jobs that sync may, and those beside them may not.
  const companies = parse(template.text('workflows/companies.yml'));
  const { tokens, sync: ofCompany, summary } = companies.jobs;
  expect(on.workflow_run.workflows).toContain(companies.name);
  expect([ofCompany.permissions, tokens.permissions ?? companies.permissions, summary.permissions]).toEqual([
    ofSync,
    { contents: 'read', actions: 'read' },
    { contents: 'read' },
  ]);
});
