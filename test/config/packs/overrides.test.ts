import { describe, expect, test } from 'vitest';
import { overridesOf } from '../../../src/config/packs/overrides.ts';

const debtor = { id: 'debtor', update: true };
const order = { id: 'order', exists: 'skip' };
const note = { id: 'note', update: false };

describe('what a folder must write to get a list of another one', () => {
  test('is the entry that is new, beside the names of those that change', () => {
    expect(overridesOf([debtor, order], [debtor, { ...order, exists: 'fail' }, note])).toEqual([
      { id: 'order', exists: 'fail' },
      note,
    ]);
  });

  test('is what is taken out, by its name', () => {
    expect(overridesOf([debtor, order], [{ ...order, exists: 'fail' }])).toEqual({
      debtor: { remove: true },
      order: { exists: 'fail' },
    });
  });

  const nameless = { update: true };

  test('is the entry that changes beside one without a name that stays', () => {
    expect(overridesOf([debtor, nameless], [{ ...debtor, update: false }, nameless])).toEqual({
      debtor: { update: false },
    });
    const both = [{ ...debtor, update: false }, { update: false }];
    expect(overridesOf([debtor, nameless], both)).toEqual(both);
  });

  test('is the whole list if an entry has no name, in either of the two', () => {
    expect(overridesOf([debtor], [debtor, nameless])).toEqual([debtor, nameless]);
    expect(overridesOf([debtor, nameless], [debtor])).toEqual([debtor]);
  });

  test('cannot be said if the entries change places', () => {
    expect(overridesOf([debtor, order], [order, debtor])).toBeNull();
    expect(overridesOf({ steps: [debtor, order] }, { steps: [order, debtor] })).toBeNull();
  });
});
