/** What GitHub reads beside the code says nothing that has gone stale. `scripts/lint-workflows.ts` knows GitHub's own rules. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { INPUT_NAMES, REQUIRED_INPUTS } from '../../src/config/input-names.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const files = (pattern: string): readonly string[] => {
  const found = globSync(pattern, { cwd: root }).sort();
  if (found.length === 0) throw new RangeError(`There is no ${pattern}.`);
  return found;
};
const FORMS = '.github/ISSUE_TEMPLATE/*.yml';
const forms = files(FORMS).filter((file) => !file.endsWith('config.yml'));
const workflows = files('.github/workflows/*.yml');

/** A workflow or the action of this repository, which needs no pin. */
const OURS = /uses: (\.\/|[\w-]+\/exact-asperion-sync[/@])/;

/** The content of a YAML file that has nothing to complain about. */
function content(file: string) {
  const document = parseDocument(read(file));
  expect([...document.errors, ...document.warnings], file).toEqual([]);
  return document.toJS();
}

test('the issue forms have fields that GitHub knows, each with an id and a label of its own', () => {
  expect(forms).toHaveLength(3);
  for (const file of forms) {
    const { name, description, body } = content(file);
    expect([typeof name, typeof description], file).toEqual(['string', 'string']);
    const fields = body.filter(({ type }: { type: string }) => type !== 'markdown');
    for (const { type, attributes } of fields) {
      expect(['input', 'textarea', 'dropdown', 'checkboxes'], file).toContain(type);
      expect(attributes.label, file).toMatch(/\S/);
      expect(Array.isArray(attributes.options), attributes.label).toBe(type === 'dropdown' || type === 'checkboxes');
    }
    const ids = fields.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size, file).toBe(fields.length);
  }
});

test('every issue form says that issues are public or asks for no real record', () => {
  expect(forms).not.toEqual([]);
  for (const file of forms) expect(read(file), file).toMatch(/Issues are public|Never a\s+token/);
});

test('the pages that the issue chooser links to exist', () => {
  const links: readonly { url: string }[] = content('.github/ISSUE_TEMPLATE/config.yml').contact_links;
  const paths = links.flatMap(({ url }) => /\/blob\/main\/(.+)$/.exec(url)?.[1] ?? []);
  expect(paths).not.toEqual([]);
  for (const path of paths) expect(existsSync(join(root, path)), path).toBe(true);
});

test('every path in CODEOWNERS exists', () => {
  const lines = read('.github/CODEOWNERS')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const paths = lines.map((line) => line.split(/\s+/)[0] ?? '').filter((path) => path !== '*');
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths) expect(existsSync(join(root, path)), path).toBe(true);
});

test('Dependabot groups the packages of the bundle', () => {
  const [npm] = content('.github/dependabot.yml').updates;
  const sources = files('src/**/*.ts');
  const imported = sources.flatMap((file) =>
    [...read(file).matchAll(/(?:from |import\([^']*)'((?:@[^/']+\/)?[^./'][^/']*)/g)].map(([, name = '']) => name),
  );
  const packages = [...new Set(imported)].filter((name) => !name.startsWith('node:')).sort();
  expect(npm.groups.bundled.patterns.toSorted()).toEqual(packages);
});

test('Dependabot holds back only packages that are used', () => {
  const [npm] = content('.github/dependabot.yml').updates;
  const used = [read('package.json'), read('tools/runtime/package.json')].join();
  expect(npm.ignore).not.toEqual([]);
  for (const { 'dependency-name': name } of npm.ignore) expect(used).toContain(`"${name}"`);
});

test('a workflow grants nothing at its top, and every grant has a reason', () => {
  for (const file of workflows) {
    expect(content(file).permissions, file).toEqual({});
    const grants = read(file).match(/^ +[a-z-]+: (read|write)\b.*$/gm) ?? [];
    expect(grants, file).not.toEqual([]);
    for (const line of grants) expect(line, file).toMatch(/# \S/);
  }
});

test('every job ends by itself, and every action is pinned to a commit with its version', () => {
  for (const file of workflows) {
    const { on, jobs } = content(file);
    for (const [name, job] of Object.entries<{ 'timeout-minutes'?: number | string; uses?: string }>(jobs)) {
      const minutes = job['timeout-minutes'];
      const input = typeof minutes === 'string' ? /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(minutes)?.[1] : undefined;
      const given = input === undefined ? minutes : on.workflow_call.inputs[input].default;
      // The jobs of a called workflow have limits of their own.
      if (job.uses === undefined) expect(given, `${file}: ${name}`).toBeGreaterThan(0);
    }
    const uses = read(file).match(/^ +(?:- )?uses: .*$/gm) ?? [];
    expect(uses, file).not.toEqual([]);
    for (const line of uses.filter((one) => !OURS.test(one))) {
      expect(line, file).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  }
});

test('the called workflow gives the action only inputs it has, from what it declares', () => {
  const { on, jobs } = content('.github/workflows/sync.yml');
  const given = jobs.sync.steps.find(({ id }: { id?: string }) => id === 'sync').with;
  const text = read('.github/workflows/sync.yml');
  expect(INPUT_NAMES).toEqual(expect.arrayContaining(Object.keys(given)));
  expect(Object.keys(given)).toEqual(expect.arrayContaining(Object.keys(REQUIRED_INPUTS)));
  const used = (kind: string) =>
    new Set([...text.matchAll(new RegExp(`\\b${kind}\\.([\\w-]+)`, 'g'))].map(([, name]) => name));
  expect(used('inputs')).toEqual(new Set(Object.keys(on.workflow_call.inputs)));
  expect(used('secrets')).toEqual(new Set(Object.keys(on.workflow_call.secrets)));
});
