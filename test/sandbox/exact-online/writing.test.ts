import { describe, expect, it } from 'vitest';
import { guid, shop, stage } from './client.ts';

describe('writing', () => {
  it('refuses unknown properties, wrong types and no JSON with 400 (EX-unknown-names)', async () => {
    await using exact = await stage();
    const value = async (body: unknown): Promise<string> => {
      const { status, json } = await exact.post('crm/Accounts', body);
      expect(status).toBe(400);
      return json.error.message.value;
    };
    expect(await value({ Name: 'Zonnig', IsCustomer: true })).toBe(
      "Error processing request stream. The property name 'IsCustomer' specified for type 'Exact.Web.Api.Models.Account' is not valid.",
    );
    expect(await value('[]')).toBe(
      'Error processing request stream. The request should be a valid top-level resource object.',
    );
    expect(await value({ Name: 'Zonnig', Blocked: 'ja' })).toContain("'Blocked'");
    expect(await value({ Name: 'Zonnig', PriceList: 'A' })).toContain("'PriceList'");
    expect(exact.sandbox.rows('Accounts')).toHaveLength(0);
  });

  it('words errors in the language of the user (EX-error-body)', async () => {
    await using exact = await stage(shop);
    const refused = await exact.post('crm/Accounts', { Code: '20001' });
    expect(refused.json).toEqual({
      error: { code: '', message: { lang: '', value: 'Verplicht: Naam\r\nGegeven bestaat reeds.' } },
    });
    expect(refused.text).toContain('\r\n');
    exact.sandbox.switches.language = 'en';
    const english = await exact.post('crm/Accounts', {});
    expect(english.json.error.message.value).toBe('Mandatory: Name');
  });

  it('refuses blocked users and divisions with 403 and the Reason (EX-error-body)', async () => {
    await using exact = await stage(shop, { switches: { refusedBecause: 'DivisionBlocked' } });
    const refused = await exact.get('crm/Contacts');
    expect([refused.status, refused.headers.get('reason')]).toEqual([403, 'DivisionBlocked']);
    exact.sandbox.switches.refusedBecause = null;
    const other = await exact.get('/api/v1/654321/crm/Contacts');
    expect([other.status, other.headers.get('reason')]).toEqual([403, null]);
  });

  it('answers business errors with 500 and joins the sentences by CR LF (EX-business-errors)', async () => {
    await using exact = await stage(shop);
    const refused = await exact.post('salesorder/SalesOrders', {
      OrderedBy: guid(99),
      SalesOrderLines: [{ Item: guid(98) }],
    });
    expect(refused.status).toBe(500);
    expect(refused.json.error.message.value).toBe(
      'Ongeldige referentie: Leveren aan\r\nOngeldige referentie: Besteld door\r\nOngeldige referentie: Factuur voor\r\nOngeldige referentie: Artikel',
    );
    expect(exact.sandbox.rows('SalesOrders')).toHaveLength(1);
  });

  it('answers POST with 201 and, without Prefer, the key alone (EX-write-answers)', async () => {
    await using exact = await stage();
    const brief = await exact.post('crm/Accounts', { Name: 'Zonnig', Status: 'C' });
    expect(brief.status).toBe(201);
    const { ID, Name, Status, __metadata } = brief.json.d;
    expect({ Name, Status }).toEqual({ Name: null, Status: null });
    expect(brief.headers.get('location')).toBe(__metadata.uri);
    expect(exact.sandbox.rows('Accounts')[0]).toMatchObject({ ID, Name: 'Zonnig', Status: 'C' });
    const full = await exact.post('crm/Accounts', { Name: 'Maanlicht' }, true);
    expect(full.json.d).toMatchObject({ Name: 'Maanlicht', Status: null, Division: 123456 });
  });

  it('changes only the given fields by PUT, clears with null, 204 (EX-write-answers)', async () => {
    await using exact = await stage(shop);
    const address = `crm/Accounts(guid'${guid(2)}')`;
    const put = await exact.put(address, { City: 'Gent', Status: null });
    expect([put.status, put.text]).toEqual([204, '']);
    expect((await exact.get(address)).json.d).toMatchObject({ Name: 'Lunchroom Zonnig', City: 'Gent', Status: null });
    expect((await exact.put(address, { Name: null })).json.error.message.value).toBe('Verplicht: Naam');
    expect((await exact.call('DELETE', address)).status).toBe(204);
    expect((await exact.get(address)).status).toBe(404);
    expect((await exact.call('DELETE', address)).status).toBe(403);
    expect((await exact.put(address, { City: 'Gent' })).status).toBe(404);
  });

  it('takes numbers as text, and text as numbers (EX-number-as-text)', async () => {
    await using exact = await stage(shop);
    await exact.put(`crm/Accounts(guid'${guid(1)}')`, { PaymentConditionSales: 15, CreditLineSales: '2' });
    expect(exact.sandbox.rows('Accounts')[0]).toMatchObject({ PaymentConditionSales: '15', CreditLineSales: 2 });
  });

  it('ignores read-only fields (EX-read-only-ignored)', async () => {
    await using exact = await stage(shop);
    const before = exact.sandbox.rows('Accounts')[0];
    const put = await exact.put(`crm/Accounts(guid'${guid(1)}')`, { Type: 'D', Created: '2001-01-01', City: 'Zwolle' });
    expect(put.status).toBe(204);
    expect(exact.sandbox.rows('Accounts')[0]).toMatchObject({ Type: 'A', Created: before?.Created, City: 'Zwolle' });
  });

  it('returns the existing address instead of a second one (EX-same-address)', async () => {
    await using exact = await stage(shop);
    const address = {
      Account: guid(1),
      Type: 4,
      AddressLine1: 'Kade 12',
      Postcode: '1011 AB',
      City: 'Amsterdam',
      Country: 'NL',
    };
    const first = await exact.post('crm/Addresses', address);
    const again = await exact.post('crm/Addresses', address);
    expect(again.status).toBe(201);
    expect(again.json.d.ID).toBe(first.json.d.ID);
    const other = await exact.post('crm/Addresses', { ...address, AddressLine1: 'Kade 14' });
    expect(other.json.d.ID).not.toBe(first.json.d.ID);
  });

  it('mirrors the visit address of an account, both ways', async () => {
    await using exact = await stage();
    const { json } = await exact.post('crm/Accounts', {
      Name: 'Zonnig',
      AddressLine1: 'Plein 1',
      City: 'Breda',
      Country: 'NL',
    });
    const mirrored = exact.sandbox.rows('Addresses');
    expect(mirrored).toMatchObject([
      { Account: json.d.ID, Type: 1, Main: true, AddressLine1: 'Plein 1', City: 'Breda' },
    ]);
    await exact.put(`crm/Addresses(guid'${mirrored[0]?.ID}')`, { AddressLine1: 'Plein 2' });
    expect(exact.sandbox.rows('Accounts')[0]).toMatchObject({ AddressLine1: 'Plein 2', City: 'Breda' });
    await exact.put(`crm/Accounts(guid'${json.d.ID}')`, { City: 'Tilburg' });
    expect(exact.sandbox.rows('Addresses')).toMatchObject([{ AddressLine1: 'Plein 2', City: 'Tilburg' }]);
  });

  it('numbers accounts by the highest code plus one', async () => {
    await using exact = await stage(shop);
    await exact.post('crm/Accounts', { Name: 'Derde' });
    expect(exact.sandbox.rows('Accounts')[2]).toMatchObject({ Code: '20003' });
  });

  it('refuses a Code that is taken, and its own unchanged Code in a PUT (EX-code-taken)', async () => {
    await using exact = await stage(shop);
    const value = async (reply: ReturnType<typeof exact.put>) => {
      const { status, json } = await reply;
      return [status, json?.error.message.value];
    };
    const taken = [500, 'Gegeven bestaat reeds.'];
    expect(await value(exact.post('logistics/Items', { Code: 'KOFFIE-1', Description: 'Nog eens' }))).toEqual(taken);
    expect(await value(exact.put(`crm/Accounts(guid'${guid(2)}')`, { Code: '20001'.padStart(18) }))).toEqual(taken);
    expect(await value(exact.put(`logistics/Items(guid'${guid(11)}')`, { Code: 'KOFFIE-1', Notes: 'x' }))).toEqual(
      taken,
    );
    exact.sandbox.switches.refuseUnchangedCode = false;
    expect((await exact.put(`logistics/Items(guid'${guid(11)}')`, { Code: 'KOFFIE-1', Notes: 'x' })).status).toBe(204);
  });

  it('keeps StandardSalesPrice and Stock; price is of SalesItemPrices (EX-item-read-only)', async () => {
    await using exact = await stage(shop);
    const item = `logistics/Items(guid'${guid(12)}')`;
    expect((await exact.put(item, { StandardSalesPrice: 99, Stock: 5 })).status).toBe(204);
    expect((await exact.get(item)).json.d).toMatchObject({ StandardSalesPrice: null, Stock: 0 });
    const price = await exact.post('logistics/SalesItemPrices', { Item: guid(12), Price: 4.95 });
    expect((await exact.get(item)).json.d.StandardSalesPrice).toBe(4.95);
    await exact.post('logistics/SalesItemPrices', { Item: guid(12), Price: 3.5, Account: guid(1) });
    await exact.post('logistics/SalesItemPrices', { Item: guid(12), Price: 3.9, Quantity: 10 });
    await exact.post('logistics/SalesItemPrices', { Item: guid(12), Price: 9, StartDate: '2026-12-01' });
    expect((await exact.get(item)).json.d.StandardSalesPrice).toBe(4.95);
    await exact.put(`logistics/SalesItemPrices(guid'${price.json.d.ID}')`, { Price: 5.25 });
    expect((await exact.get(item)).json.d.StandardSalesPrice).toBe(5.25);
    const warehouse = await exact.post(
      'inventory/ItemWarehouses',
      { Item: guid(12), Warehouse: guid(21), CurrentStock: 7 },
      true,
    );
    expect(warehouse.json.d.CurrentStock).toBe(0);
  });

  it('keeps pictures write-only and shows them only to those who are signed in (EX-pictures)', async () => {
    await using exact = await stage(shop);
    const item = `logistics/Items(guid'${guid(11)}')`;
    const picture = Buffer.from('a picture of coffee').toString('base64');
    await exact.put(item, { Picture: picture, PictureName: 'koffie.png' });
    const { Picture, PictureUrl } = (await exact.get(item)).json.d;
    expect(Picture).toBeNull();
    const path = PictureUrl.slice(exact.sandbox.url.length);
    expect((await exact.get(path)).text).toBe('a picture of coffee');
    expect((await exact.call('GET', path, { headers: { authorization: '' } })).text).toMatch(/^GIF89a/);
    await exact.put(item, { Picture: 'https://example.com/koffie.png' });
    expect((await exact.get(item)).json.d.PictureUrl).toBeNull();
  });
});
