import { expect, test } from 'vitest';
import { AmbiguousError, pinsOf } from '../../../src/sync/record/record-errors.ts';

test('what links.yml cannot settle is corrected in the target: a price goes, or a key comes', () => {
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

test('a person may choose a new record where one may be made, also if others have all found', () => {
  const taken = [{ reference: '10042', isTaken: true }];
  const about = { reference: '20001', pinFlow: 'customers', candidates: taken, why: 'why' };
  expect(pinsOf({ ...about, mayBeNew: true })?.targets).toEqual(['new']);
  expect(pinsOf(about)).toBeNull();
});
