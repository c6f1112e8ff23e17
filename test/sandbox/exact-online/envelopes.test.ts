import { describe, expect, it } from 'vitest';
import { accounts, guid, shop, stage } from './client.ts';

describe('envelopes and rows', () => {
  it('answers results without $top and a bare list with it (EX-list-envelope)', async () => {
    await using exact = await stage({ Accounts: accounts(3) });
    const plain = await exact.get('crm/Accounts?$select=Code');
    expect(plain.status).toBe(200);
    expect(Object.keys(plain.json.d)).toEqual(['results']);
    expect(plain.json.d.results).toHaveLength(3);
    const top = await exact.get('crm/Accounts?$select=Code&$top=2');
    expect(top.json.d).toHaveLength(2);
  });

  it('counts in the object form, as text, also with $top=0 (EX-list-envelope)', async () => {
    await using exact = await stage({ Accounts: accounts(3) });
    const { json } = await exact.get('crm/Accounts?$inlinecount=allpages&$top=0&$select=Code');
    expect(json.d).toEqual({ results: [], __count: '3' });
    const count = await exact.get("crm/Accounts/$count?$filter=Name ne 'Relatie 2'");
    expect(count.text).toBe('2');
  });

  it('pages by 60 and repeats the query in an absolute __next (EX-paging)', async () => {
    await using exact = await stage({ Accounts: accounts(130) });
    const seen: string[] = [];
    let next: string | undefined = `/api/v1/123456/crm/Accounts?$select=ID&$filter=Status+eq+'C'`;
    const sizes: number[] = [];
    while (next !== undefined) {
      const { json } = await exact.get(next);
      sizes.push(json.d.results.length);
      seen.push(...json.d.results.map((row: { ID: string }) => row.ID));
      const address: string | undefined = json.d.__next;
      if (address !== undefined) {
        expect(address.startsWith(`${exact.sandbox.url}/api/v1/123456/crm/Accounts?`)).toBe(true);
        const query = new URL(address).searchParams;
        expect(query.get('$filter')).toBe("Status eq 'C'");
        expect(query.get('$skiptoken')).toMatch(/^guid'[0-9a-f-]{36}'$/);
      }
      next = address?.slice(exact.sandbox.url.length);
    }
    expect(sizes).toEqual([60, 60, 10]);
    expect(new Set(seen).size).toBe(130);
  });

  it('pages bulk and sync endpoints by 1,000 (EX-paging)', async () => {
    await using exact = await stage({ Accounts: accounts(1003) });
    const bulk = await exact.get('bulk/CRM/Accounts?$select=ID');
    expect(bulk.json.d.results).toHaveLength(1000);
    const rest = await exact.get(bulk.json.d.__next.slice(exact.sandbox.url.length));
    expect(rest.json.d.results).toHaveLength(3);
    expect(rest.json.d.__next).toBeUndefined();
  });

  it('goes on at the right row when rows disappear between two pages (EX-paging)', async () => {
    await using exact = await stage({ Accounts: accounts(70) });
    const first = await exact.get('crm/Accounts?$select=ID&$orderby=Country desc,Name');
    exact.sandbox.remove('Accounts', first.json.d.results[0].ID);
    const second = await exact.get(first.json.d.__next.slice(exact.sandbox.url.length));
    const ids = [...first.json.d.results, ...second.json.d.results].map((row: { ID: string }) => row.ID);
    expect(new Set(ids).size).toBe(70);
  });

  it('skips on plain endpoints and refuses $skip on sync and bulk ones (EX-paging)', async () => {
    await using exact = await stage({ Accounts: accounts(5) });
    const { json } = await exact.get('crm/Accounts?$select=Code&$skip=3');
    expect(json.d.results.map((row: { Code: string }) => row.Code.trim())).toEqual(['4', '5']);
    expect((await exact.get('sync/CRM/Accounts?$select=Code&$skip=3')).status).toBe(400);
  });

  it('cuts a $top above the page size into pages, or answers it in full (EX-top-above-page)', async () => {
    await using exact = await stage({ Accounts: accounts(100) });
    const paged = await exact.get('crm/Accounts?$select=ID&$top=90');
    expect(paged.json.d.results).toHaveLength(60);
    const rest = await exact.get(paged.json.d.__next.slice(exact.sandbox.url.length));
    expect(rest.json.d.results).toHaveLength(30);
    expect(rest.json.d.__next).toBeUndefined();
    exact.sandbox.switches.topAbovePageSize = 'full';
    expect((await exact.get('crm/Accounts?$select=ID&$top=90')).json.d).toHaveLength(90);
  });

  it('marks every row and defers collections unless they are expanded (EX-row-metadata)', async () => {
    await using exact = await stage(shop);
    const address = `${exact.sandbox.url}/api/v1/123456/salesorder/SalesOrders(guid'${guid(41)}')`;
    const one = await exact.get(`salesorder/SalesOrders(guid'${guid(41)}')`);
    expect(one.json.d.__metadata).toEqual({ uri: address, type: 'Exact.Web.Api.Models.SalesOrder' });
    expect(one.json.d.SalesOrderLines).toEqual({ __deferred: { uri: `${address}/SalesOrderLines` } });
    const link = await exact.get(one.json.d.SalesOrderLines.__deferred.uri.slice(exact.sandbox.url.length));
    expect(link.json.d.results.map((line: { ItemCode: string }) => line.ItemCode)).toEqual(['KOFFIE-1', 'FILTER-80']);
    const expanded = await exact.get(
      'salesorder/SalesOrders?$select=OrderNumber,SalesOrderLines/ItemCode&$expand=SalesOrderLines',
    );
    const { __metadata, ...line } = expanded.json.d.results[0].SalesOrderLines.results[0];
    expect(__metadata.type).toBe('Exact.Web.Api.Models.SalesOrderLine');
    expect(line).toEqual({ ItemCode: 'KOFFIE-1' });
  });

  it('answers Atom to a client that does not ask for JSON, and no application/xml (EX-atom)', async () => {
    await using exact = await stage({ Accounts: accounts(1) });
    const atom = await exact.call('GET', 'crm/Accounts?$select=Name', { headers: { accept: '*/*' } });
    expect(atom.headers.get('content-type')).toContain('application/atom+xml');
    expect(atom.text).toContain('<d:Name>Relatie 1</d:Name>');
    const xml = await exact.call('GET', 'crm/Accounts?$select=Name', { headers: { accept: 'application/xml' } });
    expect(xml.status).toBe(406);
  });

  it('answers every documented scalar without $select, obsolete ones included (EX-all-scalars)', async () => {
    await using exact = await stage(shop);
    const { json } = await exact.get(`logistics/Items(guid'${guid(11)}')`);
    const { __metadata, ...row } = json.d;
    expect(Object.keys(row)).toHaveLength(117);
    const account = await exact.get(`crm/Accounts(guid'${guid(1)}')`);
    expect(account.json.d).toHaveProperty('BRIN', null);
  });

  it('answers 404 for an id, a resource and a service that are not there (EX-unknown-id)', async () => {
    await using exact = await stage(shop);
    const id = await exact.get(`crm/Accounts(guid'${guid(999)}')`);
    expect(id.status).toBe(404);
    expect(id.json.error.code).toBe('');
    expect((await exact.get('crm/Acounts')).status).toBe(404);
    expect((await exact.get('crmm/Accounts')).status).toBe(404);
    expect((await exact.get('crm/accounts')).status).toBe(404);
    expect((await exact.get('CRM/Accounts?$select=ID')).status).toBe(200);
  });
});
