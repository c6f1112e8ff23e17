import { describe, expect, test } from 'vitest';
import { Recipe, tryOut } from './variation.ts';

const recipe = new Recipe('products');
const OUT = 'products.asperion-to-exact-online';
const IN = 'products.exact-online-to-asperion';
const PRICES = 'prices.asperion-to-exact-online';

const ITEM = 'logistics/Items';
const PRICE = 'logistics/SalesItemPrices';
const NEW_ITEM = '00000000-0000-0000-0000-000000000001';
const NEXT_ITEM = '00000000-0000-0000-0000-000000000002';
const DAY = '2026-05-04T09:30:00';

type Row = Readonly<Record<string, unknown>>;
type Rows = Readonly<Record<string, readonly Row[]>>;

/** Articles of Asperion: mugs without a price, MOK-1, MOK-2, … */
const mugs = (...more: readonly Row[]): Rows => ({
  articles: more.map((one, index) => ({
    id: 7 + index,
    articleNumber: `MOK-${index + 1}`,
    description: 'Mok',
    unit: 'stuk',
    dateAdded: DAY,
    ...one,
  })),
});

/** The item of the first in Exact Online, as the shipped flow makes it. */
const item = (more: Row = {}): Row => ({
  ID: 'item-1',
  Code: 'MOK-1',
  Description: 'Mok',
  Unit: 'stuk',
  IsSalesItem: true,
  StartDate: DAY,
  ...more,
});

const made = (more: Row = {}): Row => {
  const { ID, ...fields } = item(more);
  return { create: ITEM, fields };
};
const changes = (fields: Row): Row => ({ update: ITEM, record: 'MOK-1', fields });
const price = (Price: number, more: Row = {}): Row => ({
  create: PRICE,
  fields: { Item: NEW_ITEM, Quantity: 1, Price, Currency: 'EUR', NumberOfItemsPerUnit: 1, ...more },
});

/** Items of Exact Online that become articles. */
const items = (...more: readonly Row[]): Rows => ({
  [ITEM]: more.map((one, index) => ({
    ID: `item-${index + 1}`,
    Code: `MOK-${index + 1}`,
    Description: 'Mok',
    IsSalesItem: true,
    Modified: DAY,
    ...one,
  })),
});
const article = (more: Row = {}): Row => ({
  create: 'articles',
  fields: { articleNumber: 'MOK-1', description: 'Mok', articleCategoryId: 1, ...more },
});

/** A variation, and what it makes of some records. */
interface Case {
  readonly heading: string;
  readonly flow?: string;
  readonly source: Rows;
  readonly target?: Rows;
  readonly expect: readonly Row[];
  /** Further runs. */
  readonly later?: readonly Row[];
}

