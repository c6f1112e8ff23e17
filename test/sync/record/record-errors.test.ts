import { expect, test } from 'vitest';
import { AmbiguousError } from '../../../src/sync/record/record-errors.ts';

test('what links.yml cannot settle is corrected in the target: one of several prices of an item goes, a single record gets the key', () => {
  const of = (names: readonly string[]): string => {
    const candidates = names.map((reference) => ({ reference, isTaken: false }));
    return new AmbiguousError({ reference: 'STOEL', pinFlow: null, candidates, why: 'why' }, 'Item + Currency', [])
      .message;
  };
  expect(of(['STOEL', 'STOEL'])).toContain(
    'Correct the target by hand: only one of its records may have the Item + Currency of STOEL.',
  );
  expect(of(['KRUK'])).toContain('Give the right one the Item + Currency of STOEL.');
});
