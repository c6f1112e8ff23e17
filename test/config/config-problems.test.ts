import { describe, expect, test } from 'vitest';
import { loadConfig, readTestFiles } from '../../src/config/config.ts';
import { CUSTOMERS, problemsOf, workspaceWith } from './folder.ts';

/** The problems of a folder whose one flow is `CUSTOMERS` with `written` in place of `text`. */
function problemsWith(text: string, written: string): readonly string[] {
  expect(CUSTOMERS).toContain(text);
  using folder = workspaceWith({ 'customers.yml': CUSTOMERS.replace(text, written) });
  return problemsOf(() => loadConfig('mappings', folder.workspace));
}

describe('problems', () => {
  test.each([
    [
      'an unknown key',
      'match:',
      'matchh:',
      ['UNKNOWN_KEY mappings/customers.yml:6:5 Unknown key "matchh" in step debtor. | Did you mean "match"?'],
    ],
    [
      'an unknown key at the top',
      'steps:',
      'wehre: Name\nsteps:',
      ['UNKNOWN_KEY mappings/customers.yml:3:1 Unknown key "wehre". | Did you mean "where"?'],
    ],
    [
      'a key with no likeness',
      '    update',
      '    zzzzzz: 1\n    update',
      [
        expect.stringMatching(
          /^UNKNOWN_KEY mappings\/customers\.yml:7:5 Unknown key "zzzzzz" in step debtor\. \| A field of the target stands under "fields"\. Known here: id, resource, match, .*fields, lines, total/,
        ),
      ],
    ],
    [
      'a missing key',
      '    resource: debtors\n',
      '',
      ['MISSING_KEY mappings/customers.yml:4:5 Step debtor lacks "resource". | Add "resource".'],
    ],
    [
      'an empty value',
      'debtors',
      '',
      ['EMPTY_VALUE mappings/customers.yml:5:5 Step debtor, resource is empty. | Give it a value, or remove the key.'],
    ],
    [
      'an empty expression',
      'to: asperion',
      "to: asperion\nwhere: ' '",
      [
        'EMPTY_VALUE mappings/customers.yml:3:8 "where": The expression is empty. | Write an expression, or remove the key.',
      ],
    ],
    [
      'an empty list',
      '[characteristic5]',
      '[]',
      ['EMPTY_VALUE mappings/customers.yml:6:12 Step debtor, match is empty. | Give it a value.'],
    ],
    [
      'a wrong word',
      'update: true',
      'exists: verfy',
      [
        'WRONG_VALUE mappings/customers.yml:7:13 Step debtor, exists must be skip, verify, update or fail, found "verfy". | Did you mean verify?',
      ],
    ],
    [
      'a wrong type',
      'update: true',
      'update: yes',
      [
        'WRONG_VALUE mappings/customers.yml:7:13 Step debtor, update must be true or false, found "yes". | Write true, without quotes.',
      ],
    ],
    [
      'a number that is too small',
      'to: asperion',
      'to: asperion\nlimit: 0',
      ['WRONG_VALUE mappings/customers.yml:3:8 "limit" must be at least 1, found the number 0. | '],
    ],
    [
      'a decimal where a whole number is needed',
      'to: asperion',
      'to: asperion\nlimit: 1.5',
      [
        'WRONG_VALUE mappings/customers.yml:3:8 "limit" must be a whole number, found a decimal. | Write it without a point.',
      ],
    ],
    [
      'a date that does not exist',
      'to: asperion',
      'to: asperion\nsince: 2026-02-30',
      ['WRONG_VALUE mappings/customers.yml:3:8 "since": A date such as 2026-01-31 is needed, found "2026-02-30". | '],
    ],
    [
      'a system with a slip',
      'exact-online.',
      'exact-onlin.',
      [
        'WRONG_VALUE mappings/customers.yml:1:7 "from" must be a system and a resource, found "exact-onlin.crm/Accounts". | Write it like exact-online.crm/Accounts.',
      ],
    ],
    [
      'a flow into its own source',
      'to: asperion',
      'to: exact-online',
      [
        'SAME_SYSTEM mappings/customers.yml:2:5 The flow reads from and writes to exact-online. | Let "from" and "to" name different systems.',
      ],
    ],
    [
      'neither update nor exists',
      '    update: true\n',
      '',
      [expect.stringContaining('UPDATE_OR_EXISTS mappings/customers.yml:4:5 The step has neither')],
    ],
    [
      'a mistyped update, which explains the missing one',
      'update: true',
      'updaet: true',
      [expect.stringContaining('UNKNOWN_KEY mappings/customers.yml:7:5 Unknown key "updaet"')],
    ],
    [
      'both update and exists',
      'update: true',
      'update: true\n    exists: skip',
      [expect.stringContaining('UPDATE_OR_EXISTS mappings/customers.yml:8:13 The step has both')],
    ],
    [
      'a total without lines',
      'update: true',
      'update: true\n    total: { of: amount, equals: Total }',
      [expect.stringContaining('TOTAL_WITHOUT_LINES mappings/customers.yml:8:12')],
    ],
    [
      'a name with a meaning of its own',
      'id: debtor',
      'id: line',
      [expect.stringContaining('RESERVED_NAME mappings/customers.yml:4:9 "line" has its own meaning')],
    ],
    [
      'a name that is used twice',
      'to: asperion',
      'to: asperion\nwith: { debtor: { resource: crm/Contacts, by: ID, value: MainContact } }',
      [expect.stringContaining('NAME_TAKEN mappings/customers.yml:5:9 The name "debtor" is used twice.')],
    ],
    [
      'a default without a record',
      'update: true',
      'update: true\n    default: { use: always }',
      [expect.stringContaining('MISSING_KEY mappings/customers.yml:8:14 The default record is not named.')],
    ],
  ])('%s', (_, text, written, expected) => {
    expect(problemsWith(text, written)).toEqual(expected);
  });

  test.each([
    [
      'a mistyped kind',
      '{ vaule: 5 }',
      'UNKNOWN_KEY mappings/customers.yml:9:26 Unknown key "vaule" in step debtor, field characteristic5. | Did you mean "value"?',
    ],
    [
      'a mistyped table',
      '{ tabel: units, key: Unit }',
      'UNKNOWN_KEY mappings/customers.yml:9:26 Unknown key "tabel" in step debtor, field characteristic5. | Did you mean "table"?',
    ],
    [
      'a table without key',
      '{ table: units }',
      'MISSING_KEY mappings/customers.yml:9:7 Step debtor, field characteristic5 lacks "key". | Add "key".',
    ],
    [
      'a reference without its field',
      '{ ref: financial/GLAccounts, value: "8000" }',
      'MISSING_KEY mappings/customers.yml:9:24 "ref" is here without "by". | Add "by": "ref" names the list of the target, "by" the field that holds the code.',
    ],
    [
      'a wrong word',
      '{ expr: Code, write: alway }',
      'WRONG_VALUE mappings/customers.yml:9:45 Step debtor, field characteristic5, write must be always, create, update or empty, found "alway". | Did you mean always?',
    ],
    [
      'a rule inside first',
      '{ first: [Code, { expr: Name, whn: x }] }',
      'UNKNOWN_KEY mappings/customers.yml:9:54 Unknown key "whn" in step debtor, field characteristic5, alternative 2. | Did you mean "when"?',
    ],
  ])('a rule with %s', (_, written, expected) => {
    expect(problemsWith('Code', written)).toEqual([expected]);
  });

  test('a rule with two kinds, with none, or of a bare number gets a message that explains rules', () => {
    expect(problemsWith('Code', '{ expr: Code, value: 5 }')).toEqual([
      expect.stringContaining('has exactly one of expr, value, table and first'),
    ]);
    expect(problemsWith('Code', '{ write: create }')).toEqual([
      expect.stringContaining('has exactly one of expr, value, table and first'),
    ]);
    expect(problemsWith('Code', '8000')).toEqual([expect.stringContaining('the constant is written { value: 8000 }')]);
  });

  test('all problems of all files are reported at once', () => {
    using folder = workspaceWith({
      'a.yml': CUSTOMERS.replace('match:', 'matchh:').replace('update: true', 'update: yes'),
      'b.yml': 'where: !Blocked\n',
      'c.yml': CUSTOMERS,
      'd.yaml': CUSTOMERS,
      'e.YML': CUSTOMERS,
      'settings.yml': 'asperion: { pageSizee: 5 }\nadministrations: [{ name: no rd, division: 1, tenant: 2 }]\n',
      'tables/vat.yml': 'NL:\n  "21":\n    - { value: 1, from: 2026-01-32 }\nBE:\n',
      'tables/odd.yml': '- a\n',
      'links.yml': 'cc: { "1": "2" }\n',
    });
    expect(
      problemsOf(() => loadConfig('mappings', folder.workspace)).map((one) => one.split(' ').slice(0, 2).join(' ')),
    ).toEqual([
      'FILE_NAME mappings/d.yaml:1:1',
      'FILE_NAME mappings/e.YML:1:1',
      'YAML_TAG mappings/b.yml:1:8',
      'UNKNOWN_KEY mappings/a.yml:6:5',
      'WRONG_VALUE mappings/a.yml:7:13',
      'UNKNOWN_KEY mappings/settings.yml:1:13',
      'WRONG_VALUE mappings/settings.yml:2:27',
      'WRONG_VALUE mappings/tables/odd.yml:1:1',
      'WRONG_VALUE mappings/tables/vat.yml:3:25',
      'EMPTY_VALUE mappings/tables/vat.yml:4:1',
      'UNKNOWN_FLOW mappings/links.yml:1:1',
    ]);
  });

  test('a name cannot write its own lines into the log', () => {
    using folder = workspaceWith({
      'a.yml': CUSTOMERS,
      'b\n::error::x.yml': CUSTOMERS,
      'c\u001b[2J.test.yml': '[]',
      'tables/d\u202e.yml': 'a: b',
    });
    expect(problemsOf(() => loadConfig('mappings', folder.workspace)).map((one) => one.split(' The')[0])).toEqual([
      'FILE_NAME mappings/b\ufffd::error::x.yml:1:1',
      'FILE_NAME mappings/c\ufffd[2J.test.yml:1:1',
      'FILE_NAME mappings/tables/d\ufffd.yml:1:1',
    ]);
    expect(readTestFiles('mappings', folder.workspace)).toEqual({ files: [], flows: ['a'] });
  });

  test('a missing or empty folder is reported, and so is a file that is not text', () => {
    using folder = workspaceWith({ 'settings.yml': '' });
    expect(problemsOf(() => loadConfig('maps', folder.workspace))).toEqual([
      expect.stringContaining('NO_MAPPINGS There is no folder "maps"'),
    ]);
    expect(problemsOf(() => loadConfig('mappings', folder.workspace))).toEqual([expect.stringContaining('NO_FLOWS')]);
    using other = workspaceWith({ 'customers.yml': new Uint8Array([0x66, 0xff, 0xfe]) });
    expect(problemsOf(() => loadConfig('mappings', other.workspace))).toEqual([
      expect.stringContaining('FILE_UNREADABLE mappings/customers.yml:1:1 The file is not UTF-8 text.'),
    ]);
  });
});
