import { TEXT } from '../../expressions/types.ts';
import { inWords } from '../conversions.ts';
import { asText, type Kind, type MappingFunction, partOf, text } from '../function.ts';
import { addressParts, joinAddress } from './address-parts.ts';

const NUMBER_OR_TEXT: readonly Kind[] = ['text', 'integer'];

const addressPart = partOf('address', addressParts);

/** Functions on Dutch and Belgian addresses in one line: `Damstraat 12-A`, `Kerkstraat 12 bus 3`, `Rue de la Loi 12 bte 3`. */
export const addressFunctions: readonly MappingFunction[] = [
  addressPart('street', 'The street of an address line; the whole line when it has no house number.', 'street', [
    ['street("Damstraat 12-A")', '"Damstraat"'],
    ['street("1e Jan Steenstraat 12")', '"1e Jan Steenstraat"'],
    ['street("Plein 1945 3")', '"Plein 1945"'],
    ['street("12, rue de la Loi")', '"rue de la Loi"'],
  ]),
  addressPart('houseNumber', 'The house number of an address line, without its addition.', 'number', [
    ['houseNumber("Damstraat 12-A")', '"12"'],
    ['houseNumber("Straat van 1940-1945 7bis")', '"7"'],
    ['houseNumber("De Hoeve")', 'null'],
  ]),
  addressPart('houseNumberAddition', 'What follows the house number: a letter, a floor, a box.', 'addition', [
    ['houseNumberAddition("Damstraat 12-A")', '"A"'],
    ['houseNumberAddition("Kerkstraat 12 bus 3")', '"bus 3"'],
    ['houseNumberAddition("Keizersgracht 21-2 hg")', '"2 hg"'],
  ]),
  {
    name: 'addressLine',
    doc: 'Street, house number and addition as one line; what is null is left out.',
    example: ['addressLine("Damstraat", 12, "A")', '"Damstraat 12 A"'],
    more: [
      ['addressLine("Keizersgracht", "21", "2")', '"Keizersgracht 21-2"'],
      ['addressLine("Kerkstraat", "12", "bus 3")', '"Kerkstraat 12 bus 3"'],
      ['addressLine("De Hoeve", null)', '"De Hoeve"'],
    ],
    parameters: [
      text('street'),
      { name: 'number', accepts: NUMBER_OR_TEXT },
      { name: 'addition', accepts: NUMBER_OR_TEXT, optional: true },
    ],
    takesNull: true,
    result: TEXT,
    run: ([street = null, number = null, addition = null]) =>
      joinAddress({ street: inWords(street), number: inWords(number), addition: inWords(addition) }),
  },
  {
    name: 'postcode',
    doc: 'A postcode in capitals, a Dutch one with one blank in the middle.',
    example: ['postcode("1012jl")', '"1012 JL"'],
    more: [['postcode(" 9000 ")', '"9000"']],
    parameters: [text('text')],
    result: TEXT,
    run: ([value]) => {
      const code = asText(value).trim().replaceAll(/\s+/g, ' ').toUpperCase();
      return code.replace(/^([1-9][0-9]{3}) ?([A-Z]{2})$/, '$1 $2');
    },
  },
];
