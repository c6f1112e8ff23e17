import { assortment, exactOnlineOnly, type Product } from './assortment.ts';
import { itemGroups, shippingAccount } from './lists.ts';
import { chance, guid } from './random.ts';
import { moment, type WorldRow } from './rows.ts';

/** The first `count` products of a world: the assortment, then made-up blends. */
export function products(seed: number, count: number): Product[] {
  return Array.from({ length: count }, (_, index) => assortment[index] ?? madeUp(seed, index));
}

/** The products that Exact Online has as items when the world begins, and that orders can be for. */
export function itemsOf(all: readonly Product[]): Product[] {
  return [...all.filter(({ inExactOnline }) => inExactOnline !== undefined), ...exactOnlineOnly];
}

/** The id of a product's item in Exact Online. */
export function itemId(seed: number, product: Product): string {
  return guid(seed, 'Items', product.sku);
}

/** A product's unit in Exact Online; the piece if there is no such unit. */
export function exactOnlineUnit(product: Product): string {
  return ['kg', 'doos', 'uur', 'm'].find((unit) => unit === product.unit.toLowerCase()) ?? 'stuk';
}

/** A product beyond the assortment; one in four is already an item in Exact Online. */
function madeUp(seed: number, index: number): Product {
  const luck = chance(seed, `product/${index}`);
  const roast = luck.pick(['licht', 'medium', 'donker']);
  const product: Product = {
    sku: `MEL-${10001 + index}`,
    description: `Huismelange nr. ${index + 1}, ${roast} gebrand`,
    brand: 'Morgenrood',
    price: luck.between(850, 3200) / 100,
    cost: luck.between(400, 800) / 100,
    unit: luck.pick(['kg', 'doos', 'stuk']),
    rate: 'low',
    kind: 'goods',
  };
  return index % 4 === 0 ? { ...product, inExactOnline: 'item' } : product;
}

/** A barcode number (EAN-13) from the range for use within a company, with its check digit. */
function eanCode(index: number): string {
  const digits = `200${String(4_700_000 + index).padStart(9, '0')}`;
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return digits + String((10 - (sum % 10)) % 10);
}

const hasBarcode = (product: Product, index: number): boolean => product.kind === 'goods' && index % 5 !== 4;

/** Asperion's `articles`. */
export function articleRows(seed: number, all: readonly Product[]): WorldRow[] {
  return all.map((product, index) => {
    const luck = chance(seed, `article/${index}`);
    const isGoods = product.kind === 'goods';
    return {
      id: 501 + index,
      articleNumber: product.sku,
      description: product.description,
      longDescription: product.long ?? null,
      brand: product.brand ?? null,
      articleCategoryId: isGoods ? 1 : 2,
      salesTypeId: product.rate === 'low' ? 'LAAG' : 'HOOG',
      activeState: product.inactive === true ? 'Inactive' : 'Active',
      isStockArticle: isGoods,
      currentStock: isGoods ? luck.between(0, 400) : 0,
      minimumStock: isGoods ? luck.between(0, 20) : null,
      purchasePrice: product.cost,
      costPrice: product.cost,
      grossSalesPrice: product.price,
      salesPrice: product.price,
      priceFactor: 1,
      unit: product.unit,
      eanCode: hasBarcode(product, index) ? eanCode(index) : null,
      supplierArticleNumber: isGoods ? luck.digits('##-####') : null,
      dateAdded: moment(-500 + (index % 400), '10:05:00'),
      dateLastChange: moment(index % 60, `1${index % 10}:${10 + (index % 50)}:00`),
    };
  });
}

/** Exact Online's `logistics/Items`: older descriptions than Asperion's, except for the product that is equal in both. */
export function itemRows(seed: number, all: readonly Product[]): WorldRow[] {
  return itemsOf(all).map((product) => {
    const index = all.indexOf(product);
    const isGoods = product.kind === 'goods';
    const isSame = product.inExactOnline === 'same';
    return {
      ID: itemId(seed, product),
      Code: product.sku,
      Description: (isSame || index < 0 ? product.description : `${product.description} (oud)`).slice(0, 60),
      ExtraDescription: isSame ? (product.long ?? null) : null,
      Barcode: isSame && hasBarcode(product, index) ? eanCode(index) : null,
      Unit: exactOnlineUnit(product),
      ItemGroup: guid(seed, 'ItemGroups', isGoods ? itemGroups.goods : itemGroups.services),
      GLRevenue: product.sku === 'VERZENDKOSTEN' ? guid(seed, 'GLAccounts', shippingAccount) : null,
      SalesVatCode: product.rate === 'low' ? '1' : '2',
      IsSalesItem: true,
      IsStockItem: isGoods,
      IsPurchaseItem: isGoods,
      IsFractionAllowedItem: product.unit === 'kg',
      CostPriceStandard: product.cost,
      StartDate: moment(-600),
      Notes: isGoods ? null : 'Niet op voorraad.',
    };
  });
}

/**
 * Exact Online's `logistics/SalesItemPrices`: the price for everybody if known, and what a sync must
 * leave alone: a quantity price, an old price that has ended, and a customer's own price.
 */
export function priceRows(seed: number, all: readonly Product[], customer: string): WorldRow[] {
  return itemsOf(all).flatMap((product) => {
    const { inExactOnline, price } = product;
    if (price === null || (inExactOnline !== 'item-and-price' && inExactOnline !== 'same')) return [];
    const row = (kind: string, fields: WorldRow): WorldRow => ({
      ID: guid(seed, 'SalesItemPrices', product.sku, kind),
      Item: itemId(seed, product),
      ItemCode: product.sku,
      Account: null,
      Currency: 'EUR',
      Quantity: 1,
      NumberOfItemsPerUnit: 1,
      Unit: exactOnlineUnit(product),
      StartDate: moment(0),
      EndDate: null,
      ...fields,
    });
    if (inExactOnline === 'same') return [row('list', { Price: price })];
    return [
      row('list', { Price: Math.round(price * 9500) / 10000 }),
      row('ended', { Price: Math.round(price * 9000) / 10000, StartDate: moment(-365), EndDate: moment(-1) }),
      row('quantity', { Price: Math.round(price * 8500) / 10000, Quantity: 50 }),
      row('agreement', { Price: Math.round(price * 8000) / 10000, Account: customer }),
    ];
  });
}
