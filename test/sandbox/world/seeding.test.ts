import { describe, expect, it } from 'vitest';
import { startAsperion } from '../../../sandbox/asperion/asperion.ts';
import { startExactOnline } from '../../../sandbox/exact-online/exact-online.ts';
import { landmarks } from '../../../sandbox/world/landmarks.ts';
import { createWorld } from '../../../sandbox/world/world.ts';

const world = createWorld();
const masters = ['Accounts', 'Contacts', 'Addresses', 'Items', 'SalesItemPrices', 'VATCodes', 'VatPercentages'];

describe('the world in the sandbox', () => {
  it('is taken by Exact Online as it is, the amounts of every order included', async () => {
    await using exactOnline = await startExactOnline(world.exactOnline);
    expect(exactOnline.division).toBe(world.exactOnline.division);
    const keys: Readonly<Record<string, string>> = {
      ...Object.fromEntries(masters.map((entity) => [entity, 'ID'])),
      GoodsDeliveries: 'EntryID',
      SalesInvoices: 'InvoiceID',
      SalesOrders: 'OrderID',
    };
    for (const [entity, key] of Object.entries(keys)) {
      const given = world.exactOnline.rows[entity] ?? [];
      const stored = new Map(exactOnline.rows(entity).map((row) => [row[key], row]));
      expect(stored.size, entity).toBe(given.length);
      for (const row of given) {
        const fields = Object.entries(row).filter(([name]) => !/Lines$/.test(name));
        expect(stored.get(row[key]), entity).toMatchObject(Object.fromEntries(fields));
      }
    }
    const documentsOf = {
      SalesOrders: 'SalesOrderLines',
      SalesInvoices: 'SalesInvoiceLines',
      GoodsDeliveries: 'GoodsDeliveryLines',
    };
    for (const [entity, collection] of Object.entries(documentsOf)) {
      const lines = new Map(exactOnline.rows(collection).map((row) => [row.ID, row]));
      const documents = world.exactOnline.rows[entity] ?? [];
      for (const line of documents.flatMap((row) => row[collection] as readonly { ID: string }[])) {
        expect(lines.get(line.ID)).toMatchObject(line);
      }
    }
  });

  it('is taken by Asperion as it is, and the totals of its invoices follow', async () => {
    await using asperion = await startAsperion(world.asperion);
    for (const [resource, given] of Object.entries(world.asperion.rows)) {
      const stored = new Map(asperion.rows(resource).map((row) => [row.id, row]));
      for (const row of given) expect(stored.get(row.id ?? null), resource).toMatchObject(row);
    }
    const booked = asperion
      .rows('salesinvoiceswithlines')
      .find(({ invoiceNumber }) => invoiceNumber === `EO-${landmarks.orders.bookedAs}`);
    const order = world.exactOnline.rows.SalesOrders?.find(
      ({ OrderNumber }) => OrderNumber === landmarks.orders.booked,
    );
    expect([booked?.amountExclVat, booked?.amountInclVat]).toEqual([order?.AmountFCExclVat, order?.AmountFC]);
  });
});
