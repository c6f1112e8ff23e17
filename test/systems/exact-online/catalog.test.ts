import { describe, expect, it } from 'vitest';
import { exactOnlineCatalog } from '../../../src/systems/exact-online/catalog.ts';
import { exactOnlineEndpoints, twins } from '../../../src/systems/exact-online/endpoints.ts';
import entities from '../../../src/systems/exact-online/entities.json' with { type: 'json' };

const resource = (name: string) => {
  const spec = exactOnlineCatalog.resources.get(name);
  if (spec === undefined) throw new Error(`no ${name}`);
  return spec;
};

describe('the catalog of Exact Online', () => {
  it('holds every endpoint below a division as the data has it, but for one', () => {
    const prefix = '/api/v1/{division}/';
    const collectionsOf = (properties: Readonly<Record<string, { readonly type: string | null }>>) =>
      Object.entries(properties).flatMap(([name, { type }]) => {
        const element = /^Collection\((\w+)\)$/.exec(type ?? '')?.[1];
        return element === undefined ? [] : [[name, element] as const];
      });
    const expected = Object.values(entities)
      .filter(({ path }) => path.startsWith(prefix))
      .map((entity) => ({
        ...entity,
        path: entity.path.slice(prefix.length),
        collections: Object.fromEntries(collectionsOf(entity.properties)),
      }))
      .filter(({ path }) => path !== 'sync/SalesOrder/SalesOrders');
    expect([...exactOnlineEndpoints.values()]).toEqual(expected);
    expect(expected.length).toBeGreaterThan(80);
    expect(expected.filter(({ collections }) => Object.keys(collections).length > 0).length).toBeGreaterThan(15);
  });

  it('gives fields the types of the API, and byte flags whole numbers', () => {
    const { fields } = resource('logistics/Items');
    expect(
      [
        fields.ID,
        fields.Code,
        fields.IsMakeItem,
        fields.IsSalesItem,
        fields.NetWeight,
        fields.StartDate,
        fields.Picture,
      ].map((field) => field?.type),
    ).toEqual(['id', 'text', 'integer', 'boolean', 'decimal', 'date', 'binary']);
  });

  it('knows which fields can be written and which are required', () => {
    const items = resource('logistics/Items').fields;
    expect(items.Code).toMatchObject({ create: true, update: true, required: true });
    expect(items.Stock).toMatchObject({ create: false, update: false, required: false });
    expect(items.StandardSalesPrice).toMatchObject({ create: false, update: false });
    expect(resource('crm/Accounts').fields.Name?.required).toBe(true);
    expect(resource('logistics/ItemGroups')).toMatchObject({ creatable: false, updatable: false });
    expect(resource('generaljournalentry/GeneralJournalEntries')).toMatchObject({ creatable: true, updatable: false });
  });

  it('knows deletions by the numbers of the vendor, for no other resources (EX-deletion-log)', () => {
    const types = [...exactOnlineCatalog.resources.values()].flatMap(({ name, deletionType }) =>
      deletionType === undefined ? [] : [[name, deletionType] as const],
    );
    expect(Object.fromEntries(types)).toEqual({
      'crm/Accounts': 2,
      'crm/Addresses': 3,
      'crm/Contacts': 5,
      'logistics/SalesItemPrices': 8,
      'logistics/Items': 9,
      'salesinvoice/SalesInvoices': 13,
      'salesorder/GoodsDeliveries': 16,
      'inventory/ItemWarehouses': 19,
      'salesorder/SalesOrders': 32,
      'crm/BankAccounts': 48,
    });
  });

  it('never allows a change of a key', () => {
    const changeable = [...exactOnlineCatalog.resources.values()].filter(
      (spec) => spec.fields[spec.key]?.update !== false,
    );
    expect(changeable).toEqual([]);
  });

  it('names records by one of their fields, never by a name or an e-mail address', () => {
    for (const spec of exactOnlineCatalog.resources.values()) {
      expect(spec.fields[spec.reference], spec.name).toBeDefined();
      expect(spec.reference, spec.name).not.toMatch(/Name|Mail|Phone|Description/);
    }
    expect(resource('salesorder/SalesOrders').reference).toBe('OrderNumber');
    expect(resource('crm/Accounts').reference).toBe('Code');
  });

  it('pads account codes on the left and the other fixed-width codes on the right', () => {
    expect(resource('crm/Accounts').fields.Code?.padding).toEqual({ width: 18, side: 'left' });
    expect(resource('crm/Accounts').fields.SalesVATCode?.padding).toEqual({ width: 3, side: 'right' });
    expect(resource('logistics/Items').fields.Unit?.padding).toEqual({ width: 8, side: 'right' });
    expect(resource('logistics/Items').fields.Code?.padding).toBeUndefined();
  });

  it('allows a filter that only the bulk page allows, and no filter that neither page allows', () => {
    expect(resource('logistics/SalesItemPrices').fields.Item?.searchable).toBe(true);
    expect(resource('crm/Accounts').fields.SearchCode?.searchable).toBe(true);
    expect(resource('crm/Accounts').fields.Remarks?.searchable).toBe(false);
    expect(resource('vat/VATCodes').fields.Code?.searchable).toBeNull();
  });

  it('reads every feed at an endpoint that has the key of the record', () => {
    const sources = [...exactOnlineCatalog.resources.values()].filter((spec) => spec.feed !== undefined);
    expect(sources.map((spec) => spec.name)).toEqual(
      expect.arrayContaining([
        'crm/Accounts',
        'crm/Contacts',
        'crm/Addresses',
        'logistics/Items',
        'inventory/StockPositions',
      ]),
    );
    for (const { name, key, feed } of sources) {
      if (feed === undefined || feed.kind === 'modified' || feed.kind === 'list') continue;
      const endpoint = feed.kind === 'headers-and-lines' ? feed.headers : feed.endpoint;
      expect(exactOnlineEndpoints.get(endpoint)?.properties[key], name).toBeDefined();
    }
  });

  it('knows how to assemble documents: headers and lines, one row per line, or their list', () => {
    expect(resource('salesorder/SalesOrders').feed).toMatchObject({
      kind: 'headers-and-lines',
      linesField: 'SalesOrderLines',
    });
    expect(resource('salesorder/SalesOrders').lines).toEqual({ SalesOrderLines: 'salesorder/SalesOrderLines' });
    expect(resource('salesorder/GoodsDeliveries').feed).toMatchObject({ linesField: 'GoodsDeliveryLines' });
    expect(resource('salesinvoice/SalesInvoices').feed).toMatchObject({
      kind: 'flattened',
      linesField: 'SalesInvoiceLines',
    });
    expect(resource('salesentry/SalesEntries').feed).toEqual({ kind: 'modified' });
    expect(resource('generaljournalentry/GeneralJournalEntries').feed).toBeUndefined();
  });

  it('knows the faster twins of a resource', () => {
    expect(twins('crm/Accounts')).toEqual({ sync: 'sync/CRM/Accounts', bulk: 'bulk/CRM/Accounts' });
    expect(twins('salesorder/SalesOrders').sync).toBe('sync/SalesOrder/SalesOrderHeaders');
    expect(twins('logistics/Units')).toEqual({});
  });
});
