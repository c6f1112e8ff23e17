/** Exact Online's order states. */
export const orderStatus = { open: 12, partial: 20, complete: 21, cancelled: 45 } as const;

/** The same in words, as a Dutch user sees them. */
export const statusWords: Readonly<Record<number, string>> = {
  12: 'Open',
  20: 'Deels',
  21: 'Voltooid',
  45: 'Geannuleerd',
};

/** One line in short: quantity in thousandths, discount in hundredths of a percent. */
export interface Want {
  readonly sku: string;
  readonly quantity: number;
  readonly discount?: number;
  readonly rate?: 'zero';
  /** Another percentage than that of its VAT code, from a time when the code stood for it. */
  readonly percentage?: number;
}

/** A part of an order delivered or invoiced together, on days counted from the order. */
export interface Part {
  /** Thousandths by line; all of it when left out. */
  readonly quantities?: readonly number[];
  /** Left out: not delivered. */
  readonly delivered?: number;
  /** Left out: not invoiced. */
  readonly invoiced?: number;
  /** False: the invoice is not printed, so it has no number or date. */
  readonly isPrinted?: false;
}

/** An order written by hand; its parties by their index in the list of customers. */
export interface Story {
  readonly customer: number;
  /** Who pays and who receives; by default the customer. */
  readonly invoiceTo?: number;
  readonly deliverTo?: number;
  readonly status?: number;
  /** Days from 1 January 2026 on; by default from its place in the list. */
  readonly day?: number;
  readonly lines: readonly Want[];
  readonly currency?: 'GBP';
  readonly yourRef?: string;
  /** An order charge in cents, at the VAT code of its first line: in the totals, on no line. */
  readonly charge?: number;
  /** What was delivered and invoiced; by default all of a complete order at once. */
  readonly parts?: readonly Part[];
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
  { customer: 6, lines: [{ sku: 'KOF-1002', quantity: 8000 }, { sku: 'THE-1001', quantity: 10_000 }], charge: 695 },
  { customer: 0, status: orderStatus.open, lines: [{ sku: 'KOF-1001', quantity: 5000 }] },
  { customer: 2, status: orderStatus.partial, lines: [{ sku: 'KOF-2001', quantity: 4000 }], parts: [{ quantities: [1000], delivered: 3 }] },
  { customer: 4, status: orderStatus.cancelled, lines: [{ sku: 'THE-1001', quantity: 1000 }] },
  { customer: 7, lines: [{ sku: 'KOF-1002', quantity: 3000, rate: 'zero' }, { sku: 'DNS-9001', quantity: 1000 }] },
  { customer: 22, day: -12, lines: [{ sku: 'KOF-1002', quantity: 10_000 }, { sku: 'ACC-4001', quantity: 2000 }], parts: [{ delivered: 16, invoiced: 23 }] },
  { customer: 25, yourRef: 'PO-8815', lines: [{ sku: 'KOF-1001', quantity: 10_000 }, { sku: 'ACC-4001', quantity: 6000 }], parts: [{ quantities: [6000, 0], delivered: 3, invoiced: 5 }, { quantities: [4000, 6000], delivered: 20, invoiced: 22 }] },
  { customer: 33, status: orderStatus.partial, lines: [{ sku: 'THE-1001', quantity: 12_000 }], parts: [{ quantities: [5000], delivered: 2, invoiced: 6 }] },
  { customer: 29, lines: [{ sku: 'ACC-4001', quantity: 10_000 }], parts: [{ quantities: [4000], delivered: 4, invoiced: 5 }] },
  { customer: 37, lines: [{ sku: 'KOF-2001', quantity: 3000 }, { sku: 'ACC-4001', quantity: 1000 }], parts: [{ delivered: 3 }] },
  { customer: 22, lines: [{ sku: 'KOF-1002', quantity: 8000 }], parts: [{ quantities: [5000], delivered: 2 }, { quantities: [3000], delivered: 12 }] },
  { customer: 1, invoiceTo: 29, deliverTo: 2, yourRef: 'Project 12', lines: [{ sku: 'MAC-3001', quantity: 1000, discount: 1000 }, { sku: 'VERZENDKOSTEN', quantity: 2000 }] },
  { customer: 25, lines: [{ sku: 'THE-1001', quantity: 20_000 }], parts: [{ delivered: 2, invoiced: 3, isPrinted: false }] },
  { customer: 33, lines: [{ sku: 'DNS-9001', quantity: 1500 }], parts: [] },
];
