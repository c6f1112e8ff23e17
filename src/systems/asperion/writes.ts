import { RecordError, type SyncError, TransientError, UnclearWriteError } from '../../errors/errors.ts';
import { stringifyExact } from '../../http/json.ts';
import type { RecordValues, Value } from '../../values.ts';
import type { Catalog, ResourceSpec } from '../catalog.ts';
import { matchForm } from '../match-form.ts';
import { aboutAnother } from '../refusals.ts';
import type { FileContent, ReadFile, System } from '../system.ts';
import type { Connection } from './connection.ts';
import type { LookUps } from './lookup.ts';
import { askedOf, readRecord, type WireObject, writeBody } from './rows.ts';

/** Where records are written. */
export interface Target {
  readonly connection: Connection;
  readonly catalog: Catalog;
  /** Is told what was written. */
  readonly lookUps: LookUps;
  /** Fetches the files to send with records; absent = no files are sent. */
  readonly readFile: ReadFile | undefined;
}

interface Write {
  readonly values: RecordValues;
  readonly signal: AbortSignal;
}

type Create = Omit<Parameters<System['create']>[0], 'resource'>;

/** Creates a record, then sends its files. Throws as `System.create` does; RecordError `IMAGE_NOT_SENT`. */
export async function createRecord(target: Target, spec: ResourceSpec, write: Create): Promise<RecordValues> {
  const { connection, catalog, lookUps } = target;
  const { values, isAboutThis, signal } = write;
  const resource = spec.name;
  const files = await filesOf(target, spec, write);
  const own = withoutFiles(spec, values);
  const body = stringifyExact(writeBody(own, true));
  const row = await connection.write({ method: 'POST', resource, body, signal });
  const created = readAnswer(row, spec, { catalog, own });
  if (matchForm(spec, spec.key, created[spec.key]) === null) {
    throw new UnclearWriteError(`Asperion answered the new record of ${resource} without its id.`, null);
  }
  if (isAboutThis?.(created) === false) throw aboutAnother('Asperion', resource);
  const isPartial = matchForm(spec, spec.reference, created[spec.reference]) === null;
  lookUps.note(resource, { ...own, ...created }, isPartial);
  for (const file of files) {
    await connection.upload(resource, String(created[spec.key]), file, signal).catch((error: unknown) => {
      // The record exists: the next try finds it and sends the file.
      throw error instanceof UnclearWriteError ? fileNotSent(error) : error;
    });
  }
  return askedOf(created, spec, []);
}

/** Changes a record and sends its files. Throws as `System.update` does. */
export async function updateRecord(
  target: Target,
  spec: ResourceSpec,
  write: Write & { readonly key: Value },
): Promise<RecordValues> {
  const { connection, catalog, lookUps } = target;
  const { key, values, signal } = write;
  const resource = spec.name;
  if (key === null) throw new RecordError('NOT_FOUND', `The record of ${resource} has no id.`);
  const files = await filesOf(target, spec, write);
  const own = withoutFiles(spec, values);
  let answer: RecordValues = {};
  if (Object.keys(own).length > 0) {
    const body = stringifyExact(writeBody(own, false));
    const row = await connection.write({ method: 'PUT', resource, id: String(key), body, signal });
    answer = readAnswer(row, spec, { catalog, own });
  }
  for (const file of files) await connection.upload(resource, String(key), file, signal);
  lookUps.note(resource, { ...own, ...answer, [spec.key]: key }, true);
  return askedOf(answer, spec, []);
}

/** What the answer to a write says. Throws UnclearWriteError if what was sent cannot be read in it: something was stored. */
function readAnswer(
  row: WireObject,
  spec: ResourceSpec,
  { catalog, own }: { readonly catalog: Catalog; readonly own: RecordValues },
): RecordValues {
  try {
    const record = readRecord(row, spec, catalog);
    askedOf(record, spec, Object.keys(own));
    return record;
  } catch (error) {
    throw error instanceof TransientError ? new UnclearWriteError(error.message, null, { cause: error }) : error;
  }
}

/** The values that go into a body: files are sent on their own. */
function withoutFiles({ fields }: ResourceSpec, values: RecordValues): RecordValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => fields[name]?.type !== 'binary'));
}

/**
 * Fetches the files that the values name, before anything is written. An empty value sends nothing: an existing file cannot
 * be removed over the API. Throws RecordError if a file cannot be read.
 */
async function filesOf(
  { readFile }: Target,
  { fields }: ResourceSpec,
  { values, signal }: Write,
): Promise<readonly FileContent[]> {
  const files: FileContent[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (fields[name]?.type !== 'binary' || typeof value !== 'string' || readFile === undefined) continue;
    files.push(await readFile(value, signal));
  }
  return files;
}

/** A record was created, but its file may not have arrived. */
function fileNotSent(cause: SyncError): RecordError {
  return new RecordError('IMAGE_NOT_SENT', 'The record was created, but its file may not have arrived.', {
    hint: 'The next try sends the file again.',
    cause,
  });
}
