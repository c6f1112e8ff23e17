import Big from 'big.js';
import { compareFlow } from '../../src/plan/compare.ts';
import { CountedRecords } from '../../src/plan/counted-records.ts';
import { type Place, placesOf } from '../../src/plan/places.ts';
import { createDisplay } from '../../src/plan/value-display.ts';
import type { FlowSide, RecordSide, StepSide } from '../../src/plan/version-run.ts';
import type { RecordValues } from '../../src/values.ts';
import { compile } from '../support/engine.ts';

const [program] = compile({
  'orders.yml': `from: exact-online.salesorder/SalesOrders
to: asperion
steps:
  - id: invoice
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: verify
    fields:
      invoiceNumber: string(OrderNumber)
      debtorCustomerNumber: { value: "1" }
      date: OrderDate
      journalId: { value: "70" }
    lines:
      each: SalesOrderLines
      fields: { amount: line.AmountFC, vatCode: { value: VH }, ledgerAccountId: { value: 8000 } }
`,
}).programs;
if (program === undefined) throw new Error('no flow');
const [first] = placesOf(program);
if (first === undefined) throw new Error('no step');
/** The step that makes it; what it requires beside its lines is there. */
export const place: Place = { ...first, isIncomplete: () => false };

export type Line = readonly [amount: string, vatCode: string | null, account: number];
/** A booked invoice of some lines. */
export const document = (...lines: readonly Line[]): RecordValues => ({
  invoiceNumber: 'EO-1',
  lines: lines.map(([amount, vatCode, ledgerAccountId]) => ({ amount: new Big(amount), vatCode, ledgerAccountId })),
});
/** What a version makes of it. */
export const step = (
  outcome: StepSide['outcome'],
  values: RecordValues | null,
  code: string | null = null,
): StepSide => ({
  place,
  element: null,
  record: null,
  outcome,
  code,
  reason: code === null ? null : 'why',
  values,
});
export type Sides = Readonly<Record<string, StepSide | readonly StepSide[]>>;
/** What a version makes of all records, by their references. */
export const side = (records: Sides): FlowSide => ({
  error: null,
  records: new Map(
    Object.entries(records).map(([reference, one]): [string, RecordSide] => [
      `key of ${reference}`,
      {
        reference,
        sources: [{ resource: 'crm/Accounts', values: { Name: 'Jansen Brood' } }],
        steps: new Map([['invoice', [one].flat()]]),
      },
    ]),
  ),
});
/** How versions are compared; one value for flows that are compared one after the other. */
export const options = () => ({
  display: createDisplay([]),
  revealed: [],
  nameAccount: () => String,
  before: new CountedRecords(),
});
/** Two versions of one flow. */
export const compared = (base: Sides, head: Sides) => compareFlow('orders', side(base), side(head), options());
