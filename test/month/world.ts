import { asperionLists, company, exactOnlineLists } from '../../sandbox/world/lists.ts';
import type { World } from '../../sandbox/world/world.ts';
import { account } from '../support/samples.ts';

const CUSTOMERS = 6;
const ARTICLES = 5;

/** The number by which people know a customer of the month in both systems; nobody changes it. */
export const vatNumber = (number: number): string => `NL${600_000_000 + number}B01`;

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

const customer = (number: number) =>
  account(number, {
    Postcode: '1234 AB',
    City: 'Leiden',
    Email: `Kassa${number}@bakkerij.example`,
    Phone: `020-555 01${String(number).padStart(2, '0')}`,
    VATNumber: vatNumber(number),
    PaymentConditionSales: '30',
  });

const article = (number: number) => ({
  articleNumber: `KOF-${number}`,
  description: `Melange ${number}`,
  salesPrice: 10 + number / 4,
  salesTypeId: 'LAAG',
  unit: 'kg',
  activeState: 'Active',
});

/** A company with a handful of customers and articles: one customer and one article stand in both systems already, not linked. */
export function smallWorld(): World {
  return {
    exactOnline: {
      division: company.division,
      rows: {
        ...exactOnlineLists(1),
        Accounts: numbers(CUSTOMERS).map(customer) as World['exactOnline']['rows'][string],
        Items: [{ Code: 'KOF-1', Description: 'Melange een', Unit: 'kg', SalesVatCode: '1', IsSalesItem: true }],
      },
    },
    asperion: {
      administrations: [{ id: company.administration, name: company.name, inTrade: true }],
      rows: {
        ...asperionLists,
        debtors: [
          { name: 'BAKKERIJ 1 B.V.', address: 'Dorpsstraat 1', debtorKindId: 'company', vatNumber: vatNumber(1) },
        ] as World['asperion']['rows'][string],
        articles: numbers(ARTICLES).map(article) as World['asperion']['rows'][string],
      },
    },
  };
}
