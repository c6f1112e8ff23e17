import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';

const flow = compile({
  'prices.yml': `
from: asperion.articles
to: exact-online
enabled: true
steps:
  - id: item
    resource: logistics/Items
    match: [Code]
    create: false
    update: false
    fields: { Code: articleNumber }
  - id: price
    resource: logistics/SalesItemPrices
    when: item.IsSalesItem
    checks: [{ id: unit, when: unit != item.Unit, says: '"The units differ."' }]
    match: [Item]
    update: true
    fields: { Item: item.ID, Price: 'round(salesPrice, 2)' }
`,
});

const WITH_VAT = `
from: asperion.articles
to: exact-online
enabled: true
steps:
  - id: item
    resource: logistics/Items
    match: [Code]
    create: false
    update: false
    fields: { Code: articleNumber }
  - id: price
    resource: logistics/SalesItemPrices
    let: { rate: 'item.SalesVatCode == "2I" ? 21 : 0' }
    match: [Item]
    update: true
    fields: { Item: item.ID, Price: 'round(salesPrice * (100 + rate) / 100, 2)' }
`;

const ITEM = '11111111-0000-4000-8000-000000000001';

async function priced(): Promise<Company> {
  const company = await Company.open({
    exactOnline: { Items: [{ ID: ITEM, Code: 'A-1', Unit: 'stuk', IsSalesItem: true }] },
    asperion: { articles: [{ id: 1, articleNumber: 'A-1', description: 'Mok', unit: 'stuk', salesPrice: 10 }] },
  });
  await company.run(flow);
  expect(price(company)).toBe(10);
  return company;
}

const price = ({ exactOnline }: Company): unknown => exactOnline.rows('SalesItemPrices')[0]?.Price;

/** The codes of the records that wait after a run, an hour later. */
async function next(company: Company): Promise<readonly string[]> {
  company.wait(1);
  const outcomes = await company.run(flow);
  return Object.values(outcomes).flatMap(({ letters }) => letters.map(({ code }) => code));
}

describe('a record that a step only finds for those after it', () => {
  it('is read again before anything is written by it, and after it had a record refused', async () => {
    await using company = await priced();
    company.exactOnline.update('Items', ITEM, { Unit: 'doos' });
    company.asperion.update('articles', 1, { salesPrice: 20 });
    expect([await next(company), price(company)]).toEqual([['CHECK_FAILED'], 10]);
    company.exactOnline.update('Items', ITEM, { Unit: 'stuk' });
    company.asperion.update('articles', 1, { salesPrice: 21 });
    expect([await next(company), price(company)]).toEqual([[], 21]);
  });

  it('is read again after a condition on it was not met', async () => {
    await using company = await priced();
    company.exactOnline.update('Items', ITEM, { IsSalesItem: false });
    company.asperion.update('articles', 1, { salesPrice: 20 });
    expect([await next(company), price(company)]).toEqual([[], 10]);
    company.exactOnline.update('Items', ITEM, { IsSalesItem: true });
    company.asperion.update('articles', 1, { salesPrice: 21 });
    expect([await next(company), price(company)]).toEqual([[], 21]);
  });

  it('has what a step computes of it computed anew', async () => {
    const withVat = compile({ 'prices.yml': WITH_VAT });
    await using company = await Company.open({
      exactOnline: { Items: [{ ID: ITEM, Code: 'A-1', SalesVatCode: '2' }] },
      asperion: { articles: [{ id: 1, articleNumber: 'A-1', description: 'Mok', salesPrice: 10 }] },
    });
    await company.run(withVat);
    company.exactOnline.update('Items', ITEM, { SalesVatCode: '2I' });
    company.asperion.update('articles', 1, { salesPrice: 20 });
    company.wait(1);
    await company.run(withVat);
    expect(price(company)).toBe(24.2);
  });

  it('costs no call if nothing is to be done', async () => {
    await using company = await priced();
    company.asperion.update('articles', 1, { salesPrice: 10.001 });
    const before = company.exactOnline.requests.length;
    expect(await next(company)).toEqual([]);
    expect(company.exactOnline.requests.slice(before).filter(({ path }) => path.includes('Items'))).toEqual([]);
  });
});
