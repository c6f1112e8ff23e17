import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { lintWorkflows } from '../../scripts/lint-workflows.ts';
import { INPUT_NAMES } from '../../src/config/input-names.ts';
import { PERSONAL_CLASSES } from '../../src/systems/catalog.ts';

const root = join(import.meta.dirname, '..', '..');
const text = readFileSync(join(root, 'docs', 'plan.md'), 'utf8');

test('the workflow to copy for pull requests is sound, gets no more than the plan key, and no secrets in a fork', async () => {
  const [, workflow = ''] = /```yaml\n(# \.github\/workflows\/plan\.yml\n[\s\S]*?)```/.exec(text) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'workflows-'));
  try {
    mkdirSync(join(folder, '.github', 'workflows'), { recursive: true });
    writeFileSync(join(folder, '.github', 'workflows', 'plan.yml'), workflow);
    expect(await lintWorkflows(folder)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const { on, jobs } = parse(workflow);
  expect(Object.keys(on)).toEqual(['pull_request']);
  expect(workflow.match(/secrets\.\w+/g)).toEqual(['secrets.SYNC_PLAN_KEY']);
  expect(jobs.plan.permissions).toEqual({ contents: 'read', actions: 'read', 'pull-requests': 'write' });
  const step = jobs.plan.steps.at(-1);
  expect(INPUT_NAMES).toEqual(expect.arrayContaining(Object.keys(step.with)));
});

test('the classes of personal values are named as the code knows them', () => {
  const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
  for (const place of [text, action.inputs.reveal.description]) expect(place).toContain(PERSONAL_CLASSES.join(', '));
});
