import { mkdirSync, mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lintWorkflows } from '../../scripts/lint-workflows.ts';
import { dashboardHelp } from '../../src/commands/dashboard/command-line.ts';
import { VERSION } from '../../src/version.ts';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'dashboard.md'), 'utf8');
const [, workflow = ''] = /```yaml\n(# \.github\/workflows\/dashboard\.yml\n[\s\S]*?)```/.exec(page) ?? [];

test('the workflow that makes the dashboard is sound, and runs this version', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'workflows-'));
  mkdirSync(join(folder.path, '.github', 'workflows'), { recursive: true });
  writeFileSync(join(folder.path, '.github', 'workflows', 'dashboard.yml'), workflow);
  expect(await lintWorkflows(folder.path)).toEqual([]);
  expect(workflow).toContain(`exact-asperion-sync@${VERSION} dashboard`);
});

test('the workflow, the page and the help download the same artifacts into the same folder', () => {
  const download =
    /--workflow sync\.yml --branch main [\s\S]*?gh run download "\$run" (?:--repo \S+ )?(--pattern \S+ --dir \w+)/g;
  const all = [...page.matchAll(download), ...dashboardHelp.matchAll(download)].map(([, what]) => what);
  expect(all).toHaveLength(3);
  expect(new Set(all).size).toBe(1);
});
