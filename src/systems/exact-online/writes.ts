import { RecordError, UnclearWriteError } from '../../errors/errors.ts';
import { stringifyExact } from '../../http/json.ts';
import type { RecordValues, Value } from '../../values.ts';
import { aboutAnother } from '../refusals.ts';
import type { System } from '../system.ts';
import { literal } from './query/literals.ts';
import { type Source, specOf } from './query/query.ts';
import { readWhole, writeBody } from './rows.ts';

interface Write {
  readonly resource: string;
  readonly values: RecordValues;
  readonly signal: AbortSignal;
}

/** Creates a record. Throws as `System.create` does. */
export async function createRecord(
  source: Source,
  { resource, values, isAboutThis, signal }: Parameters<System['create']>[0],
): Promise<RecordValues> {
  const spec = specOf(source, resource);
  const body = stringifyExact(writeBody(values, true));
  const row = await source.connection.write({ method: 'POST', resource, path: resource, body, signal });
  const created = row === undefined ? {} : readWhole(row, spec);
  if (created[spec.key] === undefined || created[spec.key] === null) {
    throw new UnclearWriteError(`Exact Online answered the new record of ${resource} without its key.`, null);
  }
  if (isAboutThis?.(created) === false) throw aboutAnother('Exact Online', resource);
  return created;
}

/** Changes a record; the answer says nothing about it. Throws as `System.update` does. */
export async function updateRecord(
  source: Source,
  { resource, key, values, signal }: Write & { readonly key: Value },
): Promise<RecordValues> {
  const spec = specOf(source, resource);
  const keySpec = spec.fields[spec.key];
  if (keySpec === undefined || key === null)
    throw new RecordError('NOT_FOUND', `The record of ${resource} has no key.`);
  const path = `${resource}(${literal(key, keySpec)})`;
  const body = stringifyExact(writeBody(values, false));
  await source.connection.write({ method: 'PUT', resource, path, body, signal });
  return {};
}
