import { ConfigError } from '../../src/errors/errors.ts';
import { type Books, linesOf, objects, type Row, specOf } from './books.ts';
import { referenceLists } from './reference-lists.ts';
import { complete, keep, type WriteContext } from './write.ts';

/** Records by resource: the API's field names, JSON-like values, lines as plain lists; ids and dates may be left out. */
export type AsperionRows = Readonly<Record<string, readonly object[]>>;

/** Fills an administration: the given records, and the reference lists (AS-example-lists) where none are given. No stock moves. */
export function seed(given: AsperionRows, context: WriteContext): void {
  const rows: AsperionRows = { ...referenceLists, ...given };
  // Referenced records come first: lists, then debtors and articles, then documents with lines.
  const rank = (resource: string) => {
    const spec = specOf(resource);
    return spec.lines === undefined ? Number(spec.creatable) : 2;
  };
  const resources = Object.keys(rows).sort((left, right) => rank(left) - rank(right));
  for (const resource of resources) {
    for (const fields of rows[resource] ?? []) {
      keep(resource, recordOf(resource, fields, context.books), true, context);
    }
  }
}

/**
 * A whole record from what a person enters, on top of `before`: rules and validation do not apply, but what
 * the system computes is computed. Throws ConfigError `SANDBOX_ROW` for a field that the catalog does not know.
 */
export function recordOf(resource: string, fields: object, books: Books, before?: Row): Row {
  const row = structuredClone(fields) as Row;
  refuseUnknown(resource, row);
  for (const line of linesOf(row)) refuseUnknown(`${resource}.lines`, line);
  return complete(resource, { ...before, ...row }, books, new Set(Object.keys(row)));
}

function refuseUnknown(resource: string, row: Row): void {
  const known = objects.get(resource)?.fields ?? {};
  const unknown = Object.keys(row).find((name) => known[name] === undefined);
  if (unknown !== undefined) throw new ConfigError('SANDBOX_ROW', `Asperion's ${resource} has no field ${unknown}.`);
}
