import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../../src/errors/language.ts';
import { goldenFile, goldens, goldenTexts } from './texts.ts';

const all = goldens.flatMap((golden) => LANGUAGES.map((language) => [golden, language] as const));

test.each(all)(
  'the %s in the language %s is as somebody has read it (node test/report/golden/write.ts)',
  (golden, language) => {
    const read = readFileSync(join(import.meta.dirname, goldenFile(golden, language)), 'utf8');
    expect(goldenTexts[golden](language)).toBe(read.replaceAll('\r\n', '\n'));
  },
);

test.each(goldens)('the Dutch %s says nothing in English but names and the words of the mappings', (golden) => {
  const english = /\b(the|and|waits?|with|has no|were|What|When|from|until|not|lines?|other|none)\b/;
  const lines = goldenTexts[golden]('nl')
    .replaceAll(/```yaml.*?```|`[^`]+`/gs, '')
    .split('\n')
    .filter((line) => english.test(line));
  expect(lines.filter((line) => !/Counting the shelves/.test(line))).toEqual([]);
});
