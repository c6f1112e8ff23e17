import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import { UnclearWriteError } from '../../../src/errors/errors.ts';
import { never } from '../transport.ts';
import { changes, withSandbox } from './sandbox-client.ts';

const CUSTOMER = '11111111-1111-4111-8111-111111111111';
const ITEM = '22222222-2222-4222-8222-222222222222';

const rows = {
  Accounts: [
    { ID: CUSTOMER, Code: '20001', Name: 'Bakkerij Voorbeeld', Status: 'C', Country: 'NL' },
    { Code: '20002', Name: 'Slagerij Voorbeeld', Status: 'C', Country: 'BE' },
  ],
  Items: [{ ID: ITEM, Code: 'A1', Description: 'Brood', IsSalesItem: true }],
  SalesOrders: [
    {
      OrderedBy: CUSTOMER,
      OrderNumber: 501,
      OrderDate: '2026-11-02T00:00:00',
      SalesOrderLines: [
        { Item: ITEM, Quantity: 2, NetPrice: 10.05, Description: 'Brood' },
        { Item: ITEM, Quantity: 1, NetPrice: 3, Description: 'Brood, klein' },
      ],
    },
  ],
};

describe('against our own Exact Online', () => {
  const orderFields = ['OrderedBy', 'AmountFCExclVat', 'SalesOrderLines.AmountFC', 'SalesOrderLines.ItemCode'];

  it('reads customers, then costs one call, then gives the one that was edited', () =>
    withSandbox({ rows }, async ({ sandbox, newRun, callsOf }) => {
      const first = await changes(newRun(), 'crm/Accounts', ['Name', 'Country'], null);
      expect(first.records.map((record) => [record.reference, record.fields.Country])).toEqual([
        ['20001', 'NL'],
        ['20002', 'BE'],
      ]);
      const idle = await callsOf(() => changes(newRun(), 'crm/Accounts', ['Name', 'Country'], first.cursor));
      expect(idle).toEqual(['1 GET sync/CRM/Accounts']);
      sandbox.update('Accounts', CUSTOMER, { Name: 'Bakkerij Nieuw' });
      const edited = await changes(newRun(), 'crm/Accounts', ['Name', 'Country'], first.cursor);
      expect(edited.records.map((record) => record.fields.Name)).toEqual(['Bakkerij Nieuw']);
    }));

  it('reads orders with lines, then costs two calls, then gives the order with an edited line', () =>
    withSandbox({ rows }, async ({ sandbox, newRun, callsOf }) => {
      const first = await changes(newRun(), 'salesorder/SalesOrders', orderFields, null);
      expect(first.records).toHaveLength(1);
      expect(first.records[0]).toMatchObject({
        reference: '501',
        fields: { OrderedBy: CUSTOMER, AmountFCExclVat: new Big('23.1') },
      });
      expect(first.records[0]?.fields.SalesOrderLines).toMatchObject([
        { AmountFC: new Big('20.1'), ItemCode: 'A1' },
        { AmountFC: new Big('3'), ItemCode: 'A1' },
      ]);
      const idle = await callsOf(() => changes(newRun(), 'salesorder/SalesOrders', orderFields, first.cursor));
      expect(idle).toEqual(['1 GET sync/SalesOrder/SalesOrderHeaders', '1 GET sync/SalesOrder/SalesOrderLines']);
      const line = sandbox.rows('SalesOrderLines')[0];
      sandbox.update('SalesOrderLines', line?.ID, { Quantity: 3 });
      const edited = await changes(newRun(), 'salesorder/SalesOrders', orderFields, first.cursor);
      expect(edited.records).toHaveLength(1);
      expect(edited.records[0]?.fields.SalesOrderLines).toHaveLength(2);
    }));

  it('starts afresh after the division moved', () =>
    withSandbox({ rows }, async ({ sandbox, newRun }) => {
      const first = await changes(newRun(), 'crm/Accounts', ['Name'], null);
      const orders = await changes(newRun(), 'salesorder/SalesOrders', orderFields, null);
      sandbox.moveDivision();
      expect((await changes(newRun(), 'crm/Accounts', ['Name'], first.cursor)).records).toHaveLength(2);
      expect((await changes(newRun(), 'salesorder/SalesOrders', orderFields, orders.cursor)).records).toHaveLength(1);
    }));

  it('finds by padded code, by id and by number', () =>
    withSandbox({ rows }, async ({ newRun }) => {
      const exact = newRun();
      const byCode = {
        resource: 'crm/Accounts',
        field: 'Code',
        values: ['20001', '29999'],
        fields: ['Name'],
        signal: never,
      };
      expect(await exact.find(byCode)).toMatchObject([{ ID: CUSTOMER, Code: '20001', Name: 'Bakkerij Voorbeeld' }]);
      const byNumber = {
        resource: 'salesorder/SalesOrders',
        by: 'reference',
        values: ['501'],
        fields: orderFields,
        signal: never,
      } as const;
      expect((await exact.read(byNumber))[0]?.fields.SalesOrderLines).toHaveLength(2);
    }));

  it('creates and changes an item and its price', () =>
    withSandbox({ rows }, async ({ sandbox, newRun }) => {
      const exact = newRun();
      const item = await exact.create({
        resource: 'logistics/Items',
        values: { Code: 'B2', Description: 'Taart', IsSalesItem: true, Barcode: null },
        signal: never,
      });
      const price = await exact.create({
        resource: 'logistics/SalesItemPrices',
        values: { Item: item.ID ?? null, Price: new Big('12.35'), Quantity: new Big(1), Currency: 'EUR' },
        signal: never,
      });
      await exact.update({
        resource: 'logistics/SalesItemPrices',
        key: price.ID ?? null,
        values: { Price: new Big('13.1') },
        signal: never,
      });
      await exact.update({
        resource: 'logistics/Items',
        key: item.ID ?? null,
        values: { Description: 'Slagroomtaart' },
        signal: never,
      });
      expect(sandbox.rows('Items').find((row) => row.Code === 'B2')).toMatchObject({ Description: 'Slagroomtaart' });
      expect(String(sandbox.rows('SalesItemPrices')[0]?.Price)).toBe('13.1');
    }));

  it('leaves a duplicate code open, with the words of the system, because 500 may mean anything', () =>
    withSandbox({ rows }, async ({ newRun }) => {
      const duplicate = { resource: 'logistics/Items', values: { Code: 'A1', Description: 'Nog een' }, signal: never };
      const error = await newRun()
        .create(duplicate)
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(UnclearWriteError);
      expect((error as UnclearWriteError).answer).toContain('bestaat reeds');
    }));

  it('lists ledger accounts although a plain list without a filter is refused', () =>
    withSandbox({ rows }, async ({ sandbox, newRun }) => {
      sandbox.insert('GLAccounts', { Code: '8000', Description: 'Omzet' });
      const accounts = await newRun().list({
        resource: 'financial/GLAccounts',
        fields: ['Description'],
        signal: never,
      });
      expect(accounts.map((account) => account.Code)).toContain('8000');
    }));
});
