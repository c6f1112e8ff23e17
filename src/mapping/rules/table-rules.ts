import { filledKey, NONE_ROW } from '../../config/none-row.ts';
import type { Rule, TableRule } from '../../config/schema/rule-schema.ts';
import type { Table } from '../../config/tables.ts';
import type { Path } from '../../config/yaml/yaml-source.ts';
import { ConfigError } from '../../errors/errors.ts';
import { nearest } from '../../nearest.ts';
import type { Value } from '../../values.ts';
import { type Compilation, compileIn } from '../compilation.ts';
import { watchRows } from '../coverage.ts';
import { NO_LOCALS } from '../expressions/names.ts';
import { nameOf } from '../expressions/types.ts';
import { tableKey } from '../functions/conversions.ts';
import { type ChosenDate, compileDate, DatedValues } from '../tables/dated-values.ts';
import { missingOf, unmapped } from '../tables/missing-rows.ts';
import { checkRows, hasOtherDepth, type PlacedKey, type TableUse } from '../tables/table-checks.ts';
import { type CompiledRow, compileTable, type TableLookup } from '../tables/tables.ts';
import { converterFor } from './convert.ts';
import type { ComparedKey, RulePlace, RuleSource } from './rules.ts';

/**
 * Compiles a look-up in a table. A null key gives null, as everywhere; a key without a row is handled as
 * `unmapped` says: `default` leaves it to the rule's default, `dead-letter` throws RecordError UNMAPPED_KEY, `fail`
 * throws ConfigError UNMAPPED_KEY, which stops the flow. By default it is `dead-letter`, whatever the rule's default, which replaces null.
 */
export function compileTableRule(rule: TableRule, place: RulePlace, flow: Compilation): RuleSource | null {
  const { problems, source } = flow;
  const { path } = place;
  const table = tableOf(rule, path, flow);
  const date = compileDate(rule, table, place, flow);
  if (rule.unmapped === 'default' && rule.default === undefined) {
    const hint = 'Add default: VALUE, or write unmapped: dead-letter.';
    problems.add(source.at([...path, 'unmapped']), 'MISSING_DEFAULT', 'the rule has no default to fall back on', hint);
  }
  const keys = compileKeys(rule, table, place, flow);
  if (table === undefined || keys === null) return null;
  if (hasOtherDepth(table, keys.length, source.at([...path, 'key']), problems)) return null;
  const { find, rows } = compileTable(
    table,
    keys.length,
    { convert: converterFor(place.spec), type: place.spec.type },
    problems,
  );
  const use: TableUse = { rule, table, keys, at: source.at([...path, 'table']) };
  checkRows(use, problems);
  const reached = watchRows(flow.coverage, source.name, table.name, rows);
  const compiled = keys.map(({ key }) => key);
  return {
    evaluate: looking(use, find, date, reached),
    uses: [...compiled, ...(date === null ? [] : [date])].flatMap(({ uses }) => uses),
    constant: compiled.every(({ constant }) => constant) && date?.constant !== false,
    filled: rule.unmapped !== 'default' && compiled.every(({ filled }) => filled === true),
    fixed: rows.map(({ value, at: place, period }) => ({ value, at: place, list: null, ...(period && { period }) })),
    keys: comparedKeys(use, rows),
  };
}

