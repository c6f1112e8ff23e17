import type { Catalog, ResourceSpec } from '../systems/catalog.ts';
import { canonical, type RecordValues } from '../values.ts';
import type { Rows } from './test-values.ts';

/**
 * The records after some of them changed: those with the same key or reference get the fields, others are added; and
 * without those whose keys are among the deleted ones of their resource.
 */
export function afterChanges(
  before: Rows,
  changes: Rows,
  { resources }: Catalog,
  deleted: ReadonlyMap<string, readonly string[]> = new Map(),
): Rows {
  const rows = new Map(before);
  for (const [name, changed] of changes) {
    const spec = resources.get(name);
    const known = before.get(name);
    if (known === undefined || spec === undefined) rows.set(name, changed);
    else
      rows.set(
        name,
        changed.reduce((all, one) => change(all, one, spec), known),
      );
  }
  for (const [name, keys] of deleted) {
    const key = resources.get(name)?.key ?? '';
    rows.set(
      name,
      (rows.get(name) ?? []).filter((row) => !keys.includes(String(row[key]))),
    );
  }
  return rows;
}

function change(
  rows: readonly RecordValues[],
  changed: RecordValues,
  { key, reference }: ResourceSpec,
): readonly RecordValues[] {
  const name = canonical(changed[key]) === 'null' ? reference : key;
  const wanted = canonical(changed[name]);
  const position = wanted === 'null' ? -1 : rows.findIndex((row) => canonical(row[name]) === wanted);
  if (position < 0) return [...rows, changed];
  return rows.with(position, { ...rows[position], ...changed });
}
