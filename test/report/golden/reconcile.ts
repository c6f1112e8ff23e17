import { reportVerification } from '../../../src/commands/sync/verification-report.ts';
import type { FlowReport, RunReport } from '../../../src/report/run-report.ts';
import type { FoundDifference } from '../../../src/sync/result.ts';
import { difference, reportWith } from '../reports.ts';

/** A flow that verifies with these differences; all else that it compared is equal. */
function checking(flow: string, resource: string, differences: readonly FoundDifference[]): FlowReport {
  const compared = resource === 'crm/Accounts' ? 38 : 44;
  const count = (kind: FoundDifference['kind']) => differences.filter((one) => one.kind === kind).length;
  const found = reportVerification(
    {
      compared,
      equal: compared - differences.length,
      counts: {
        missing: count('missing'),
        differs: count('differs'),
        ambiguous: count('ambiguous'),
        only: count('only'),
        failed: count('failed'),
      },
      isNew: differences.length,
      differences,
      totals: [],
    },
    {
      source: { system: 'exact-online', spec: { name: resource } },
      joins: [],
      target: { system: 'asperion' },
      steps: [],
      at: { file: `shipped/${flow}.yml`, line: 4, column: 1 },
    },
    (_, of, id) =>
      of === 'crm/Accounts' ? `https://start.exactonline.nl/docs/CRMAccountCard.aspx?ID=${id}` : undefined,
  );
  const steps = [
    { step: 'debtor', read: compared, created: 0, updated: 0, unchanged: compared, skipped: 0, failed: 0 },
  ];
  const records = { created: 0, updated: 0, unchanged: compared, skipped: 0, failed: 0 };
  const [report] = reportWith({ flow, steps, records, ...found }).flows;
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
    difference('26000003'),
    difference('26000013'),
    difference('26000005', row('9')),
    difference('26000006', row('9')),
    difference('26000007', row('11')),
    difference('EO-26000099', { kind: 'only', reason: 'dated 2026-03-14, period 2026/3, 80.00 without VAT' }),
  ]);
  return reportWith({}, { flows: [customers, invoices] });
}
