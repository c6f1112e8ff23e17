import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { longTitlesIn, titlesIn } from './titles.ts';

/** The titles in a file with this text. */
function titlesOf(name: string, text: string, read: (file: string) => Iterable<string> = titlesIn): readonly string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'titles-'));
  try {
    writeFileSync(path.join(folder, name), text);
    return [...read(path.join(folder, name))];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the titles of a test file are those of its tests and groups, without what is skipped', () => {
  const text = `describe('a group', () => {
  test('one', () => expect('no title').toBe('none'));
  it.skip('two', () => {});
  it.todo('three');
});
describe.skip('another group', () => it('four', () => {}));
// test('five')
`;
  expect(titlesOf('a.test.ts', text)).toEqual(['a group', 'one']);
});

test('the titles of a table are filled in from its rows', () => {
  const text = `const cases = [{ heading: 'Prices', n: 1 }, { heading: 'Units', n: 2 }];
test.each(cases)('$heading ($index)', () => {});
test.each([['BE', 21], ['DE', 19]] as const)('%s pays %d', () => {});
test.each(['invoices', 'entries'])('%s are booked', () => {});
test.each(some)('%s of some', () => {});
`;
  expect(titlesOf('a.test.ts', text)).toEqual([
    'Prices',
    'Units',
    'BE pays %d',
    'DE pays %d',
    'invoices are booked',
    'entries are booked',
    '%s of some',
  ]);
});

test('the titles of a YAML file are the names of its cases and mistakes', () => {
  expect(titlesOf('a.test.yml', '- { name: a company, expect: [] }\n')).toEqual(['a company']);
  expect(titlesOf('a.yml', 'topic: Keys\nmistakes: [{ mistake: A slip, in: file }]\n')).toEqual(['A slip']);
});

const root = path.resolve(import.meta.dirname, '../..');

test('a title has at most 90 characters', () => {
  expect(globSync('test/**/*.test.ts', { cwd: root }).flatMap((file) => longTitlesIn(path.join(root, file)))).toEqual(
    [],
  );
});

test('a title that is too long is told with its line, whatever quotes it has', () => {
  const long = `${'waits '.repeat(15)}$\{seed}`;
  const text = `describe('short', () => {\n  test(\`${long}\`, () => {});\n});\nit.each([1])('${'a'.repeat(91)}', () => {});\n`;
  const told = titlesOf('a.test.ts', text, longTitlesIn);
  expect(told.map((line) => line.replace(/^.*a\.test/, 'a.test'))).toEqual([
    `a.test.ts:2: 97 characters: ${long}`,
    `a.test.ts:4: 91 characters: ${'a'.repeat(91)}`,
  ]);
});
