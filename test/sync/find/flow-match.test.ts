import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, accountId, articles, customers, order, orders, shipped } from '../../support/samples.ts';

/** Debtors of nobody, `first` and following. */
const strangers = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    customerNumber: String(first + index),
    name: `Winkel ${index}`,
    address: 'Weg 9',
    debtorKindId: 'company',
  }));

describe('matching', () => {
  it('finds a VAT number typed with other signs and without country, also in a long list', async () => {
    const typed = { ...strangers(10_001, 1)[0], name: 'Bakkerij 1', vatNumber: '0012.34.567-B01' };
    const flow = compile({
      'customers.yml': customers({ match: '[characteristic5, vatNumber]', fields: 'vatNumber: VATNumber' }),
    });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { VATNumber: 'NL001234567B01' })] },
      asperion: { debtors: [typed, ...strangers(10_002, 420)] },
    });
    expect((await company.run(flow)).customers?.steps.debtor).toEqual({ updated: 1 });
    expect(company.asperion.rows('debtors')).toHaveLength(421);
    expect(company.asperion.rows('debtors')[0]).toMatchObject({ customerNumber: '10001', name: 'Bakkerij 1' });
  });

  it('finds it in Exact Online as well', async () => {
    const flow = compile({
      'relations.yml': `from: asperion.debtors
to: exact-online
steps:
  - id: account
    resource: crm/Accounts
    match: [VATNumber]
    update: true
    fields:
      VATNumber: vatNumber
      Name: name
`,
    });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { VATNumber: '0012 34567 b01' })] },
      asperion: { debtors: [{ ...strangers(10_001, 1)[0], name: 'Bakkerij 1 B.V.', vatNumber: 'NL001234567B01' }] },
    });
    expect((await company.run(flow)).relations?.steps.account).toEqual({ updated: 1 });
    expect(company.exactOnline.rows('Accounts')).toHaveLength(1);
  });

  it('leaves a customer to a person who got another number before the state was lost', async () => {
    const flow = compile({
      'customers.yml': customers({ match: '[characteristic5, emailAddress]', fields: 'emailAddress: Email' }),
    });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { Email: 'info@bakkerij.example' })] },
    });
    await company.run(flow);
    company.exactOnline.update('Accounts', accountId(1), { Code: '39999' });
    company.forget();
    const why = 'only the name and emailAddress agree, not characteristic5';
    expect((await company.run(flow)).customers?.letters).toMatchObject([
      { code: 'AMBIGUOUS', reference: '39999', reason: expect.stringContaining(why) },
    ]);
    expect(company.asperion.rows('debtors')).toHaveLength(1);
  });

  it('asks once per batch for composite keys that begin with the same field', async () => {
    const name = 'products.asperion-to-exact-online';
    const given = articles(30, () => ({ salesPrice: 1.5 }));
    const present = given.map(({ articleNumber, description }) => ({ Code: articleNumber, Description: description }));
    await using company = await Company.open({ asperion: { articles: given }, exactOnline: { Items: present } });
    // None of the two keys fits: half of the items have a price for ten, the others none.
    for (const { ID } of company.exactOnline.rows('Items').slice(0, 15)) {
      company.exactOnline.insert('SalesItemPrices', {
        Item: ID,
        Price: 1.2,
        Quantity: 10,
        EndDate: '2027-01-01T00:00:00',
      });
    }
    const { steps } = (await company.run(compile(shipped(name, (text) => text))))[name] ?? {};
    expect(steps?.price).toEqual({ created: 30 });
    const asked = company.exactOnline.requests.filter(
      ({ method, path, query }) => method === 'GET' && path.endsWith('SalesItemPrices') && /filter/.test(query),
    );
    expect(asked).toHaveLength(1);
  });
});

