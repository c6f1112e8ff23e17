import { ConfigError, RecordError, type SyncError, TransientError, UnclearWriteError } from '../../errors/errors.ts';
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
  /** Resources whose records kept what a change did not send; see `changeRecord`. */
  readonly keeping: Set<string>;
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
  const { connection, lookUps } = target;
  const { key, values, signal } = write;
  const resource = spec.name;
  if (key === null) throw new RecordError('NOT_FOUND', `The record of ${resource} has no id.`);
  const files = await filesOf(target, spec, write);
  const own = withoutFiles(spec, values);
  const answer = Object.keys(own).length > 0 ? await changeRecord(target, spec, { key, values: own, signal }) : {};
  for (const file of files) await connection.upload(resource, String(key), file, signal);
  lookUps.note(resource, { ...own, ...answer, [spec.key]: key }, true);
  return askedOf(answer, spec, []);
}

type Change = Write & { readonly key: Exclude<Value, null> };

/**
 * Changes a record. If a change empties what it does not send, nothing but a change shows it: so the first ones of each resource are held against the
 * record as it was, until one leaves a field alone that could have been emptied. Throws ConfigError `ASSUMPTION_CONTRADICTED`: what was lost was sent once more.
 */
async function changeRecord(target: Target, spec: ResourceSpec, change: Change): Promise<RecordValues> {
  const before = target.keeping.has(spec.name) ? undefined : await recordOf(target, spec, change);
  const fields = before === undefined ? [] : mayLose(spec, before, change.values);
  if (before === undefined || fields.length === 0) return put(target, spec, change);
  const check = (after: RecordValues | undefined) => checkKept(target, spec, { change, before, fields, after });
  try {
    const answer = await put(target, spec, change);
    const isTold = fields.every((field) => answer[field] !== undefined && !isEmpty(answer[field]));
    // An answer may be cut short, which proves nothing.
    const after = isTold ? answer : await recordOf(target, spec, change);
    await check(after);
    if (after !== undefined) target.keeping.add(spec.name);
    return answer;
  } catch (error) {
    // It may have arrived all the same. If it did not, it proves nothing.
    if (error instanceof UnclearWriteError) await check(await recordOf(target, spec, change).catch(() => undefined));
    throw error;
  }
}

interface Kept {
  readonly change: Change;
  readonly before: RecordValues;
  /** Those that the change might have emptied. */
  readonly fields: readonly string[];
  /** The record after the change, if it could be read. */
  readonly after: RecordValues | undefined;
}

/** Throws ConfigError `ASSUMPTION_CONTRADICTED` if a change emptied what it did not send, once that was sent once more. */
async function checkKept(target: Target, spec: ResourceSpec, { change, before, fields, after }: Kept): Promise<void> {
  const lost = after === undefined ? [] : fields.filter((field) => isEmpty(after[field]));
  // A system may empty one field with another, such as an account with its way of payment; one that replaces the record empties most.
  if (lost.length * 2 <= fields.length) return;
  const whole = Object.fromEntries(fields.map((field) => [field, before[field] ?? null]));
  // What stops the flow is the loss, whatever becomes of this.
  await put(target, spec, { ...change, values: { ...whole, ...change.values } }).catch(() => null);
  throw emptied(spec, before, lost);
}

async function put({ connection, catalog }: Target, spec: ResourceSpec, change: Change): Promise<RecordValues> {
  const { key, values, signal } = change;
  const body = stringifyExact(writeBody(values, false));
  const row = await connection.write({ method: 'PUT', resource: spec.name, id: String(key), body, signal });
  return readAnswer(row, spec, { catalog, own: values });
}

/** The record as Asperion shows it now; undefined if it does not. */
async function recordOf({ lookUps }: Target, { name, key: field }: ResourceSpec, { key, signal }: Change) {
  const [found] = await lookUps.find({ resource: name, field, values: [key], fields: [], fresh: true, signal });
  return found;
}

/** The fields with a value that a change which does not send them might empty. A required one cannot be. */
const mayLose = ({ fields }: ResourceSpec, before: RecordValues, sent: RecordValues): readonly string[] =>
  Object.entries(fields).flatMap(([name, { update, required }]) =>
    update && !required && sent[name] === undefined && !isEmpty(before[name]) ? [name] : [],
  );

const isEmpty = (value: Value | undefined): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

function emptied({ name, key, reference }: ResourceSpec, before: RecordValues, lost: readonly string[]): ConfigError {
  const record = String(before[reference] ?? before[key]);
  return new ConfigError(
    'ASSUMPTION_CONTRADICTED',
    `Asperion emptied ${lost.join(', ')} of ${record} in ${name}, although the change did not send them.`,
    {
      hint: 'They were sent once more: look at that record in Asperion, and enter what is missing. No setting fits: switch off the flows that change such records, and attach the report of the doctor to an issue.',
    },
  );
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
