import { expect, test } from 'vitest';
import { factsOf, screensOf, systemNames } from '../../src/systems/registry.ts';
import type { InputValues } from '../../src/systems/system-inputs.ts';

const ID = '54a8c9d2-0b6f-4d8e-9a57-1f2e3d4c5b6a';
const none = { identityUrl: '', clientId: '', clientSecret: '', refreshToken: '' };
const at = (url: string, administration: string): InputValues => ({ ...none, url, administration });
const screenOf = screensOf({
  'exact-online': at('https://start.exactonline.be', '123456'),
  asperion: at('https://api.asperion.nl', '7'),
});

test('a customer of Exact Online is shown at the host of its country, in its division, by its id', () => {
  expect(screenOf('exact-online', 'crm/Accounts', ID)).toBe(
    `https://start.exactonline.be/docs/CRMAccountCard.aspx?_Division_=123456&AccountID=%7b${ID}%7d`,
  );
});

test('a record without a known address has none', () => {
  expect(screenOf('exact-online', 'logistics/Items', ID)).toBeUndefined();
  expect(screenOf('asperion', 'debtors', '10042')).toBeUndefined();
});

test.each(['Bakkerij Jansen', 'info@example.com', `${ID}&x=1`, ''])(
  'nothing but an id gets into an address: %j',
  (id) => {
    expect(screenOf('exact-online', 'crm/Accounts', id)).toBeUndefined();
  },
);

test('without an administration there is no address', () => {
  const unknown = screensOf({ 'exact-online': at('https://start.exactonline.nl', ''), asperion: at('', '') });
  expect(unknown('exact-online', 'crm/Accounts', ID)).toBeUndefined();
});

test('every address of a screen has a place for administration and id, of a known resource', () => {
  const all = systemNames().flatMap((name) => {
    const { screens = {}, catalog } = factsOf(name);
    return Object.entries(screens).map(([resource, path]) => ({ known: catalog.resources.has(resource), path }));
  });
  expect(all.length).toBeGreaterThan(0);
  expect(all.every(({ known, path }) => known && /\{administration\}.*\{id\}/.test(path))).toBe(true);
});
