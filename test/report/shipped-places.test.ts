import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { compileFlows } from '../../src/commands/select-flows.ts';
import { checkoutOf, UNSEEN } from '../../src/config/checkout.ts';
import { loadConfig } from '../../src/config/config.ts';
import type { Table } from '../../src/config/tables.ts';
import { missingRow, placeForRow } from '../../src/mapping/tables/missing-rows.ts';
import { readerOf } from '../../src/report/reader.ts';

const onGitHub = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'example-trading/administration',
  GITHUB_REF_NAME: 'main',
};
const REPOSITORY = 'https://github.com/example-trading/administration';

const flows = 'flows:\n  - products.asperion-to-exact-online\n';
const settings = `# a company\nuse: shipped\n${flows}`;

/** A table that every company writes itself. */
const INCLUDED = { 'tables/item-vat-included.yml': '"2": 0\n' };

let workspace = '';
afterEach(() => rmSync(workspace, { recursive: true, force: true }));

/** A repository whose folder of mappings has these files beside settings.yml. */
function repository(files: Readonly<Record<string, string>>): string {
  workspace = mkdtempSync(join(tmpdir(), 'places-'));
  mkdirSync(join(workspace, 'mappings', 'tables'), { recursive: true });
  for (const [name, text] of Object.entries({ 'settings.yml': settings, ...INCLUDED, ...files }))
    writeFileSync(join(workspace, 'mappings', name), text);
  return workspace;
}

function tableOf(name: string): Table {
  const { tables } = loadConfig('mappings', workspace);
  const table = tables.get(name);
  if (table === undefined) throw new Error(`there is no table ${name}`);
  return table;
}

/** Where a person adds a unit to the shipped table. */
const placeOfUnit = (unit = 'zak') => placeForRow(tableOf('units'), [unit]);

/** All that the shipped table has for the Netherlands, taken out. */
const ofNL = ['0', '1', '2', '6'].map((code) => `  "${code}": { remove: true }\n`).join('');

const needed = {
  'tables/ledger-accounts.yml': '"8000": "8000"\n',
  'tables/revenue-accounts.yml': '',
};

