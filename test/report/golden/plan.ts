import type { Plan, PlanFlow, PlanHead, PlanRecord } from '../../../src/report/plan/plan-report.ts';

/** What every golden plan begins with. */
export const goldenHead: Omit<PlanHead, 'basis'> = {
  format: 1,
  version: '1.0.0',
  madeAt: '2026-11-25T12:00:00.000Z',
  revealed: [],
  warnings: ['No flow has a source record "20091".'],
};

const counts = {
  unchanged: 0,
  left: 0,
  differ: 0,
  apart: 0,
  ambiguous: 0,
  unknown: 0,
  link: 0,
  update: 0,
  refuse: 0,
  create: 0,
};
const total = { year: 2026, period: 11, documents: 2, vatComputedBy: null, unknown: 1 };
const amounts = { amount: '7825.00', vat: '1643.25', withVat: '9468.25' };
const nothingBooked = { booked: [], bookedTotals: [], money: [] };
const record = (reference: string, parts: Partial<PlanRecord>): PlanRecord => {
  return {
    reference,
    step: 'debtor',
    subject: null,
    action: 'create',
    target: null,
    links: false,
    fields: [],
    refusal: null,
    ...parts,
  };
};
const why = '2 records have this emailAddress';
const links = { file: 'mappings/links.yml', line: 1, column: 1 };

/** The first sync of customers. */
const customers: PlanFlow = {
  flow: 'customers.exact-online-to-asperion',
  status: 'ok',
  isFirst: true,
  steps: [
    {
      step: 'debtor',
      resource: 'asperion.debtors',
      read: 7,
      ...counts,
      create: 3,
      link: 1,
      unchanged: 1,
      refuse: 3,
      ambiguous: 1,
    },
  ],
  approve: 'customers.exact-online-to-asperion@0123456789abcdef',
  guard: ['3 creates (maxCreates 2)'],
  limit: 6,
  waiting: 0,
  deleted: [],
  ...nothingBooked,
  records: [
    ...['20001', '20003', '20004'].map((reference) =>
      record(reference, { fields: [{ field: 'city', after: '[address]' }] }),
    ),
    record('20002', { action: 'link', target: '10002', links: true }),
    record('20007', {
      action: 'refuse',
      refusal: {
        code: 'AMBIGUOUS',
        reason: `20007 may be 10042 or 10043 in the target, but ${why}. Settle it in links.yml: below "customers.exact-online-to-asperion", write "20007": "10042", or "skip".`,
        at: links,
      },
    }),
    record('20019', {
      action: 'refuse',
      refusal: {
        code: 'REQUIRED_EMPTY',
        reason: 'The source has nothing for address, which debtors need.',
        at: { file: 'shipped/parts/debtor.yml', line: 12, column: 5 },
      },
    }),
    record('20031', {
      action: 'refuse',
      refusal: {
        code: 'UNMAPPED_KEY',
        reason:
          'Field paymentConditionId: Table payment-conditions has no row for "45". Add "45": … to mappings/tables/payment-conditions.yml.',
        at: { file: 'mappings/tables/payment-conditions.yml', line: 6, column: 1 },
      },
    }),
  ],
};

/** A later sync of articles, some of which are gone. */
const products: PlanFlow = {
  flow: 'products.asperion-to-exact-online',
  status: 'ok',
  isFirst: false,
  steps: [
    {
      step: 'item',
      resource: 'exact-online.logistics/Items',
      read: 17,
      ...counts,
      create: 1,
      update: 2,
      unchanged: 14,
    },
  ],
  approve: null,
  guard: ['updates of 12.5 % of 16 linked records (maxPercent 10)'],
  limit: null,
  waiting: 2,
  deleted: [
    { step: 'item', target: 'KOF-1009', isDeactivated: true },
    { step: 'item', target: 'KOF-1010', isDeactivated: false },
  ],
  ...nothingBooked,
  warnings: [
    '2 of the logistics/Items to update are no longer there; a sync finds them again by their match keys, or creates them.',
    'What logistics/Items hold now could not be read: exact-online cannot be reached at start.exactonline.nl (3 tries)',
  ],
  records: [
    record('KOF-1001', { step: 'item', fields: [{ field: 'Description', after: 'Koffie' }] }),
    ...['KOF-1002', 'KOF-1003'].map((reference) =>
      record(reference, {
        step: 'item',
        action: 'update',
        target: reference,
        fields: [{ field: 'Unit', before: 'stuk', after: 'doos' }],
      }),
    ),
  ],
};

/** Orders as they were recorded, up to a list that was not. */
const orders: PlanFlow = {
  flow: 'orders.exact-online-to-asperion',
  status: 'stopped',
  error: {
    code: 'NOT_RECORDED',
    message: 'The list ledgeraccounts is not in the recording.',
    hint: 'No flow has read it yet; a plan with credentials can find out.',
  },
  isFirst: false,
  steps: [
    { step: 'debtor', resource: 'asperion.debtors', read: 2, ...counts, update: 1, unchanged: 1 },
    { step: 'invoice', resource: 'asperion.salesinvoiceswithlines', read: 2, ...counts, create: 2 },
  ],
  approve: null,
  guard: [],
  limit: null,
  waiting: 0,
  deleted: [],
  booked: [{ ...total, ...amounts, vatCode: 'VH' }],
  bookedTotals: [{ ...total, ...amounts, quarter: null }],
  money: [{ vatCode: 'VH', account: '8000', lines: 4, amount: '7825.00', unknown: 1 }],
  records: [
    record('26013', {
      subject: '20009',
      action: 'update',
      target: '10011',
      fields: [
        { field: 'paymentConditionId', before: 3, after: 4 },
        { field: 'name', after: '[name]' },
      ],
    }),
    ...['26013', '26014'].map((reference) =>
      record(reference, {
        step: 'invoice',
        fields: [
          { field: 'invoiceNumber', after: `26000${reference.slice(2)}` },
          { field: 'debtorCustomerNumber', after: '(new debtors EO-20004)' },
          { field: 'date', after: '2026-01-10' },
          { field: 'amountExclVat', after: '1004.50' },
        ],
      }),
    ),
  ],
};

/** What a sync would do, with something of everything: the first of one flow, a later one, and one on records that were kept. */
export const goldenPlan: Plan = {
  ...goldenHead,
  kind: 'plan',
  basis: {
    kind: 'both',
    recordedAt: '2026-11-25T11:30:00.000Z',
    recorded: ['orders.exact-online-to-asperion'],
    lacks: ['exact-online.crm/Accounts.Fax'],
    unrecorded: [],
  },
  flows: [customers, products, orders],
  links: [
    {
      flow: 'customers.exact-online-to-asperion',
      source: '20007',
      target: '10042',
      candidates: ['10042', '10043'],
      why,
      at: links,
    },
  ],
};
