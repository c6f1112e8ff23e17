import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { titlesIn } from './titles.ts';

/** The titles in a file with this text. */
function titlesOf(name: string, text: string): readonly string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'titles-'));
  try {
    writeFileSync(path.join(folder, name), text);
    return [...titlesIn(path.join(folder, name))];
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
