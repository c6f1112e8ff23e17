import { expect, test } from 'vitest';
import type { WorldRow, WorldRows } from '../../../sandbox/world/rows.ts';
import { createWorld } from '../../../sandbox/world/world.ts';
import { inspectExactOnline } from '../../../src/systems/exact-online/inspection.ts';
import { never } from '../transport.ts';
import { withSandbox } from './sandbox-client.ts';

const { exactOnline: world } = createWorld({ customers: 6, articles: 3, orders: 8 });
const [account] = world.rows?.Accounts ?? [];
/** Nobody's customer. */
const supplier = { ...account, ID: '33333333-3333-4333-8333-333333333333', Code: '90001', Status: 'S' };
const exactOnline = { ...world, rows: { ...world.rows, Accounts: [...(world.rows?.Accounts ?? []), supplier] } };
const rows: WorldRows = exactOnline.rows;
const rowsOf = (entity: string): readonly WorldRow[] => rows[entity] ?? [];

test('counts what a first load would read, in one call each', () =>
  withSandbox(exactOnline, async ({ newConnection, callsOf }) => {
    const inspection = inspectExactOnline(newConnection());
    const count = (resource: string, from: string | null = null) => inspection.count({ resource, from }, never);
    const customers = rowsOf('Accounts').filter(({ Status }) => Status === 'C').length;
    expect(await count('crm/Accounts')).toBe(customers);
    expect(rowsOf('Accounts').length).toBeGreaterThan(customers);
    expect(await count('logistics/Items')).toBe(
      rowsOf('Items').filter(({ IsSalesItem }) => IsSalesItem !== false).length,
    );
    const invoices = await count('salesinvoice/SalesInvoices');
    expect(invoices).toBeGreaterThan(0);
    expect(await count('salesinvoice/SalesInvoices', '2020-01-01')).toBe(invoices);
    expect(await count('salesinvoice/SalesInvoices', '2099-01-01')).toBe(0);
    expect(await count('salesorder/SalesOrders', '2099-01-01')).toBe(0);
    expect(await callsOf(() => count('crm/Accounts'))).toEqual(['1 GET crm/Accounts']);
  }));
