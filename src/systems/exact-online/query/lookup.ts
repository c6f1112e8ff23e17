import { ConfigError, type SyncError, TransientError } from '../../../errors/errors.ts';
import type { RecordValues, Value } from '../../../values.ts';
import type { ResourceSpec } from '../../catalog.ts';
import { matchForm } from '../../match-form.ts';
import { lookUpRefused } from '../../refusals.ts';
import type { FindRequest, SourceRecord } from '../../system.ts';
import { exactOnlineEndpoints } from '../endpoints.ts';
import { readRow, type WireRow } from '../rows.ts';
import { HeldLists } from './held-lists.ts';
import { splitFields, withLines } from './lines.ts';
import { canEqual, harmless, literal } from './literals.ts';
import {
  allRows,
  EVERYTHING,
  endpointOf,
  feedPath,
  isTooLarge,
  lacksField,
  listingOf,
  lookUpPath,
  type Source,
  specOf,
} from './query.ts';

/** What is looked up. */
export interface LookUp {
  readonly resource: string;
  readonly field: string;
  readonly values: readonly Value[];
  readonly fields: readonly string[];
  /** Records that do not come back are known to be gone. */
  readonly fresh?: boolean;
  /** Answers may come from lists that are held. */
  readonly held?: HeldLists | undefined;
  /** See `FindRequest`. */
  readonly guessed?: FindRequest['guessed'];
  readonly refused?: FindRequest['refused'];
  readonly signal: AbortSignal;
}

/** Records whose field equals one of the values, with the fields and collections that were asked for. */
export async function findRecords(source: Source, lookUp: LookUp): Promise<readonly RecordValues[]> {
  const { resource, field, fields, signal } = lookUp;
  const spec = specOf(source, resource);
  const fieldSpec = spec.fields[field];
  if (fieldSpec === undefined) throw new ConfigError('UNKNOWN_FIELD', `${resource} has no field ${field}.`);
  const values = lookUp.values.filter((value) => canEqual(value, fieldSpec));
  if (values.length === 0) return [];
  const wanted = splitFields(spec, fields);
  const select = [...new Set([spec.key, spec.reference, field, ...wanted.own])];
  // A filter compares letter by letter, but people type these values in many ways: only the whole list can tell.
  const path = fieldSpec.loose !== undefined && isInFeed(spec, select) ? undefined : lookUpPath(spec, field, select);
  let rows: readonly WireRow[];
  if (path === undefined) {
    const forms = new Set(values.map((value) => matchForm(spec, field, value)));
    const matching = async (names: readonly string[]): Promise<readonly WireRow[]> => {
      const all = await allRows(source, syncPath(spec), { select: names, filter: EVERYTHING }, signal);
      return all.filter((row) => forms.has(matchForm(spec, field, readRow(row, spec)[field])));
    };
    try {
      rows = await matching(select);
    } catch (error) {
      const isElsewhere = lookUpPath(spec, spec.key, select) !== undefined;
      if (!isElsewhere || !(isTooLarge(error) || lacksField(error))) throw error;
      const found = await matching([spec.key, field]);
      const keys = found.map((row) => readRow(row, spec)[spec.key] ?? null);
      return findRecords(source, { ...lookUp, field: spec.key, values: keys, fields: [field, ...fields] });
    }
  } else {
    const termOf = (value: Value): string => `${field} eq ${literal(value, fieldSpec)}`;
    const { refused, held = new HeldLists() } = lookUp;
    const question = {
      path,
      select,
      harmless: termOf(harmless(fieldSpec)),
      ...(refused === undefined
        ? {}
        : {
            refused: (term: string, error: SyncError) => {
              for (const value of values)
                if (termOf(value) === term) refused(value, lookUpRefused(resource, field, error));
            },
          }),
      signal,
    };
    rows = await held.rows(source, question, { spec, field, termOf, values, guessed: lookUp.guessed });
  }
  const records = new Map(rows.map((row) => readRow(row, spec)).map((record) => [String(record[spec.key]), record]));
  if (lookUp.fresh === true && field === spec.key) {
    const absent = values.filter((value) => !records.has(String(value)));
    await refuteAbsence(source, spec, absent, signal);
  }
  return withLines(source, spec, [...records.values()], { lines: wanted.lines, held: lookUp.held, signal });
}

