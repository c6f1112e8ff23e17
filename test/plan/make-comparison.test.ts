import Big from 'big.js';
import { expect, test } from 'vitest';
import { makeComparison } from '../../src/plan/make-comparison.ts';
import type { Comparison } from '../../src/report/plan/comparison-report.ts';
import { emptyProgress } from '../../src/state/progress.ts';
import { asperionCatalog } from '../../src/systems/asperion/catalog.ts';
import { exactOnlineCatalog } from '../../src/systems/exact-online/catalog.ts';
import { createMemorySystem } from '../../src/systems/memory-system.ts';
import { LocalDateTime, type RecordValues } from '../../src/values.ts';
import { compile } from '../support/engine.ts';

type Rows = Readonly<Record<string, readonly RecordValues[]>>;

/** Compares two texts of a flow over records in memory. */
function compared(base: string, head: string, exactOnline: Rows, asperion: Rows): Promise<Comparison> {
  const version = (text: string) => ({ ...compile({ 'orders.yml': text }), selected: new Set(['orders']) });
  return makeComparison({
    base: version(base),
    head: version(head),
    parts: [
      {
        systems: {
          'exact-online': createMemorySystem(exactOnlineCatalog, new Map(Object.entries(exactOnline))),
          asperion: createMemorySystem(asperionCatalog, new Map(Object.entries(asperion))),
        },
        progress: emptyProgress(),
        isLive: false,
        takes: () => true,
      },
    ],
    folder: 'base',
    records: null,
    since: null,
    fingerprint: (text) => text,
    clock: () => Date.UTC(2026, 2, 2),
    signal: new AbortController().signal,
    log: () => {},
    basis: { kind: 'recording', recordedAt: null, recorded: ['orders'], lacks: [], unrecorded: [] },
    revealed: [],
  });
}

/** Invoices of the lines of an order. */
const FLOW = `from: exact-online.salesorder/SalesOrders
to: asperion
steps:
  - id: invoice
    each: SalesOrderLines
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: verify
    fields:
      invoiceNumber: line.Description
      debtorCustomerNumber: { value: "1" }
      date: OrderDate
      journalId: { value: "70" }
    lines:
      each: '[line]'
      fields: { amount: line.AmountFC, vatCode: { value: VH }, ledgerAccountId: { value: 8000 } }
`;

const DAY = new LocalDateTime('2026-01-05T00:00:00');
const LINES = ['A', 'B'].map((name, at) => ({ ID: name, Description: name, AmountFC: new Big(10 + at) }));
const ORDER = { OrderID: 'o', OrderNumber: 7, OrderDate: DAY, SalesOrderLines: LINES };
const INVOICES = LINES.map(({ ID, AmountFC }, at) => ({
  id: at + 1,
  invoiceNumber: ID,
  debtorCustomerNumber: '1',
  date: DAY,
  journalId: '70',
  lines: [{ amount: AmountFC, vatCode: 'VH', ledgerAccountId: 8000 }],
}));

test('every invoice of an order that was sent already counts with its money', async () => {
  const orders = { 'salesorder/SalesOrders': [ORDER] };
  const { flows } = await compared(FLOW, FLOW.replace('8000', '8010'), orders, { salesinvoiceswithlines: INVOICES });
  const [invoice] = flows[0]?.outcomes ?? [];
  expect(invoice).toMatchObject({ base: 'unchanged', head: 'refused DIFFERS', records: 2 });
  expect(flows[0]?.moves).toMatchObject([{ from: '8000', to: '8010', lines: 2, amount: '21.00' }]);
  expect(flows[0]?.money).toMatchObject([
    { account: '8000', base: '21.00', head: '0.00' },
    { account: '8010', base: '0.00', head: '21.00' },
  ]);
});
