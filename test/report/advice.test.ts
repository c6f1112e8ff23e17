import { expect, test } from 'vitest';
import { adviceFor } from '../../src/report/advice.ts';

test.each([
  ['Artikel: Non actief', 'The item has ended'],
  ['Het artikel en het magazijn zijn niet gekoppeld', 'not linked to the warehouse'],
  ['Verplicht: Inkoop', 'purchasing set-up'],
  ['Geblokkeerd: Btw code', 'VAT code is blocked'],
  ['Error in converting value for property GLAccount to type Guid', 'needs an id'],
  ['Verplicht: Betalingsconditie', 'No payment condition'],
  ['Verplicht: Dagboek', 'No journal'],
  ['Bedrag BTW regel 1 komt niet overeen', 'inclusive'],
  ['Ongeldig: Klant (Type)', 'another relation'],
  ['Ongeldig: Btw-percentage', 'does not fit the country'],
  ['Periode is afgesloten', 'period is closed'],
  ['In gebruik: Boekstuknummer', 'number exists'],
  ['Code: Bestaat al', 'number exists'],
  ['Niet toegestaan: Btw-code', 'not set up for VAT'],
  ['Geblokkeerd: Grootboekrekening', 'account is blocked'],
  ['Grootboekrekening is van type Kas', 'wrong type'],
  ['Ongeldige referentie: Betalingsconditie', 'another list'],
  ['Invalid VAT number', 'VAT number'],
])('"%s" is explained', (message, cause) => {
  const advice = adviceFor('REFUSED', `Exact Online refused the record: ${message}`);
  expect(advice.cause).toContain(cause);
  expect(advice.action).not.toBe(adviceFor('REFUSED', 'anything else').action);
});

test('a refusal without a message says how to find the reason', () => {
  const advice = adviceFor('REFUSED', 'Exact Online refused the record: HTTP 400', { language: 'nl' });
  expect(advice.action).toContain('voer het record daar met de hand in');
  expect(adviceFor('REFUSED', 'Exact Online refused the record: HTTP 400 is odd').action).toContain('message');
});

test('an unknown message gets the advice of its code, and an unknown code a general one', () => {
  expect(adviceFor('AMBIGUOUS', 'Two hits.')).toEqual({ cause: null, action: expect.stringContaining('links.yml') });
  expect(adviceFor('SOMETHING_NEW', 'x').action).toContain('mapping');
});
