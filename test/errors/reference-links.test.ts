import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { errorCodes } from '../../src/errors/codes.ts';
import { addressOf, referenceOf } from '../../src/errors/reference-links.ts';
import { readerOf } from '../../src/report/reader.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Codes of problems that a mapping can have, as they stand in the sources. */
function codesInSources(): ReadonlySet<string> {
  const files = globSync(['src/mapping/**/*.ts', 'src/config/**/*.ts'], {
    cwd: ROOT,
  });
  const found = files.flatMap((file) => {
    const text = readFileSync(path.join(ROOT, file), 'utf8');
    return [
      ...text.matchAll(
        /(?:ConfigError\(|problems\.add\([^']*?|code: |problem\(\s*context,\s*[\w.]+,\s*)'([A-Z][A-Z_]+)'/g,
      ),
    ].map((match) => match[1] ?? '');
  });
  return new Set(found);
}

test('every problem of a mapping links to a part of the reference', () => {
  const codes = codesInSources();
  expect(codes.size).toBeGreaterThan(40);
  expect([...codes].filter((code) => referenceOf(code, 'mappings/a.yml') === undefined)).toEqual([]);
});

test('other errors link nowhere', () => {
  expect(referenceOf('REFUSED', 'mappings/a.yml')).toBeUndefined();
  expect(referenceOf('STATE_UNREADABLE', 'mappings/a.yml')).toBeUndefined();
});

test('a lost login links to the page that says how to log in, though it is in no file', () => {
  expect(referenceOf('REFRESH_REFUSED', undefined)).toBe('docs/troubleshooting.md#a-login-is-lost');
  expect(referenceOf('WRONG_VALUE', undefined)).toBeUndefined();
});

test('on GitHub, a page of the documentation is linked in the version that runs', () => {
  const runner = {
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_ACTION_REPOSITORY: 'owner/action',
    GITHUB_ACTION_REF: 'v1',
  };
  const address = 'https://github.com/owner/action/blob/v1/docs/mapping.md#tables';
  expect(addressOf('docs/mapping.md#tables', runner)).toBe(address);
  expect(addressOf('https://start.exactonline.nl/1', runner)).toBe('https://start.exactonline.nl/1');
  // An action that is used by its path has no repository.
  expect(addressOf('docs/mapping.md#tables', { ...runner, GITHUB_ACTION_REPOSITORY: '' })).toBe(
    'docs/mapping.md#tables',
  );
  expect(readerOf('nl', runner).words.see('docs/mapping.md#tables')).toBe(`Zie ${address}`);
});

test.each([
  ['mappings/a.yml', 'WRONG_VALUE', 'keys'],
  ['mappings/a.test.yml', 'WRONG_VALUE', 'tests'],
  ['mappings/a.test.yml', 'UNKNOWN_FLOW', 'tests'],
  ['mappings/a.test.yml', 'YAML_SYNTAX', 'yaml'],
  ['mappings/settings.yml', 'UNKNOWN_KEY', 'settings'],
  ['mappings/links.yml', 'UNKNOWN_FLOW', 'links'],
  ['mappings/a.yml', 'UNKNOWN_FLOW', 'building-on-other-mappings'],
  ['mappings/tables/settings.yml', 'EMPTY_VALUE', 'tables'],
  ['mappings/my-links.yml', 'UNKNOWN_KEY', 'keys'],
])('in %s %s leads to the part %s', (file, code, part) => {
  expect(referenceOf(code, file)).toBe(`docs/mapping.md#${part}`);
});

test.each([
  ['paused', 'UNKNOWN_FLOW', 'retry-skip-pause'],
  ['paused', 'UNKNOWN_KEY', 'retry-skip-pause'],
  ['messages', 'UNKNOWN_KEY', 'messages-of-your-own'],
])('in %s.yml %s leads to the part %s of operating', (file, code, part) => {
  expect(referenceOf(code, `mappings/${file}.yml`)).toBe(`docs/operating.md#${part}`);
  const text = readFileSync(path.join(ROOT, 'docs/operating.md'), 'utf8');
  expect(text.toLowerCase().replaceAll(',', '')).toContain(`\n## ${part.replaceAll('-', ' ')}\n`);
});

test('every part that a problem links to is in the reference', () => {
  const anchors = ['docs/mapping.md', 'docs/operating.md', 'docs/troubleshooting.md'].flatMap((page) =>
    [...readFileSync(path.join(ROOT, page), 'utf8').matchAll(/^#+ (.+)$/gm)].map(
      ([, heading = '']) => `${page}#${heading.toLowerCase().replaceAll(' ', '-')}`,
    ),
  );
  const files = ['a.yml', 'a.test.yml', 'settings.yml', 'links.yml', 'tables/a.yml'].map((file) => `mappings/${file}`);
  const linked = Object.keys(errorCodes).flatMap((code) => files.flatMap((file) => referenceOf(code, file) ?? []));
  expect(linked.length).toBeGreaterThan(200);
  expect(linked.filter((link) => !anchors.includes(link))).toEqual([]);
});
