import Big from 'big.js';
import type { FlowStep } from '../../config/schema/flow-schema.ts';
import type { Path } from '../../config/yaml/yaml-source.ts';
import { RecordError, type SourcePosition } from '../../errors/errors.ts';
import { nearest } from '../../nearest.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import { isDecimal, type RecordValues, type Value } from '../../values.ts';
import { type Compilation, compileAt, compileConditionAt } from '../compilation.ts';
import { type Evaluate, type Names, NO_LOCALS } from '../expressions/names.ts';
import { toDecimal } from '../expressions/operators.ts';
import type { Scope } from '../expressions/scope.ts';
import { isNumeric, isOpen, nameOf } from '../expressions/types.ts';
import { sum } from '../functions/numbers/numbers.ts';
import { compileFields, evaluateFields, fieldRules, type MappedField } from '../rules/fields.ts';
import type { CompiledLines } from './lines.ts';

type TotalKeys = NonNullable<FlowStep['total']>;

/** A check of a document's sum. */
export interface CompiledTotal {
  /**
   * The line for a difference within the tolerance; null if there is none, or if the file does not say how the line looks.
   * Throws RecordError TOTAL_MISMATCH if the lines do not add up; its message holds only amounts. `isExact`: without any
   * tolerance, as without lines, whose rounding it is for.
   */
  readonly difference: (lines: readonly RecordValues[], scope: Scope, isExact?: boolean) => RecordValues | null;
  /** The fields of that line. */
  readonly fields: readonly MappedField[];
}

/** A check as it is written, and its place. */
interface WrittenTotal {
  readonly total: TotalKeys;
  readonly path: Path;
}

/** The lines that are added up, the resource they are (null = it is unknown), and the names that the check may use. */
interface SummedLines {
  readonly lines: CompiledLines;
  readonly element: ResourceSpec | null;
  readonly names: Names;
}

/** The checks of a step as they are written: `total`, then `totals`, each with its place. */
export function totalsOf(step: FlowStep, path: Path): readonly WrittenTotal[] {
  const single = step.total === undefined ? [] : [{ total: step.total, path: [...path, 'total'] }];
  const further = (step.totals ?? []).map((total, position) => ({ total, path: [...path, 'totals', position] }));
  return [...single, ...further];
}

/** The field of that line that gets the difference. */
export const filledField = ({ of, difference }: TotalKeys): string => difference?.into ?? of;

/** Compiles a total: what is summed over all lines, the appended ones too, must be the document's amount. */
export function compileTotal(written: WrittenTotal, summedLines: SummedLines, flow: Compilation): CompiledTotal | null {
  const { problems, source } = flow;
  const { total, path } = written;
  const { names } = summedLines;
  const summed = compileSummed(written, summedLines, flow);
  const place = [...path, 'equals'];
  const expected = compileAt(total.equals, place, names, flow);
  const condition = compileConditionAt(total.when, [...path, 'when'], names, flow);
  const fields = compileDifference(written, summedLines, flow);
  if (expected === null || summed === null) return null;
  if (!isNumeric(expected.type) && !isOpen(expected.type)) {
    problems.add(source.at(place), 'WRONG_TYPE', `a total is a number, not ${nameOf(expected.type)}`);
    return null;
  }
  const tolerance = new Big(total.tolerance);
  const rules = fieldRules(fields);
  const at = source.at(path, 'key');
  return {
    fields,
    difference(records, scope, isExact = false) {
      if (condition !== null && !condition.holds(scope)) return null;
      const wanted = expected.evaluate(scope, NO_LOCALS);
      const found = sum(records.map((record) => summed({ ...scope, record }, NO_LOCALS)));
      const missing = wanted === null ? null : toDecimal(wanted).minus(toDecimal(found));
      if (missing?.abs().lte(isExact || records.length === 0 ? 0 : tolerance) === true) {
        if (missing.eq(0) || total.difference === undefined) return null;
        return { ...evaluateFields(rules, scope, `of line ${records.length + 1}, `), [filledField(total)]: missing };
      }
      if (wanted === null) throw withoutTotal(at);
      const message = `The lines add up to ${amount(found)}, but the document says ${amount(wanted)}.`;
      const hint = 'Map what is missing as a separate line (append), or correct the document.';
      throw new RecordError('TOTAL_MISMATCH', message, { at, hint });
    },
  };
}

