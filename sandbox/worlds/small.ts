import { createWorld } from '../world/world.ts';
import type { NamedWorld } from './named-world.ts';
import { partOf } from './part.ts';

/** Few enough records to see all of them at once. */
export const small: NamedWorld = {
  about: 'Three customers, four articles and three orders: all of it fits on one screen.',
  create: () =>
    partOf(createWorld(), {
      customers: ['20001', '20002', '20009'],
      debtors: ['10001', '10002', '10003'],
      articles: ['KOF-1001', 'KOF-1004', 'KOF-2001', 'ACC-4001'],
      orders: [26001, 26003, 26007],
    }),
  sights: [
    { there: 'Customer 20001 is debtor 10002, by its external key.', seen: 'Linked; nothing is written.' },
    {
      there: 'Customer 20002 is debtor 10003, by its VAT number; the address differs.',
      seen: "Linked, and the debtor gets Exact Online's values.",
    },
    { there: 'Customer 20009 is new.', seen: 'A debtor is created.' },
    { there: 'Article KOF-1004 is new in Exact Online.', seen: 'An item and a price are created.' },
    { there: 'The invoice of order 26001 is in Asperion already.', seen: 'Found by its number, and left alone.' },
    { there: 'Order 26003 is a credit note, 26007 a sale to a company in Germany.', seen: 'Both are booked.' },
  ],
};
