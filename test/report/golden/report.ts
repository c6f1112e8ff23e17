import { deletionWarnings } from '../../../src/commands/sync/deletion-warnings.ts';
import type { DeadLetterReport, FlowReport, RunReport } from '../../../src/report/run-report.ts';
import type { DeletedRecord } from '../../../src/sync/result.ts';
import type { StepCounts } from '../../../src/sync/run/tally.ts';
import { deadLetter, failed, reportWith } from '../reports.ts';

const steps = (step: string, counts: Partial<StepCounts>): readonly StepCounts[] => [
  { step, read: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0, ...counts },
];

const units = { file: 'mappings/tables/units.yml', line: 10, column: 1 };

const withoutAddress: Partial<DeadLetterReport> = {
  code: 'REQUIRED_EMPTY',
  reason: 'The source has nothing for address, which debtors need.',
  screen:
    'https://start.exactonline.nl/docs/CRMAccountCard.aspx?_Division_=123456&AccountID=%7bf3b1c2d4-5e6f-4a7b-8c9d-0e1f2a3b4c5d%7d',
};

const gone = { step: 'debtor', system: 'asperion', resource: 'debtors', reason: null } as const;
const deleted: readonly DeletedRecord[] = [
  { ...gone, target: '10009', outcome: 'deactivated' },
  { ...gone, target: '10010', outcome: 'stands' },
  {
    ...gone,
    target: '10011',
    outcome: 'refused',
    reason: 'Asperion refused the record: Debiteur heeft openstaande posten',
  },
];

const customers: Partial<FlowReport> = {
  flow: 'customers.exact-online-to-asperion',
  isReadToEnd: true,
  steps: steps('debtor', { read: 38, created: 34, updated: 2, unchanged: 1, failed: 1 }),
  records: { created: 34, updated: 2, unchanged: 1, skipped: 0, failed: 1 },
  leftOut: [{ words: 'not a customer', count: 12 }],
  deleted,
  missedDeletions: { from: '2026-08-03', until: '2026-09-27' },
  warnings: [
    ...deletionWarnings(deleted),
    'paused.yml or links.yml holds back record "20090", which the source does not have.',
  ],
  failures: [failed('20019', withoutAddress)],
  deadLetters: [deadLetter('20019', withoutAddress)],
};

const row = (unit: string): string =>
  `Field Unit: Table units has no row for "${unit}". Add "${unit}": … to mappings/tables/units.yml.`;

const sinceLongAgo = ['DNS-9002', 'DNS-9003', 'DNS-9004', 'DNS-9005', 'DNS-9006', 'DNS-9007'].map((reference) =>
  deadLetter(reference, { step: 'item', reason: row('dagdeel'), at: units, attempts: 3 }),
);
const sinceNow = deadLetter('DNS-9010', { step: 'item', reason: row('km'), at: units });

const products: Partial<FlowReport> = {
  flow: 'products.asperion-to-exact-online',
  isReadToEnd: true,
  source: { system: 'asperion', resource: 'articles' },
  steps: steps('item', { read: 22, created: 14, unchanged: 1, failed: 7 }),
  records: { created: 14, updated: 0, unchanged: 1, skipped: 0, failed: 7 },
  failures: [...sinceLongAgo.map((letter) => ({ ...letter, isNew: false })), { ...sinceNow, isNew: true }],
  deadLetters: [...sinceLongAgo, sinceNow],
};

