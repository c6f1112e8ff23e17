import { BOOLEAN, TEXT } from '../../expressions/types.ts';
import { asText, type MappingFunction, text } from '../function.ts';
import { countryCode } from './countries.ts';

/** What follows the country's letters in a VAT number, as VIES checks it; GB, CH and NO by their own offices. */
// biome-ignore format: a table
const FORMS: ReadonlyMap<string, RegExp> = new Map(Object.entries({
  AT: 'U[0-9]{8}', BE: '[01][0-9]{9}', BG: '[0-9]{9,10}', CY: '[0-9]{8}[A-Z]', CZ: '[0-9]{8,10}', DE: '[0-9]{9}', DK: '[0-9]{8}',
  EE: '[0-9]{9}', EL: '[0-9]{9}', ES: '[A-Z0-9][0-9]{7}[A-Z0-9]', FI: '[0-9]{8}', FR: '[A-HJ-NP-Z0-9]{2}[0-9]{9}',
  HR: '[0-9]{11}', HU: '[0-9]{8}', IE: '[0-9]{7}[A-W][A-I]?|[0-9][A-Z+*][0-9]{5}[A-W]', IT: '[0-9]{11}', LT: '[0-9]{9}|[0-9]{12}',
  LU: '[0-9]{8}', LV: '[0-9]{11}', MT: '[0-9]{8}', NL: '[0-9]{9}B[0-9]{2}', PL: '[0-9]{10}', PT: '[0-9]{9}', RO: '[0-9]{2,10}',
  SE: '[0-9]{10}01', SI: '[0-9]{8}', SK: '[0-9]{10}', XI: '[0-9]{9}|[0-9]{12}|(?:GD|HA)[0-9]{3}',
  GB: '[0-9]{9}|[0-9]{12}|(?:GD|HA)[0-9]{3}', CHE: '[0-9]{9}(?:MWST|TVA|IVA)?', NO: '[0-9]{9}(?:MVA)?',
}).map(([letters, form]) => [letters, new RegExp(`^(?:${form})$`)] as const));

/** Countries whose VAT numbers begin with other letters than their ISO code. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['GR', 'EL'],
  ['CH', 'CHE'],
]);
const COUNTRIES: ReadonlyMap<string, string> = new Map([...LETTERS].map(([country, letters]) => [letters, country]));

/** Functions on VAT numbers. They check the form; only the tax offices know whether a number is in use (VIES). */
export const vatNumberFunctions: readonly MappingFunction[] = [
  {
    name: 'vatNumber',
    doc: 'A VAT number in capitals without blanks, points and dashes; one without letters of its country gets those of the given country. Null if it does not have the form of that country.',
    example: ['vatNumber("nl 0012.34.567.B01")', '"NL001234567B01"'],
    more: [
      ['vatNumber("0123.456.789", "BE")', '"BE0123456789"'],
      ['vatNumber("123 456 789", "BE")', '"BE0123456789"'],
      ['vatNumber("GR 123456789")', '"EL123456789"'],
      ['vatNumber("12345", "DE")', 'null'],
    ],
    parameters: [text('text'), { ...countryCode, optional: true }],
    result: TEXT,
    run: ([value, country]) => normalised(asText(value), country === undefined ? null : asText(country)),
  },
  {
    name: 'vatCountry',
    doc: 'The ISO code of the country of a VAT number, XI for Northern Ireland; null if the number does not have the form of one.',
    example: ['vatCountry("BE 0123.456.789")', '"BE"'],
    more: [['vatCountry("EL123456789")', '"GR"']],
    parameters: [text('text')],
    result: TEXT,
    run: ([value]) => {
      const letters = lettersOf(normalised(asText(value), null) ?? '');
      return letters === null ? null : (COUNTRIES.get(letters) ?? letters);
    },
  },
  {
    name: 'isVatNumber',
    doc: 'True when a text has the form of a VAT number of its country: the Union, Northern Ireland, the United Kingdom, Switzerland, Norway.',
    example: ['isVatNumber("NL001234567B01")', 'true'],
    more: [['isVatNumber("NL001234567")', 'false']],
    parameters: [text('text')],
    result: BOOLEAN,
    run: ([value]) => normalised(asText(value), null) !== null,
  },
];

function normalised(written: string, country: string | null): string | null {
  const bare = written.toUpperCase().replaceAll(/[^A-Z0-9+*]/g, '');
  const letters = lettersOf(bare);
  if (letters !== null) {
    const number = inForm(letters, bare.slice(letters.length));
    if (number !== null) return number;
  }
  // Greek numbers are often written with the country's ISO code.
  if (bare.startsWith('GR')) return inForm('EL', bare.slice(2));
  const home = country?.trim().toUpperCase();
  return home === undefined ? null : inForm(LETTERS.get(home) ?? home, bare);
}

function inForm(letters: string, number: string): string | null {
  // Belgian numbers had nine digits until 2005.
  const whole = letters === 'BE' && /^[0-9]{9}$/.test(number) ? `0${number}` : number;
  return FORMS.get(letters)?.test(whole) === true ? `${letters}${whole}` : null;
}

function lettersOf(bare: string): string | null {
  return [bare.slice(0, 3), bare.slice(0, 2)].find((letters) => FORMS.has(letters)) ?? null;
}
