import type { Column } from '../../config/packs/declared.ts';
import { amountHint, describe } from '../../config/schema/schema-words.ts';
import type { Table, TableRow } from '../../config/tables.ts';
import type { Path } from '../../config/yaml/yaml-source.ts';
import { meantOrThere, nearest } from '../../nearest.ts';
import type { Compilation } from '../compilation.ts';
import { countryCodeOf } from '../functions/relations/country-names.ts';

type Checked = Pick<Compilation, 'tables' | 'problems'>;

/** Notes values of rows that are not what values.yml says of them, and mistyped names: no record could go through with one. Each is noted at its line. */
export function checkRowValues(table: Table, flow: Checked): void {
  const { columns = {} } = table;
  const names = Object.keys(columns);
  if (names.length === 0) return;
  for (const [key, row] of table.rows) {
    if (!(row instanceof Map)) continue;
    for (const [name, cell] of row as ReadonlyMap<string, TableRow>) {
      const column = columns[name];
      if (column !== undefined) {
        for (const { text, path } of textsOf(cell, [key, name])) checkValue({ table, name, text, path }, column, flow);
        continue;
      }
      // A row may hold more than is declared, such as a note.
      const meant = nearest(
        name,
        names.filter((one) => !row.has(one)),
      );
      if (meant === null) continue;
      const message = `a row of table ${table.name} has no value "${name}"`;
      flow.problems.add(table.at([key, name], 'key'), 'TABLE_KEYS', message, `Did you mean "${meant}"?`);
    }
  }
}

/** A value with its place. */
interface Written {
  readonly table: Table;
  readonly name: string;
  readonly text: string;
  readonly path: Path;
}

function checkValue({ table, name, text, path }: Written, { type, keyOf }: Column, flow: Checked): void {
  const found = describe(text);
  const wrong = (message: string, hint: string): void =>
    flow.problems.add(table.at(path), 'WRONG_VALUE', message, hint);
  if (type === 'number' && !/^-?\d+(\.\d+)?$/.test(text))
    wrong(`"${name}" must be a number, found ${found}`, amountHint(text) ?? 'Write digits alone, such as 21 or 25.5.');
  if (type === 'country' && countryCodeOf(text) !== text)
    wrong(
      `"${name}" must be the code of a country, found ${found}`,
      `Write ${countryCodeOf(text) ?? 'one such as DE'}.`,
    );
  const keys = keyOf === undefined ? undefined : flow.tables.get(keyOf);
  if (keys !== undefined && !keys.rows.has(text))
    wrong(
      `"${name}" must be a key of table ${keyOf}, found ${found}`,
      meantOrThere(text, [...keys.rows.keys()], `Add the row to ${keys.file}.`),
    );
}

/** The texts of a value, which may have several for different times. */
function textsOf(cell: TableRow, path: Path): readonly { readonly text: string; readonly path: Path }[] {
  if (typeof cell === 'string') return [{ text: cell, path }];
  // A level too many is told where the table is looked up.
  if (cell instanceof Map) return [];
  return (cell as Exclude<TableRow, string | ReadonlyMap<string, TableRow>>).map(({ value }, index) => ({
    text: value,
    path: [...path, index, 'value'],
  }));
}
