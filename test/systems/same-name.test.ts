import { describe, expect, it } from 'vitest';
import { isSameName } from '../../src/systems/same-name.ts';

describe('two names', () => {
  it.each([
    ['Bakkerij Jansen B.V.', 'bakkerij  jansen BV'],
    ['Bakkerij Jansen B.V.', 'Bakkerij Jansen'],
    ['Bakkerij Jansen B V', 'Bakkerij Jansen, B.V.'],
    ['V.O.F. De Molen', 'De Molen'],
    ['Müller GmbH & Co. KG', 'Muller GmbH & Co KG'],
    ['Café ’t Hoekje', "cafe 't hoekje"],
    ['J.de Vries', 'J de Vries'],
    ['A.B.C. Transport', 'ABC transport'],
    ['M. Jansen', 'Mila Jansen'],
    ['Punt & Komma', 'Punt en Komma'],
    ['Smith & Sons Ltd', 'Smith and Sons'],
    ['Jansen-Bakker B.V.', 'Jansen Bakker'],
    ['Anne-Marie Jansen', 'A. Jansen'],
  ])('are the same, typed in two ways: %s and %s', (left, right) => {
    expect(isSameName(left, right)).toBe(true);
    expect(isSameName(right, left)).toBe(true);
  });

  it.each([
    ['Herberg De Paarse B.V.', 'Herberg De Oranje B.V.'],
    ['Jansen Holding B.V.', 'Jansen Transport B.V.'],
    ['A. Smit', 'B. Smit'],
    ['A. Smit', 'Mila Smit'],
    ['Mila J', 'Mila Jansen'],
    ['BV', 'NV'],
  ])('are not the same: %s and %s', (left, right) => {
    expect(isSameName(left, right)).toBe(false);
    expect(isSameName(right, left)).toBe(false);
  });

  it.each([null, undefined, '', ' . ', 7])('say nothing if one of them is %s', (nothing) => {
    expect([isSameName(nothing, 'Jansen'), isSameName('Jansen', nothing)]).toEqual([null, null]);
  });
});
