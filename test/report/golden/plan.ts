import type { Comparison } from '../../../src/report/plan/comparison-report.ts';
import type { Plan, PlanHead } from '../../../src/report/plan/plan-report.ts';

const head: Omit<PlanHead, 'basis'> = {
  format: 1,
  version: '1.0.0',
  madeAt: '2026-11-25T12:00:00.000Z',
  revealed: [],
  warnings: ['No flow has a source record "20091".'],
};

const counts = { unchanged: 3, left: 0, differ: 0, ambiguous: 0, unknown: 0, link: 0, update: 0, refuse: 0, create: 0 };
const total = { year: 2026, period: 11, documents: 17, vatComputedBy: null, unknown: 1 };
const amounts = { amount: '7825.00', vat: '1643.25', withVat: '9468.25' };

/** What a first sync would do, with something of everything. */
export const goldenPlan: Plan = {
  ...head,
  kind: 'plan',
  basis: {
    kind: 'recording',
    recordedAt: '2026-11-25T11:30:00.000Z',
    recorded: ['orders'],
    lacks: ['exact-online.crm/Accounts.Fax'],
  },
  flows: [
    {
      flow: 'customers.exact-online-to-asperion',
      status: 'ok',
      isFirst: true,
      steps: [
        {
          step: 'debtor',
          resource: 'asperion.debtors',
          read: 40,
          ...counts,
          create: 34,
          link: 3,
          refuse: 1,
          ambiguous: 1,
        },
      ],
      approve: 'customers.exact-online-to-asperion@0123456789abcdef',
      guard: ['34 creates (maxCreates 20)', 'updates of 12.5 % of 80 linked records (maxPercent 10)'],
      limit: 50,
      waiting: 2,
      deleted: [
        { step: 'debtor', target: '10009', isDeactivated: true },
        { step: 'debtor', target: '10010', isDeactivated: false },
      ],
      booked: [],
      bookedTotals: [],
      warnings: [
        '2 of the debtors to update are no longer there; a sync finds them again by their match keys, or creates them.',
        'What debtors hold now could not be read: asperion cannot be reached at api.asperion.nl (3 tries)',
      ],
      money: [],
      records: [
        {
          reference: '20001',
          step: 'debtor',
          subject: null,
          action: 'create',
          target: null,
          links: false,
          fields: [{ field: 'city', after: '[address]' }],
          refusal: null,
        },
        {
          reference: '20002',
          step: 'debtor',
          subject: null,
          action: 'link',
          target: '10002',
          links: true,
          fields: [],
          refusal: null,
        },
        {
          reference: '20019',
          step: 'debtor',
          subject: null,
          action: 'refuse',
          target: null,
          links: false,
          fields: [],
          refusal: { code: 'REQUIRED_EMPTY', reason: 'debtors needs address, but the source has nothing there.' },
        },
      ],
    },
    {
      flow: 'orders.exact-online-to-asperion',
      status: 'stopped',
      error: { code: 'UNREACHABLE', message: 'asperion cannot be reached at api.asperion.nl (3 tries)', hint: null },
      isFirst: false,
      steps: [
        { step: 'invoice', resource: 'asperion.salesinvoiceswithlines', read: 20, ...counts, create: 17, update: 1 },
      ],
      approve: null,
      guard: [],
      limit: null,
      waiting: 0,
      deleted: [],
      booked: [{ ...total, ...amounts, vatCode: 'VH' }],
      bookedTotals: [{ ...total, ...amounts, quarter: null }],
      money: [{ vatCode: 'VH', account: '8000', lines: 21, amount: '7825.00', unknown: 1 }],
      records: [
        {
          reference: '26013',
          step: 'debtor',
          subject: '20009',
          action: 'update',
          target: '10011',
          links: false,
          fields: [
            { field: 'paymentConditionId', before: 3, after: 4 },
            { field: 'name', after: '[name]' },
          ],
          refusal: null,
        },
      ],
    },
  ],
  links: [
    {
      flow: 'customers.exact-online-to-asperion',
      source: '20007',
      target: '10042',
      candidates: ['10042', '10043'],
      why: '2 records have this emailAddress',
    },
  ],
};

const created = { outcome: 'created', code: null, reason: null } as const;
const waited = {
  outcome: 'refused',
  code: 'UNMAPPED_KEY',
  reason: 'Table vat-codes has no row for "DE", "6".',
} as const;

/** What a change of tables and of a rule does to the records and the money. */
export const goldenComparison: Comparison = {
  ...head,
  kind: 'comparison',
  base: 'before/mappings',
  basis: { kind: 'recording', recordedAt: '2026-11-25T11:30:00.000Z', recorded: ['orders'], lacks: [] },
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
          { key: 'DE / 6', base: null, head: 'VICP until 2027-12-31; VICP2 from 2028-01-01' },
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
      isKnown: true,
    },
    {
      table: 'vat-codes',
      rows: ['DE / 6'],
      keys: ['Country', 'VATCode'],
      base: null,
      head: 'VICP until 2027-12-31; VICP2 from 2028-01-01',
      fields: ['vatCode'],
      effects: [],
      isKnown: true,
    },
    { table: 'journals', rows: ['sales'], keys: [''], base: '70', head: null, fields: [], effects: [], isKnown: true },
  ],
  flows: [
    {
      flow: 'orders.exact-online-to-asperion',
      errors: [],
      compared: 1200,
      alike: 1187,
      stays: 10,
      outcomes: [{ step: 'invoice', base: 'refused UNMAPPED_KEY', head: 'created', records: 1 }],
      fields: [{ step: 'invoice', field: 'lines.vatCode', records: 12 }],
      money: [
        {
          vatCode: 'VH',
          account: '8000',
          base: '12345.67',
          head: '7845.67',
          difference: '-4500.00',
          lines: [40, 28],
          unknown: 0,
        },
        {
          vatCode: 'VICP',
          account: '8010',
          base: '0.00',
          head: '4500.00',
          difference: '4500.00',
          lines: [0, 12],
          unknown: 1,
        },
      ],
      periods: [
        {
          period: '2026 / 11',
          vatCode: 'VICP',
          base: '0.00',
          head: '4500.00',
          difference: '4500.00',
          lines: [0, 12],
          unknown: 0,
        },
      ],
      moves: [
        { of: 'VAT code', from: 'VH', to: 'VICP', lines: 12, amount: '4500.00' },
        { of: 'ledger account', from: '8000', to: '8010', lines: 12, amount: '4500.00' },
      ],
      records: [
        {
          reference: '26013',
          step: 'invoice',
          base: created,
          head: created,
          fields: [{ field: 'lines[1].vatCode', base: 'VH', head: 'VICP' }],
          stays: true,
          amount: '375.00',
        },
        {
          reference: '26014',
          step: 'invoice',
          base: waited,
          head: created,
          fields: [],
          stays: false,
          amount: '120.00',
        },
      ],
    },
  ],
};