const cases: readonly Case[] = [
  {
    heading: 'Match by SKU, then by EAN',
    source: mugs({ articleNumber: 'MOK-NIEUW', eanCode: '8712345678906' }, {}),
    target: {
      [ITEM]: [item({ Barcode: '8712345678906' }), item({ ID: 'item-2', Code: 'MOK-2', Description: 'Beker' })],
    },
    expect: [
      { update: ITEM, record: 'MOK-1', fields: { Code: 'MOK-NIEUW' } },
      { update: ITEM, record: 'MOK-2', fields: { Description: 'Mok' } },
    ],
  },
  {
    heading: 'Only add',
    source: mugs({}, {}),
    target: { [ITEM]: [item({ Description: 'Beker' })] },
    expect: [made({ Code: 'MOK-2' })],
    later: [{ given: { source: { articles: [{ id: 8, description: 'Grote mok' }] } }, expect: [] }],
  },
  {
    heading: 'Only change',
    source: mugs({ salesPrice: 9.5 }, { salesPrice: 9.5 }),
    target: { [ITEM]: [item({ Description: 'Beker' })] },
    expect: [changes({ Description: 'Mok' }), price(9.5, { Item: 'item-1' })],
  },
  {
    heading: 'Only some articles',
    source: mugs(
      { articleCategoryId: 1 },
      { articleCategoryId: 2 },
      { articleNumber: 'TEST-1', articleCategoryId: 1 },
      { articleNumber: 'MOK-3' },
    ),
    expect: [made()],
  },
  {
    heading: 'Send a field once',
    source: mugs({ longDescription: 'Van porselein' }, { longDescription: 'Groot' }),
    target: {
      [ITEM]: [
        item({ Description: 'Beker', ExtraDescription: 'Eigen tekst' }),
        item({ ID: 'item-2', Code: 'MOK-2', Description: 'Beker' }),
      ],
    },
    expect: [{ update: ITEM, record: 'MOK-2', fields: { ExtraDescription: 'Groot' } }],
  },
  {
    heading: 'Services and hours',
    source: mugs({ unit: 'uur', isStockArticle: false }, { isStockArticle: true }),
    expect: [
      made({ Unit: 'uur', IsStockItem: false, IsFractionAllowedItem: true, IsTime: 1 }),
      made({ Code: 'MOK-2', IsStockItem: true, IsFractionAllowedItem: false, IsTime: 0 }),
    ],
  },
  {
    heading: 'Variants and their attributes',
    source: mugs({ articleNumber: 'SHIRT-BLW-XL' }, { articleNumber: 'SHIRT-RD-S' }, { articleNumber: 'MOK' }),
    expect: [
      made({ Code: 'SHIRT-BLW-XL', SearchCode: 'SHIRT', Class_01: 'BLAUW', FreeTextField_01: 'XL' }),
      made({ Code: 'SHIRT-RD-S', SearchCode: 'SHIRT', Class_01: 'ROOD', FreeTextField_01: 'S' }),
      made({ Code: 'MOK', SearchCode: 'MOK', Class_01: 'GEEN' }),
    ],
  },
  {
    heading: 'Attributes into an article',
    flow: IN,
    source: items(
      { ExtraDescription: 'Katoen', Class_01: 'BLAUW', FreeTextField_01: 'XL' },
      { ExtraDescription: 'Porselein' },
    ),
    expect: [
      article({ longDescription: 'Katoen\nKleur: blauw\nMaat: XL' }),
      article({ articleNumber: 'MOK-2', longDescription: 'Porselein' }),
    ],
  },
  {
    heading: 'Features',
    source: mugs({ brand: 'Keramika', supplierArticleNumber: '12-3456' }),
    expect: [made({ FreeTextField_02: 'Keramika', FreeTextField_03: '12-3456' })],
    later: [
      {
        given: { source: { articles: [{ id: 7, brand: 'Aardewerk & Co' }] } },
        expect: [changes({ FreeTextField_02: 'Aardewerk & Co' })],
      },
    ],
  },
  {
    heading: 'Features',
    flow: IN,
    source: items({ FreeTextField_02: 'Keramika', FreeTextField_03: '12-3456' }),
    expect: [article({ brand: 'Keramika', supplierArticleNumber: '12-3456' })],
  },
  {
    heading: 'Categories, with a fallback',
    source: mugs({ articleCategoryId: 1 }, { articleCategoryId: 2 }, { articleCategoryId: 33 }, {}),
    target: { 'logistics/ItemGroups': [{ ID: 'group-1', Code: 'HANDEL' }] },
    expect: [
      made({ ItemGroup: 'group-1' }),
      made({ Code: 'MOK-2', ItemGroup: 'group-1' }),
      made({ Code: 'MOK-3', ItemGroup: 'group-1' }),
      made({ Code: 'MOK-4', ItemGroup: 'group-1' }),
    ],
  },
  {
    heading: 'Categories, with a fallback',
    source: mugs({ articleCategoryId: 2 }),
    target: {
      'logistics/ItemGroups': [
        { ID: 'group-1', Code: 'HANDEL' },
        { ID: 'group-2', Code: 'DIENST' },
      ],
    },
    expect: [made({ ItemGroup: 'group-2' })],
  },
  {
    heading: 'Categories, with a fallback',
    source: mugs({ articleCategoryId: 2 }),
    target: { 'logistics/ItemGroups': [{ ID: 'group-3', Code: 'ANDERS' }] },
    expect: [{ refused: 'REF_NOT_FOUND', record: 'MOK-1' }],
  },
  {
    heading: 'Categories by name',
    flow: IN,
    source: items({ ItemGroupDescription: 'Serviesgoed' }, { ItemGroupDescription: 'Diensten' }, {}),
    target: {
      articlecategories: [
        { id: 4, description: 'Serviesgoed' },
        { id: 9, description: 'Overig' },
      ],
    },
    expect: [
      article({ articleCategoryId: 4 }),
      article({ articleNumber: 'MOK-2', articleCategoryId: 9 }),
      article({ articleNumber: 'MOK-3', articleCategoryId: 9 }),
    ],
  },
  {
    heading: 'EAN',
    source: mugs({ eanCode: '871 2345 678906' }, { eanCode: '12345670' }, { eanCode: 'onbekend' }, {}),
    expect: [
      made({ Barcode: '8712345678906' }),
      made({ Code: 'MOK-2', Barcode: '12345670' }),
      made({ Code: 'MOK-3' }),
      made({ Code: 'MOK-4' }),
    ],
  },
  {
    heading: 'Pieces where the unit is unknown',
    source: mugs({ unit: 'tray' }, { unit: 'DOOS' }),
    expect: [made(), made({ Code: 'MOK-2', Unit: 'doos' })],
  },
  {
    heading: 'What an empty unit means',
    source: mugs({ unit: null, salesPrice: 95 }, { unit: null, salesPrice: 95 }),
    target: { [ITEM]: [item({ Unit: 'uur' }), item({ ID: 'item-2', Code: 'MOK-2' })] },
    expect: [price(95, { Item: 'item-1' }), { refused: 'CHECK_FAILED', record: 'MOK-2' }],
  },
  {
    heading: 'VAT code',
    source: mugs({ salesTypeId: 'LAAG' }, {}),
    expect: [made({ SalesVatCode: '1' }), made({ Code: 'MOK-2' })],
  },
  {
    heading: 'Cost price',
    flow: IN,
    source: items({ CostPriceStandard: 4.125 }, {}),
    target: {
      articles: [{ id: 8, articleNumber: 'MOK-2', description: 'Mok', costPrice: 3, activeState: 'Active' }],
    },
    expect: [article({ costPrice: 4.125 })],
  },
  {
    heading: 'Pictures',
    flow: IN,
    source: items({ PictureName: 'mok.png', PictureUrl: 'https://images.example/mok.png' }),
    expect: [article()],
  },
  {
    heading: 'Prices with VAT',
    source: {
      ...mugs(
        { salesTypeId: 'LAAG', salesPrice: 7.49 },
        { salesTypeId: 'HOOG', salesPrice: 5, priceFactor: 100 },
        { salesTypeId: 'HOOG', salesPrice: 5 },
      ),
      salestypes: [
        { id: 'LAAG', vatCode: 'VL' },
        { id: 'HOOG', vatCode: 'VH' },
      ],
      vatcodes: [
        { id: 'VL', percentage: 9 },
        { id: 'VH', percentage: 21 },
      ],
    },
    // One with a code of its own: its price is without VAT.
    target: { [ITEM]: [item({ ID: 'item-3', Code: 'MOK-3', SalesVatCode: '2' })] },
    expect: [
      made(),
      made({ Code: 'MOK-2' }),
      price(8.1641, { Item: NEXT_ITEM }),
      price(0.0605, { Item: '00000000-0000-0000-0000-000000000003' }),
      price(5, { Item: 'item-3' }),
    ],
  },
  {
    heading: "Other prices than Asperion's",
    // 8.00 per 12 is a price with decimals without end: 5 % more is 0.70 to the cent.
    source: mugs({ salesPrice: 7.49 }, { salesPrice: 8, priceFactor: 12 }),
    expect: [made(), made({ Code: 'MOK-2' }), price(7.9), price(0.7, { Item: NEXT_ITEM })],
  },
  {
    heading: 'A price in another currency',
    source: mugs({ salesPrice: 10 }, { salesPrice: 10, priceFactor: 100 }),
    expect: [
      made(),
      made({ Code: 'MOK-2' }),
      price(10),
      price(0.1, { Item: NEXT_ITEM }),
      price(8.7, { Currency: 'GBP' }),
      price(0.087, { Item: NEXT_ITEM, Currency: 'GBP' }),
    ],
    later: [
      { expect: [] },
      {
        given: { source: { articles: [{ id: 7, salesPrice: 20 }] } },
        expect: [
          { update: PRICE, record: '10001', fields: { Price: 20 } },
          { update: PRICE, record: '10003', fields: { Price: 17.4 } },
        ],
      },
    ],
  },
  {
    heading: 'A price agreement with a customer',
    flow: PRICES,
    source: mugs(
      { salesPrice: 10, isStockArticle: true },
      { salesPrice: 5, priceFactor: 100, isStockArticle: true },
      { salesPrice: 100, isStockArticle: true },
    ),
    target: {
      [ITEM]: [
        item(),
        item({ ID: 'item-2', Code: 'MOK-2' }),
        item({ ID: 'item-3', Code: 'MOK-3', SalesVatCode: '2I' }), // with VAT in its price
      ],
      'crm/Accounts': [{ ID: 'acc-1', Code: '20001', Name: 'Hotel Zeezicht' }],
      [PRICE]: [{ ID: 'price-1', Item: 'item-1', Quantity: 1, Price: 10, Currency: 'EUR', NumberOfItemsPerUnit: 1 }],
    },
    expect: [
      price(9.5, { Item: 'item-1', Quantity: 10 }),
      price(0.0475, { Item: 'item-2', Quantity: 10 }),
      price(114.95, { Item: 'item-3', Quantity: 10 }),
      price(9.2, { Item: 'item-1', Quantity: 50 }),
      price(0.046, { Item: 'item-2', Quantity: 50 }),
      price(111.32, { Item: 'item-3', Quantity: 50 }),
      price(9, { Item: 'item-1', Account: 'acc-1' }),
      price(0.045, { Item: 'item-2', Account: 'acc-1' }),
      price(108.9, { Item: 'item-3', Account: 'acc-1' }),
    ],
    later: [{ expect: [] }],
  },
  {
    heading: 'Start date',
    source: mugs({}, { dateAdded: null, dateLastChange: '2026-06-01T00:00:00' }, { dateAdded: null }),
    expect: [
      made(),
      made({ Code: 'MOK-2', StartDate: '2026-06-01T00:00:00' }),
      made({ Code: 'MOK-3', StartDate: '2026-01-01' }),
    ],
  },
  {
    heading: 'An item that has ended is not changed',
    source: mugs({ salesPrice: 9 }, {}, {}),
    target: {
      [ITEM]: [
        item({ Description: 'Beker', EndDate: '2025-12-31' }),
        item({ ID: 'item-2', Code: 'MOK-2', Description: 'Beker', EndDate: '2099-12-31' }),
        item({ ID: 'item-3', Code: 'MOK-3', EndDate: '2025-12-31' }),
      ],
    },
    expect: [
      { update: ITEM, record: 'MOK-2', fields: { Description: 'Mok' } },
      { refused: 'INACTIVE', record: 'MOK-1' },
    ],
  },
  {
    heading: 'Inactive articles end their items',
    source: mugs(
      { activeState: 'Inactive', dateLastChange: '2025-06-01T10:00:00', salesPrice: 9 },
      { activeState: 'Inactive', dateLastChange: '2025-06-01T10:00:00' },
      { activeState: 'Active' },
      { activeState: 'Inactive', dateLastChange: '2025-06-01T10:00:00' },
    ),
    target: { [ITEM]: [item(), item({ ID: 'item-4', Code: 'MOK-4', EndDate: '2025-01-31' })] },
    expect: [made({ Code: 'MOK-3' }), changes({ EndDate: '2025-06-01' })],
    later: [
      { expect: [] },
      // Taken up again in Asperion: what has ended in Exact Online stays as it is.
      { given: { source: { articles: [{ id: 7, activeState: 'Active', description: 'Mok 2' }] } }, expect: [] },
    ],
  },
  {
    heading: 'Deleted items are only reported',
    flow: IN,
    source: items({}),
    expect: [article()],
    later: [{ given: { deleted: { [ITEM]: ['item-1'] } }, expect: [{ stands: 'articles', record: 'MOK-1' }] }],
  },
];

describe('the recipe for products', () => {
  test.each(cases.map((one, index) => ({ ...one, index })))(
    '$heading ($index)',
    async ({ heading, flow = OUT, source, target = {}, expect: wanted, later }) => {
      const one = { given: { source, target }, expect: wanted, later };
      expect(await tryOut(recipe.varied(flow, heading), flow, one)).toEqual([]);
    },
  );

  test('has a case for every piece of YAML', () => expect(recipe.untried).toEqual([]));
});