describe('a line in links.yml', () => {
  it('takes a target record away from the source record that owned it', async () => {
    const flow = (links: string) => compile({ 'customers.yml': customers({}), 'links.yml': links });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    await company.run(flow('{}'));
    const [{ customerNumber = null } = {}] = company.asperion.rows('debtors');
    company.exactOnline.insert('Accounts', account(2));
    const pinned = flow(`customers: { "20002": "${customerNumber}" }`);
    expect((await company.run(pinned)).customers).toMatchObject({ steps: { debtor: { updated: 1 } }, letters: [] });
    company.wait(1);
    await company.run(pinned);
    company.exactOnline.update('Accounts', accountId(1), { AddressLine1: 'Kade 2' });
    expect((await company.run(pinned)).customers?.steps.debtor).toEqual({ created: 1 });
    expect(company.asperion.rows('debtors').map((row) => [row.characteristic5, row.address])).toEqual([
      ['EO-20002', 'Dorpsstraat 2'],
      ['EO-20001', 'Kade 2'],
    ]);
  });

  it('lets an order wait whose customer is skipped', async () => {
    const links = 'customers: { "20001": skip }\n';
    const flows = compile({ 'customers.yml': customers({}), 'orders.yml': orders({}), 'links.yml': links });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] } });
    const { orders: waiting } = await company.run(flows);
    expect(waiting).toMatchObject({
      steps: { debtor: { failed: 1 } },
      letters: [{ code: 'PINNED_SKIP', reference: '1' }],
    });
    expect(company.asperion.rows('salesinvoiceswithlines')).toEqual([]);
  });

  it('takes a document away from the order that owned it, which then waits', async () => {
    const flow = (links: string) => compile({ 'orders.yml': orders({}), 'links.yml': links });
    const given = { Accounts: [account(1)], SalesOrders: [order(1, 1)] };
    await using company = await Company.open({ exactOnline: given });
    await company.run(flow('{}'));
    company.exactOnline.insert('SalesOrders', order(2, 1));
    company.wait(1);
    const pinned = flow('orders: { "2": "EO-1" }\n');
    expect((await company.run(pinned)).orders?.letters).toEqual([]);
    company.exactOnline.update('SalesOrders', String(order(1, 1).OrderID), { Description: 'Spoed' });
    company.wait(1);
    expect((await company.run(pinned)).orders?.letters).toMatchObject([{ code: 'AMBIGUOUS', reference: '1' }]);
    expect(company.asperion.rows('salesinvoiceswithlines').map(({ invoiceNumber }) => invoiceNumber)).toEqual(['EO-1']);
  });
});

describe('a debtor that was deleted in the target', () => {
  it('is created again when a record that needs it is tried again', async () => {
    const flow = compile({ 'orders.yml': orders({}) });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] } });
    await company.run(flow);
    for (const { id = null } of [...company.asperion.rows('debtors')]) company.asperion.remove('debtors', id);
    company.exactOnline.insert('SalesOrders', order(2, 1));
    const refused = (await company.run(flow)).orders;
    expect(refused?.letters).toMatchObject([{ reference: '2', code: 'REFUSED', step: 'invoice' }]);
    company.wait(2);
    const healed = (await company.run(flow)).orders;
    expect(healed).toMatchObject({ letters: [], steps: { debtor: { created: 1 }, invoice: { created: 1 } } });
    const [debtor] = company.asperion.rows('debtors');
    const invoice = company.asperion.rows('salesinvoiceswithlines').find((row) => row.invoiceNumber === 'EO-2');
    expect(invoice?.debtorCustomerNumber).toBe(debtor?.customerNumber);
  });

  it('is created again by a step that does not update', async () => {
    const flow = compile({ 'orders.yml': orders({ update: false }) });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] } });
    await company.run(flow);
    for (const { id = null } of [...company.asperion.rows('debtors')]) company.asperion.remove('debtors', id);
    company.exactOnline.insert('SalesOrders', order(2, 1));
    await company.run(flow);
    company.wait(2);
    expect((await company.run(flow)).orders).toMatchObject({ letters: [], steps: { invoice: { created: 1 } } });
  });

  it('sees a second claimant of a record that was updated before it in the same batch', async () => {
    const text = customers({ match: '[emailAddress]', fields: 'emailAddress: Email' });
    const flow = compile({ 'customers.yml': text.replace(/.*characteristic5: .*\n/, '') });
    const Email = 'info@bakkerij.example';
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Email })] } });
    company.exactOnline.switches.syncOrder = 'timestamp';
    await company.run(flow);
    company.exactOnline.update('Accounts', accountId(1), { Name: 'Nieuwe naam' });
    company.exactOnline.insert('Accounts', account(2, { Email }));
    expect((await company.run(flow)).customers).toMatchObject({
      steps: { debtor: { updated: 1, failed: 1 } },
      letters: [{ code: 'AMBIGUOUS', reference: '20002' }],
    });
    expect(company.asperion.rows('debtors')).toHaveLength(1);
  });

  it('has dead letters tried at once when it is corrected, or another one comes beside it', async () => {
    const flow = (links: string) =>
      compile({ 'customers.yml': customers({}), 'links.yml': `customers: { "20001": "10001", ${links} }` });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1), account(2)] },
      asperion: { debtors: [...strangers(10_001, 2)] },
    });
    const first = await company.run(flow('"20002": "99999"'));
    expect(first.customers).toMatchObject({
      letters: [{ code: 'PIN_NOT_FOUND', at: { file: 'mappings/links.yml' } }],
      steps: { debtor: { updated: 1 } },
    });
    const corrected = await company.run(flow('"20002": "88888"'));
    expect(corrected.customers).toMatchObject({ letters: [{ code: 'PIN_NOT_FOUND', attempts: 1 }] });
    // Nothing changed: it waits for its time.
    expect((await company.run(flow('"20002": "88888"'))).customers?.steps.debtor).toEqual({});
    const beside = await company.run(flow('"20002": "88888", "20009": skip'));
    expect(beside.customers?.steps.debtor).toEqual({ failed: 1 });
    expect((await company.run(flow('"20002": "10002", "20009": skip'))).customers).toMatchObject({
      letters: [],
      steps: { debtor: { updated: 1 } },
    });
  });
});