const closed: Partial<DeadLetterReport> = {
  step: 'invoice',
  code: 'REFUSED',
  reason: 'Asperion refused the record: Periode is afgesloten',
};
const sum = { year: 2026, period: 11, vatComputedBy: null, unknown: 0 };
const orders: Partial<FlowReport> = {
  flow: 'orders.exact-online-to-asperion',
  isReadToEnd: true,
  source: { system: 'exact-online', resource: 'salesorder/SalesOrders' },
  steps: [
    ...steps('debtor', { read: 25, unchanged: 25 }),
    ...steps('invoice', { read: 25, created: 20, skipped: 3, failed: 2 }),
  ],
  records: { created: 20, updated: 0, unchanged: 0, skipped: 3, failed: 2 },
  booked: [
    { ...sum, vatCode: 'VH', documents: 17, amount: '11234.50', vat: '2359.25', withVat: '13593.75' },
    { ...sum, vatCode: 'VL', documents: 3, amount: '1111.17', vat: '100.01', withVat: '1211.18' },
  ],
  bookedTotals: [
    { ...sum, quarter: null, documents: 20, amount: '12345.67', vat: '2459.26', withVat: '14804.93' },
    {
      ...sum,
      year: null,
      period: null,
      quarter: '2026-Q4',
      documents: 20,
      amount: '12345.67',
      vat: '2459.26',
      withVat: '14804.93',
    },
  ],
  failures: [
    failed('26025', {
      step: 'invoice',
      code: 'GAVE_UP',
      reason: 'asperion POST salesinvoiceswithlines at api.asperion.nl failed: no answer in time',
      nextAt: null,
      isNew: false,
    }),
    failed('26013', closed),
  ],
  deadLetters: [deadLetter('26013', closed)],
  waitingMoney: { documents: 1, amount: '155.45', unknown: 0 },
  notices: [
    {
      reference: '26017',
      check: 'closed-by-hand',
      text: 'Of DNS-9001 3 of 5 are booked; the rest of the order was closed.',
    },
  ],
};

const stock: Partial<FlowReport> = {
  flow: 'stock.asperion-to-exact-online',
  source: { system: 'asperion', resource: 'articles' },
  isPaused: true,
  steps: steps('count', {}),
  records: { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 },
};

/** A run of a company with much to tell: things that wait, by several causes, what was booked, a pause, a check. */
export function goldenReport(): RunReport {
  const flows = [customers, products, orders, stock].flatMap((flow) => reportWith(flow).flows);
  return reportWith(
    {},
    {
      flows,
      warnings: ['No flow has a source record "20091".'],
      paused: [
        {
          flow: 'stock.asperion-to-exact-online',
          record: null,
          until: '2026-12-05',
          by: 'Accounts',
          why: 'Counting the shelves',
          isOver: false,
          place: 'mappings/paused.yml:3',
        },
      ],
      systems: {
        'exact-online': { callsLeft: 4873, loginEnds: '2026-12-25' },
        asperion: { callsLeft: null, loginEnds: null },
      },
      calls: {
        'exact-online GET sync/CRM/Accounts': 2,
        'exact-online POST logistics/Items': 14,
        'asperion GET debtors': 2,
        'asperion POST debtors': 34,
        'asperion POST salesinvoiceswithlines': 25,
        'asperion PUT debtors': 4,
      },
    },
  );
}

/** A first run of a folder that builds on the shipped mappings: what it waits for stands in files of the action, in own ones, and in some not written yet. */
export function goldenShipped(): RunReport {
  const wait = (reference: string, code: string, reason: string, at: { file: string; line: number }) =>
    deadLetter(reference, { code, reason, at: { ...at, column: 1 } });
  const customersWaiting = [
    wait(
      '20008',
      'AMBIGUOUS',
      '20008 may be 10006 or 10007 in the target, but 2 records have this cocNumber. Settle it in links.yml: below "customers.exact-online-to-asperion", write "20008": "10006", or "skip".',
      { file: 'mappings/links.yml', line: 1 },
    ),
    wait('20019', 'REQUIRED_EMPTY', 'The source has nothing for address, which debtors need.', {
      file: 'shipped/parts/debtor.yml',
      line: 20,
    }),
    wait(
      '20031',
      'UNMAPPED_KEY',
      'Field paymentConditionId: Table payment-conditions has no row for "45". Add "45": … to mappings/tables/payment-conditions.yml.',
      { file: 'mappings/tables/payment-conditions.yml', line: 6 },
    ),
  ];
  const productsWaiting = [wait('DNS-9003', 'UNMAPPED_KEY', row('km'), { file: 'mappings/tables/units.yml', line: 1 })];
  const flows = [
    reportWith({ flow: 'customers.exact-online-to-asperion', deadLetters: customersWaiting }),
    reportWith({
      flow: 'products.asperion-to-exact-online',
      source: { system: 'asperion', resource: 'articles' },
      deadLetters: productsWaiting,
    }),
  ].flatMap((one) => one.flows);
  return reportWith({}, { flows });
}
