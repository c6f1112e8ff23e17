import { describe, expect, it } from 'vitest';
import { exactOnlineCatalog } from '../../../src/systems/exact-online/catalog.ts';
import type { System } from '../../../src/systems/system.ts';
import type { RecordValues } from '../../../src/values.ts';
import { never } from '../transport.ts';
import { type ExactStage, withSandbox } from './sandbox-client.ts';

const CUSTOMER = '11111111-1111-4111-8111-111111111111';
const CLASS = '55555555-5555-4555-8555-555555555555';
const PRICES = '66666666-6666-4666-8666-666666666666';

const rows = {
  Accounts: [{ ID: CUSTOMER, Code: '20001', Name: 'Bakkerij Voorbeeld', Status: 'C', Country: 'NL' }],
  AccountClassificationNames: [
    { ID: '77777777-7777-4777-8777-777777777777', Description: 'Branche', SequenceNumber: 1 },
  ],
  AccountClassifications: [{ ID: CLASS, Code: 'RET', Description: 'Retail' }],
  SalesPriceLists: [{ ID: PRICES, Code: 'B2B', Description: 'Zakelijk' }],
};

const withCustomer = (use: (stage: ExactStage) => Promise<void>): Promise<void> => withSandbox({ rows }, use);
const create = (exact: System, resource: string, values: RecordValues) =>
  exact.create({ resource, values, signal: never });
const find = (exact: System, resource: string, field: string, value: string, fields: string[]) =>
  exact.find({ resource, field, values: [value], fields, signal: never });

describe('records that belong to a customer of Exact Online', () => {
  it('creates a delivery address, finds it by its customer, changes it and never doubles it', () =>
    withCustomer(async ({ sandbox, newRun }) => {
      const exact = newRun();
      const values = {
        Account: CUSTOMER,
        Type: 4,
        AddressLine1: 'Kade 1',
        Postcode: '2611 AB',
        City: 'Delft',
        Country: 'NL',
        FreeTextField_01: 'Deur 2',
      };
      const created = await create(exact, 'crm/Addresses', values);
      const again = await create(exact, 'crm/Addresses', values);
      expect(again.ID).toBe(created.ID);
      const found = await find(exact, 'crm/Addresses', 'Account', CUSTOMER, ['Type', 'City', 'Country']);
      expect(found.filter(({ Type }) => Type === 4)).toMatchObject([{ ID: created.ID, City: 'Delft', Country: 'NL' }]);
      const change = {
        resource: 'crm/Addresses',
        key: created.ID ?? null,
        values: { City: 'Rijswijk' },
        signal: never,
      };
      await exact.update(change);
      expect(sandbox.rows('Addresses').find(({ Type }) => Type === 4)).toMatchObject({ City: 'Rijswijk' });
    }));

  it('creates a bank account, finds it by its customer and changes it', () =>
    withCustomer(async ({ sandbox, newRun }) => {
      const exact = newRun();
      const values = { Account: CUSTOMER, BankAccount: 'NL02ABNA0123456789', BICCode: 'ABNANL2A', Main: true };
      const created = await create(exact, 'crm/BankAccounts', values);
      const found = await find(exact, 'crm/BankAccounts', 'Account', CUSTOMER, ['BankAccount', 'Main']);
      expect(found).toMatchObject([{ ID: created.ID, BankAccount: 'NL02ABNA0123456789', Main: true }]);
      const key = created.ID ?? null;
      await exact.update({ resource: 'crm/BankAccounts', key, values: { Main: false }, signal: never });
      expect(sandbox.rows('BankAccounts')).toMatchObject([{ Main: false }]);
    }));

  it('takes classification and price list by code, and writes their ids', () =>
    withCustomer(async ({ sandbox, newRun }) => {
      const exact = newRun();
      const idOf = async (resource: string, code: string) => {
        const all = await exact.list({ resource, fields: ['Code'], signal: never });
        return all.find(({ Code }) => Code === code)?.ID ?? null;
      };
      const values = {
        Classification1: await idOf('crm/AccountClassifications', 'RET'),
        PriceList: await idOf('sales/SalesPriceLists', 'B2B'),
      };
      expect(values).toEqual({ Classification1: CLASS, PriceList: PRICES });
      await exact.update({ resource: 'crm/Accounts', key: CUSTOMER, values, signal: never });
      expect(sandbox.rows('Accounts')[0]).toMatchObject(values);
    }));

  it('knows free fields of addresses and items only; over the API, a customer has none', () => {
    const { resources } = exactOnlineCatalog;
    const free = (resource: string) =>
      Object.entries(resources.get(resource)?.fields ?? {})
        .filter(([name, { create, update }]) => /^Free\w+Field_\d\d$/.test(name) && create && update)
        .map(([name]) => name);
    expect(free('crm/Addresses')).toHaveLength(20);
    expect(free('logistics/Items')).toHaveLength(28);
    expect(free('crm/Accounts')).toEqual([]);
    expect(resources.get('crm/Accounts')?.fields.CustomField).toMatchObject({ create: false, update: false });
  });
});
