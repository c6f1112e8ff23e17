import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { lintTemplates } from '../../scripts/lint-workflows.ts';
import { INPUT_NAMES } from '../../src/config/input-names.ts';
import { syncWorkflow } from '../../src/init/files.ts';
import { readTemplate } from '../../src/init/template.ts';

const template = readTemplate();

test('the workflows that init writes are sound, with every flow that can be chosen', async () => {
  expect(await lintTemplates()).toEqual([]);
});

test('the workflow for pull requests validates everything, and plans where the plan key is, never for a fork', () => {
  const text = template.text('workflows/mappings.yml');
  const { on, jobs, permissions } = parse(text);
  expect(Object.keys(on)).toEqual(['pull_request']);
  expect(permissions).toEqual({ contents: 'read' });
  expect(text.match(/secrets\.\w+/g)).toEqual(['secrets.SYNC_PLAN_KEY', 'secrets.SYNC_PLAN_KEY']);
  expect(JSON.stringify(jobs.validate)).not.toContain('secrets.');
  expect(jobs.plan.if).toBe('github.event.pull_request.head.repo.full_name == github.repository');
  const steps = jobs.plan.steps as readonly { readonly if: string; readonly with?: object }[];
  expect(steps.slice(1).every((step) => step.if === "env.HAS_KEY == 'true'")).toBe(true);
  for (const step of [...steps.slice(-1), ...jobs.validate.steps.slice(-1)])
    expect(INPUT_NAMES).toEqual(expect.arrayContaining(Object.keys(step.with)));
});

test('a manual start chooses among the flows that run, and writes only if the schedule does', () => {
  const { on, jobs } = parse(syncWorkflow(template, ['a.x-to-y', 'b.x-to-y'], '17 * * * *'));
  expect(on.schedule).toEqual([{ cron: '17 * * * *', timezone: 'Europe/Amsterdam' }]);
  expect(on.workflow_dispatch.inputs.flows.options).toEqual(['all', 'a.x-to-y', 'b.x-to-y']);
  expect(on.workflow_dispatch.inputs.mode.options).not.toContain('sync');
  expect(jobs.sync.environment).toBe('sync');
});
