import { expect, test } from 'vitest';
import { parseDecimal, parseInteger } from '../../src/mapping/functions/parse-text.ts';

test('a text of forty digits is a number, and a longer one is none', () => {
  const digits = (length: number): string => '1'.padStart(length, '0');
  expect([parseInteger(digits(40)), parseDecimal(digits(40))?.toFixed()]).toEqual([1, '1']);
  expect([parseInteger(digits(41)), parseDecimal(digits(41))]).toEqual([null, null]);
});
