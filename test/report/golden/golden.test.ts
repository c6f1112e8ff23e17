import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../../src/errors/language.ts';
import { goldenFile, goldenSummary } from './summary.ts';

test.each(LANGUAGES)(
  'the summary in the language %s is as somebody has read it (node test/report/golden/write.ts)',
  (language) => {
    const read = readFileSync(join(import.meta.dirname, goldenFile(language)), 'utf8');
    expect(goldenSummary(language)).toBe(read.replaceAll('\r\n', '\n'));
  },
);

test('the Dutch summary says nothing in English but names and the words of the mappings', () => {
  const english = /\b(the|and|waits?|with|has no|were|What|When)\b/;
  const lines = goldenSummary('nl')
    .split('\n')
    .filter((line) => english.test(line.replaceAll(/\b(records?)\b/gi, '')));
  expect(lines.filter((line) => !/suppliers|Counting the shelves|no VAT number/.test(line))).toEqual([]);
});
