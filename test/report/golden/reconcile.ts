import Big from 'big.js';
import { reportVerification } from '../../../src/commands/sync/verification-report.ts';
import type { FlowReport, RunReport } from '../../../src/report/run-report.ts';
import type { FoundDifference } from '../../../src/sync/result.ts';
import { LocalDateTime } from '../../../src/values.ts';
import { difference, reportWith } from '../reports.ts';

/** A flow that verifies with these differences; all else that it compared is equal. */
function checking(flow: string, resource: string, differences: readonly FoundDifference[]): FlowReport {
  const compared = resource === 'crm/Accounts' ? 38 : 44;
  const count = (kind: FoundDifference['kind'], step?: string) =>
    differences.filter((one) => one.kind === kind && one.step === (step ?? one.step)).length;
  const counts = (step?: string) => ({
    missing: count('missing', step),
    differs: count('differs', step),
    ambiguous: count('ambiguous', step),
    only: count('only', step),
    failed: count('failed', step),
  });
  const ids = resource === 'crm/Accounts' ? ['debtor'] : ['debtor', 'invoice'];
  const found = reportVerification(
    {
      compared,
      equal: compared - differences.length,
      counts: counts(),
      bySteps: ids.map((step) => ({
        step,
        equal: (compared - differences.length) / ids.length,
        ...counts(step),
      })),
      isNew: differences.length,
      differences,
      totals: [],
      near: [],
      skipped: resource === 'crm/Accounts' ? [] : [{ reference: '26000008', amount: new Big('50000') }],
    },
    {
      source: { system: 'exact-online', spec: { name: resource } },
      joins: [],
      target: { system: 'asperion' },
      steps: ids.map((id) => ({
        id,
        spec: { name: id === 'debtor' ? 'debtors' : 'salesinvoiceswithlines' },
        subject: null,
      })),
      at: { file: `shipped/${flow}.yml`, line: 4, column: 1 },
    },
    (_, of, id) =>
      of === 'crm/Accounts' ? `https://start.exactonline.nl/docs/CRMAccountCard.aspx?ID=${id}` : undefined,
  );
  const steps = [
    { step: 'debtor', read: compared, created: 0, updated: 0, unchanged: compared, skipped: 0, failed: 0 },
  ];
  const records = { created: 0, updated: 0, unchanged: compared, skipped: 0, failed: 0 };
  const [report] = reportWith({ flow, source: { system: 'exact-online', resource }, steps, records, ...found }).flows;
  if (report === undefined) throw new Error('a report without a flow');
  return report;
}

const row = (unit: string): Partial<FoundDifference> => ({
  kind: 'failed',
  code: 'UNMAPPED_KEY',
  reason: `Table vat-codes has no row for "NL", "${unit}". Add "${unit}": … below "NL" in mappings/tables/vat-codes.yml.`,
  at: { file: 'mappings/tables/vat-codes.yml', line: 1, column: 1 },
});

/** A run of flows that verify, with every kind of difference. */
export function goldenReconcile(): RunReport {
  const customers = checking('reconcile-customers.exact-online-to-asperion', 'crm/Accounts', [
    difference('20008', {
      step: 'debtor',
      kind: 'ambiguous',
      candidates: ['10006', '10007'],
      at: { file: 'mappings/links.yml', line: 1, column: 1 },
    }),
    difference('20019', { step: 'debtor' }),
    ...[20_021, 20_022, 20_023, 20_024, 20_025, 20_026].map((number) =>
      difference(String(number), {
        step: 'debtor',
        kind: 'differs',
        fields: [{ field: 'paymentConditionId', source: 30, target: 14 }],
      }),
    ),
  ]);
  const invoices = checking('reconcile-invoices.exact-online-to-asperion', 'salesinvoice/SalesInvoices', [
    difference('20031', { step: 'debtor' }),
    difference('26000003', { reason: 'as EO-26000003, dated 2026-03-02, period 2026/3, 122.00 without VAT' }),
    difference('26000013', { reason: 'as EO-26000013, dated 2026-03-09, period 2026/3, 404.50 without VAT' }),
    difference('26000004', {
      kind: 'differs',
      fields: [
        {
          field: 'date',
          source: new LocalDateTime('2026-03-14T00:00:00'),
          target: new LocalDateTime('2026-03-15T00:00:00'),
        },
        { field: 'lines VH/8000.amount', source: new Big('493.09'), target: new Big('4493.09') },
        { field: 'lines 2.quantity', source: new Big('1.5'), target: new Big('2') },
      ],
    }),
    difference('26000005', row('9')),
    difference('26000006', row('9')),
    difference('26000007', row('11')),
    difference('EO-26000099', { kind: 'only', reason: 'dated 2026-03-14, period 2026/3, 80.00 without VAT' }),
  ]);
  return reportWith({}, { flows: [customers, invoices] });
}
