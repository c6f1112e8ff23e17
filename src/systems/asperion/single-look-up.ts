import { AccessError, ConfigError } from '../../errors/errors.ts';
import type { RecordValues, Value } from '../../values.ts';
import type { Catalog, FieldSpec, ResourceSpec } from '../catalog.ts';
import { matchForm } from '../match-form.ts';
import { lookUpRefused } from '../refusals.ts';
import type { FindRequest } from '../system.ts';
import type { Connection } from './connection.ts';
import { readList } from './counted-list.ts';
import { equalsFilter, type Filters } from './listing.ts';
import { asperionNames } from './names.ts';
import { provesNothing } from './refusal.ts';
import { readRecord } from './rows.ts';

/** A look-up of some values, and where to make it. */
export interface LookUp {
  readonly connection: Connection;
  readonly catalog: Catalog;
  readonly spec: ResourceSpec;
  readonly request: FindRequest;
  /** The listings that together hold what is looked up. */
  readonly listings: readonly Filters[];
}

/**
 * The records whose field equals one value; by its id, a record is found in any book year. If only this value is refused, that
 * concerns its record; the same question with another value shows it. Throws as `Connection.read` does.
 */
export async function lookUpValue(lookUp: LookUp, value: Value): Promise<readonly RecordValues[]> {
  try {
    return await ask(lookUp, value);
  } catch (error) {
    const { spec, request } = lookUp;
    const { field, refused } = request;
    const isRefused = error instanceof AccessError && error.code === 'READ_REFUSED';
    if (!isRefused || refused === undefined) throw error;
    await ask({ ...lookUp, request: { ...request, fresh: false } }, '0');
    refused(value, lookUpRefused(spec.name, field, error));
    return [];
  }
}

async function ask(lookUp: LookUp, value: Value): Promise<readonly RecordValues[]> {
  const { connection, catalog, spec, listings } = lookUp;
  const { field, fresh, signal } = lookUp.request;
  const byId = async () => {
    const record = await readById(lookUp, value);
    return record === null ? [] : [record];
  };
  if (field === spec.key && isAskedPerYear(spec)) return byId();
  const records: RecordValues[] = [];
  for (const listing of listings) {
    const filters = { ...listing, ...equalsFilter(connection, field, fieldSpecOf(spec, field), value) };
    const rows = await readList(connection, { resource: spec.name, filters }, signal);
    records.push(...rows.map((row) => readRecord(row, spec, catalog)));
  }
  const found = records.filter((record) => matchForm(spec, field, record[field]) === matchForm(spec, field, value));
  // A record that a list does not show may still exist.
  return found.length === 0 && fresh === true && field === spec.key ? byId() : found;
}

/** A record by its id; null = it is proved not to exist. Throws if the answer proves neither. */
async function readById({ connection, catalog, spec, request }: LookUp, id: Value): Promise<RecordValues | null> {
  const row = await connection.readOne(spec.name, String(id), request.signal);
  if (row !== null && spec.always !== undefined && row[spec.always] === undefined) throw provesNothing(spec.name);
  const record = row === null ? null : readRecord(row, spec, catalog);
  if (record === null || matchForm(spec, spec.key, record[spec.key]) === matchForm(spec, spec.key, id)) return record;
  throw provesNothing(spec.name);
}

/** Throws ConfigError `UNKNOWN_FIELD`. */
export function fieldSpecOf(spec: ResourceSpec, field: string): FieldSpec {
  const fieldSpec = spec.fields[field];
  if (fieldSpec === undefined) throw new ConfigError('UNKNOWN_FIELD', `${spec.name} has no field ${field}.`);
  return fieldSpec;
}

/** True for a resource that cannot be listed without its book year; a record of it can still be read by its id. */
export const isAskedPerYear = ({ name }: ResourceSpec): boolean => asperionNames.requiredFilters[name] !== undefined;
