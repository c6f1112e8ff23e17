import { expect, test } from 'vitest';
import { allNearest, meantOrThere, nearest } from '../../src/nearest.ts';

test.each([
  ['matchh', 'match'],
  ['wehre', 'where'],
  ['Enabled', 'enabled'],
  ['emailadress', 'emailAddress'],
])('finds what was meant by %s', (written, meant) => {
  expect(nearest(written, ['match', 'where', 'enabled', 'emailAddress', 'steps'])).toBe(meant);
});

test('finds nothing when no name is near', () => {
  expect(nearest('colour', ['match', 'where'])).toBeNull();
  expect(nearest('xy', ['to', 'by'])).toBe('by');
  expect(nearest('ab', ['to'])).toBeNull();
});

test('names all that are as near, since nobody knows which was meant', () => {
  expect(allNearest('VHX', ['V0', 'VEX', 'VH', 'VVL'])).toEqual(['VEX', 'VH']);
  expect(allNearest('VH', ['VEX', 'VH'])).toEqual(['VH']);
});

test('says what was meant, else what there is, else what to do', () => {
  expect(meantOrThere('matchh', ['match', 'where'], 'Add it.')).toBe('Did you mean "match"?');
  expect(meantOrThere('colour', ['match', 'where'], 'Add it.')).toBe('There are: match, where.');
  expect(meantOrThere('colour', [], 'Add it.')).toBe('Add it.');
});
