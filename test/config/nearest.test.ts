import { expect, test } from 'vitest';
import { allNearest, nearest } from '../../src/nearest.ts';

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
