import { expect, test } from 'vitest';
import { account, bothMappings } from './mapping.ts';

test('the mapping written by hand, for comparing speed, gives the same', () => {
  const { compiled, byHand } = bothMappings();
  const records = Array.from({ length: 500 }, (_, number) => account(number));
  expect(records.map(byHand)).toEqual(records.map(compiled));
});