describe('an item that a person gives to another article', () => {
  const name = 'products.asperion-to-exact-online';
  const files = shipped(name, (text) => text);
  const pinned = compile({ ...files, 'links.yml': `${name}:\n  A1: A1\n` });

  it('takes its price along when the article was made anew', async () => {
    await using company = await Company.open({ asperion: { articles: articles(2, () => ({ salesPrice: 1.5 })) } });
    await company.run(compile(files));
    company.asperion.remove('articles', company.asperion.rows('articles')[0]?.id ?? null);
    company.asperion.insert('articles', { articleNumber: 'A1', description: 'Melange', salesPrice: 2 });
    const { steps, letters } = (await company.run(pinned))[name] ?? {};
    expect(letters).toEqual([]);
    expect([steps?.item, steps?.price]).toEqual([
      { updated: 1, unchanged: 1 },
      { updated: 1, unchanged: 1 },
    ]);
    expect(company.exactOnline.rows('SalesItemPrices').map(({ Price }) => Price)).toEqual([2, 1.5]);
  });

  it('has the price of that one; the article that lost it gets an item and price of its own', async () => {
    await using company = await Company.open({ asperion: { articles: articles(1, () => ({ salesPrice: 1.5 })) } });
    await company.run(compile(files));
    const [wrong] = company.asperion.rows('articles');
    company.asperion.update('articles', wrong?.id ?? null, { articleNumber: 'B1', salesPrice: 9 });
    company.asperion.insert('articles', { articleNumber: 'A1', description: 'Melange', salesPrice: 2 });
    for (let run = 0; run < 2; run += 1) await company.run(pinned);
    const priceOf = (code: string): unknown => {
      const item = company.exactOnline.rows('Items').find(({ Code }) => Code === code)?.ID;
      return company.exactOnline.rows('SalesItemPrices').flatMap(({ Item, Price }) => (Item === item ? [Price] : []));
    };
    expect([priceOf('A1'), priceOf('B1')]).toEqual([[2], [9]]);
  });

  it('is counted from then on, where its code is that of the item before it', async () => {
    const stock = 'stock.asperion-to-exact-online';
    const counting = shipped(stock, (text) => text.replace('enabled: false', 'enabled: true'));
    const mok = { Code: 'A1', Unit: 'stuk', IsStockItem: true, CostPriceStandard: 3 };
    await using company = await Company.open({
      exactOnline: { Items: [{ ...mok, ID: '11111111-0000-4000-8000-000000000001' }] },
      asperion: { articles: articles(1, () => ({ unit: 'stuk', isStockArticle: true, currentStock: 5 })) },
    });
    await company.run(compile(counting));
    company.exactOnline.update('Items', '11111111-0000-4000-8000-000000000001', { Code: 'A1-OUD' });
    company.exactOnline.insert('Items', { ...mok, ID: '11111111-0000-4000-8000-000000000002' });
    company.asperion.update('articles', company.asperion.rows('articles')[0]?.id ?? null, { currentStock: 55 });
    company.wait(1);
    const waiting = (await company.run(compile(counting)))[stock]?.letters ?? [];
    expect(waiting.map(({ code }) => code)).toEqual(['CHECK_FAILED']);
    company.wait(1);
    await company.run(compile({ ...counting, 'links.yml': `${stock}:\n  A1: A1\n` }));
    const counted = company.exactOnline.rows('ItemWarehouses').map((row) => [row.ItemCode, row.CurrentStock]);
    expect(counted).toEqual([
      ['A1-OUD', 5],
      ['A1', 55],
    ]);
  });
});
