import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { createWorld, type World } from '../../../sandbox/world/world.ts';
import { only, type Row, type Rows } from '../support/rows.ts';
import { flowOf, namesOf, setStageWithFile } from '../support/stage.ts';

const FLOW = 'products.exact-online-to-asperion';
const PRICES = 'prices.exact-online-to-asperion';

/** A PNG by its first bytes, of so many bytes, in base64. */
const png = (size: number, fill = 7): string =>
  Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(size - 8, fill)]).toString('base64');

const MUG = '4b1f0000-0000-4000-8000-000000000001';

/** The company's world, with items that show what the flow makes of each kind. */
function world(): World {
  const { exactOnline, asperion } = createWorld({ customers: 2, orders: 0 });
  const { Items = [], VATCodes = [], ItemGroups = [] } = exactOnline.rows;
  const group = (code: string) => only(ItemGroups, 'Code', code).ID;
  const item = (Code: string, more: Row = {}) => ({
    Code,
    Description: `Artikel ${Code}`,
    Unit: 'stuk',
    ItemGroup: group('HANDEL'),
    SalesVatCode: '2',
    IsSalesItem: true,
    IsStockItem: true,
    StartDate: '2025-01-01T00:00:00',
    ...more,
  });
  const own = [
    item('MOK-1', {
      ID: MUG,
      Description: 'Mok met logo',
      ExtraDescription: 'Porselein, 300 ml',
      Barcode: '2004711000016',
      StandardSalesPrice: 12.1,
      SalesVatCode: '2I',
      Picture: png(500),
      PictureName: 'mok.png',
    }),
    item('SHIRT-BLW-XL', { Description: 'Shirt blauw XL', StandardSalesPrice: 24.995, SalesVatCode: '2' }),
    item('SHIRT-RD-S', { Description: 'Shirt rood S', StandardSalesPrice: 24.995, SalesVatCode: '2' }),
    item('ADVIES', { Unit: 'uur', ItemGroup: group('DIENST'), IsStockItem: false, StandardSalesPrice: 95 }),
    item('POSTER', { Picture: png(2_000_001), PictureName: 'poster.png' }),
    item('GRONDSTOF', { IsSalesItem: false }),
    item('OUD-1', { EndDate: '2025-12-31T00:00:00' }),
    item('OUD-2', { EndDate: '2025-12-31T00:00:00' }),
    item('MAC-3099', { Description: 'Espressomachine Uno, nieuwe naam' }),
    item('VREEMD', { SalesVatCode: 'BEH' }),
  ];
  const articles = [
    ...(asperion.rows.articles ?? []),
    { id: 901, articleNumber: 'OUD-1', description: 'Artikel OUD-1', activeState: 'Active', isStockArticle: true },
  ];
  const inclusive = {
    ...only(VATCodes, 'Code', '2'),
    ID: '4b1f0000-0000-4000-8000-0000000000ff',
    Code: '2I',
    Type: 'I',
  };
  return {
    exactOnline: {
      ...exactOnline,
      rows: {
        ...exactOnline.rows,
        Items: [...Items, ...own],
        VATCodes: [...VATCodes, inclusive],
      } as World['exactOnline']['rows'],
    },
    asperion: { ...asperion, rows: { ...asperion.rows, articles } as World['asperion']['rows'] },
  };
}

let stage: Stage;
let run: StageRun;
let before: Rows;
const articles = (): Rows => stage.asperion.rows('articles');
const article = (sku: string): Row => only(articles(), 'articleNumber', sku);
const item = (sku: string): Row => only(stage.exactOnline.rows('Items'), 'Code', sku);
const uploads = ({ writes }: StageRun): number => writes.filter(({ path }) => path.endsWith('/file')).length;
const next = (flows = FLOW): Promise<StageRun> => stage.run({ inputs: { flows } });

beforeAll(async () => {
  stage = await setStageWithFile({ world: world() });
  await stage.setYaml('tables/sales-types.yml', ['2I'], 'HOOG');
  before = structuredClone(articles());
  run = await next();
});

afterAll(() => stage[Symbol.asyncDispose]());

