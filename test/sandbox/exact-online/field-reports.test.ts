import { describe, expect, it } from 'vitest';
import { guid, shop, stage } from './client.ts';

describe('rows', () => {
  it('carry false, 0 and defaults, so that a filter on them finds rows (EX-row-defaults)', async () => {
    await using exact = await stage(shop);
    const account = (await exact.get(`crm/Accounts(guid'${guid(1)}')`)).json.d;
    expect(account).toMatchObject({ Blocked: false, IsSupplier: false, IsMailing: 0, SecurityLevel: 10, Type: 'A' });
    expect(account.StartDate).not.toBeNull();
    const item = (await exact.get(`logistics/Items(guid'${guid(11)}')`)).json.d;
    expect(item).toMatchObject({ IsStockItem: false, IsBatchItem: 0, Stock: 0, IsTaxableItem: null, Barcode: null });
    const order = (await exact.get(`salesorder/SalesOrders(guid'${guid(41)}')`)).json.d;
    expect(order).toMatchObject({
      StatusDescription: 'Open',
      InvoiceStatusDescription: 'Open',
      ApprovalStatusDescription: 'Automatisch',
    });
    const filter = 'crm/Accounts?$select=ID&$filter=';
    expect((await exact.get(`${filter}Blocked eq false`)).json.d.results).toHaveLength(2);
    expect((await exact.get(`${filter}Blocked eq null`)).json.d.results).toHaveLength(0);
  });

  it('get the administration’s group, and the condition’s due date (EX-group-and-due)', async () => {
    await using exact = await stage({
      ...shop,
      ItemGroups: [
        { ID: guid(90), Code: 'X', Description: 'Overig', IsDefault: 0 },
        { ID: guid(91), Code: 'STD', Description: 'Standaard', IsDefault: 1 },
      ],
      PaymentConditions: [{ Code: '14', Description: '14 dagen', PaymentDays: 14 }],
    });
    await exact.post('logistics/Items', { Code: 'THEE', Description: 'Thee' });
    expect(exact.sandbox.rows('Items')[2]).toMatchObject({ ItemGroup: guid(91), ItemGroupCode: 'STD' });
    await exact.post('salesentry/SalesEntries', {
      Customer: guid(1),
      Journal: '70',
      EntryDate: '2026-02-20',
      PaymentCondition: '14',
      SalesEntryLines: [{ GLAccount: guid(31), AmountFC: 10 }],
    });
    expect(exact.sandbox.rows('SalesEntries')).toMatchObject([{ DueDate: '2026-03-06T00:00:00' }]);
  });
});

