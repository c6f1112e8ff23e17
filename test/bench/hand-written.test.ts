import { expect, test } from 'vitest';
import { account, bothMappings } from './mapping.ts';

test('the mapping that is written by hand, beside which the speed of mappings is measured, gives the same', () => {
  const { compiled, byHand } = bothMappings();
  const records = Array.from({ length: 500 }, (_, number) => account(number));
  expect(records.map(byHand)).toEqual(records.map(compiled));
});