/** At most this many ids that a filter did not find are read by their own address: ten 404s in an hour block the app's key (EX-error-limit). */
const PROOFS = 2;

/**
 * Reads, by their own addresses, some of the records that a filter by id did not find. Throws TransientError `BAD_ANSWER` if one of
 * them is there: then the filter's answer is no proof for the others either.
 */
async function refuteAbsence(
  source: Source,
  spec: ResourceSpec,
  absent: readonly Value[],
  signal: AbortSignal,
): Promise<void> {
  const keySpec = spec.fields[spec.key];
  const endpoint = exactOnlineEndpoints.get(spec.name);
  if (keySpec === undefined || endpoint === undefined) return;
  for (const value of absent.slice(0, PROOFS)) {
    const path = `${spec.name}(${literal(value, keySpec)})`;
    if (!(await source.connection.isThere(spec.name, path, spec.key, signal))) continue;
    throw new TransientError('BAD_ANSWER', `Exact Online did not list a record of ${spec.name} that it has.`, {
      hint: 'Nothing was taken for deleted; the next run asks again.',
    });
  }
}

/** True if the resource has a sync twin with all of the fields. */
function isInFeed(spec: ResourceSpec, fields: readonly string[]): boolean {
  const path = feedPath(spec);
  return path !== undefined && fields.every((field) => endpointOf(path).properties[field] !== undefined);
}

/**
 * All records of a list. Lists that have a sync twin are read there: a plain list without a filter may be refused
 * (EX-mandatory-filter), and sync gives 1,000 rows a page.
 */
export async function listRecords(
  source: Source,
  { resource, fields, signal }: Pick<LookUp, 'resource' | 'fields' | 'signal'>,
): Promise<readonly RecordValues[]> {
  const spec = specOf(source, resource);
  const wanted = splitFields(spec, fields);
  const select = [...new Set([spec.key, spec.reference, ...wanted.own])];
  const { path, ...filter } = listingOf(spec, select) ?? { path: resource };
  try {
    const rows = await allRows(source, path, { select, ...filter }, signal);
    const records = rows.map((row) => readRow(row, spec));
    return await withLines(source, spec, records, { lines: wanted.lines, signal });
  } catch (error) {
    const isElsewhere = ![path, undefined].includes(lookUpPath(spec, spec.key, select));
    if (!lacksField(error) || !isElsewhere) throw error;
    const keys = (await allRows(source, path, { select: [spec.key], ...filter }, signal)).map(
      (row) => readRow(row, spec)[spec.key] ?? null,
    );
    return findRecords(source, { resource, field: spec.key, values: keys, fields, signal });
  }
}

function syncPath(spec: ResourceSpec): string {
  const path = feedPath(spec);
  if (path !== undefined) return path;
  throw new ConfigError('NOT_SEARCHABLE', `Records of ${spec.name} cannot be looked up in Exact Online.`);
}

/** A record with what the engine must know about it. Without a reference, the key is used; the time of change may be unknown. */
export function sourceRecord(spec: ResourceSpec, fields: RecordValues): SourceRecord {
  const key = String(fields[spec.key]);
  const reference = fields[spec.reference] ?? null;
  const modified = fields.Modified ?? null;
  return {
    key,
    reference: reference === null ? key : String(reference),
    fields,
    changedAt: modified === null ? null : String(modified),
  };
}

/** Records by key or reference, as the feed gives them. */
export async function readRecords(
  source: Source,
  request: {
    readonly resource: string;
    readonly by: 'key' | 'reference';
    readonly values: readonly string[];
    readonly fields: readonly string[];
    readonly signal: AbortSignal;
  },
): Promise<readonly SourceRecord[]> {
  const spec = specOf(source, request.resource);
  const field = request.by === 'key' ? spec.key : spec.reference;
  const isNumber = spec.fields[field]?.type === 'integer';
  // A text that is not a number matches no record.
  const texts = isNumber ? request.values.filter((value) => /^\d{1,15}$/.test(value)) : request.values;
  const values = texts.map((value): Value => (isNumber ? Number(value) : value));
  const fields = spec.fields.Modified === undefined ? request.fields : [...request.fields, 'Modified'];
  const records = await findRecords(source, { ...request, field, values, fields });
  return records.map((record) => sourceRecord(spec, record));
}
