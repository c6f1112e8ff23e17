import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../../src/errors/language.ts';
import { apiNamesIn, englishIn } from '../words/english.ts';
import { goldenFile, goldens, goldenTexts } from './texts.ts';

const all = goldens.flatMap((golden) => LANGUAGES.map((language) => [golden, language] as const));

test.each(all)(
  'the %s in the language %s is as somebody has read it (node test/report/golden/write.ts)',
  (golden, language) => {
    const read = readFileSync(join(import.meta.dirname, goldenFile(golden, language)), 'utf8');
    expect(goldenTexts[golden](language)).toBe(read.replaceAll('\r\n', '\n'));
  },
);

test.each(goldens)('the Dutch %s says nothing in English, and speaks in words of the company', (golden) => {
  // Why somebody paused something.
  const text = goldenTexts[golden]('nl').replaceAll('Counting the shelves', '');
  expect(englishIn(text)).toEqual([]);
});

test.each(goldens)('the English %s names fields and resources in words', (golden) => {
  expect(apiNamesIn(goldenTexts[golden]('en'))).toEqual([]);
});
