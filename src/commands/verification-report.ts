import { createShown } from '../plan/shown.ts';
import type { DifferenceReport, TotalReport, VerifiedReport } from '../report/run-report.ts';
import type { FieldDifference } from '../sync/differences.ts';
import type { VerificationResult } from '../sync/verification.ts';
import type { Value } from '../values.ts';

/** What a flow that verifies found, as its report tells it: values of personal fields by their class. Pure. */
export function reportVerification({ compared, equal, counts, isNew, differences, totals }: VerificationResult): {
  readonly verified: VerifiedReport;
  readonly differences: readonly DifferenceReport[];
  readonly totals: readonly TotalReport[];
} {
  return {
    verified: { compared, equal, ...counts, isNew },
    differences: differences.map((found) => ({ ...found, fields: found.fields.map(reportField) })),
    totals: totals.map(({ source, target, ...place }) => ({
      ...place,
      source: source.toFixed(2),
      target: target.toFixed(2),
      difference: source.minus(target).toFixed(2),
    })),
  };
}

const { value: shown } = createShown([]);

function reportField({ field, source, target }: FieldDifference): DifferenceReport['fields'][number] {
  // One of a line is called `lines 2.amount`.
  const name = field.slice(field.lastIndexOf('.') + 1);
  const text = (value: Value): string | null => {
    const seen = shown(name, value);
    return seen === null || typeof seen === 'string' ? seen : JSON.stringify(seen);
  };
  return { field, source: text(source), target: text(target) };
}
