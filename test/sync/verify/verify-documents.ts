import { guid } from '../../../sandbox/world/random.ts';
import { Company, compile } from '../../support/engine.ts';
import type { FlowOutcome } from '../../support/flow-outcome.ts';
import { account, order } from '../../support/samples.ts';

export const SCOPE = 'scope: startsWith(invoiceNumber, "EO-")';

/** A check of orders against sales invoices of Asperion; `lines` are the fields of theirs, `more` are keys of the step. */
export const check = ({ more = '', head = '', lines = '' } = {}) => `from: exact-online.salesorder/SalesOrders
to: asperion
purpose: verify
${head}
steps:
  - id: invoice
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    ${more}
    fields: { invoiceNumber: '"EO-" + string(OrderNumber)', date: OrderDate }
    lines:
      each: SalesOrderLines
      fields: { amount: line.AmountFC, vatAmount: line.VATAmount, vatCode: { table: codes, key: line.VATCode }${lines} }
`;
/** The flow that books what `check` compares. */
export const booking = () =>
  check()
    .replace('purpose: verify\n', '')
    .replace(
      / {4}fields: \{/,
      '    exists: skip\n    fields: { debtorCustomerNumber: { value: "10001" }, journalId: { value: "70" },',
    )
    .replace('vatCode: {', 'ledgerAccountId: { value: 8000 }, vatCode: {');
export const compiled = (text: string) => compile({ 'check.yml': text, 'tables/codes.yml': '"2": VH\n"1": VL\n' });

/** A VAT code with an amount without VAT, and the VAT. */
export type Sum = readonly [string, number, number];

export const invoice = (number: string, date: string, ...own: readonly Sum[]) => ({
  invoiceNumber: number,
  debtorCustomerNumber: '10001',
  journalId: '70',
  date: `${date}T00:00:00`,
  lines: own.map(([vatCode, amount, vatAmount]) => ({ vatCode, amount, vatAmount, ledgerAccountId: 8000 })),
});

export const told = (outcome: FlowOutcome | undefined) =>
  (outcome?.verified?.differences ?? []).map(({ reference, kind, fields, reason }) => [
    reference,
    kind,
    ...fields.map(({ field, source, target }) => `${field}: ${source} → ${target}`),
    ...(reason === null ? [] : [reason]),
  ]);
export const totals = (outcome: FlowOutcome | undefined) =>
  (outcome?.verified?.totals ?? []).map(({ year, period, vatCode, source, target, sourceVat, targetVat }) =>
    [`${year}/${period}`, vatCode, ...[source, target, sourceVat, targetVat].map((sum) => sum.toFixed(2))].join(' '),
  );

export const debtors = [{ customerNumber: '10001', name: 'Bakkerij', address: 'Kade 1', debtorKindId: 'company' }];
/** An order with a line of each sum, dated in March unless told otherwise. */
export const placed = (number: number, sums: readonly Sum[] = [['2', 100, 21]], OrderDate = '2026-03-01') =>
  order(number, 1, {
    OrderDate: `${OrderDate}T00:00:00`,
    SalesOrderLines: sums.map(([VATCode, AmountFC, VATAmount], index) => {
      return { ID: guid(1, 'line', number, index), LineNumber: index + 1, VATCode, AmountFC, VATAmount };
    }),
  });

export async function open(invoices: readonly object[], orders: readonly object[]): Promise<Company> {
  return Company.open({
    exactOnline: { Accounts: [account(1)], SalesOrders: orders },
    asperion: { debtors, salesinvoiceswithlines: invoices },
  });
}
