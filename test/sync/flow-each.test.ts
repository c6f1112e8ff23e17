import { describe, expect, it } from 'vitest';
import { Company, compile } from './engine.ts';

const orders = compile({
  'orders.yml': `from: exact-online.salesorder/SalesOrders
to: asperion
steps:
  - id: article
    each: SalesOrderLines
    when: line.ItemCode != "A9"
    resource: articles
    match: [articleNumber]
    update: false
    fields:
      articleNumber: line.ItemCode
      description: line.ItemDescription
  - id: order
    resource: salesorderswithlines
    match: [reference]
    exists: skip
    fields:
      reference: '"EO-" + string(OrderNumber)'
      debtorCustomerNumber: { value: "10001" }
      date: OrderDate
    lines:
      each: SalesOrderLines
      fields:
        articleNumber: { ref: articles, by: articleNumber, expr: line.ItemCode, gives: code, missing: A1 }
        quantity: line.Quantity
`,
});

async function open(...baskets: readonly (readonly string[])[]): Promise<Company> {
  const debtor = {
    id: 1,
    customerNumber: '10001',
    name: 'Bouwhof Voorbeeld',
    address: 'Kade 1',
    debtorKindId: 'company',
  };
  const article = { id: 1, articleNumber: 'A1', description: 'Als vanouds', activeState: 'Active' };
  const company = await Company.open({ asperion: { debtors: [debtor], articles: [article] } });
  const { ID: OrderedBy } = company.exactOnline.insert('Accounts', {
    Code: '20001',
    Name: 'Bouwhof Voorbeeld',
    Status: 'C',
  });
  const ids = new Map<string, unknown>();
  for (const Code of new Set(baskets.flat())) {
    ids.set(Code, company.exactOnline.insert('Items', { Code, Description: `Deurkruk ${Code}`, IsSalesItem: true }).ID);
  }
  for (const basket of baskets) {
    const SalesOrderLines = basket.map((code) => ({ Item: ids.get(code), Quantity: 1, NetPrice: 12.5 }));
    company.exactOnline.insert('SalesOrders', { OrderedBy, SalesOrderLines });
  }
  return company;
}

const numbers = (company: Company) => company.asperion.rows('articles').map(({ articleNumber }) => articleNumber);

describe('a step with each', () => {
  it('makes what is missing once, however many orders name it, and leaves alone what is there', async () => {
    await using company = await open(['A1', 'A2', 'A2'], ['A2', 'A3'], ['A9']);
    expect((await company.run(orders)).orders).toMatchObject({
      error: null,
      letters: [],
      steps: { article: { created: 2, skipped: 1 }, order: { created: 3 } },
    });
    expect(numbers(company)).toEqual(['A1', 'A2', 'A3']);
    expect(company.asperion.rows('articles')[0]).toMatchObject({ description: 'Als vanouds' });
    const lines = company.asperion.rows('salesorderswithlines').map(({ lines: own }) => own);
    expect(lines[1]).toMatchObject([{ articleNumber: 'A2' }, { articleNumber: 'A3' }]);
    expect(lines[2]).toMatchObject([{ articleNumber: 'A1' }]);
  });

  it('asks nothing more once its records are linked, and makes no double when the state is lost', async () => {
    await using company = await open(['A2']);
    await company.run(orders);
    const { OrderedBy } = company.exactOnline.rows('SalesOrders')[0] ?? {};
    const Item = company.exactOnline.rows('Items')[0]?.ID;
    company.exactOnline.insert('SalesOrders', { OrderedBy, SalesOrderLines: [{ Item, Quantity: 3, NetPrice: 12.5 }] });
    const before = company.asperion.requests.length;
    expect((await company.run(orders)).orders?.steps).toMatchObject({
      article: { unchanged: 1 },
      order: { created: 1 },
    });
    const asked = company.asperion.requests.slice(before).filter(({ path }) => path.endsWith('/articles'));
    expect(asked).toHaveLength(0);
    company.forget();
    await company.run(orders);
    expect(numbers(company)).toEqual(['A1', 'A2']);
  });
});
