import type { Administration } from '../administration.ts';
import { isLedgerFeed, signed } from '../documents/invoice-feed.ts';
import { type Endpoint, endpoints, type Property } from '../records/catalog.ts';
import { derived } from '../records/derived.ts';
import { repeated } from '../records/references.ts';
import { defaultOf, wordsOf } from '../records/row-defaults.ts';
import { type Source, sourceOf } from '../records/sources.ts';
import { keyOf, type Row } from '../records/store.ts';
import { type Fields, presented, type Stored } from '../records/values.ts';

const UNKNOWN: Property = { type: 'Edm.String', filterable: null };

/** A stored value, or one that the API computes or repeats from another record; without padding. */
export function readField(company: Administration, table: string, row: Row, name: string): Stored {
  if (name === 'Division') return company.division;
  const { fields } = row;
  const computed =
    derived(company, table, row, name) ?? wordsOf(table, fields, name) ?? repeated(company.store, fields, name);
  return computed === undefined ? (fields[name] ?? defaultOf(table, name)) : computed;
}

/** A property of a row as this endpoint shows it: renamed, flattened, with its Timestamp and its padding. */
export function readProperty(company: Administration, endpoint: Endpoint, row: Row, name: string): Stored {
  const source = sourceOf(endpoint);
  if (name === 'Timestamp') return row.stamps.get(endpoint.name) ?? null;
  const property = endpoint.properties[name] ?? UNKNOWN;
  const stored = source.renamed[name] ?? name;
  const value = readStored(company, source, row, stored);
  const shown = isLedgerFeed(company, endpoint) ? signed(name, value) : value;
  return presented(endpoint.resource, name, property, shown);
}

/** In a flattened row, fields of the line's resource belong to the line, all others to the header (EX-document-feeds). */
function readStored(company: Administration, { table, header }: Source, row: Row, name: string): Stored {
  const isLines = header === undefined || endpoints.get(table)?.properties[name] !== undefined;
  if (isLines) return readField(company, table, row, name);
  const headerRow = company.store.find(header, row.fields[keyOf(header)] ?? null);
  return headerRow === undefined ? null : readField(company, header, headerRow, name);
}

/** A row as its resource shows it, without padding: for tests that look into the sandbox. */
export function readRow(company: Administration, table: string, row: Row): Fields {
  const names = Object.keys(endpoints.get(table)?.properties ?? row.fields);
  return Object.fromEntries([
    ...Object.entries(row.fields),
    ...names.map((name) => [name, readField(company, table, row, name)] as const),
  ]);
}
