import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { CUSTOMERS, workspaceWith } from './folder.ts';

describe('a good folder', () => {
  test('the shipped mappings load', () => {
    const { flows, settings, tables } = loadConfig('mappings', path.resolve(import.meta.dirname, '../..'));
    expect(flows.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'customers.exact-online-to-asperion',
        'orders.exact-online-to-asperion',
        'products.asperion-to-exact-online',
      ]),
    );
    expect(settings.asperion.requestsPerSecond).toBe(2);
    expect(tables.get('payment-conditions')?.rows.get('08')).toMatch(/^\d+$/);
    const orders = flows.find(({ name }) => name === 'orders.exact-online-to-asperion');
    expect(orders?.flow.steps[1]?.exists).toBe('verify');
    expect(orders?.file).toBe('mappings/orders.exact-online-to-asperion.yml');
    expect(orders?.at(['steps', 1, 'id']).line).toBeGreaterThan(orders?.at(['steps', 0, 'id']).line ?? 0);
  });

  test('flows are enabled and settings have their defaults unless the files say otherwise', () => {
    using folder = workspaceWith({ 'customers.yml': CUSTOMERS, 'settings.yml': '# nothing\n', 'links.yml': '' });
    const { flows, settings, tables, links } = loadConfig('mappings', folder.workspace);
    expect(flows[0]).toMatchObject({ name: 'customers', file: 'mappings/customers.yml', flow: { enabled: true } });
    expect(settings.bookYear.start).toBe('01-01');
    expect(settings.exactOnline).toEqual({ callsPerMinute: 60, callsPerDay: 5000, callsPerContract: 20_000 });
    expect(tables.size + links.size).toBe(0);
  });

  test('tests, notes and folders beside the flows are not flows', () => {
    using folder = workspaceWith({
      'customers.yml': CUSTOMERS,
      'customers.test.yml': 'anything: [',
      'README.md': '# no',
      'schema/flow.schema.json': '{}',
    });
    expect(loadConfig('mappings', folder.workspace).flows).toHaveLength(1);
  });

  test('settings change single keys and keep the other defaults', () => {
    using folder = workspaceWith({
      'customers.yml': CUSTOMERS,
      'settings.yml':
        'asperion:\n  requestsPerSecond: 0.5\n  changes: { debtors: full }\n  paths: { articles: Articles }\n',
    });
    const { asperion } = loadConfig('mappings', folder.workspace).settings;
    expect(asperion.requestsPerSecond).toBe(0.5);
    expect(asperion.changes).toMatchObject({ articles: 'newest-first', debtors: 'full' });
    expect(asperion.paths).toEqual({ salesorderswithlines: 'SalesOrderWithLines', articles: 'Articles' });
    expect(asperion.tenantHeader).toBe('X-Tenant-Id');
  });

  test('tables and links keep every text as it is written', () => {
    using folder = workspaceWith({
      'customers.yml': CUSTOMERS,
      'tables/vat-codes.yml': 'NL:\n  4: "05"\n  08: 1.50\nNO: no\n',
      'links.yml': 'customers: { 00042: 0099, 20007: skip }\n',
    });
    const { tables, links } = loadConfig('mappings', folder.workspace);
    const rows = tables.get('vat-codes')?.rows;
    const NL = new Map([
      ['4', '05'],
      ['08', '1.50'],
    ]);
    expect(rows).toEqual(
      new Map<string, unknown>([
        ['NL', NL],
        ['NO', 'no'],
      ]),
    );
    expect(tables.get('vat-codes')?.at(['NL', '08'], 'key')).toEqual({
      file: 'mappings/tables/vat-codes.yml',
      line: 3,
      column: 3,
    });
    expect(links.get('customers')).toEqual(
      new Map([
        ['00042', '0099'],
        ['20007', 'skip'],
      ]),
    );
  });
});
