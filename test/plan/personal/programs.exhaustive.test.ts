import { expect, test } from 'vitest';
import { answered } from './programs.ts';

test('5,000 edits ask nothing of a person that their plans answer', async () => {
  const { valid, telling } = await answered(5000);
  expect(valid).toBeGreaterThan(4000);
  expect(telling).toEqual([]);
});
