import { describe, expect, test } from 'vitest';
import { Recipe, tryOut } from './variation.ts';

const STOCK = 'stock.asperion-to-exact-online';
const CHECK = 'stock-check.exact-online-to-asperion';
const recipe = new Recipe('stock');

type Row = Readonly<Record<string, unknown>>;

const article = (id: number, more: Row = {}): Row => ({
  id,
  articleNumber: `A${id}`,
  description: 'Mok',
  isStockArticle: true,
  currentStock: 40,
  ...more,
});
/** Items A1 to A3, none of them in stock yet, and two warehouses. */
const TARGET = {
  'inventory/Warehouses': ['1', '2', '20'].map((Code) => ({ ID: `wh-${Code}`, Code })),
  'logistics/Items': [1, 2, 3].map((id) => ({
    ID: `item-${id}`,
    Code: `A${id}`,
    Description: 'Mok',
    IsStockItem: true,
    CostPriceStandard: 3,
  })),
};
/** A count of an item that was never in the warehouse. */
const counted = (id: number, QuantityNew: number, warehouse = '1'): Row => ({
  create: 'inventory/StockCounts',
  fields: { Item: `item-${id}`, Warehouse: `wh-${warehouse}`, QuantityNew },
});

const cases: readonly {
  heading: string;
  flow?: string;
  articles?: readonly Row[];
  source?: Row;
  links?: Row;
  target?: Row;
  expect: readonly Row[];
}[] = [
  {
    heading: 'What is free',
    articles: [
      article(1, { openOrderQuantity: 12.5 }),
      article(2, { openOrderQuantity: 41 }),
      article(3, { openOrderQuantity: 0 }),
    ],
    expect: [counted(1, 27.5), counted(2, 0), counted(3, 40)],
  },
  {
    heading: 'Keep some back',
    articles: [article(1, { minimumStock: 5 }), article(2), article(3, { minimumStock: 41 })],
    expect: [counted(1, 35), counted(2, 40), counted(3, 0)],
  },
  {
    heading: 'Items under another number than their articles',
    articles: [article(1, { articleNumber: 'MOK-1' })],
    links: { 'MOK-1': 'A1' },
    expect: [counted(1, 40)],
  },
  {
    heading: 'Only some articles',
    articles: [article(1, { articleCategoryId: 1 }), article(2, { articleCategoryId: 2 }), article(3)],
    expect: [counted(1, 40)],
  },
  {
    heading: 'Items with serial or batch numbers',
    articles: [article(1), article(2), article(3)],
    target: {
      ...TARGET,
      'logistics/Items': [
        { ID: 'item-1', Code: 'A1', Description: 'Mok', IsStockItem: true, IsSerialItem: true },
        { ID: 'item-2', Code: 'A2', Description: 'Mok', IsStockItem: true, IsBatchItem: 1 },
        {
          ID: 'item-3',
          Code: 'A3',
          Description: 'Mok',
          IsStockItem: true,
          IsSerialItem: false,
          IsBatchItem: 0,
          AverageCost: 3,
        },
      ],
    },
    expect: [counted(3, 40)],
  },
  {
    heading: 'The stock of all warehouses',
    articles: [article(1), article(2), article(3, { currentStock: -1 })],
    target: {
      ...TARGET,
      'inventory/StockCounts': [
        { Position: 'item-1/wh-1', ItemCode: 'A1', Item: 'item-1', Warehouse: 'wh-1', QuantityOfAll: 40 },
        { Position: 'item-2/wh-1', ItemCode: 'A2', Item: 'item-2', Warehouse: 'wh-1', QuantityOfAll: 42 },
      ],
    },
    expect: [
      { update: 'inventory/StockCounts', record: 'A2', fields: { QuantityOfAll: 40 } },
      { refused: 'CHECK_FAILED', record: 'A3' },
    ],
  },
  {
    heading: 'The stock of one warehouse, whatever the others hold',
    articles: [article(1)],
    target: {
      ...TARGET,
      'inventory/StockCounts': [
        { Position: 'item-1/wh-1', ItemCode: 'A1', Item: 'item-1', Warehouse: 'wh-1', QuantityOfWarehouse: 25 },
        { Position: 'item-1/wh-2', ItemCode: 'A1', Item: 'item-1', Warehouse: 'wh-2', QuantityOfWarehouse: 15 },
      ],
    },
    expect: [{ update: 'inventory/StockCounts', record: 'A1', fields: { QuantityOfWarehouse: 40 } }],
  },
  { heading: 'Another warehouse', articles: [article(1)], expect: [counted(1, 40, '2')] },
  {
    heading: 'A warehouse per kind of article',
    articles: [article(1, { articleCategoryId: 1 }), article(2, { articleCategoryId: 2 }), article(3)],
    expect: [counted(1, 40), counted(2, 40, '20'), counted(3, 40)],
  },
  {
    heading: 'Stop before many counts',
    articles: Array.from({ length: 51 }, (_, index) => article(index + 1, { currentStock: 0 })),
    target: {
      ...TARGET,
      'logistics/Items': Array.from({ length: 51 }, (_, index) => ({
        ID: `item-${index + 1}`,
        Code: `A${index + 1}`,
        Description: 'Mok',
        IsStockItem: true,
      })),
      'inventory/StockCounts': Array.from({ length: 51 }, (_, index) => ({
        Position: `item-${index + 1}/wh-1`,
        Item: `item-${index + 1}`,
        Warehouse: 'wh-1',
        QuantityNew: 7,
      })),
    },
    expect: [{ stopped: 'GUARD_EXCEEDED' }],
  },
  { heading: 'Fewer counts in a run', articles: [article(1), article(2)], expect: [counted(1, 40)] },
  {
    heading: 'Check one warehouse',
    flow: CHECK,
    source: {
      'logistics/Items': [
        { ID: 'item-1', Code: 'A1', IsStockItem: true },
        { ID: 'item-2', Code: 'A2', IsStockItem: true },
      ],
      'inventory/ItemWarehouses': [
        { ID: 'pos-1', Item: 'item-1', WarehouseCode: '1', CurrentStock: 40 },
        { ID: 'pos-2', Item: 'item-1', WarehouseCode: '2', CurrentStock: 9 },
        { ID: 'pos-3', Item: 'item-2', WarehouseCode: '1', CurrentStock: 39 },
        { ID: 'pos-4', Item: 'item-2', WarehouseCode: '2', CurrentStock: 1 },
      ],
    },
    target: { articles: [article(1), article(2)] },
    expect: [{ differs: 'articles', record: 'A2', in: ['currentStock'] }],
  },
];

describe('the recipe for stock', () => {
  test.each(cases)(
    '$heading',
    async ({ heading, flow = STOCK, articles, source, links, target = TARGET, expect: wanted }) => {
      const given = { source: source ?? { articles }, target, ...(links && { links }) };
      expect(await tryOut(recipe.varied(flow, heading), flow, { given, expect: wanted })).toEqual([]);
    },
  );

  test('has a case for every piece of YAML', () => expect(recipe.untried).toEqual([]));
});
