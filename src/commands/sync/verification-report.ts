import type { Program } from '../../mapping/flow/program.ts';
import { createDisplay, type ValueDisplay } from '../../plan/value-display.ts';
import type { DifferenceReport, TotalReport, VerifiedReport } from '../../report/run-report.ts';
import { type FieldDifference, fieldPath } from '../../sync/verify/differences.ts';
import type { VerificationResult } from '../../sync/verify/verification.ts';
import type { PeriodTotal } from '../../sync/verify/verify-totals.ts';
import { titleOf } from '../../systems/registry.ts';
import type { Value } from '../../values.ts';

/** What a verifying flow found, as in its report: values of personal fields by their class. Pure. */
export function reportVerification(
  { compared, equal, counts, isNew, differences, totals }: VerificationResult,
  { target, at, steps }: Pick<Program, 'target' | 'at' | 'steps'>,
): {
  readonly verified: VerifiedReport;
  readonly differences: readonly DifferenceReport[];
  readonly totals: readonly TotalReport[];
} {
  return {
    verified: { target: titleOf(target.system), at, compared, equal, ...counts, isNew },
    differences: differences.map((found) => {
      const display = createDisplay([]).of(steps.find(({ id }) => id === found.step)?.spec.name ?? '');
      return { ...found, fields: found.fields.map((field) => reportField(field, display)) };
    }),
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

function reportField(
  { field, source, target }: FieldDifference,
  display: ValueDisplay,
): DifferenceReport['fields'][number] {
  const text = (value: Value): string | null => {
    const seen = display.value(fieldPath(field), value);
    return seen === null || typeof seen === 'string' ? seen : JSON.stringify(seen);
  };
  return { field, source: text(source), target: text(target) };
}
