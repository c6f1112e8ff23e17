import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';

/** A flow of prices from so many pieces on, with so many percent off. */
const prices = (quantity: number, percent: number): string => `
from: asperion.articles
to: exact-online
enabled: true
steps:
  - id: price
    resource: logistics/SalesItemPrices
    match: [[Item, Quantity]]
    update: true
    fields:
      Item: { ref: logistics/Items, by: Code, expr: articleNumber }
      Quantity: { value: ${quantity} }
      Price: round(salesPrice * ${(100 - percent) / 100}, 2)
`;

const shown = (company: Company): readonly (readonly unknown[])[] =>
  company.exactOnline
    .rows('SalesItemPrices')
    .map(({ Quantity, Price }) => [Quantity, Price] as const)
    .sort(([left], [right]) => Number(left) - Number(right));

describe('flows that make several records of one, told apart by a constant in the match key', () => {
  it('each keep their own record, even when the record changes later', async () => {
    const flows = compile({
      'prices.yml': prices(1, 0),
      'prices-ten.yml': prices(10, 10),
      'prices-fifty.yml': prices(50, 20),
    });
    await using company = await Company.open({
      exactOnline: { Items: [{ Code: 'A-1', Description: 'Mok' }] },
      asperion: { articles: [{ id: 1, articleNumber: 'A-1', description: 'Mok', salesPrice: 10 }] },
    });
    await company.run(flows);
    expect(shown(company)).toEqual([
      [1, 10],
      [10, 9],
      [50, 8],
    ]);
    company.asperion.update('articles', 1, { salesPrice: 20 });
    company.wait(1);
    await company.run(flows);
    expect(shown(company)).toEqual([
      [1, 20],
      [10, 18],
      [50, 16],
    ]);
  });

  it('share the links of their records where nothing in the key is constant', async () => {
    const item = `
from: asperion.articles
to: exact-online
enabled: true
steps:
  - id: item
    resource: logistics/Items
    match: [Code]
    update: true
    fields: { Code: articleNumber, Description: description }
`;
    await using company = await Company.open({
      asperion: { articles: [{ id: 1, articleNumber: 'A-1', description: 'Mok', salesPrice: 10 }] },
    });
    await company.run(compile({ 'products.yml': item, 'products-too.yml': item }));
    expect(Object.keys(company.progress.links)).toEqual(['asperion.articles>exact-online.logistics/Items']);
  });
});
