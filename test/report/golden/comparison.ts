import type { ComparedRecord, Comparison } from '../../../src/report/plan/comparison-report.ts';
import { goldenHead } from './plan.ts';

const created = { outcome: 'created', code: null, reason: null } as const;
const waited = {
  outcome: 'refused',
  code: 'UNMAPPED_KEY',
  reason: 'Table vat-codes has no row for "DE", "6".',
} as const;
const asSent = { outcome: 'unchanged', code: null, reason: null } as const;
const differs = (reference: string) =>
  ({
    outcome: 'refused',
    code: 'DIFFERS',
    reason: `EO-${reference} in the target differs from the source in lines.`,
  }) as const;
const fields = [{ field: 'lines[1].vatCode', base: 'VH', head: 'VICP' }];
const reversed = { fields, amount: '375.00' };
const moved = { base: '12345.67', head: '7845.67', difference: '-4500.00', lines: [40, 28], unknown: 1 } as const;
const come = { base: '0.00', head: '4620.00', difference: '4620.00', lines: [0, 13], unknown: 0 } as const;
/** Ten invoices that were sent, one that was not, a delivery, and an order that waited. */
const changed: readonly ComparedRecord[] = [
  ...Array.from({ length: 10 }, (_, at): ComparedRecord => {
    const reference = String(26001 + at);
    return { reference, step: 'invoice', base: asSent, head: differs(reference), stays: true, ...reversed };
  }),
  { reference: '26011', step: 'invoice', base: created, head: created, stays: false, ...reversed },
  { reference: '26012', step: 'delivery', base: created, head: created, stays: false, ...reversed },
  { reference: '26014', step: 'invoice', base: waited, head: created, fields: [], stays: false, amount: '120.00' },
];

/** What a change of tables and of a rule does to the records and the money. */
export const goldenComparison: Comparison = {
  ...goldenHead,
  warnings: [
    'Paused up to and including 2026-12-05: nothing is read or written.',
    'Records that are in the target already are treated by other rules, which the compared values do not show: steps.debtor.update (true → false) in customers.exact-online-to-asperion.',
    'Records that orders.exact-online-to-asperion left out are not recorded: what its other conditions or start date take in is not shown. Such a record is written or booked when it changes next, or by a sync with the input since. With the credentials of both systems, the plan asks them.',
  ],
  kind: 'comparison',
  base: 'before/mappings',
  basis: { kind: 'recording', recordedAt: '2026-11-25T11:30:00.000Z', recorded: ['orders'], lacks: [], unrecorded: [] },
  config: {
    flows: {
      added: [],
      removed: [],
      enabled: ['stock.asperion-to-exact-online'],
      disabled: [],
      changed: ['orders.exact-online-to-asperion'],
      changedOff: [],
    },
    files: [
      {
        file: 'tables/vat-codes',
        changes: [
          { key: 'DE / 2', base: 'VH', head: 'VICP' },
          { key: 'DE / 6', base: null, head: 'VICP' },
          { key: 'FR / 6', base: null, head: 'VICP until 2027-12-31; VICP2 from 2028-01-01' },
        ],
      },
      {
        file: 'links',
        changes: [{ key: 'customers.exact-online-to-asperion / 20007', base: null, head: 'skip' }],
      },
      {
        file: 'paused',
        changes: [{ key: 'everything', base: null, head: 'until 2026-12-05, by Accounts: Counting the shelves' }],
      },
    ],
  },
  edits: [
    {
      table: 'vat-codes',
      rows: ['DE / 2'],
      keys: ['Country', 'VATCode'],
      base: 'VH',
      head: 'VICP',
      fields: ['vatCode'],
      effects: [
        {
          flow: 'orders.exact-online-to-asperion',
          steps: [
            { step: 'invoice', records: 11 },
            { step: 'delivery', records: 1 },
          ],
          refused: [],
          accepted: [],
          amount: '4500.00',
        },
      ],
      isUsed: true,
      isKnown: true,
    },
    {
      table: 'vat-codes',
      rows: ['DE / 6'],
      keys: ['Country', 'VATCode'],
      base: null,
      head: 'VICP',
      fields: ['vatCode'],
      effects: [
        {
          flow: 'orders.exact-online-to-asperion',
          steps: [{ step: 'invoice', records: 1 }],
          refused: [],
          accepted: [],
          amount: '120.00',
        },
      ],
      isUsed: true,
      isKnown: true,
    },
    {
      table: 'vat-codes',
      rows: ['FR / 6'],
      keys: ['Country', 'VATCode'],
      base: null,
      head: 'VICP until 2027-12-31; VICP2 from 2028-01-01',
      fields: ['vatCode'],
      effects: [],
      isUsed: true,
      isKnown: true,
    },
    {
      table: 'journals',
      rows: ['sales'],
      keys: [''],
      base: '70',
      head: null,
      fields: [],
      effects: [],
      isUsed: false,
      isKnown: true,
    },
  ],
  flows: [
    {
      flow: 'orders.exact-online-to-asperion',
      errors: [],
      compared: 1200,
      alike: 1187,
      stays: 10,
      outcomes: [
        { step: 'invoice', base: 'unchanged', head: 'refused DIFFERS', records: 10 },
        { step: 'invoice', base: 'refused UNMAPPED_KEY', head: 'created', records: 1 },
      ],
      fields: [
        { step: 'invoice', field: 'lines.vatCode', records: 11 },
        { step: 'delivery', field: 'lines.vatCode', records: 1 },
      ],
      money: [
        { vatCode: 'VH', account: '8000', ...moved },
        { vatCode: 'VICP', account: '8010', ...come },
      ],
      periods: [
        { period: '2026 / 11', vatCode: 'VH', ...moved },
        { period: '2026 / 11', vatCode: 'VICP', ...come },
      ],
      moves: [
        { of: 'VAT code', from: 'VH', to: 'VICP', lines: 12, amount: '4500.00' },
        { of: 'ledger account', from: '8000', to: '8010', lines: 12, amount: '4500.00' },
      ],
      records: changed,
    },
  ],
};
