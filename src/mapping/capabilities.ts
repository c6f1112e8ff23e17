import type { SystemName } from '../systems/catalog.ts';

/** The lawful way to what an API does not offer, by system and `resource.field`; a resource's own line by its name. */
const ALTERNATIVES: Readonly<Record<SystemName, Readonly<Record<string, string>>>> = {
  'exact-online': {
    // B-27: prices and stock of an item are results.
    'logistics/Items.StandardSalesPrice': 'Write the price with a step for logistics/SalesItemPrices.',
    'logistics/Items.Stock': 'Write counted stock with a step for inventory/StockCounts.',
    'inventory/ItemWarehouses.CurrentStock': 'Write counted stock with a step for inventory/StockCounts.',
    'salesorder/SalesOrders.AmountDC': 'The system adds up the lines: map the price and quantity of each line.',
    'salesorder/SalesOrders.AmountFC': 'The system adds up the lines: map the price and quantity of each line.',
  },
  asperion: {
    // [D3]: changing currentStock would have consequences in the books; stock moves through orders.
    'articles.currentStock': 'Stock moves through orders in Asperion: write a step for salesorderswithlines.',
    'salesinvoiceswithlines.amountExclVat': 'The system adds up the lines: map the amount of each line.',
    'salesinvoiceswithlines.amountInclVat': 'The system adds up the lines: map the amount of each line.',
    'salesinvoiceswithlines.vatAmount': 'The system adds up the lines: map the VAT code of each line.',
    salesinvoices: 'Write a step for salesinvoiceswithlines.',
  },
};

/** What to do instead of writing a resource, or one of its fields, that the API only shows; undefined = nothing known. */
export function alternativeTo(system: SystemName, resource: string, field?: string): string | undefined {
  return ALTERNATIVES[system][field === undefined ? resource : `${resource}.${field}`];
}
