import type { Value } from '../../values.ts';
import { BOOLEAN, TEXT } from '../expressions/types.ts';
import { countries, countryOf } from './country-names.ts';
import { type ArgumentFault, asText, type MappingFunction, type Parameter, text } from './function.ts';
import { transliterated } from './transliterate.ts';

/** Codes that the Union, the post and the tax offices use for a country with another ISO code. */
const OTHER_CODES: readonly (readonly [string, string])[] = [
  ['EL', 'GR'],
  ['UK', 'GB'],
  ['XI', 'GB'],
];

/** A name or code in the form for look-ups: plain lower case. */
const plain = (name: string): string =>
  transliterated(name)
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');

const byName: ReadonlyMap<string, string> = new Map([
  ...OTHER_CODES.map(([code, iso]) => [plain(code), iso] as const),
  ...countries.flatMap(({ code, code3, names }) => [code, code3, ...names].map((name) => [plain(name), code] as const)),
]);

/** A parameter for a country's code; a constant that is not a code is refused when the file is loaded. */
export const countryCode: Parameter = {
  ...text('country'),
  check: (value: Value): ArgumentFault | null => {
    if (typeof value !== 'string' || /^[A-Za-z]{2}$/.test(value.trim())) return null;
    return { message: 'needs the code of a country here', hint: 'Write it like "NL", or country(…) of its name.' };
  },
};

/** Functions on countries: the Union, its neighbours and the United States. */
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
    ],
    parameters: [text('name')],
    result: TEXT,
    run: ([value]) => byName.get(plain(asText(value))) ?? null,
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
    run: ([code]) => countryOf(asText(code))?.isMember ?? false,
  },
];
