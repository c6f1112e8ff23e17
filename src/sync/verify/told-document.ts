import Big from 'big.js';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import { moneyFieldsOf } from '../../systems/money-fields.ts';
import type { SystemName } from '../../systems/registry.ts';
import { LocalDateTime, type RecordValues } from '../../values.ts';
import { placeOf, revenueLines } from '../money/money-lines.ts';

/** What people ask of a document that one of the books lacks: `dated 2026-03-14, period 2026/3, 80.00 without VAT`. */
export function toldDocument(system: SystemName, step: StepProgram, values: RecordValues): string {
  const [date, sum] = [dateIn(system, step, values), sumOf(system, step, values)];
  const { year, period } = placeOf(step, values);
  // A check of only amounts maps no date.
  return date === null ? `${sum} without VAT` : `dated ${date}, period ${year}/${period}, ${sum} without VAT`;
}

/** The same for one that the target should have, with the number that it would get there; null if it is no document, or the number is not known. */
export function toldMissing(system: SystemName, step: StepProgram, values: RecordValues): string | null {
  const number = values[step.match[0]?.[0] ?? ''] ?? null;
  if (moneyFieldsOf(system, step.spec.name) === null || number === null) return null;
  return `as ${number}, ${toldDocument(system, step, values)}`;
}

/** The calendar day of a document; null = it has none. */
export function dateIn(system: SystemName, { spec }: StepProgram, values: RecordValues): string | null {
  const field = spec.booking?.date ?? moneyFieldsOf(system, spec.name)?.date ?? null;
  const date = field === null ? null : values[field];
  return date instanceof LocalDateTime ? date.date : null;
}

function sumOf(system: SystemName, { spec }: StepProgram, values: RecordValues): string {
  const fields = moneyFieldsOf(system, spec.name);
  const amounts = fields === null ? [] : revenueLines(fields, values).flatMap(({ amount }) => amount ?? []);
  return amounts.reduce((total, amount) => total.plus(amount), new Big(0)).toFixed(2);
}
