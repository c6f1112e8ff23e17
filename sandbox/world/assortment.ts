/** What the company sells, as its people would write it. Prices in euros without VAT. */
export interface Product {
  readonly sku: string;
  readonly description: string;
  readonly long?: string;
  readonly brand?: string;
  readonly price: number | null;
  readonly cost: number | null;
  readonly unit: string;
  readonly rate: 'high' | 'low';
  readonly kind: 'goods' | 'service';
  readonly inactive?: true;
  /** What Exact Online already has of it: nothing (default), the item, the item with its price, or all as in Asperion. */
  readonly inExactOnline?: 'item' | 'item-and-price' | 'same';
}

/** The assortment that tests, demo and documentation point at (`landmarks.ts`). */
// biome-ignore format: one product a line
export const assortment: readonly Product[] = [
  { sku: 'KOF-1001', description: 'Espresso Morgenrood bonen', long: 'Donker gebrand, 70 % arabica, 30 % robusta. Zak van 1 kg.', brand: 'Morgenrood', price: 17.95, cost: 9.4, unit: 'kg', rate: 'low', kind: 'goods', inExactOnline: 'item-and-price' },
  { sku: 'KOF-1002', description: 'Filterkoffie Ochtendmelange gemalen', long: 'Mild gebrand.', brand: 'Morgenrood', price: 14.5, cost: 7.85, unit: 'kg', rate: 'low', kind: 'goods', inExactOnline: 'item' },
  { sku: 'KOF-1003', description: 'Decaf Nachtrust bonen', brand: 'Morgenrood', price: 18.75, cost: 10.1, unit: 'kg', rate: 'low', kind: 'goods', inExactOnline: 'item' },
  { sku: 'KOF-1004', description: 'Single origin Ethiopië Sidamo', long: 'Bloemig, met tonen van bergamot en abrikoos. Geoogst in 2025.', brand: 'Morgenrood', price: 24.3, cost: 13.65, unit: 'kg', rate: 'low', kind: 'goods' },
  { sku: 'KOF-1005', description: 'Single origin Sumatra Mandheling', brand: 'Morgenrood', price: 23.8, cost: 13.2, unit: 'kg', rate: 'low', kind: 'goods' },
  { sku: 'KOF-2001', description: 'Koffiecups compostable, doos van 100', price: 29.95, cost: 16.5, unit: 'doos', rate: 'low', kind: 'goods', inExactOnline: 'item' },
  { sku: 'THE-1001', description: 'Earl Grey, doos van 20 × 2 g', brand: 'Bergamot & Co', price: 3.25, cost: 1.4, unit: 'doos', rate: 'low', kind: 'goods', inExactOnline: 'same' },
  { sku: 'THE-1002', description: 'Muntthee vers gedroogd', brand: 'Bergamot & Co', price: 3.1, cost: 1.35, unit: 'doos', rate: 'low', kind: 'goods' },
  { sku: 'THE-1003', description: 'Rooibos naturel', brand: 'Bergamot & Co', price: 2.95, cost: 1.2, unit: 'Doos', rate: 'low', kind: 'goods' },
  { sku: 'MAC-3001', description: 'Espressomachine Duo, 2 groepen', long: 'Dubbele boiler, 230 V. Levering inclusief waterfilter; aansluiten door een monteur.', brand: 'Caffè Perla', price: 4895, cost: 3310, unit: 'stuk', rate: 'high', kind: 'goods', inExactOnline: 'item' },
  { sku: 'MAC-3002', description: 'Bonenmolen Stil 64', brand: 'Caffè Perla', price: 689.5, cost: 441.25, unit: 'stuks', rate: 'high', kind: 'goods' },
  { sku: 'MAC-3003', description: 'Filterapparaat Kantoor 12 koppen', price: 129.99, cost: 82.3, unit: 'ST', rate: 'high', kind: 'goods' },
  { sku: 'MAC-3004', description: 'Waterkoker met temperatuurregeling', price: 79, cost: 48.6, unit: 'stuk', rate: 'high', kind: 'goods' },
  { sku: 'MAC-3099', description: 'Espressomachine Uno (uit productie)', brand: 'Caffè Perla', price: 2750, cost: 1890, unit: 'stuk', rate: 'high', kind: 'goods', inactive: true },
  { sku: 'ACC-4001', description: 'Melkkan roestvrij staal 600 ml', price: 16.45, cost: 8.2, unit: 'stuk', rate: 'high', kind: 'goods', inExactOnline: 'item' },
  { sku: 'ACC-4002', description: 'Papieren filters nr. 4, 100 stuks', price: 3.89, cost: 1.75, unit: 'pc', rate: 'high', kind: 'goods' },
  { sku: 'ACC-4003', description: 'Kop en schotel porselein, set van 6', long: 'Vaatwasserbestendig.', price: 42.5, cost: 23.9, unit: 'stuk', rate: 'high', kind: 'goods' },
  { sku: 'ACC-4004', description: 'Reinigingstabletten espressomachine, pot met 100 tabletten van 2,5 gram', price: 21.95, cost: 11, unit: 'stuk', rate: 'high', kind: 'goods' },
  { sku: 'ACC-4005', description: 'Waterslang gevlochten', price: 6.75, cost: 2.95, unit: 'm', rate: 'high', kind: 'goods' },
  { sku: 'ACC-4099', description: 'Kerstverpakking 2024', price: 1.5, cost: 0.6, unit: 'stuk', rate: 'high', kind: 'goods', inactive: true },
  { sku: 'DNS-9001', description: 'Onderhoud espressomachine', long: 'Per uur, exclusief onderdelen.', price: 78.5, cost: null, unit: 'uur', rate: 'high', kind: 'service', inExactOnline: 'item' },
  { sku: 'DNS-9002', description: 'Baristatraining op locatie', price: 345, cost: null, unit: 'dagdeel', rate: 'high', kind: 'service' },
  { sku: 'DNS-9003', description: 'Voorrijkosten', price: 0.69, cost: null, unit: 'km', rate: 'high', kind: 'service' },
  { sku: 'DNS-9009', description: 'Maatwerk volgens offerte', price: null, cost: null, unit: 'stuk', rate: 'high', kind: 'service' },
];

/** Items that only Exact Online has: they appear on orders but are not in Asperion. */
export const exactOnlineOnly: readonly Product[] = [
  {
    sku: 'VERZENDKOSTEN',
    description: 'Verzendkosten',
    price: 6.95,
    cost: null,
    unit: 'stuk',
    rate: 'high',
    kind: 'service',
    inExactOnline: 'item',
  },
  {
    sku: 'BEKER-DRUK',
    description: 'Kartonnen bekers bedrukt, per stuk',
    price: 0.085,
    cost: 0.04,
    unit: 'stuk',
    rate: 'high',
    kind: 'goods',
    inExactOnline: 'item-and-price',
  },
];
