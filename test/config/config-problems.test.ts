import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { readTestFiles } from '../../src/config/test-files.ts';
import { CUSTOMERS, problemsOf, workspaceWith } from './folder.ts';

// What is said of a single mistake is in test/mapping/mistakes/.

test('an unknown key of a step hints at the target’s fields, and at what is missing', () => {
  using folder = workspaceWith({
    'customers.yml': CUSTOMERS.replace('update: true', 'updaet: true\n    zzzzzz: 1'),
  });
  expect(problemsOf(() => loadConfig('mappings', folder.workspace))).toEqual([
    'UNKNOWN_KEY mappings/customers.yml:7:5 Unknown key "updaet" in step debtor. | Did you mean "update"?',
    expect.stringMatching(
      /^UNKNOWN_KEY mappings\/customers\.yml:8:5 Unknown key "zzzzzz" in step debtor\. \| A field of the target belongs under "fields"\. Known here: id, resource, match, .*fields, lines, total/,
    ),
  ]);
});

describe('problems', () => {
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
      'tables/e\u200b.yml': 'a: b',
    });
    expect(problemsOf(() => loadConfig('mappings', folder.workspace)).map((one) => one.split(' The')[0])).toEqual([
      'FILE_NAME mappings/b\ufffd::error::x.yml:1:1',
      'FILE_NAME mappings/c\ufffd[2J.test.yml:1:1',
      'FILE_NAME mappings/tables/d\ufffd.yml:1:1',
      'FILE_NAME mappings/tables/e\ufffd.yml:1:1',
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
