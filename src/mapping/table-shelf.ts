import type { Compilation } from './compilation.ts';
import { watchRows } from './coverage.ts';
import { DatedValues, hasPeriods } from './dated-values.ts';
import type { TableShelf } from './expressions/names.ts';
import { inWords } from './functions/conversions.ts';
import { hasOtherDepth } from './table-checks.ts';
import { compileTable } from './tables.ts';

/** The tables of a folder, for `table(…)` and `inTable(…)` in the expressions of one flow. */
export function tableShelf(
  flow: Pick<Compilation, 'tables' | 'usedTables' | 'problems' | 'coverage'> & { readonly name: string },
): TableShelf {
  return {
    names: () => flow.tables.keys(),
    open(name, levels, at) {
      const table = flow.tables.get(name);
      if (table === undefined) return undefined;
      flow.usedTables.add(table.name);
      if (hasOtherDepth(table, levels, at, flow.problems)) return null;
      const { find, rows } = compileTable(table, levels, (text) => text, flow.problems);
      const reached = watchRows(flow.coverage, flow.name, table.name, rows);
      return {
        table,
        isDated: hasPeriods(table.rows),
        find: (keys) => {
          const found = find(keys);
          if (found === undefined) return undefined;
          reached?.(keys, null);
          return inWords(found instanceof DatedValues ? (found.values[0]?.value ?? null) : found) ?? undefined;
        },
      };
    },
  };
}
