import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, test } from 'vitest';
import { mappingsCommand } from '../../../src/commands/mappings/command-line.ts';
import { rewrite } from '../../../src/commands/mappings/rewrite.ts';
import { loadConfig } from '../../../src/config/config.ts';
import { flowFile } from '../../../src/config/schema/flow-schema.ts';
import { MIGRATIONS, type Migration } from '../../../src/config/schema/migrations.ts';
import { settingsFile } from '../../../src/config/schema/settings-schema.ts';
import { testFile } from '../../../src/config/schema/test-schema.ts';
import { CUSTOMERS, problemsOf, workspaceWith } from '../../config/folder.ts';
import { withMigrations } from '../../config/migrations.ts';
import { BASE } from '../../config/packs/packs.ts';

const root = path.join(import.meta.dirname, '../../..');

/** A language whose version 2.0.0 took four names away, and whose version 3.0.0 took the new name of one of them away. */
const ROWS: readonly Migration[] = [
  { version: '2.0.0', schema: flowFile, at: 'steps.*.sums', to: 'amounts' },
  { version: '2.0.0', schema: flowFile, at: 'steps.*.exists', word: 'compare', to: 'verify' },
  { version: '2.0.0', schema: settingsFile, at: 'asperion.rowsOfPage', to: 'pageSize' },
  { version: '2.0.0', schema: testFile, at: '*.wanted', to: 'expect' },
  { version: '3.0.0', schema: flowFile, at: 'steps.*.amounts', to: 'totals' },
];

const OLD = BASE.replace('exists: verify', "exists: 'compare'   # never written").replace(
  '    totals:\n',
  '    # the total without VAT\n    "sums":   # of all lines\n',
);

const NEW = OLD.replace("'compare'", 'verify').replace('"sums"', 'totals');

/** Runs the command in a workspace: whether it went well, and what it printed. */
function run(workspace: string, ...args: string[]): { readonly isWell: boolean; readonly said: string } {
  let said = '';
  const isWell = mappingsCommand(args, { output: { write: (text) => (said += text) }, currentFolder: workspace });
  return { isWell, said };
}

const read = (workspace: string, file: string): string => readFileSync(path.join(workspace, 'mappings', file), 'utf8');

test('each name that a release took away stands in the changelog', () => {
  const changelog = readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8');
  const silent = MIGRATIONS.filter(({ at, word, to, version }) => {
    const was = word ?? at.split('.').at(-1);
    return ![`\`${was}\``, `\`${to}\``, `[${version}]`].every((text) => changelog.includes(text));
  });
  expect(silent).toEqual([]);
});

it('is what an error about an old name advises', () => {
  using _ = withMigrations(...ROWS);
  using folder = workspaceWith({ 'orders.yml': OLD.replace('"sums"', 'amounts') });
  const hint = 'Run "exact-asperion-sync mappings migrate": it writes the new name and changes nothing else.';
  expect(problemsOf(() => loadConfig('mappings', folder.workspace))).toEqual([
    `OLD_NAME mappings/orders.yml:20:13 "compare" is called "verify" since version 2.0.0. | ${hint}`,
    `OLD_NAME mappings/orders.yml:30:5 "amounts" is called "totals" since version 3.0.0. | ${hint}`,
  ]);
});

it('writes the names of this version over those of older ones, and leaves every other letter', () => {
  using _ = withMigrations(...ROWS);
  using folder = workspaceWith({ 'orders.yml': OLD.replaceAll('\n', '\r\n') });
  expect(run(folder.workspace, 'migrate')).toEqual({
    isWell: true,
    said: `mappings/orders.yml:20
-     exists: 'compare'   # never written
+     exists: verify   # never written
mappings/orders.yml:30
-     "sums":   # of all lines
+     totals:   # of all lines
2 lines in 1 file changed. Read the difference, run validate, and commit the change.
`,
  });
  expect(read(folder.workspace, 'orders.yml')).toBe(NEW.replaceAll('\n', '\r\n'));
  expect(readdirSync(folder.workspace)).toEqual(['mappings']);
  expect(problemsOf(() => run(folder.workspace, 'migrate')).join()).not.toContain('OLD_NAME');
});

const COMPANY = {
  '../pack/orders.yml': BASE,
  'settings.yml': 'use: ../pack # ours\nflows: [orders]\nvalues: { prefix: EO- }\nasperion: { rowsOfPage: 50 }\n',
  'orders.yml':
    'extends: shipped\nsteps:\n  invoice:\n    extends: sums-of-lines\n    sums: { amount: { tolerance: 0.05 } } # cents\n',
  'parts/sums-of-lines.yml': 'exists: compare # as the accountant asked\n',
  'orders.test.yml': '- name: nothing\n  given: {}\n  wanted: [] # yet\n',
};

