import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { lintWorkflows } from '../../scripts/lint-workflows.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A repository with these files. */
function repository(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'workflows-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const steps = '    steps:\n      - run: echo hello\n';

const workflow = (job: string, top = '', otherJob = '') => `name: sync
on:
  schedule:
    - cron: "17 * * * *"
      timezone: Europe/Amsterdam
permissions: {}
concurrency:
  group: sync
  queue: max
${top}jobs:
  sync:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
${job}${otherJob}`;

const action = (runs: string) => `name: Example
description: An example
inputs:
  mode:
    description: What to do
runs:
${runs}`;

describe('the workflow lint', () => {
  it('has nothing to say about a sound workflow and a sound action', async () => {
    const folder = repository({
      '.github/workflows/sync.yml': workflow(steps),
      'action.yml': action('  using: node24\n  main: action/index.js\n'),
    });
    expect(await lintWorkflows(folder)).toEqual([]);
  });

  it('finds a job that needs a job that is not there', async () => {
    const folder = repository({
      '.github/workflows/sync.yml': workflow(
        steps,
        '',
        `  report:\n    needs: snyc\n    runs-on: ubuntu-24.04\n${steps}`,
      ),
    });
    const [problem] = await lintWorkflows(folder);
    expect(problem).toMatchObject({ file: '.github/workflows/sync.yml', line: 17, column: 12 });
    expect(problem?.message).toContain('snyc');
  });

  it('finds a runtime that runners do not have', async () => {
    const folder = repository({ 'action.yml': action('  using: node99\n  main: action/index.js\n') });
    const [problem] = await lintWorkflows(folder);
    expect(problem).toMatchObject({ file: 'action.yml', line: 7 });
    expect(problem?.message).toMatch(/node99/);
  });

  it('finds an expression that names a context that is not there', async () => {
    const folder = repository({
      '.github/workflows/sync.yml': workflow('    steps:\n      - run: echo $'.concat('{{ githib.ref }}\n')),
    });
    expect((await lintWorkflows(folder)).map(({ message }) => message).join()).toContain('githib');
  });

  it('accepts cache-mode, which is newer than its rules, and nothing else unknown', async () => {
    const job = `    cache-mode: write\n    cash-mode: write\n${steps}`;
    const folder = repository({ '.github/workflows/sync.yml': workflow(job, 'cache-mode: read\n') });
    const messages = (await lintWorkflows(folder)).map(({ message }) => message);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain('cash-mode');
  });

  it('does not pass an empty repository', async () => {
    await expect(lintWorkflows(repository({ 'README.md': '' }))).rejects.toThrow(/No action.yml/);
  });
});
