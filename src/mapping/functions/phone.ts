import { TEXT } from '../expressions/types.ts';
import { countryCode } from './countries.ts';
import { countries, countryOf } from './country-names.ts';
import { asText, type MappingFunction, text } from './function.ts';

/** National numbers without the leading 0, for countries whose lengths are known. */
const FORMS: ReadonlyMap<string, RegExp> = new Map([
  // 0800, 0900, 0906 and 0909 are short or long; 097 is for devices.
  ['31', /^(?:[1-9][0-9]{8}|(?:800|90[069])[0-9]{4,7}|97[0-9]{9})$/],
  // Mobile numbers have nine digits, the others eight.
  ['32', /^(?:4[0-9]{8}|[1-9][0-9]{7})$/],
  ['49', /^[1-9][0-9]{2,12}$/],
]);
const ANY_FORM = /^[0-9]{4,13}$/;

/** Countries whose numbers keep a leading 0 after the country's code. */
const KEEPS_ZERO: ReadonlySet<string> = new Set(['39', '378', '379']);

const callingCodes = [...new Set(countries.map(({ callingCode }) => callingCode))].sort((a, b) => b.length - a.length);

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
      ['phone("555 0123")', 'null'],
      ['coalesce(phone("ask Piet", "NL"), "ask Piet")', '"ask Piet"'],
    ],
    parameters: [text('text'), { ...countryCode, optional: true }],
    result: TEXT,
    run: ([value, country]) => e164(asText(value), country === undefined ? null : asText(country)),
  },
];

/** The number in international form, or null if it is not a phone number. */
function e164(written: string, country: string | null): string | null {
  const bare = written
    .trim()
    .replace(/^tel:/i, '')
    .replaceAll('(0)', '')
    .replaceAll(/[\s().\-/]/g, '');
  if (!/^\+?[0-9]{3,20}$/.test(bare)) return null;
  if (bare.startsWith('+')) return international(bare.slice(1));
  if (bare.startsWith('00')) return international(bare.slice(2));
  const home = country === null ? undefined : countryOf(country);
  return home === undefined ? null : assembled(home.callingCode, bare);
}

function international(digits: string): string | null {
  const code = callingCodes.find((one) => digits.startsWith(one));
  if (code !== undefined) return assembled(code, digits.slice(code.length));
  return /^[1-9][0-9]{6,14}$/.test(digits) ? `+${digits}` : null;
}

function assembled(code: string, national: string): string | null {
  const number = KEEPS_ZERO.has(code) ? national : national.replace(/^0/, '');
  const isWhole = (FORMS.get(code) ?? ANY_FORM).test(number) && code.length + number.length <= 15;
  return isWhole ? `+${code}${number}` : null;
}
