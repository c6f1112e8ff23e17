import { describe, expect, it } from 'vitest';
import { nameForm } from '../../src/systems/name-form.ts';

describe('the form in which names are compared', () => {
  it.each([
    ['Bakkerij Jansen B.V.', 'bakkerij  jansen BV'],
    ['Bakkerij Jansen B.V.', 'Bakkerij Jansen'],
    ['Bakkerij Jansen B V', 'Bakkerij Jansen, B.V.'],
    ['V.O.F. De Molen', 'De Molen'],
    ['Müller GmbH & Co. KG', 'Muller GmbH & Co KG'],
    ['Café ’t Hoekje', "cafe 't hoekje"],
    ['J. de Vries', 'J de Vries'],
  ])('is the same for %s and %s', (left, right) => {
    expect(nameForm(left)).toBe(nameForm(right));
  });

  it.each([
    ['Herberg De Paarse B.V.', 'Herberg De Oranje B.V.'],
    ['Jansen Holding B.V.', 'Jansen Transport B.V.'],
    ['BV', 'NV'],
  ])('is another one for %s and %s', (left, right) => {
    expect(nameForm(left)).not.toBe(nameForm(right));
  });

  it('is nothing where there is nothing to compare', () => {
    expect([null, undefined, '', ' . ', 7].map((value) => nameForm(value))).toEqual([null, null, null, null, null]);
  });
});
