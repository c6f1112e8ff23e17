import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { TEXT } from '../expressions/types.ts';
import { countryCode } from './countries.ts';
import { asText, type MappingFunction, text } from './function.ts';

/** Functions on telephone numbers. */
export const phoneFunctions: readonly MappingFunction[] = [
  {
    name: 'phone',
    doc: 'A telephone number as +31205550123 (E.164). A number without country code is one of the given country; null when it is no telephone number.',
    example: ['phone("020 - 555 01 23", "NL")', '"+31205550123"'],
    more: [
      ['phone("+31 (0)20 555 0123")', '"+31205550123"'],
      ['phone("0032 2 555 01 23")', '"+3225550123"'],
      ['phone("0470 55 50 12", "BE")', '"+32470555012"'],
      ['phone("030 / 5550123", "DE")', '"+49305550123"'],
      ['phone("(212) 555-0123", "US")', '"+12125550123"'],
      ['phone("555 0123")', 'null'],
      ['coalesce(phone("ask Piet", "NL"), "ask Piet")', '"ask Piet"'],
    ],
    parameters: [text('text'), { ...countryCode, optional: true }],
    result: TEXT,
    run: ([value, country]) => e164(asText(value), country === undefined ? '' : asText(country).trim().toUpperCase()),
  },
];

/**
 * The number in international form, or null when it is none. The package knows the numbers of each country. How people write
 * them is ours: `(0)` behind a country's code, and 00 for + wherever they are. A text with anything else in it, such as an
 * extension or a name, is no number: the package would drop that part.
 */
function e164(written: string, country: string): string | null {
  const bare = written
    .trim()
    .replace(/^tel:/i, '')
    .replaceAll('(0)', '')
    .replaceAll(/[\s().\-/]/g, '')
    .replace(/^00/, '+');
  if (!/^\+?[0-9]{3,20}$/.test(bare)) return null;
  const number = parsePhoneNumberFromString(bare, isSupportedCountry(country) ? country : undefined);
  return number?.isValid() === true ? number.number : null;
}
