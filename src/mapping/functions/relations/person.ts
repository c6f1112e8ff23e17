import { type MappingFunction, partOf } from '../function.ts';
import { personName } from './person-name.ts';

const namePart = partOf('name', personName);

/** Functions on the name of one person, as it is written in the Netherlands and Belgium. Titles in front are left out. */
export const personFunctions: readonly MappingFunction[] = [
  namePart('firstName', 'The first name in a person’s name; null when there are only initials.', 'first', [
    ['firstName("dr. Anna van der Berg")', '"Anna"'],
    ['firstName("P.J. de Vries")', 'null'],
    ['firstName("de heer Piet Bos")', '"Piet"'],
  ]),
  namePart('initials', 'The initials in a person’s name, of given names too.', 'initials', [
    ['initials("Jan Willem de Boer")', '"J.W."'],
    ['initials("Vries, P. J. de")', '"P.J."'],
  ]),
  namePart('surnamePrefix', 'The prefix of a surname, which sorting ignores: van, de, van der.', 'prefix', [
    ['surnamePrefix("Anna van der Berg")', '"van der"'],
    ['surnamePrefix("Berg, Anna van der")', '"van der"'],
    ['surnamePrefix("Anna Smit")', 'null'],
  ]),
  namePart('surname', 'The surname in a person’s name, without its prefix.', 'surname', [
    ['surname("Anna van der Berg")', '"Berg"'],
    ['surname("Anna Smit-de Vries")', '"Smit-de Vries"'],
    ['surname("Jansen, P.")', '"Jansen"'],
    ['surname("T.a.v. de heer P. Bos")', '"Bos"'],
  ]),
];
