import type { Program } from '../../mapping/flow/program.ts';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import { createDisplay, type ValueDisplay } from '../../plan/value-display.ts';
import type { DifferenceReport, TotalReport, VerifiedReport } from '../../report/verified-report.ts';
import type { FoundDifference, VerificationResult } from '../../sync/result.ts';
import { type FieldDifference, fieldPath } from '../../sync/verify/differences.ts';
import type { PeriodTotal } from '../../sync/verify/verify-totals.ts';
import type { ScreenOf } from '../../systems/for-people.ts';
import { type SystemName, titleOf } from '../../systems/registry.ts';
import { isDecimal, type Value } from '../../values.ts';

/** What the report needs to know of a flow. */
interface Verifying extends Pick<Program, 'target' | 'at'> {
  readonly steps: readonly (Pick<StepProgram, 'id' | 'subject'> & { readonly spec: { readonly name: string } })[];
  readonly source: { readonly system: SystemName; readonly spec: { readonly name: string } };
  readonly joins: readonly { readonly alias: string; readonly spec: { readonly name: string } }[];
}

/** What a verifying flow found, as in its report: values of personal fields by their class. Pure. */
export function reportVerification(
  { compared, equal, counts, bySteps, isNew, differences, totals, near, skipped }: VerificationResult,
  program: Verifying,
  screenOf: ScreenOf<SystemName>,
): {
  readonly verified: VerifiedReport;
  readonly differences: readonly DifferenceReport[];
  readonly totals: readonly TotalReport[];
} {
  const { target, at, steps } = program;
  const resourceOf = (step: string): string => steps.find(({ id }) => id === step)?.spec.name ?? '';
  const own = bySteps.map((one) => ({ ...one, of: { system: target.system, resource: resourceOf(one.step) } }));
  const aside = skipped.map(({ reference, amount }) => ({ reference, amount: amount?.toFixed(2) ?? null }));
  const numbers = { compared, equal, ...counts, isNew, bySteps: own };
  return {
    verified: { target: titleOf(target.system), at, ...numbers, near, skipped: aside },
    differences: differences.map((one) => {
      const { key, ...found } = one;
      const display = createDisplay([]).of(resourceOf(found.step));
      const screen = screenOfRecord(program, one, screenOf);
      const fields = found.fields.map((field) => reportField(field, display));
      return { ...found, ...(screen !== undefined && { screen }), fields };
    }),
    totals: totals.map(reportTotal),
  };
}

/** Where people see the record that a difference is about. */
function screenOfRecord(
  { source, joins, target, steps }: Verifying,
  { step: id, kind, key }: FoundDifference,
  screenOf: ScreenOf<SystemName>,
): string | undefined {
  const step = steps.find((one) => one.id === id);
  if (kind === 'only') return step && screenOf(target.system, step.spec.name, key);
  const subject = kind === 'failed' ? null : (step?.subject ?? null);
  const spec = subject === null ? source.spec : joins.find(({ alias }) => alias === subject)?.spec;
  return spec && screenOf(source.system, spec.name, key);
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
  const isNumber = isDecimal(source) || isDecimal(target);
  return { field, source: text(source), target: text(target), ...(isNumber && { isNumber }) };
}
