import Big from 'big.js';
import type { LineSums } from '../../mapping/steps/step-program.ts';
import { canonical, isDecimal, type RecordValues, type Value } from '../../values.ts';
import type { FieldDifference } from './differences.ts';

/** The lines of one group on both sides. */
interface Group {
  readonly name: string;
  readonly wanted: RecordValues[];
  readonly actual: RecordValues[];
}

/**
 * Compares lines as sums: one difference per group and field that exceeds the tolerance, named like
 * `lines VH/8000.amount`. A group that one side does not have is zero there. A field that a rule left out of any line of the group
 * (`when`) is not compared there.
 */
export function sumDifferences(
  field: string,
  wanted: readonly RecordValues[],
  actual: readonly RecordValues[],
  { by, of, tolerance }: LineSums,
): readonly FieldDifference[] {
  return groupsOf(wanted, actual, by).flatMap((group) =>
    of.flatMap((name) => {
      if (group.wanted.some((line) => line[name] === undefined)) return [];
      const [source, target] = [sumOf(group.wanted, name), sumOf(group.actual, name)];
      const isNear = source.minus(target).abs().lte(tolerance);
      return isNear ? [] : [{ field: `${field} ${group.name}.${name}`, source, target }];
    }),
  );
}

/** In the order of the source, then those that only the target has. */
function groupsOf(
  wanted: readonly RecordValues[],
  actual: readonly RecordValues[],
  by: readonly string[],
): readonly Group[] {
  const groups = new Map<string, Group>();
  const groupOf = (line: RecordValues): Group => {
    const values = by.map((field): Value => line[field] ?? null);
    const key = canonical(values);
    const name = values.map((value) => (value === null ? 'none' : String(value))).join('/') || 'all';
    const group = groups.get(key) ?? { name, wanted: [], actual: [] };
    groups.set(key, group);
    return group;
  };
  for (const line of wanted) groupOf(line).wanted.push(line);
  for (const line of actual) groupOf(line).actual.push(line);
  return [...groups.values()];
}

function sumOf(lines: readonly RecordValues[], field: string): Big {
  return lines.reduce((sum, line) => {
    const value = line[field];
    return typeof value === 'number' || (value !== undefined && isDecimal(value)) ? sum.plus(value) : sum;
  }, new Big(0));
}
