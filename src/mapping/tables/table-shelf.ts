import { contentOf, type Table } from '../../config/tables.ts';
import type { Compilation } from '../compilation.ts';
import { watchRows } from '../coverage.ts';
import type { OpenTable, TableShelf } from '../expressions/names.ts';
import { inWords } from '../functions/conversions.ts';
import { DatedValues, hasPeriods } from './dated-values.ts';
import { unmapped } from './missing-rows.ts';
import { checkRowValues } from './row-values.ts';
import { hasOtherDepth } from './table-checks.ts';
import { compileTable } from './tables.ts';

type Shelved = Pick<Compilation, 'tables' | 'usedTables' | 'problems' | 'coverage'> & { readonly name: string };

/** The tables of a folder, for `table(…)` and `inTable(…)` in the expressions of one flow; each is compiled once. */
export function tableShelf(flow: Shelved): TableShelf {
  const opened = new Map<string, OpenTable>();
  return {
    names: () => flow.tables.keys(),
    open(name, levels, at) {
      const table = flow.tables.get(name);
      if (table === undefined) return undefined;
      flow.usedTables.add(table.name);
      if (hasOtherDepth(table, levels, at, flow.problems)) return null;
      const key = `${name} ${levels}`;
      const open = opened.get(key) ?? openTable(table, levels, flow);
      opened.set(key, open);
      return open;
    },
  };
}

function openTable(table: Table, levels: number, flow: Shelved): OpenTable {
  const { find, rows } = compileTable(table, levels, { convert: (text) => text, type: null }, flow.problems);
  checkRowValues(table, flow);
  const reached = watchRows(flow.coverage, flow.name, table.name, rows);
  return {
    name: table.name,
    isDated: hasPeriods(table.rows),
    content: () => contentOf(table),
    find: (keys, day) => {
      const found = find(keys);
      if (found === undefined) return undefined;
      const isDated = found instanceof DatedValues;
      const value = isDated ? (day === null ? found.values[0]?.value : found.on(day)) : found;
      if (value === undefined) return undefined;
      reached?.(keys, isDated ? day : null);
      return inWords(value) ?? undefined;
    },
    missing: (keys, day) => unmapped(table, keys, find(keys.map(({ key }) => key)) === undefined ? undefined : day),
  };
}