/** The table that a rule names; unknown ones are noted. */
function tableOf(
  rule: TableRule,
  path: Path,
  { problems, source, tables, usedTables }: Compilation,
): Table | undefined {
  const table = tables.get(rule.table);
  if (table !== undefined) {
    usedTables.add(table.name);
    return table;
  }
  const bare = rule.table.replace(/^tables\//, '').replace(/\.ya?ml$/, '');
  const meant = tables.has(bare) ? bare : nearest(bare, tables.keys());
  const hint = meant === null ? `Add tables/${bare}.yml.` : `Did you mean ${meant}?`;
  problems.add(source.at([...path, 'table']), 'UNKNOWN_TABLE', `there is no table "${rule.table}"`, hint);
  return undefined;
}

/** What the table of the other direction gives for a value of the target; null = it has no row for it. */
export type Meaning = (value: Value) => string | null;

/** The table that `sameIn` names, to look up values of the target; null = there is none, so each value stands for itself. */
export function compileMeaning(rule: Rule, { tables, usedTables }: Compilation): Meaning | null {
  const name = typeof rule !== 'string' && 'table' in rule ? rule.sameIn : undefined;
  const table = name === undefined ? undefined : tables.get(name);
  if (table === undefined) return null;
  usedTables.add(table.name);
  return (value) => {
    const word = tableKey(value);
    const row = word === null ? undefined : table.rows.get(word);
    return typeof row === 'string' ? row : null;
  };
}

/** The keys of a rule; null if one of them is wrong, which is noted. */
function compileKeys(
  { key }: TableRule,
  table: Table | undefined,
  { path, names }: RulePlace,
  flow: Compilation,
): readonly PlacedKey[] | null {
  const written = typeof key === 'string' ? [{ text: key, place: [...path, 'key'] }] : listed(key, path);
  const keys = written.flatMap(({ text, place }) => {
    const at = flow.source.at(place);
    const compiled = compileIn(text, { path: place, names, table }, flow);
    if (compiled === null) return [];
    if (!['list', 'record'].includes(compiled.type.kind)) return [{ text, key: compiled, at }];
    flow.problems.add(at, 'WRONG_TYPE', `a key of a table is a single value, not ${nameOf(compiled.type)}`);
    return [];
  });
  return keys.length < written.length ? null : keys;
}

const listed = (keys: readonly string[], path: Path) =>
  keys.map((text, position) => ({ text, place: [...path, 'key', position] }));

function looking(
  use: TableUse,
  find: TableLookup,
  date: ChosenDate | null,
  reached: ReturnType<typeof watchRows>,
): RuleSource['evaluate'] {
  return (scope) => {
    const sought: string[] = [];
    for (const { key } of use.keys) {
      const word = tableKey(key.evaluate(scope, NO_LOCALS));
      if (word === null) return null;
      sought.push(word);
    }
    const found = find(sought);
    if (!(found instanceof DatedValues)) {
      if (found === undefined) return missing(use, sought, undefined);
      reached?.(sought, null);
      return found;
    }
    const day = date?.of(scope) ?? null;
    const value = day === null ? undefined : found.on(day);
    if (value === undefined) return missing(use, sought, day);
    reached?.(sought, day);
    return value;
  };
}

/** What a key without a row gives, or a row without a value on the day. Throws as `compileTableRule` says. */
function missing(
  { rule, table, keys, at }: TableUse,
  sought: readonly string[],
  day: string | null | undefined,
): Value {
  if (rule.unmapped === 'default') return null;
  const shown = sought.map((key, position) => ({ key, uses: keys[position]?.key.uses ?? [] }));
  if (rule.unmapped !== 'fail') throw unmapped(table, shown, day);
  const [message, hint] = missingOf(table, shown, day);
  throw new ConfigError('UNMAPPED_KEY', message, { at, hint });
}

/** The keys of the rows that are compared directly with a field. */
function comparedKeys({ keys }: TableUse, rows: readonly CompiledRow[]): readonly ComparedKey[] {
  return keys.flatMap(({ text, key: { uses } }, level) => {
    const [use] = uses;
    if (use === undefined || !isBareName(filledKey(text))) return [];
    return rows.flatMap((row) => {
      const key = row.keys[level];
      return key === undefined || key.key === NONE_ROW ? [] : [{ use, ...key }];
    });
  });
}

/** True for a key that is just a field: `Country`, `line.VATCode`. */
function isBareName(text: string): boolean {
  return /^\s*[A-Za-z_]\w*(\.[A-Za-z_]\w*)*\s*$/.test(text);
}