/** Nothing says what the lines should come to. */
const withoutTotal = (at: SourcePosition): RecordError =>
  new RecordError('TOTAL_MISMATCH', 'The document shows no total to hold its lines against.', {
    at,
    hint: 'Look at the document in its system: its totals are empty, or the login does not see them.',
  });

/**
 * The lines, with a line for each difference. Such a line must close its own difference, and must not push another total
 * out of its tolerance. Throws RecordError TOTAL_MISMATCH.
 */
export function addedUp(
  totals: readonly (CompiledTotal | null)[],
  lines: readonly RecordValues[],
  scope: Scope,
): readonly RecordValues[] {
  const all = [...lines];
  for (const total of totals) {
    const difference = total?.difference(all, scope) ?? null;
    if (difference === null) continue;
    all.push(difference);
    total?.difference(all, scope, true);
  }
  if (all.length > lines.length) for (const total of totals) total?.difference(all, scope);
  return all;
}

/**
 * What to add up for each line, from the fields written into it. What comes to null is added up once more with 0 for what the line does not have, so that
 * the rest of it counts; what an expression says itself of null holds. Null if it is wrong, which is noted.
 */
function compileSummed(
  { total: { of }, path: place }: WrittenTotal,
  { lines, element, names: { settings } }: SummedLines,
  flow: Compilation,
): Evaluate | null {
  const path = [...place, 'of'];
  if (/^\w+$/.test(of)) {
    checkSummed(of, path, lines, flow);
    return ({ record }) => record[of] ?? null;
  }
  if (element === null) return null;
  const origin = { from: 'record', name: '', path: '' } as const;
  const record = { kind: 'record', spec: element, catalog: flow.target, origin } as const;
  const elsewhere = new Map([['line', 'Write the fields of the lines by themselves, such as amount.']]);
  const written: Names = { record, related: new Map(), steps: new Map(), line: null, elsewhere, settings };
  // The fields that it reads are not the source's.
  const uses: Compilation['uses'] = [];
  const compiled = compileAt(of, path, written, { ...flow, uses });
  if (compiled === null) return null;
  for (const { field } of uses) checkSummed(field, path, lines, flow);
  const withZeros = (line: RecordValues): RecordValues => ({
    ...line,
    ...Object.fromEntries(uses.map(({ field }) => [field, line[field] ?? 0])),
  });
  if (isNumeric(compiled.type) || isOpen(compiled.type)) {
    return (scope, locals) =>
      compiled.evaluate(scope, locals) ?? compiled.evaluate({ ...scope, record: withZeros(scope.record) }, locals);
  }
  flow.problems.add(flow.source.at(path), 'WRONG_TYPE', `numbers are added up, not ${nameOf(compiled.type)}`);
  return null;
}

/** Notes a field that cannot be summed: the lines do not have it, or it holds no numbers. */
function checkSummed(of: string, path: Path, lines: CompiledLines, { problems, source }: Compilation): void {
  const summed = lines.fields.find(({ name }) => name === of);
  if (summed !== undefined && ['decimal', 'integer'].includes(summed.spec.type)) return;
  const meant = nearest(
    of,
    lines.fields.map(({ name }) => name),
  );
  const hint =
    meant === null || meant === of ? 'Name a field of the lines that holds an amount.' : `Did you mean ${meant}?`;
  const message =
    summed === undefined ? `the lines have no field "${of}"` : `the field "${of}" of the lines holds no numbers`;
  problems.add(source.at(path), 'UNKNOWN_FIELD', message, hint);
}

/** The rules of the line for a difference. The field for what is missing is filled by the check itself. */
function compileDifference(
  { total, path }: WrittenTotal,
  { lines, element, names }: SummedLines,
  flow: Compilation,
): readonly MappedField[] {
  const { difference } = total;
  if (difference === undefined) return [];
  const place = [...path, 'difference', 'fields'];
  const into = filledField(total);
  if (difference.into !== undefined) checkSummed(into, [...path, 'difference', 'into'], lines, flow);
  if (Object.hasOwn(difference.fields, into)) {
    const message = `the field "${into}" of this line gets the missing amount`;
    flow.problems.add(flow.source.at([...place, into], 'key'), 'NEVER_USED', message, 'Remove the rule.');
  }
  return compileFields(difference.fields, { path: place, names, resource: element }, flow);
}

function amount(value: Value): string {
  if (value === null) return 'nothing';
  const number = toDecimal(value);
  return isDecimal(value) && number.round(2).eq(number) ? number.toFixed(2) : number.toFixed();
}
