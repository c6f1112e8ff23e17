import type Big from 'big.js';
import { cast, type Fields, type Reading, type Records } from '../case.ts';
import { idOf, isGuid } from './ids.ts';
import { exactLists, merged } from './lists.ts';
import { numberOf } from './money.ts';

/** What the records of Exact Online in a case refer to. */
export interface Company {
  /** The id of an account by its code or its key in the cast. */
  accountId(name: string): string;
  account(name: string): Fields;
  /** The item by its code or its key in the cast. */
  item(name: string): Fields;
  ledgerId(code: string): string;
  vat(code: string): { readonly rate: Big; readonly isInclusive: boolean };
  /** The revenue account for a customer, as the administration is set up. */
  revenueOf(customer: string): string;
  readonly records: Records;
  readonly reading: Reading;
}

/** A code for what a case names by its key in the cast. */
export const codeOfCustomer = (name: string): string => String(cast.customers[name]?.Code ?? name);
export const codeOfItem = (name: string): string => String(cast.items[name]?.Code ?? name);

/** The id that a case gives: an id, words for one ("guid of item 7"), or none. */
export function givenId(entity: string, { ID, Code }: Fields): string {
  const name = String(ID ?? Code);
  return isGuid(name) ? name : idOf(entity, name);
}

/** The accounts, items and lists of a case, those of the cast that it names among them. */
export function companyOf(records: Records, reading: Reading, named: ReadonlySet<string>): Company {
  const lists = exactLists();
  const accounts = withCast('customers', named, records.Accounts ?? []).map(completeAccount);
  const items = withCast('items', named, records.Items ?? []).map(completeItem);
  const all: Records = {
    ...lists,
    ...records,
    VATCodes: merged(lists.VATCodes ?? [], records.VATCodes ?? []),
    PaymentConditions: merged(
      lists.PaymentConditions ?? [],
      (records.PaymentConditions ?? []).map((one) => ({ ID: idOf('PaymentConditions', String(one.Code)), ...one })),
    ),
    Warehouses: merged(
      lists.Warehouses ?? [],
      (records.Warehouses ?? []).map((one) => ({ ID: idOf('Warehouses', String(one.Code)), ...one })),
    ),
    Accounts: accounts,
    Items: items,
    Addresses: [...accounts.map(addressOf), ...Object.entries(reading.addresses ?? {}).map(otherAddress)],
  };
  const find = (list: readonly Fields[], code: string, kind: string): Fields => {
    const found = list.find(({ Code }) => Code === code);
    if (found === undefined) throw new Error(`The case names ${kind} ${code}, which is not there.`);
    return found;
  };
  const account = (name: string): Fields => find(accounts, codeOfCustomer(name), 'account');
  return {
    account,
    accountId: (name) => String(account(name).ID),
    item: (name) => find(items, codeOfItem(name), 'item'),
    ledgerId: (code) => String(find(all.GLAccounts ?? [], code, 'ledger account').ID),
    vat: (code) => {
      const { Percentage, Type } = find(all.VATCodes ?? [], code, 'VAT code');
      return { rate: numberOf(Percentage), isInclusive: Type === 'I' };
    },
    revenueOf: (customer) => revenueIn(String(account(customer).Country)),
    records: all,
    reading,
  };
}

/** Members of the cast that a case names, with what it gives of them itself, and the others that it gives. */
function withCast(
  kind: 'customers' | 'items',
  named: ReadonlySet<string>,
  given: readonly Fields[],
): readonly Fields[] {
  const members = Object.entries(cast[kind]).filter(([key]) => named.has(key));
  const whole = members.map(([, fields]): Fields => {
    const { kind: _, ...own } = fields;
    return { ...own, ...given.find(({ Code }) => Code === fields.Code) };
  });
  return [...whole, ...given.filter(({ Code }) => !whole.some((one) => one.Code === Code))];
}

const EARLIER = '2025-06-02';

function completeAccount(given: Fields): Fields {
  const { kind: _, ...known } = Object.values(cast.customers).find(({ Code }) => Code === given.Code) ?? {};
  return {
    Name: `Customer ${given.Code}`,
    Country: 'NL',
    Status: 'C',
    AddressLine1: `Kade ${String(given.Code).slice(-3)}`,
    Postcode: '1012 JL',
    City: 'Zilverdrecht',
    PaymentConditionSales: '30',
    SalesCurrency: 'EUR',
    Blocked: 'false',
    IsSupplier: 'false',
    IsSales: 'true',
    Type: 'A',
    Modified: EARLIER,
    ...known,
    ...given,
    ID: givenId('Accounts', given),
  };
}

function completeItem(given: Fields): Fields {
  const own = Object.values(cast.items).find(({ Code }) => Code === given.Code) ?? {};
  return {
    Description: String(given.Code),
    Unit: 'stuk',
    SalesVatCode: '2',
    IsSalesItem: 'true',
    IsStockItem: 'true',
    ItemGroupCode: given.IsStockItem === 'false' ? 'DIENST' : 'HANDEL',
    ItemGroup: idOf('ItemGroups', given.IsStockItem === 'false' ? 'DIENST' : 'HANDEL'),
    Modified: EARLIER,
    ...own,
    ...given,
    ID: givenId('Items', given),
  };
}

/** The main delivery address of an account: where it has its seat. */
function addressOf({ ID, Country, AddressLine1, Postcode, City }: Fields): Fields {
  return {
    ...{ AddressLine1, Postcode, City, Country },
    ID: idOf('Addresses', String(ID)),
    Account: String(ID),
    Type: '4',
    Main: 'true',
    Modified: EARLIER,
  } as Fields;
}

function otherAddress([name, country]: readonly [string, string]): Fields {
  const place = { AddressLine1: name, City: name, Country: country };
  return { ...place, ID: idOf('Addresses', name), Type: '4', Main: 'false', Modified: EARLIER };
}

/** Countries with a revenue account of their own; the rest of the Union has 8010, everything else 8020. */
const REVENUE: Readonly<Record<string, string>> = { NL: '8000', BE: '8011', DE: '8012', FR: '8010', GR: '8010' };

const revenueIn = (country: string): string => REVENUE[country] ?? '8020';
