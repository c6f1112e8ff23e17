import type { FlowStep } from '../config/flow-schema.ts';
import { nearest } from '../config/nearest.ts';
import type { Path } from '../config/yaml-source.ts';
import { RecordError } from '../errors.ts';
import { isDecimal, type RecordValues, type Value } from '../values.ts';
import { type Compilation, compileAt } from './compilation.ts';
import { type Names, NO_LOCALS } from './expressions/names.ts';
import { toDecimal } from './expressions/operators.ts';
import { isNumeric, isOpen, nameOf } from './expressions/types.ts';
import { sum } from './functions/numbers.ts';
import type { CompiledLines } from './lines.ts';
import type { Scope } from './program.ts';

/** Throws RecordError TOTAL_MISMATCH when the lines do not add up; the message holds amounts only. */
export type TotalCheck = (lines: readonly RecordValues[], scope: Scope) => void;

/** Compiles `total`: the sum of a field over all lines, the appended ones too, must be the document's amount. */
export function compileTotal(
  total: NonNullable<FlowStep['total']>,
  path: Path,
  lines: CompiledLines,
  names: Names,
  flow: Compilation,
): TotalCheck | null {
  const { problems, source } = flow;
  const { of } = total;
  const summed = lines.fields.find(({ name }) => name === of);
  if (summed === undefined || !['decimal', 'integer'].includes(summed.spec.type)) {
    const meant = nearest(
      of,
      lines.fields.map(({ name }) => name),
    );
    const hint =
      meant === null || meant === of ? 'Name a field of the lines that holds an amount.' : `Did you mean ${meant}?`;
    const message =
      summed === undefined ? `the lines have no field "${of}"` : `the field "${of}" of the lines holds no numbers`;
    problems.add(source.at([...path, 'of']), 'UNKNOWN_FIELD', message, hint);
  }
  const place = [...path, 'equals'];
  const expected = compileAt(total.equals, place, names, flow);
  if (expected === null) return null;
  if (!isNumeric(expected.type) && !isOpen(expected.type)) {
    problems.add(source.at(place), 'WRONG_TYPE', `a total is a number, not ${nameOf(expected.type)}`);
    return null;
  }
  const tolerance = toDecimal(Number(0)).plus(total.tolerance);
  const at = source.at(path, 'key');
  return (records, scope) => {
    const wanted = expected.evaluate(scope, NO_LOCALS);
    const found = sum(records.map((record) => record[of] ?? null));
    if (wanted !== null && toDecimal(found).minus(toDecimal(wanted)).abs().lte(tolerance)) return;
    const message = `The lines add up to ${amount(found)}, and the document says ${amount(wanted)}.`;
    const hint = 'Map what is missing as a line of its own (append), or correct the document.';
    throw new RecordError('TOTAL_MISMATCH', message, { at, hint });
  };
}

function amount(value: Value): string {
  if (value === null) return 'nothing';
  const number = toDecimal(value);
  return isDecimal(value) && number.round(2).eq(number) ? number.toFixed(2) : number.toFixed();
}
