import { expect, test } from 'vitest';
import { anyOfAddresses, nextAddress } from '../../../../src/systems/exact-online/query/address.ts';

test('an address has as many terms as fit in 6,000 characters, with room for a next page', () => {
  const base = 'https://start.exactonline.example/api/v1/1/';
  const ask = (terms: readonly string[]) => anyOfAddresses(base, 'crm/Accounts', ['ID'], terms);
  const lengthOf = (terms: readonly string[]): number => ask(terms)[0]?.address.length ?? 0;
  const first = "Code eq 'A'";
  const left = 5900 - lengthOf([first, '']);
  const [fits, tooLong] = [left, left + 1].map((length) => 'x'.repeat(length));
  expect(ask([first, fits ?? '']).map(({ address, terms }) => [address.length, terms.length])).toEqual([[5900, 2]]);
  expect(ask([first, tooLong ?? '']).map(({ terms }) => terms)).toEqual([[first], [tooLong]]);
});

test('the address of a next page is no longer than that of the first and its place', () => {
  const first =
    'https://start.exactonline.example/api/v1/1/crm/Accounts?$filter=Code%20eq%20%27A%2B1%27&$select=ID%2CCode';
  expect(nextAddress(new URL(`${first}&$skiptoken=%27B%20C%27`))).toBe(
    'https://start.exactonline.example/api/v1/1/crm/Accounts?$filter=Code+eq+%27A%2B1%27&$select=ID,Code&$skiptoken=%27B+C%27',
  );
});
