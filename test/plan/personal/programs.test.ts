import { expect, test } from 'vitest';
import { answered } from './programs.ts';

test('an edit asks nothing of a person that its plan answers, wherever it asks', async () => {
  const { valid, telling } = await answered(400);
  expect(valid).toBeGreaterThan(300);
  expect(telling).toEqual([]);
});
