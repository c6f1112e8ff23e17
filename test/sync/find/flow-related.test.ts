import { describe, expect, it } from 'vitest';
import { guid } from '../../../sandbox/world/random.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, articles, items, order, orders } from '../../support/samples.ts';

const OPEN = 12;

describe('a related record that is not there', () => {
  it('is a failure where `where` looks at it, not a reason to leave the record out', async () => {
    const flow = compile({ 'orders.yml': orders({ where: 'Status == 21 && customer.Country == "NL"' }) });
    await using company = await Company.open({ exactOnline: { SalesOrders: [order(1, 7)] } });
    const { letters, steps } = (await company.run(flow)).orders ?? {};
    const reason = '"customer" is not among the crm/Accounts: it was deleted, or may not be read.';
    expect(letters).toMatchObject([{ reference: '1', code: 'RELATED_MISSING', step: 'debtor', reason }]);
    expect(steps).toEqual({ debtor: { failed: 1 }, invoice: {} });
  });

  it('is a failure also when no step looks at it', async () => {
    const onlyInvoice = orders({ where: 'customer.Country != "BE"' }).replace(
      / {2}- id: debtor[\s\S]*(?= {2}- id: invoice)/,
      '',
    );
    const text = onlyInvoice.replace('debtor.customerNumber', '{ value: "10001" }');
    await using company = await Company.open({
      exactOnline: { SalesOrders: [order(1, 7)] },
      asperion: { debtors: [{ customerNumber: '10001', name: 'Any', address: 'Weg 9', debtorKindId: 'company' }] },
    });
    const { letters, steps } = (await company.run(compile({ 'orders.yml': text }))).orders ?? {};
    expect(letters).toMatchObject([{ code: 'RELATED_MISSING' }]);
    expect(steps).toEqual({ invoice: { failed: 1 } });
  });

  it('lets no record in that `where` leaves out for another reason', async () => {
    const relations = 'contact: { resource: crm/Contacts, by: ID, value: customer.MainContact }';
    const where = 'Status == 21 && customer.Country == "NL"';
    const fields = 'attentionTo: contact.FullName';
    const flow = compile({ 'orders.yml': orders({ where, relations, fields }) });
    const gone = '11111111-1111-4111-a111-111111111111';
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1, { Country: 'BE', MainContact: gone }), account(2, { MainContact: gone })],
        SalesOrders: [order(1, 1), order(2, 7, { Status: OPEN }), order(3, 2)],
      },
    });
    const { letters } = (await company.run(flow)).orders ?? {};
    expect(letters?.map(({ reference, code }) => [reference, code])).toEqual([['3', 'RELATED_MISSING']]);
    expect(company.asperion.rows('salesinvoiceswithlines')).toEqual([]);
  });

  it('is a failure also among many named by keys: a sum over the others would be too low', async () => {
    const relations = `items: { resource: logistics/Items, by: ID, value: "SalesOrderLines.map(l, l.Item)", many: true }`;
    const flow = compile({ 'orders.yml': orders({ relations, fields: 'attentionTo: string(size(items))' }) });
    const [there, gone] = [1, 2].map((number) => guid(1, 'item', number));
    const lines = (...of: readonly unknown[]) => ({ SalesOrderLines: of.map((Item) => ({ Item, AmountFC: 10 })) });
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1), account(2), account(3)],
        Items: [{ ID: there, Code: 'A1', Description: 'Koffie' }],
        SalesOrders: [order(1, 1, lines(there, gone)), order(2, 2, lines(there)), order(3, 3)],
      },
    });
    const { letters } = (await company.run(flow)).orders ?? {};
    expect(letters?.map(({ reference, code }) => [reference, code])).toEqual([['1', 'RELATED_MISSING']]);
    expect(company.asperion.rows('salesinvoiceswithlines')).toHaveLength(2);
  });

  it('is stood in for by a default record that is looked for once for a batch', async () => {
    const many = Array.from({ length: 20 }, (_, index) => order(index + 1, 1));
    const flow = compile({ 'orders.yml': orders({ debtor: 'default: { use: always, customerNumber: "99999" }' }) });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: many },
      asperion: { debtors: [{ customerNumber: '99999', name: 'Balie', address: 'Weg 9', debtorKindId: 'private' }] },
    });
    expect((await company.run(flow)).orders?.steps).toMatchObject({ invoice: { created: 20 } });
    const asked = company.asperion.requests.filter(({ path, method }) => method === 'GET' && path.endsWith('/debtors'));
    expect(asked).toHaveLength(1);
  });

  it('is stood in for by the default record', async () => {
    const debtor = 'default: { use: when-missing, customerNumber: "99999" }';
    const text = orders({ debtor }).replace(/description: '"Order.*/, 'description: coalesce(customer.Name, "Balie")');
    const flow = compile({ 'orders.yml': text });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1), order(2, 7)] },
      asperion: { debtors: [{ customerNumber: '99999', name: 'Balie', address: 'Weg 9', debtorKindId: 'private' }] },
    });
    const { letters, steps } = (await company.run(flow)).orders ?? {};
    expect(letters).toEqual([]);
    expect(steps).toEqual({ debtor: { created: 1, skipped: 1 }, invoice: { created: 2 } });
    const [, counter] = company.asperion.rows('salesinvoiceswithlines');
    expect(counter).toMatchObject({ invoiceNumber: 'EO-2', debtorCustomerNumber: '99999', description: 'Balie' });
  });
});

describe('a rule with a condition', () => {
  it('that is false for the first record of a batch does not hide the field for the others', async () => {
    const flow = compile({
      'products.yml': items('', `Barcode: { expr: eanCode, when: 'brand == "Morgen"', write: empty }`),
    });
    const given = articles(2, (number) => ({
      eanCode: `871234500000${number}`,
      brand: number === 1 ? 'Avond' : 'Morgen',
    }));
    const present = [1, 2].map((number) => ({ Code: `A${number}`, Description: 'Old', Barcode: 'by hand' }));
    await using company = await Company.open({ asperion: { articles: given }, exactOnline: { Items: present } });
    await company.run(flow);
    const found = company.exactOnline.rows('Items').map(({ Description, Barcode }) => [Description, Barcode]);
    expect(found).toEqual([
      ['Koffie 1', 'by hand'],
      ['Koffie 2', 'by hand'],
    ]);
  });
});
