import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hideAnybody } from '../../src/anybody.ts';
import { redactQuery, redactSecrets } from '../../src/http/secrets.ts';
import { hideTexts, personalTexts } from '../../src/privacy/hide-personal.ts';
import { hideValues } from '../../src/privacy/hide-records.ts';
import '../support/seed.ts';

const NAME = 'Renée van Zwaluwen';
const IBAN = 'NL91 ABNA 0417 1643 00';
const PHONE = '06 1234 5678';
const EMAIL = 'renee@zwaluwen.example';
const records = [{ resource: 'crm/Accounts', values: { Name: NAME } }];

const utf16 = (text: string): string =>
  [...text].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

/** The ways in which a system, a proxy or somebody with bad intent writes a text. */
const FORMS: readonly (readonly [string, (text: string) => string])[] = [
  ['blanks that do not break', (text) => text.replaceAll(' ', '\u00a0')],
  ['narrow blanks', (text) => text.replaceAll(' ', '\u202f')],
  ['entities', (text) => text.replaceAll(/[^a-z]/gi, (sign) => `&#${sign.codePointAt(0)};`)],
  ['entities in hexadecimal', (text) => [...text].map((sign) => `&#x${sign.codePointAt(0)?.toString(16)};`).join('')],
  ['named entities', (text) => text.replaceAll('é', '&eacute;').replaceAll(' ', '&nbsp;').replaceAll('@', '&commat;')],
  ['an address', (text) => encodeURIComponent(text)],
  ['an address in an address', (text) => encodeURIComponent(encodeURIComponent(text))],
  ['escapes of JSON', (text) => text.replaceAll(' ', '\\u0020').replaceAll('é', '\\u00e9').replaceAll('@', '\\u0040')],
  ['escapes for every sign', utf16],
  ['signs without a width', (text) => [...text].join('\u200b')],
  ['soft hyphens', (text) => [...text].join('\u00ad')],
  ['Base64', (text) => Buffer.from(text).toString('base64')],
  ['Base64 for addresses', (text) => Buffer.from(text).toString('base64url')],
  ['letters in parts', (text) => text.normalize('NFD')],
];

describe.each(FORMS)('%s', (_, write) => {
  test.each([NAME, IBAN, PHONE, EMAIL])('hide nothing from whoever looks for %s', (value) => {
    const shown = hideValues(`Bestaat reeds: ${write(value)}.`, records);
    expect(shown).toMatch(/^Bestaat reeds: \{[\w -]+\}\.$/);
  });

  test('hide no name in a plan, and no secret', () => {
    expect(hideTexts(`Voor ${write(NAME)}`, personalTexts(records, []))).toBe('Voor {Name}');
    expect(redactSecrets(`token=${write('geheim+van/ons')}`, ['geheim+van/ons'])).toBe('token=***');
  });
});

test('what is open already, and what hides nothing, stays as it is', () => {
  for (const text of [
    '50 % korting & meer',
    'C:\\Users\\u1',
    'A – B',
    'SalesOrderLines.Description',
    '100%25',
    '&eacute;',
  ]) {
    expect(hideValues(text, records)).toBe(text);
  }
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void hideAnybody(text)));
});

test('the words of a name are hidden in what a system says, but no words of the language', () => {
  expect(hideValues('Mevrouw Zwaluwen bestaat al', records)).toBe('Mevrouw {Name} bestaat al');
  expect(hideValues('de bakker', [{ resource: 'crm/Accounts', values: { Name: 'Bakker' } }])).toBe('de {Name}');
  expect(hideValues('de koper', [{ resource: 'crm/Accounts', values: { Name: 'De Koper van Gouda' } }])).toBe(
    'de koper',
  );
});

test('a refused question names nobody else', () => {
  expect(redactQuery(`Dubbel met ${EMAIL}, ${IBAN}`, 'https://exact.example/api?$filter=Code')).toBe(
    'Dubbel met {e-mail address}, {IBAN}',
  );
});
