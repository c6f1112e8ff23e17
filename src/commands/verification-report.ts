import type { Program } from '../mapping/program.ts';
import { createShown } from '../plan/shown.ts';
import type { DifferenceReport, TotalReport, VerifiedReport } from '../report/run-report.ts';
import type { FieldDifference } from '../sync/differences.ts';
import type { VerificationResult } from '../sync/verification.ts';
import type { PeriodTotal } from '../sync/verify-totals.ts';
import { SYSTEM_TITLES } from '../system-name.ts';
import type { Value } from '../values.ts';

/** What a flow that verifies found, as its report tells it: values of personal fields by their class. Pure. */
export function reportVerification(
  { compared, equal, counts, isNew, differences, totals }: VerificationResult,
  { target, at }: Pick<Program, 'target' | 'at'>,
): {
  readonly verified: VerifiedReport;
  readonly differences: readonly DifferenceReport[];
  readonly totals: readonly TotalReport[];
} {
  return {
    verified: { target: SYSTEM_TITLES[target.system], at, compared, equal, ...counts, isNew },
    differences: differences.map((found) => ({ ...found, fields: found.fields.map(reportField) })),
    totals: totals.map(reportTotal),
  };
}

function reportTotal({
  withoutVat,
  sourceVat,
  targetVat,
  source,
  target,
  unknown,
  ...place
}: PeriodTotal): TotalReport {
  const isCompared = withoutVat === 0;
  return {
    ...place,
    source: source.toFixed(2),
    target: target.toFixed(2),
    difference: source.minus(target).toFixed(2),
    sourceVat: isCompared ? sourceVat.toFixed(2) : null,
    targetVat: targetVat.toFixed(2),
    vatDifference: isCompared ? sourceVat.minus(targetVat).toFixed(2) : null,
    unknown,
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
