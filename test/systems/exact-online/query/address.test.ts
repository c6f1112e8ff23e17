import { expect, test } from 'vitest';
import { anyOfAddresses } from '../../../../src/systems/exact-online/query/address.ts';

test('an address asks for as many terms as fit into 6,000 characters', () => {
  const base = 'https://start.exactonline.example/api/v1/1/';
  const ask = (terms: readonly string[]) => anyOfAddresses(base, 'crm/Accounts', ['ID'], terms);
  const lengthOf = (terms: readonly string[]): number => ask(terms)[0]?.address.length ?? 0;
  const first = "Code eq 'A'";
  const left = 6000 - lengthOf([first, '']);
  const [fits, tooLong] = [left, left + 1].map((length) => 'x'.repeat(length));
  expect(ask([first, fits ?? '']).map(({ address, terms }) => [address.length, terms.length])).toEqual([[6000, 2]]);
  expect(ask([first, tooLong ?? '']).map(({ terms }) => terms)).toEqual([[first], [tooLong]]);
});