it('finds them in settings, overrides, parts and tests, whatever a flow is put together from', () => {
  using _ = withMigrations(...ROWS);
  using folder = workspaceWith(COMPANY);
  expect(run(folder.workspace, 'migrate').said).toContain('4 lines in 4 files changed.');
  expect(read(folder.workspace, 'settings.yml')).toContain('asperion: { pageSize: 50 }\n');
  expect(read(folder.workspace, 'orders.yml')).toContain('    totals: { amount: { tolerance: 0.05 } } # cents\n');
  expect(read(folder.workspace, 'parts/sums-of-lines.yml')).toBe('exists: verify # as the accountant asked\n');
  expect(read(folder.workspace, 'orders.test.yml')).toContain('  expect: [] # yet\n');
  expect(loadConfig('mappings', folder.workspace).flows[0]?.flow.steps[1]).toMatchObject({
    totals: [{ tolerance: '0.05' }],
  });
});

it('finds one that is taken out, too', () => {
  using _ = withMigrations(...ROWS);
  using folder = workspaceWith({
    ...COMPANY,
    'orders.yml': 'extends: shipped\nsteps: { invoice: { amounts: { remove: true } } }\n',
  });
  run(folder.workspace, 'migrate');
  expect(read(folder.workspace, 'orders.yml')).toContain('{ invoice: { totals: { remove: true } } }');
});

it('shows with --check what would change, writes nothing and ends with exit code 1', () => {
  using _ = withMigrations(...ROWS);
  using folder = workspaceWith({ 'orders.yml': OLD });
  const { isWell, said } = run(folder.workspace, 'migrate', '--check', '--mappings', 'mappings');
  expect(isWell).toBe(false);
  expect(said).toContain('+     totals:   # of all lines\n2 lines in 1 file with old names.');
  expect(read(folder.workspace, 'orders.yml')).toBe(OLD);
});

it('says of a folder of this version that it has no old names', () => {
  using folder = workspaceWith({
    'customers.yml': `${CUSTOMERS}      name: Name\n      address: AddressLine1\n      debtorKindId: '1'\n`,
  });
  for (const options of [[], ['--check']])
    expect(run(folder.workspace, 'migrate', ...options)).toEqual({
      isWell: true,
      said: 'mappings has no old names.\n',
    });
});

it('writes nothing where the new name stands beside the old one, and says which one to remove', () => {
  using _ = withMigrations(...ROWS);
  const both = OLD.replace(
    '    # the total',
    '    totals: [{ of: amount, equals: AmountFC }]\n    # the total',
  ).replace('"sums"', 'amounts');
  using folder = workspaceWith({ 'orders.yml': both });
  expect(problemsOf(() => run(folder.workspace, 'migrate'))).toEqual([
    'OLD_NAME mappings/orders.yml:31:5 "amounts" is called "totals" since version 3.0.0. | Remove it: "totals" is here as well.',
  ]);
  expect(read(folder.workspace, 'orders.yml')).toBe(both);
});

it('takes no value that only looks like an old name, and says what else is wrong', () => {
  using _ = withMigrations(...ROWS);
  const flow = BASE.replace('city: {', 'sums: {').replace('name: customer.Name', 'name: \'"compare"\'');
  using folder = workspaceWith({ 'orders.yml': flow });
  const problems = problemsOf(() => run(folder.workspace, 'migrate'));
  expect(problems).toHaveLength(4);
  expect(problems[1]).toContain('UNKNOWN_FIELD mappings/orders.yml:16:7 There is no field "sums" in debtors.');
  expect(problems.join()).not.toContain('OLD_NAME');
});

it('names the folder itself where something else is wrong, and not the copy that it works in', () => {
  using folder = workspaceWith({ 'settings.yml': 'use: shipped\nflows: []\n' });
  expect(problemsOf(() => run(folder.workspace, 'migrate'))).toEqual([
    expect.stringContaining('The folder "mappings" holds no flow'),
  ]);
});

test('a change of several files is made whole or not at all', () => {
  using folder = workspaceWith({ 'a.yml': 'a\n', 'b.yml': 'b\n', 'c.yml': 'c\n' });
  const mappings = path.join(folder.workspace, 'mappings');
  mkdirSync(path.join(mappings, 'd.yml'));
  const changes = new Map([
    ['a.yml', 'A\n'],
    ['b.yml', null],
    ['new.yml', 'N\n'],
    ['d.yml', 'D\n'],
    ['c.yml', 'C\n'],
  ]);
  expect(() => rewrite(mappings, changes)).toThrow();
  expect(readdirSync(mappings).sort()).toEqual(['a.yml', 'b.yml', 'c.yml', 'd.yml']);
  expect(['a.yml', 'b.yml', 'c.yml'].map((file) => read(folder.workspace, file)).join('')).toBe('a\nb\nc\n');
});