describe('refusals', () => {
  const order = (customer: number) => ({ OrderedBy: guid(customer), SalesOrderLines: [{ Item: guid(11) }] });

  it('name the parties of a document that are no customers, in their order (EX-not-a-customer)', async () => {
    await using exact = await stage({ ...shop, Accounts: [...shop.Accounts, { ID: guid(3), Code: '3', Name: 'P' }] });
    const { status, json } = await exact.post('salesorder/SalesOrders', order(3));
    expect([status, json.error.message.value]).toEqual([
      500,
      'Ongeldig: Besteld door (Type)\r\nOngeldig: Factuur voor (Type)',
    ]);
    const entry = await exact.post('salesentry/SalesEntries', {
      Customer: guid(3),
      Journal: '70',
      SalesEntryLines: [{ GLAccount: guid(31), AmountFC: 10 }],
    });
    expect(entry.json.error.message.value).toContain('Ongeldig: Klant (Type)');
  });

  it('are given for a blocked customer', async () => {
    const blocked = { ID: guid(3), Code: '3', Name: 'P', Status: 'C', Blocked: true };
    await using exact = await stage({ ...shop, Accounts: [...shop.Accounts, blocked] });
    const { status, json } = await exact.post('salesorder/SalesOrders', order(3));
    expect([status, json.error.message.value.split('\r\n')[0]]).toEqual([500, 'Geblokkeerd: Leveren aan']);
    expect(exact.sandbox.rows('SalesOrders')).toHaveLength(1);
  });

  it('tell that a division is not among those of the app (EX-division-scope)', async () => {
    await using exact = await stage(shop);
    const { status, json } = await exact.get('/api/v1/999/crm/Accounts');
    expect([status, json.error.message.value]).toEqual([
      403,
      'Forbidden - User division is not within division scope.',
    ]);
  });

  it('name a used entry number, and keep customers and items on documents (EX-in-use)', async () => {
    await using exact = await stage(shop);
    const entry = { Customer: guid(1), Journal: '70', EntryNumber: 7 };
    const post = () =>
      exact.post('salesentry/SalesEntries', { ...entry, SalesEntryLines: [{ GLAccount: guid(31), AmountFC: 10 }] });
    exact.sandbox.insert('SalesEntries', entry);
    expect((await post()).json.error?.message.value).toBe('In gebruik: Boekstuknummer');
    const customer = await exact.call('DELETE', `crm/Accounts(guid'${guid(1)}')`);
    expect([customer.status, customer.json.error.message.value]).toEqual([500, 'In gebruik: Relatie']);
    expect((await exact.call('DELETE', `logistics/Items(guid'${guid(11)}')`)).status).toBe(500);
    expect((await exact.call('DELETE', `crm/Accounts(guid'${guid(2)}')`)).status).toBe(204);
  });

  it('use their own words for an unknown property of a sync address (EX-property-gone)', async () => {
    await using exact = await stage(shop);
    const { json } = await exact.get('sync/Logistics/Items?$filter=Timestamp gt 1&$select=Colour');
    expect(json.error.message.value).toMatch(
      /^Type 'Exact\.Web\.Api\.Models\.ItemSync' does not have a property named 'Colour'$/,
    );
  });

  it('answer deleting an unknown guid like that of a deleted record (EX-delete-gone)', async () => {
    await using exact = await stage(shop);
    expect((await exact.call('DELETE', `crm/Accounts(guid'${guid(77)}')`)).status).toBe(403);
  });

  it('carry rate headers on 401 in a division, without using a call (EX-rate-headers-on-401)', async () => {
    await using exact = await stage(shop, { minuteLimit: 60 });
    const asked = () => exact.call('GET', 'crm/Accounts', { headers: { authorization: 'Bearer x' } });
    const remaining = async () => {
      const reply = await asked();
      return [reply.status, reply.headers.get('x-ratelimit-minutely-remaining')];
    };
    expect(await remaining()).toEqual([401, '60']);
    expect(await remaining()).toEqual([401, '60']);
  });
});

describe('addresses that clients in use ask for (EX-addresses-in-use)', () => {
  it('include a doubled slash and a capital in Current/Me', async () => {
    await using exact = await stage(shop);
    const me = await exact.call('GET', '/api/v1//Current/Me');
    expect([me.status, me.json.d.results.length]).toEqual([200, 1]);
  });

  it('include the consent page with a slash at its end', async () => {
    await using exact = await stage(shop);
    const query = new URLSearchParams({
      client_id: exact.sandbox.clientId,
      redirect_uri: 'https://app.example/back',
      response_type: 'code',
    });
    expect((await exact.call('GET', `/api/oauth2/auth/?${query}`)).status).toBe(200);
  });

  it('include HTTP Basic at the token address', async () => {
    await using exact = await stage(shop);
    const { clientId, clientSecret } = exact.sandbox;
    const ask = (secret: string) =>
      exact.call('POST', '/api/oauth2/token', {
        body: String(
          new URLSearchParams({ grant_type: 'refresh_token', refresh_token: exact.sandbox.issueRefreshToken() }),
        ),
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
        },
      });
    expect((await ask(clientSecret)).status).toBe(200);
    expect((await ask('x')).status).toBe(401);
  });
});