describe('a row that a shipped table lacks', () => {
  test('is added to a new file: the link leads to the page that makes it, the mark is on `use`', () => {
    repository(needed);
    const checkout = checkoutOf('mappings', workspace);
    const at = placeOfUnit();
    expect(at).toEqual({ file: 'mappings/tables/units.yml', line: 1, column: 1 });
    expect(checkout.has(at.file)).toBe(false);
    expect(checkout.use).toEqual({ file: 'mappings/settings.yml', line: 2, column: 1 });
    expect(readerOf('en', onGitHub, checkout).place(at)).toEqual({
      link: 'mappings/tables/units.yml',
      to: `${REPOSITORY}/new/main/mappings/tables?filename=units.yml`,
    });
  });

  test('of a pull request leads to its branch', () => {
    repository(needed);
    const environment = { ...onGitHub, GITHUB_REF_NAME: '12/merge', GITHUB_HEAD_REF: 'units' };
    expect(readerOf('en', environment, checkoutOf('mappings', workspace)).place(placeOfUnit())).toMatchObject({
      to: `${REPOSITORY}/new/units/mappings/tables?filename=units.yml`,
    });
  });

  test('is added to the file of the folder, if it has one: behind its last row', () => {
    repository({ ...needed, 'tables/units.yml': '# units\npallet: pallet\nkrat: krat\n' });
    const at = placeOfUnit();
    expect(at).toEqual({ file: 'mappings/tables/units.yml', line: 3, column: 1 });
    expect(readerOf('en', onGitHub, checkoutOf('mappings', workspace)).place(at)).toEqual({
      link: 'mappings/tables/units.yml:3',
      to: `${REPOSITORY}/edit/main/mappings/tables/units.yml#L3`,
    });
  });

  test('is written where the file takes it out: a second row of its key would be refused', () => {
    repository({ ...needed, 'tables/units.yml': 'pallet: pallet\nstuks: { remove: true }\nkrat: krat\n' });
    expect(placeOfUnit('stuks')).toEqual({ file: 'mappings/tables/units.yml', line: 2, column: 1 });
    const [, hint] = missingRow(tableOf('units'), [{ key: 'stuks', uses: [] }]);
    expect(hint).toBe('Write "stuks": … in mappings/tables/units.yml, where the row says remove: true.');
  });

  test('shows the words of the VAT codes of accounts, also where the key itself is personal', () => {
    repository(needed);
    const uses = [
      { from: 'record', name: '', field: 'vatNumber', resource: 'debtors', personal: 'identity', way: 'copied' },
    ] as const;
    const table = tableOf('account-vat-codes');
    const keys = [
      { key: 'BR', uses: [] },
      { key: 'private', uses },
    ];
    expect(missingRow(table, keys)).toEqual([
      'Table account-vat-codes has no row for "BR", company/private.',
      'Add "BR": { "company": …, "private": … } to mappings/tables/account-vat-codes.yml.',
    ]);
  });

  test.each([
    [
      'vat-supplies',
      'VH: { remove: true }\nVL: { remove: true }\n',
      ['VH', 'kind'],
      1,
      'Write "VH": { "kind": …, "rate": … } in FILE, where the row says remove: true. The other values that it takes out then apply again. What "kind" may be: domestic, taxed-here, zero, reverse-charge, eu-goods, eu-services, export, oss, exempt, margin, outside.',
    ],
    [
      'vat-codes',
      'NL: { "1": { remove: true } }\nDE: { remove: true }\n',
      ['DE', '2'],
      2,
      'Write "DE": { "2": … } in FILE, where the row says remove: true. The other values that it takes out then apply again.',
    ],
    ['vat-codes', `NL:\n${ofNL}`, ['NL', '1'], 3, 'Write "1": … below "NL" in FILE, where the row says remove: true.'],
    ['vat-codes', `NL:\n${ofNL}`, ['NL', '99'], 1, 'Add "99": … below "NL" in FILE.'],
    ['vat-codes', 'NL:\n  "8": VH\n  "7": VH\n\nUS:\n  "7": VX\n', ['NL', '99'], 3, 'Add "99": … below "NL" in FILE.'],
    ['vat-codes', 'NL:\n  "8": VH\n\nUS:\n  "8": VX\n  "7": VX\n', ['BR', '99'], 6, 'Add "BR": { "99": … } to FILE.'],
  ])('of %s with %j is written so for %j', (name, text, keys, line, says) => {
    const file = `mappings/tables/${name}.yml`;
    repository({ ...needed, [`tables/${name}.yml`]: text });
    const table = tableOf(name);
    expect(placeForRow(table, keys)).toMatchObject({ file, line });
    const words = keys.map((key) => ({ key, uses: [] }));
    expect(missingRow(table, words)[1]).toBe(says.replace('FILE', file));
  });

  test('is added at the top of a file of the folder without rows', () => {
    repository({ ...needed, 'tables/units.yml': '# none yet\n' });
    expect(placeOfUnit()).toEqual({ file: 'mappings/tables/units.yml', line: 1, column: 1 });
    expect(compileFlows(loadConfig('mappings', workspace))).not.toEqual([]);
  });
});

describe('another shipped place', () => {
  const rule = { file: 'shipped/parts/invoice-checks.yml', line: 4, column: 3 };

  test('has no link, even in a repository with a folder of that name', () => {
    repository({});
    mkdirSync(join(workspace, 'shipped', 'parts'), { recursive: true });
    writeFileSync(join(workspace, 'shipped', 'parts', 'invoice-checks.yml'), '');
    const checkout = checkoutOf('mappings', workspace);
    expect(checkout.has(rule.file)).toBe(false);
    expect(readerOf('en', onGitHub, checkout).place(rule)).toBe('shipped/parts/invoice-checks.yml:4');
  });

  test('has no line for a mark if the settings build on nothing, or cannot be read', () => {
    expect(checkoutOf('mappings', repository({ 'settings.yml': flows })).use).toBeNull();
    expect(checkoutOf('mappings', repository({ 'settings.yml': 'use: [' })).use).toBeNull();
  });
});

test('a workspace without the folder is one whose files are not known', () => {
  repository({});
  expect(checkoutOf('elsewhere', workspace)).toBe(UNSEEN);
});
