import type { Period } from '../config/schema/dated-rows.ts';
import type { Coverage, CoveragePoint, CoverageRow } from '../mapping/coverage.ts';
import { ascending } from '../order.ts';
import type { Reached, Unreached } from '../report/validate-report.ts';

/** The points or rows that tests reach, counted. */
export function reachedOf(parts: readonly (CoveragePoint | CoverageRow)[]): Reached {
  return { reached: parts.filter(({ isReached }) => isReached).length, all: parts.length };
}

/** The parts of a flow that no test reaches, in the order of its file. */
export function unreachedParts({ points }: Coverage, flow: string): readonly Unreached[] {
  return points
    .filter((point) => point.flows.has(flow) && !point.isReached)
    .map(({ what, at }) => ({ says: what, at }))
    .sort(inFile);
}

const inFile = ({ at: left }: Unreached, { at: right }: Unreached): number =>
  ascending(left.file, right.file) || left.line - right.line || left.column - right.column;

/** The rows of a table that no test reaches, in their order; of a group none of which is reached, the group: `vat-codes.GB`. */
export function unreachedRows(rows: readonly CoverageRow[]): readonly Unreached[] {
  return unreachedBelow(rows, 1).sort(inFile);
}

function unreachedBelow(rows: readonly CoverageRow[], depth: number): Unreached[] {
  return [...Map.groupBy(rows, ({ keys }) => keys[depth - 1]?.key ?? '').values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.every(({ isReached }) => isReached)) return [];
    const isWhole = group.every(({ isReached }) => !isReached);
    if (!isWhole && first.keys.length > depth) return unreachedBelow(group, depth + 1);
    const shown = isWhole ? [{ ...first, period: group.length === 1 ? first.period : null }] : group.filter(isMissed);
    return shown.flatMap(({ table, keys, period }) => {
      const place = keys[depth - 1];
      const name = [table, ...keys.slice(0, depth).map(({ key }) => key)].join('.');
      return place === undefined ? [] : [{ says: `${name}${inWords(period)}`, at: place.at }];
    });
  });
}

const isMissed = ({ isReached }: CoverageRow): boolean => !isReached;

function inWords(period: Period | null): string {
  if (period === null) return '';
  const { from, until } = period;
  return `${from === null ? '' : ` from ${from}`}${until === null ? '' : ` until ${until}`}`;
}
