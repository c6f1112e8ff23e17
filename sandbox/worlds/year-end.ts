import type { Story } from '../world/order-stories.ts';
import { guid } from '../world/random.ts';
import type { WorldRow } from '../world/rows.ts';
import { createWorld, type World } from '../world/world.ts';
import type { NamedWorld } from './named-world.ts';
import { partOf } from './part.ts';

/** Days from 1 January 2026 on. */
const [november, december, newYear] = [318, 345, 365];
/** The low rate of this world's next year, percent; it is invented. */
const NEW_RATE = 10;

/** The orders from 26001 on. */
// biome-ignore format: one order a line
const stories: readonly Story[] = [
  { customer: 0, day: november, lines: [{ sku: 'KOF-1001', quantity: 12_000 }] },
  { customer: 2, day: november + 7, lines: [{ sku: 'KOF-1002', quantity: 6000 }] },
  { customer: 1, day: december, lines: [{ sku: 'ACC-4001', quantity: 3000 }], parts: [{ delivered: 18, invoiced: 19 }] },
  { customer: 7, day: newYear - 4, lines: [{ sku: 'ACC-4001', quantity: 2000 }], parts: [{ delivered: 2, invoiced: 7 }] },
  { customer: 2, day: newYear + 1, lines: [{ sku: 'KOF-1001', quantity: 5000, percentage: NEW_RATE }] },
  { customer: 1, day: newYear - 10, lines: [{ sku: 'KOF-1002', quantity: 4000, percentage: NEW_RATE }, { sku: 'ACC-4001', quantity: 1000 }], parts: [{ delivered: 13, invoiced: 14 }] },
];

/** The days around 1 January 2027, when an invented low rate of 10 % begins. */
export const yearEnd: NamedWorld = {
  about: 'The days around 31 December 2026: a closed period, a new book year, and a VAT rate that changes.',
  create: () => withNewRate(partOf(createWorld({ articles: 15, orders: stories.length, stories }), part)),
  asperion: { closedPeriods: [{ bookyear: 2026, bookperiod: 12 }] },
  sights: [
    { there: 'Orders 26001 and 26002 are of November; 26001 is in Asperion already.', seen: '26002 is booked.' },
    {
      there: 'Order 26003 is invoiced on 31 December, and Asperion has closed December.',
      seen: 'It waits: Asperion says that the period is closed. Reopen it, or book the invoice by hand.',
    },
    {
      there: 'Order 26004 is delivered on 30 December and invoiced on 4 January.',
      seen: 'Booked on the day of its invoice, in period 1 of 2027.',
    },
    {
      there: `Orders 26005 and 26006 are invoiced in January at the new low rate of ${NEW_RATE} %, still with code 1.`,
      seen: 'They wait: code 1 leads to VL, which is 9 %. Lead it to VL10 from 2027-01-01 on in tables/vat-codes.yml, and give VL10 a row in tables/vat-supplies.yml.',
    },
  ],
};

const part = {
  customers: ['20001', '20002', '20003', '20008'],
  debtors: ['10001', '10002', '10003', '10004'],
  articles: ['KOF-1001', 'KOF-1002', 'ACC-4001'],
  orders: stories.map((_, index) => 26_001 + index),
};

/** Both systems know the new rate: Exact Online as a period of its code 1, Asperion as a code of its own. */
function withNewRate({ exactOnline, asperion }: World): World {
  const code = guid(1, 'VATCodes', '1');
  const { VatPercentages = [] } = exactOnline.rows;
  const isLast = (row: WorldRow): boolean => row.VATCodeID === code && row.EndDate === null;
  const ended = VatPercentages.map((row) => (isLast(row) ? { ...row, EndDate: '2026-12-31T00:00:00' } : row));
  const begun = {
    ID: guid(1, 'VatPercentages', '1', 'new'),
    VATCodeID: code,
    LineNumber: 3,
    Percentage: NEW_RATE / 100,
    StartDate: '2027-01-01T00:00:00',
    EndDate: null,
    Type: 0,
  };
  const { vatcodes = [] } = asperion.rows;
  const low = vatcodes.find(({ id }) => id === 'VL');
  const lowNext = {
    ...low,
    id: 'VL10',
    description: `Verkoop laag ${NEW_RATE}%`,
    percentage: NEW_RATE,
    validFrom: '2027-01-01T00:00:00',
  };
  return {
    exactOnline: { ...exactOnline, rows: { ...exactOnline.rows, VatPercentages: [...ended, begun] } },
    asperion: { ...asperion, rows: { ...asperion.rows, vatcodes: [...vatcodes, lowNext] } },
  };
}