describe('items that become articles', () => {
  test('an item brings all that an article can hold: price without VAT, picture byte for byte', () => {
    expect(article('MOK-1')).toMatchObject({
      description: 'Mok met logo',
      longDescription: 'Porselein, 300 ml',
      eanCode: '2004711000016',
      unit: 'stuk',
      salesTypeId: 'HOOG',
      articleCategoryId: 1,
      isStockArticle: true,
      salesPrice: 10,
      activeState: 'Active',
    });
    const [file] = stage.asperion.files('articles', article('MOK-1').id as number);
    expect(file).toMatchObject({ name: 'mok.png', type: 'image/png' });
    expect(Buffer.from(file?.content ?? []).toString('base64')).toBe(png(500));
  });

  test('each variant becomes an article of its own, its price with all its decimals', () => {
    for (const [sku, description] of [
      ['SHIRT-BLW-XL', 'Shirt blauw XL'],
      ['SHIRT-RD-S', 'Shirt rood S'],
    ]) {
      expect(article(String(sku))).toMatchObject({ description, salesPrice: 24.995, isStockArticle: true });
    }
  });

  test('a service has no stock and its own category', () => {
    expect(article('ADVIES')).toMatchObject({
      isStockArticle: false,
      articleCategoryId: 2,
      unit: 'uur',
      salesPrice: 95,
    });
  });

  test('an item not sold, ended, with too large a picture or unknown VAT code makes no article', () => {
    const numbers = articles().map(({ articleNumber }) => articleNumber);
    for (const sku of ['GRONDSTOF', 'OUD-2', 'POSTER', 'VREEMD']) expect(numbers).not.toContain(sku);
    const failures = flowOf(run, FLOW).failures.map(({ reference, code }) => [reference, code]);
    expect(failures.sort()).toEqual([
      ['POSTER', 'IMAGE_TOO_LARGE'],
      ['VREEMD', 'UNMAPPED_KEY'],
    ]);
  });

  test('the article of an item that has ended becomes inactive', () => {
    expect(article('OUD-1')).toMatchObject({ activeState: 'Inactive', description: 'Artikel OUD-1' });
  });

  test('an article deactivated in Asperion stays as it is', () => {
    expect(article('MAC-3099')).toEqual(only(before, 'articleNumber', 'MAC-3099'));
  });

  test('an existing article is found by its SKU and keeps price, category, stock and long text', () => {
    const old = only(before, 'articleNumber', 'KOF-1002');
    expect(old).toMatchObject({ description: 'Filterkoffie Ochtendmelange gemalen', longDescription: 'Mild gebrand.' });
    const { dateLastChange, eanCode, ...kept } = article('KOF-1002');
    expect(kept).toEqual({
      ...Object.fromEntries(Object.entries(old).filter(([field]) => field in kept)),
      description: 'Filterkoffie Ochtendmelange gemalen (oud)',
    });
  });

  test('articles that only Asperion has are left alone', () => {
    const skus = new Set(stage.exactOnline.rows('Items').map(({ Code }) => Code));
    const own = before.filter(({ articleNumber }) => !skus.has(articleNumber));
    expect(own.length).toBe(15);
    for (const one of own) expect(article(String(one.articleNumber))).toEqual(one);
  });

  test('nothing is written to Exact Online', () => {
    expect(new Set(namesOf(run.writes).map((name) => name.split(' ')[0]))).toEqual(new Set(['asperion']));
  });
});

describe('later runs', () => {
  test('write nothing when nothing changed', async () => {
    expect((await next()).writes).toEqual([]);
  });

  test('send a picture again when it was replaced, and only then', async () => {
    stage.exactOnline.update('Items', MUG, { Description: 'Mok met nieuw logo', ExtraDescription: 'Anders' });
    const changed = await next();
    expect([namesOf(changed.writes), uploads(changed)]).toEqual([['asperion PUT articles'], 0]);
    expect(article('MOK-1')).toMatchObject({ description: 'Mok met nieuw logo', longDescription: 'Porselein, 300 ml' });
    stage.exactOnline.update('Items', MUG, { Picture: png(700, 9), PictureName: 'mok-2.png' });
    const replaced = await next();
    expect([replaced.writes.length, uploads(replaced)]).toEqual([1, 1]);
    expect(stage.asperion.files('articles', article('MOK-1').id as number)).toMatchObject([{ name: 'mok-2.png' }]);
  });

  test('bring prices across by their own flow, per piece and for everybody only', async () => {
    const price = (sku: string, more: Row) =>
      stage.exactOnline.insert('SalesItemPrices', {
        Item: item(sku).ID,
        ItemCode: sku,
        Currency: 'EUR',
        Quantity: 1,
        ...more,
      });
    price('MOK-1', { Price: 14.52 });
    price('MOK-1', { Price: 13, Quantity: 10 });
    price('SHIRT-RD-S', { Price: 22.455 });
    price('OUD-2', { Price: 3 });
    const first = await next(PRICES);
    // KOF-1001 has 17.0525 in Exact Online and 17.95 in Asperion.
    expect(article('MOK-1').salesPrice).toBe(12);
    expect(article('SHIRT-RD-S').salesPrice).toBe(22.455);
    expect(article('KOF-1001').salesPrice).toBe(17.0525);
    expect(article('BEKER-DRUK').salesPrice).toBe(0.0808);
    expect(first.writes.every(({ method, path }) => method === 'PUT' && path.includes('articles'))).toBe(true);
    expect((await next(PRICES)).writes).toEqual([]);
  });

  test('deactivate the article of a deleted item, once', async () => {
    stage.exactOnline.remove('Items', item('SHIRT-RD-S').ID);
    const deleted = await next();
    expect(namesOf(deleted.writes)).toEqual(['asperion PUT articles']);
    expect(article('SHIRT-RD-S').activeState).toBe('Inactive');
    expect((await next()).writes).toEqual([]);
  });
});
