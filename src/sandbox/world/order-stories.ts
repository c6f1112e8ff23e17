/** Exact Online's order states. */
export const orderStatus = { open: 12, partial: 20, complete: 21, cancelled: 45 } as const;

/** The same in words, as a Dutch user sees them. */
export const statusWords: Readonly<Record<number, string>> = {
  12: 'Open',
  20: 'Deels',
  21: 'Voltooid',
  45: 'Geannuleerd',
};

/** One line as it is thought of: quantity in thousandths, discount in hundredths of a percent. */
export interface Want {
  readonly sku: string;
  readonly quantity: number;
  readonly discount?: number;
  readonly rate?: 'zero';
}

/** An order written by hand; the customer by its place in the list of customers. */
export interface Story {
  readonly customer: number;
  readonly status?: number;
  readonly lines: readonly Want[];
  readonly currency?: 'GBP';
  readonly yourRef?: string;
  /** Cents that the header's amounts are off from its lines. */
  readonly off?: number;
}

/** The orders that tests, demo and documentation point at (`landmarks.ts`), in the order of their numbers from 26001 on. */
// biome-ignore format: one order a line
export const stories: readonly Story[] = [
  { customer: 0, yourRef: 'PO-7741', lines: [{ sku: 'KOF-1001', quantity: 12_500 }, { sku: 'ACC-4001', quantity: 2000 }] },
  { customer: 1, lines: [{ sku: 'MAC-3001', quantity: 1000, discount: 750 }, { sku: 'DNS-9001', quantity: 2500 }, { sku: 'VERZENDKOSTEN', quantity: 1000 }] },
  { customer: 1, lines: [{ sku: 'KOF-1001', quantity: -2000 }, { sku: 'ACC-4001', quantity: -1000 }], yourRef: 'Retour 26002' },
  { customer: 2, lines: [{ sku: 'MAC-3001', quantity: 1000 }, { sku: 'MAC-3001', quantity: -1000, discount: 6000 }] },
  { customer: 3, lines: [{ sku: 'THE-1001', quantity: 3000 }, { sku: 'KOF-1002', quantity: 250 }] },
  { customer: 5, lines: [{ sku: 'KOF-1003', quantity: 20_000, discount: 333 }, { sku: 'BEKER-DRUK', quantity: 1_500_000 }] },
  { customer: 8, lines: [{ sku: 'KOF-2001', quantity: 7000 }] },
  { customer: 9, lines: [{ sku: 'KOF-1002', quantity: 1000 }, { sku: 'ACC-4001', quantity: 1000 }] },
  { customer: 10, lines: [{ sku: 'KOF-1001', quantity: 750 }, { sku: 'ACC-4001', quantity: 1000 }] },
  { customer: 11, lines: [{ sku: 'THE-1001', quantity: 6000 }] },
  { customer: 14, lines: [{ sku: 'KOF-1001', quantity: 30_000 }, { sku: 'VERZENDKOSTEN', quantity: 4000 }] },
  { customer: 15, currency: 'GBP', lines: [{ sku: 'THE-1001', quantity: 48_000 }] },
  { customer: 6, lines: [{ sku: 'KOF-1002', quantity: 8000 }, { sku: 'THE-1001', quantity: 10_000 }], off: 1 },
  { customer: 0, status: orderStatus.open, lines: [{ sku: 'KOF-1001', quantity: 5000 }] },
  { customer: 2, status: orderStatus.partial, lines: [{ sku: 'KOF-2001', quantity: 4000 }] },
  { customer: 4, status: orderStatus.cancelled, lines: [{ sku: 'THE-1001', quantity: 1000 }] },
  { customer: 7, lines: [{ sku: 'KOF-1002', quantity: 3000, rate: 'zero' }, { sku: 'DNS-9001', quantity: 1000 }] },
];
