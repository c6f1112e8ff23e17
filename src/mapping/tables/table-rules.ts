import type { TableRule } from '../../config/rule-schema.ts';
import { ConfigError, RecordError } from '../../errors/errors.ts';
import { nearest } from '../../nearest.ts';
import type { Value } from '../../values.ts';
import { watchRows } from '../coverage.ts';
import { NO_LOCALS } from '../expressions/names.ts';
import { nameOf } from '../expressions/types.ts';
import { type Compilation, compileAt } from '../flow/compilation.ts';
import { inWords } from '../functions/conversions.ts';
import type { Converter } from '../rules/convert.ts';
import type { RulePlace, RuleSource } from '../rules/rules.ts';
import { compileDate, DatedValues } from './dated-values.ts';
import { missingDay, missingRow } from './missing-rows.ts';
import { checkRows, hasOtherDepth } from './table-checks.ts';
import { compileTable } from './tables.ts';

/**
 * Compiles a look-up in a table. A null key gives null, as everywhere; a key without a row is handled as
 * `unmapped` says: `default` leaves it to the rule's default, `dead-letter` throws RecordError UNMAPPED_KEY, `fail`
 * throws ConfigError UNMAPPED_KEY, which stops the flow. By default it is `dead-letter`, whatever the rule's default, which replaces null.
 */
export function compileTableRule(
  rule: TableRule,
  { path, names }: RulePlace,
  convert: Converter,
  flow: Compilation,
): RuleSource | null {
  const { problems, source, tables } = flow;
  const table = tables.get(rule.table);
  if (table === undefined) {
    const bare = rule.table.replace(/^tables\//, '').replace(/\.ya?ml$/, '');
    const meant = tables.has(bare) ? bare : nearest(bare, tables.keys());
    const hint = meant === null ? `Add tables/${bare}.yml.` : `Did you mean ${meant}?`;
    problems.add(source.at([...path, 'table']), 'UNKNOWN_TABLE', `there is no table "${rule.table}"`, hint);
  } else {
    flow.usedTables.add(table.name);
  }
  const date = compileDate(rule, table, path, names, flow);
  const unmapped = rule.unmapped ?? 'dead-letter';
  if (unmapped === 'default' && rule.default === undefined) {
    const hint = 'Add default: VALUE, or write unmapped: dead-letter.';
    problems.add(source.at([...path, 'unmapped']), 'MISSING_DEFAULT', 'the rule has no default to fall back on', hint);
  }
  const isList = typeof rule.key !== 'string';
  const written = isList ? rule.key : [rule.key];
  const keys = written.map((text, position) => {
    const place = isList ? [...path, 'key', position] : [...path, 'key'];
    const compiled = compileAt(text, place, names, flow);
    if (compiled === null || !['list', 'record'].includes(compiled.type.kind)) return compiled;
    problems.add(source.at(place), 'WRONG_TYPE', `a key of a table is a single value, not ${nameOf(compiled.type)}`);
    return null;
  });
  const usable = keys.filter((key) => key !== null);
  if (table === undefined || usable.length < keys.length) return null;
  const at = source.at([...path, 'table']);
  if (hasOtherDepth(table, usable.length, source.at([...path, 'key']), problems)) return null;
  const { find, rows } = compileTable(table, usable.length, convert, problems);
  const placed = usable.map((key, level) => ({
    key,
    at: source.at(isList ? [...path, 'key', level] : [...path, 'key']),
  }));
  checkRows(table, rule, placed, unmapped, at, problems);
  const reached = watchRows(flow.coverage, source.name, table.name, rows);
  const missing = (sought: readonly string[], day: string | null | undefined): Value => {
    if (unmapped === 'default') return null;
    const shown = sought.map((key, position) => ({ key, uses: usable[position]?.uses ?? [] }));
    const [message, hint] = day === undefined ? missingRow(table, shown) : missingDay(table, shown, day);
    if (unmapped === 'fail') throw new ConfigError('UNMAPPED_KEY', message, { at, hint });
    throw new RecordError('UNMAPPED_KEY', message, { at, hint });
  };
  return {
    evaluate: (scope) => {
      const sought: string[] = [];
      for (const key of usable) {
        const word = inWords(key.evaluate(scope, NO_LOCALS));
        if (word === null) return null;
        sought.push(word);
      }
      const found = find(sought);
      if (!(found instanceof DatedValues)) {
        if (found === undefined) return missing(sought, undefined);
        reached?.(sought, null);
        return found;
      }
      const day = date?.of(scope) ?? null;
      const value = day === null ? undefined : found.on(day);
      if (value === undefined) return missing(sought, day);
      reached?.(sought, day);
      return value;
    },
    uses: [...usable, ...(date === null ? [] : [date])].flatMap(({ uses }) => uses),
    constant: usable.every(({ constant }) => constant) && date?.constant !== false,
    filled: unmapped !== 'default' && usable.every(({ filled }) => filled === true),
    fixed: rows.map(({ value, at: place, period }) => ({ value, at: place, list: null, ...(period && { period }) })),
    keys: usable.flatMap(({ uses: [use] }, level) => {
      if (use === undefined || !isBareName(written[level] ?? '')) return [];
      return rows.flatMap((row) => {
        const key = row.keys[level];
        return key === undefined ? [] : [{ use, table: table.name, ...key }];
      });
    }),
  };
}

/** True for a key that is just a field: `Country`, `line.VATCode`. */
function isBareName(text: string): boolean {
  return /^\s*[A-Za-z_]\w*(\.[A-Za-z_]\w*)*\s*$/.test(text);
}
