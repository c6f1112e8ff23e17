import type { Value } from '../../values.ts';
import { BOOLEAN, TEXT } from '../expressions/types.ts';
import { countryCodeOf, isMember } from './country-names.ts';
import { type ArgumentFault, asText, type MappingFunction, type Parameter, text } from './function.ts';

/** A parameter for a country's code; a constant that is none is refused when the file is loaded. */
export const countryCode: Parameter = {
  ...text('country'),
  check: (value: Value): ArgumentFault | null => {
    if (typeof value !== 'string' || /^[A-Za-z]{2}$/.test(value.trim())) return null;
    return { message: 'needs the code of a country here', hint: 'Write it like "NL", or country(…) of its name.' };
  },
};

/** Functions on countries. */
export const countryFunctions: readonly MappingFunction[] = [
  {
    name: 'country',
    doc: 'The ISO code (two letters) of a country by its name in Dutch, English, German or French, or by a code; null when it is not known.',
    example: ['country("Duitsland")', '"DE"'],
    more: [
      ['country("Königreich der Niederlande")', 'null'],
      ['country("the netherlands")', '"NL"'],
      ['country("Pays-Bas")', '"NL"'],
      ['country("NLD")', '"NL"'],
      ['country("UK")', '"GB"'],
      ['country("Canada")', '"CA"'],
      ['country("Vereinigte Staaten von Amerika")', '"US"'],
      ['country("Congo")', 'null'],
    ],
    parameters: [text('name')],
    result: TEXT,
    run: ([value]) => countryCodeOf(asText(value)),
  },
  {
    name: 'isEU',
    doc: 'True when the country of an ISO code is a member of the European Union.',
    example: ['isEU("BE")', 'true'],
    more: [
      ['isEU("GB")', 'false'],
      ['isEU(null)', 'null'],
    ],
    parameters: [countryCode],
    result: BOOLEAN,
    run: ([code]) => isMember(asText(code)),
  },
];
