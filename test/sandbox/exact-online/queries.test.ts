import { describe, expect, it } from 'vitest';
import { accounts, guid, shop, stage } from './client.ts';

const relations = [
  { ID: guid(1), Code: '7', Name: "Café d'Or", Status: 'C', Country: 'NL', CreditLineSales: 500, Blocked: false },
  { ID: guid(2), Code: '12', Name: 'Bar Centraal', Status: 'P', Country: 'BE', CreditLineSales: 0, Blocked: true },
  { ID: guid(3), Code: '20001', Name: 'Centrale Bakkerij', Country: 'DE', Created: '2026-01-05T09:30:00' },
] as const;

describe('filters', () => {
  it.each([
    ['equality of text with a doubled quote', "Name eq 'Café d''Or'", [1]],
    ['ne', "Country ne 'NL '", [2, 3]],
    ['null', 'Status eq null', [3]],
    ['a guid in capitals', `ID eq guid'${guid(2).toUpperCase()}'`, [2]],
    ['a boolean', 'Blocked eq true', [2]],
    ['gt and le on moments', "Created gt datetime'2026-01-01' and Created le datetime'2026-01-05T09:30'", [3]],
    ['DateTime with capitals', "Created lt DateTime'2026-02-01T00:00:00'", [3]],
    ['and before or', "Name eq 'x' and Status eq 'C' or Status eq 'P'", [2]],
    ['parentheses', "Status eq 'C' and (Blocked eq true or Blocked eq false)", [1]],
    ['not', "not (Status eq 'C') and not Blocked", [3]],
    ['substringof … eq true', "substringof('Centr',Name) eq true", [2, 3]],
    ['startswith and endswith', "startswith(Name,'Bar') or endswith(Name,'Or')", [1, 2]],
    ['tolower', "substringof('centrale',tolower(Name))", [3]],
    ['a plus sign for a blank', "Name+eq+'Bar+Centraal'", [2]],
  ])('understands %s', async (_name, filter, expected) => {
    await using exact = await stage({ Accounts: relations });
    const { json, text } = await exact.get(`crm/Accounts?$select=ID&$filter=${filter}`);
    expect(json.d?.results?.map(({ ID }: { ID: string }) => ID) ?? text).toEqual(expected.map(guid));
  });

  it('compares numbers with and without L or a fraction', async () => {
    await using exact = await stage({ ...shop, SalesItemPrices: [{ Item: guid(11), Price: 12.5, Quantity: 1 }] });
    const at = (filter: string) => exact.get(`logistics/SalesItemPrices?$select=Price&$filter=${filter}`);
    expect((await at('Price eq 12.5 and Quantity ge 1')).json.d.results).toHaveLength(1);
    expect((await at('Price lt 12.50')).json.d.results).toHaveLength(0);
    expect((await exact.get('sync/CRM/Accounts?$filter=Timestamp gt 5L&$select=ID')).json.d.results).toHaveLength(2);
    const newer = (version: string) => exact.get(`sync/CRM/Accounts?$filter=Timestamp gt ${version}&$select=ID`);
    expect((await newer('2147483648L')).json.d.results).toHaveLength(0);
    expect((await newer('2147483647')).status).toBe(200);
    expect((await newer('2147483648')).status).toBe(400);
  });

  it('matches right-aligned codes by padding or trim() (EX-padded-codes, EX-trailing-blanks)', async () => {
    await using exact = await stage({ Accounts: relations });
    const at = async (filter: string) =>
      (await exact.get(`crm/Accounts?$select=Code&$filter=${filter}`)).json.d.results;
    expect(await at("Code eq '7'")).toHaveLength(0);
    expect((await at("Code eq '                 7'"))[0].Code).toBe('                 7');
    expect(await at("trim(Code) eq '7' or trim(Code) eq '12'")).toHaveLength(2);
    const all = relations.filter(({ Country }) => Country === 'BE');
    expect(await at("Country eq 'BE'")).toHaveLength(all.length);
    exact.sandbox.switches.trailingBlanksCount = true;
    expect(await at("Country eq 'BE'")).toHaveLength(0);
    expect(await at("Country eq 'BE '")).toHaveLength(all.length);
  });

  it('pads units, VAT codes, languages and the codes that other records repeat (EX-padded-codes)', async () => {
    await using exact = await stage({
      ...shop,
      Accounts: [{ ...shop.Accounts[0], Language: 'NL', InvoiceAccount: guid(2) }, shop.Accounts[1]],
      Contacts: [{ Account: guid(1), LastName: 'Visser' }],
    });
    const account = (await exact.get(`crm/Accounts(guid'${guid(1)}')`)).json.d;
    expect(account).toMatchObject({
      Language: 'NL        ',
      SalesVATCode: '4  ',
      InvoiceAccountCode: '20002'.padStart(18),
    });
    const item = (await exact.get(`logistics/Items(guid'${guid(11)}')`)).json.d;
    expect(item).toMatchObject({ Code: 'KOFFIE-1', Unit: 'stuk    ' });
    const line = (await exact.get(`salesorder/SalesOrderLines(guid'${guid(51)}')`)).json.d;
    expect(line).toMatchObject({ VATCode: '4  ', UnitCode: 'stuk    ', ItemCode: 'KOFFIE-1' });
    const [contact] = (await exact.get('crm/Contacts')).json.d.results;
    expect(contact).toMatchObject({ Code: '20001'.padStart(18), Country: 'NL ', AccountName: shop.Accounts[0].Name });
  });

  it.each([
    ['an unknown name in $select', '$select=Code,name', "'name'"],
    ['an empty filter', '$filter=', 'This $filter parameter is not supported for this resource'],
    ['two properties compared', '$filter=Name eq Name', 'This $filter parameter is not supported for this resource'],
    ['a path into a collection', "$filter=BankAccounts/IBAN eq 'x'", 'This $filter parameter is not supported'],
    ['an unknown name in $filter', "$filter=Nmae eq 'x'", "'Nmae'"],
    ['a filter that stops short', "$filter=Name eq 'x' and", 'Error in query syntax'],
    ['a guid as text', "$filter=ID eq '7'", 'Error in query syntax'],
    ['a number as text', "$filter=IsAccountant eq '1'", 'Error in query syntax'],
    ['an unknown function', '$filter=length(Name) eq 3', 'Error in query syntax'],
    ['a moment that is none', "$filter=Created eq datetime'yesterday'", 'Error in query syntax'],
    ['a text without its end', "$filter=Name eq 'x", 'Error in query syntax'],
    ['a filter that is no condition', '$filter=Name', 'Error in query syntax'],
    ['a scalar expanded', '$expand=Name', 'Error in query syntax'],
    ['a property of a collection that is not expanded', '$select=BankAccounts/IBAN', 'Error in query syntax'],
    ['an unknown order', '$orderby=Naam', "'Naam'"],
    ['an unknown option', '$format=json', 'Error in query syntax'],
    ['a negative count', '$top=-1', 'Error in query syntax'],
  ])('refuses %s with 400 (EX-unknown-names)', async (_name, query, sentence) => {
    await using exact = await stage({ Accounts: relations });
    const { status, json } = await exact.get(`crm/Accounts?${query}`);
    expect(status).toBe(400);
    expect(json.error.message.value).toContain(sentence);
  });

  it('refuses filters that the catalog forbids, and allows unlisted ones (EX-filterable)', async () => {
    await using exact = await stage(shop);
    const refused = await exact.get(
      "crm/Accounts?$select=ID&$filter=AccountManagerFullName eq 'x' or ActivitySector eq null",
    );
    expect(refused.status).toBe(400);
    expect(refused.json.error.message.value).toBe(
      'Filtering on these fields is not supported: AccountManagerFullName,ActivitySector',
    );
    expect((await exact.get("crm/Contacts?$select=ID&$filter=LastName eq 'x'")).status).toBe(200);
    const sync = await exact.get("sync/CRM/Accounts?$select=ID&$filter=Name eq 'x'");
    expect(sync.json.error.message.value).toBe('Filtering on these fields is not supported: Name');
    expect((await exact.get('sync/Deleted?$filter=Timestamp gt 1 and EntityType eq 2')).status).toBe(200);
  });

  it('demands $select or $top=1 on bulk endpoints and three plain ones (EX-select-required)', async () => {
    await using exact = await stage(shop);
    for (const path of ['bulk/CRM/Accounts', 'logistics/SalesItemPrices', 'salesorder/GoodsDeliveries']) {
      const reply = await exact.get(path);
      expect(reply.status, path).toBe(400);
      expect(reply.json.error.message.value).toBe('Please add a $select or a $top=1 statement to the query string.');
      expect((await exact.get(`${path}?$top=1`)).status).toBe(200);
      expect((await exact.get(`${path}?$select=*`)).status).toBe(200);
    }
    expect((await exact.get('sync/Logistics/Items?$select=*')).status).toBe(400);
    expect((await exact.get('sync/CRM/Accounts?$select=*')).status).toBe(200);
  });

  it('demands a filter where there is a list and a sync twin (EX-mandatory-filter)', async () => {
    await using exact = await stage(
      { Accounts: accounts(1), Contacts: [] },
      { switches: { mandatoryFiltering: true } },
    );
    const refused = await exact.get('crm/Accounts?$top=2');
    expect((await exact.get('crm/Accounts?$top=1')).status).toBe(200); // EX-top-one
    expect(refused.status).toBe(400);
    expect(refused.json.error.message.value).toMatch(
      /^This endpoint has mandatory filtering applied\. A GET request for this endpoint must have a \$filter parameter with one of the following fields in the url:ID,Accountant,AccountManager,/,
    );
    expect((await exact.get("crm/Accounts?$top=1&$filter=Status eq 'C'")).status).toBe(200);
    expect((await exact.get(`crm/Accounts(guid'${guid(1)}')`)).status).toBe(200);
    expect((await exact.get('bulk/CRM/Accounts?$select=ID')).status).toBe(400);
    expect((await exact.get('crm/Contacts?$top=1')).status).toBe(200);
    exact.sandbox.switches.mandatoryFiltering = false;
    expect((await exact.get('crm/Accounts?$top=2')).status).toBe(200);
  });

  it('writes dates as UTC midnight and times as the Amsterdam clock (EX-dates)', async () => {
    await using exact = await stage(shop);
    const { json } = await exact.get(`salesorder/SalesOrders(guid'${guid(41)}')?$select=OrderDate,Created`);
    expect(json.d.OrderDate).toBe(`/Date(${Date.UTC(2026, 1, 18)})/`);
    expect(json.d.Created).toBe(`/Date(${Date.UTC(2026, 2, 10, 10, 15)})/`);
  });

  it('reads zone-less and American dates as written, Z on the Dutch clock (EX-dates)', async () => {
    await using exact = await stage(shop);
    const dates = async (value: unknown): Promise<string> => {
      const { status } = await exact.put(`crm/Accounts(guid'${guid(1)}')`, { StartDate: value });
      expect(status).toBe(204);
      return (await exact.get(`crm/Accounts(guid'${guid(1)}')?$select=StartDate`)).json.d.StartDate;
    };
    expect(await dates('2026-07-01')).toBe(`/Date(${Date.UTC(2026, 6, 1)})/`);
    expect(await dates('02/18/2016 00:00:00')).toBe(`/Date(${Date.UTC(2016, 1, 18)})/`);
    expect(await dates('2026-07-01T00:00:00Z')).toBe(`/Date(${Date.UTC(2026, 6, 1, 2)})/`);
    expect((await exact.put(`crm/Accounts(guid'${guid(1)}')`, { StartDate: '2026-02-30' })).status).toBe(400);
  });

  it('serves $metadata per service from the catalog', async () => {
    await using exact = await stage();
    const { text, headers } = await exact.get('salesorder/$metadata');
    expect(headers.get('content-type')).toContain('application/xml');
    expect(text).toContain('<EntityType Name="SalesOrder"><Key><PropertyRef Name="OrderID" /></Key>');
    expect(text).toContain('<Property Name="OrderNumber" Type="Edm.Int32" Nullable="true" />');
    expect(text).toContain('<NavigationProperty Name="SalesOrderLines"');
    expect(text).not.toContain('"Account"');
  });
});
