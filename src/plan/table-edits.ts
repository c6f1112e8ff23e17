import { filledKey } from '../config/none-row.ts';
import type { Table, TableRow, TableRows } from '../config/tables.ts';
import { isNotCome, isUnknown } from '../report/plan/changes-of-flow.ts';
import type { ComparedFlow, ConfigChanges, TableEdit } from '../report/plan/comparison-report.ts';
import { isObject } from '../schema.ts';
import { moneyFieldsOf } from '../systems/money-fields.ts';
import { type EditedRows, effectsOf, isUsedIn, type RowUse, toldBy } from './edit-effects.ts';
import type { MappingsVersion } from './edited/config-changes.ts';

/**
 * What the edits of tables do to the records, for people who never saw a flow: the rows that were edited alike, the fields that
 * they fill, and the records and the money that come out differently. Rows that give the same change count together, because a
 * record does not say which row it took. Pure.
 */
export function tableEdits(
  config: ConfigChanges,
  base: MappingsVersion,
  head: MappingsVersion,
  flows: readonly ComparedFlow[],
): readonly TableEdit[] {
  const edited = editedFlows(config);
  const groups = config.files.flatMap(({ file, changes }): readonly EditedRows[] => {
    const table = /^tables\/(.*)/.exec(file)?.[1];
    if (table === undefined) return [];
    const sideOf = (version: MappingsVersion) => {
      return { uses: usesOf(version, table), flows: new Set(flowsWith(version, table)) };
    };
    const sides = { base: sideOf(base), head: sideOf(head) };
    const alike = Map.groupBy(changes, (change) => JSON.stringify([change.base, change.head]));
    return [...alike.values()].map((same) => {
      const side = same[0]?.head === null ? sides.base : sides.head;
      const uses = same.flatMap(({ key }) => side.uses.get(key) ?? []);
      const unedited = new Set([...side.flows].filter((flow) => !edited.has(flow)));
      return { table, changes: same, uses, flows: side.flows, unedited, isAll: alike.size === 1 };
    });
  });
  const told = new Set(
    groups.flatMap((group) => flows.flatMap((flow) => Object.values(toldBy(flow, group, groups)).flat())),
  );
  return groups.map((group): TableEdit => {
    const { table, changes, uses, flows: named } = group;
    const touched = flows.flatMap((flow) =>
      flow.records.filter((record) => isUsedIn(flow, record.step, group) && !isNotCome(record)),
    );
    // A record that is not known in an early step may come to the step that uses the rows.
    const unknown = flows.some(({ flow, records }) => named.has(flow) && records.some(isUnknown));
    return {
      table,
      rows: changes.map(({ key }) => key),
      keys: keysOf(head, table) ?? keysOf(base, table) ?? [],
      base: changes[0]?.base ?? null,
      head: changes[0]?.head ?? null,
      fields: [...new Set(uses.map(({ field }) => field))],
      isUsed: named.size > 0,
      effects: effectsOf(flows, group, groups),
      isKnown: !unknown && touched.every((record) => told.has(record)),
    };
  });
}

/** Flows of which more than tables was edited. */
function editedFlows({ files, flows }: ConfigChanges): ReadonlySet<string> {
  const { added, removed, enabled, disabled } = flows;
  return new Set([...files.map(({ file }) => file), ...added, ...removed, ...enabled, ...disabled]);
}

/** The fields that the keys of a table are taken from; null if no flow looks anything up in it. */
function keysOf({ config }: MappingsVersion, table: string): readonly string[] | null {
  const lookUp = (rule: unknown): unknown => {
    if (typeof rule !== 'object' || rule === null) return undefined;
    if (isObject(rule) && rule.table === table && rule.key !== undefined) return rule.key;
    return Object.values(rule)
      .map(lookUp)
      .find((key) => key !== undefined);
  };
  const key = config.flows.map(({ flow }) => lookUp(flow)).find((found) => found !== undefined);
  if (key === undefined) return null;
  return (Array.isArray(key) ? key : [key]).map((one) => fieldIn(filledKey(String(one))));
}

/** The field that an expression ends with, without the words that say nothing: `account.Code` → `account`. Empty for a word of the mapping's own. */
function fieldIn(expression: string): string {
  if (expression.includes('"')) return '';
  return expression.match(/[A-Za-z]\w*/g)?.findLast((word) => !/^(code|id|null)$/i.test(word)) ?? '';
}

/** The flows that are on and look something up in a table. */
const flowsWith = ({ programs }: MappingsVersion, name: string): readonly string[] =>
  programs.filter(({ enabled, tables }) => enabled && tables.includes(name)).map(({ name: flow }) => flow);

/** The uses of a table's rows by their keys: what flows write stands at the row's place in its file. */
function usesOf({ config, programs }: MappingsVersion, name: string): ReadonlyMap<string, readonly RowUse[]> {
  const table = config.tables.get(name);
  const rows = new Map(table === undefined ? [] : placesIn(table, table.rows, []));
  const uses = new Map<string, RowUse[]>();
  for (const { name: flow, enabled, target, steps } of programs) {
    if (!enabled) continue;
    for (const { id: step, spec, outline } of steps) {
      const fields = moneyFieldsOf(target.system, spec.name);
      for (const { field, list, at } of outline.values) {
        const key = rows.get(`${at.file}:${at.line}:${at.column}`);
        if (key === undefined) continue;
        const about = field === fields?.vatCode ? 'VAT code' : field === fields?.account ? 'ledger account' : null;
        uses.set(key, [...(uses.get(key) ?? []), { flow, step, field, isReference: list !== null, money: about }]);
      }
    }
  }
  return uses;
}

/** The places of a table's values, each with its keys as one text. */
function placesIn(table: Table, row: TableRow, path: readonly string[]): readonly (readonly [string, string])[] {
  if (row instanceof Map) return [...(row as TableRows)].flatMap(([key, one]) => placesIn(table, one, [...path, key]));
  const values =
    typeof row === 'string' ? [path] : [...(row as readonly unknown[]).keys()].map((at) => [...path, at, 'value']);
  return values.map((place) => {
    const { file, line, column } = table.at(place);
    return [`${file}:${line}:${column}`, path.join(' / ')];
  });
}
