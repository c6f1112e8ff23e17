import { ConfigError } from '../../../errors/errors.ts';
import type { RecordValues, Value } from '../../../values.ts';
import type { ResourceSpec } from '../../catalog.ts';
import { exactOnlineEndpoints, fieldType, twins } from '../endpoints.ts';
import { readRow } from '../rows.ts';
import { HeldLists } from './held-lists.ts';
import { literal } from './literals.ts';
import { lookUpPath, type Source, specOf } from './query.ts';

/** The fields that a reader asks for, split by record and collections. */
export interface WantedFields {
  /** Fields of the record itself. */
  readonly own: readonly string[];
  /** Collection field → fields of its elements; an empty list means all of them. */
  readonly lines: ReadonlyMap<string, readonly string[]>;
}

/** Splits a list of fields such as `SalesOrderLines.AmountFC`. A name that the resource does not have is left out. */
export function splitFields(spec: ResourceSpec, fields: readonly string[]): WantedFields {
  const own: string[] = [];
  const lines = new Map<string, string[]>();
  for (const field of fields) {
    const [name = '', element] = field.split('.');
    if (spec.fields[name] === undefined) continue;
    if (spec.lines?.[name] === undefined) {
      if (spec.fields[name].type !== 'lines') own.push(name);
    } else {
      const elements = lines.get(name) ?? [];
      lines.set(name, element === undefined ? elements : [...elements, element]);
    }
  }
  return { own, lines };
}

/** The elements of a collection and how they are linked to their record. */
export interface LinesSpec {
  readonly spec: ResourceSpec;
  /** The field of an element that holds its record's key; usually the key has the same name in both. */
  readonly foreignKey: string;
  /** All the fields that must be read of an element. */
  readonly select: readonly string[];
}

/** Elements that name their record's key differently than the record does. */
const FOREIGN_KEYS: Readonly<Record<string, string>> = { 'crm/Accounts.BankAccounts': 'Account' };

/** How to read the elements of a collection. Throws ConfigError `NOT_BUILT_YET` for a collection without such a link. */
function linesSpec(source: Source, parent: ResourceSpec, collection: string, fields: readonly string[]): LinesSpec {
  const spec = specOf(source, parent.lines?.[collection] ?? '');
  const foreignKey = FOREIGN_KEYS[`${parent.name}.${collection}`] ?? parent.key;
  if (spec.fields[foreignKey] === undefined || spec.key === foreignKey) {
    throw new ConfigError('NOT_BUILT_YET', `Reading ${collection} of ${parent.name} is not built yet.`);
  }
  const wanted = fields.length === 0 ? scalarFields(spec) : fields.filter((field) => spec.fields[field] !== undefined);
  const order = spec.fields.LineNumber === undefined ? [] : ['LineNumber'];
  return { spec, foreignKey, select: [...new Set([spec.key, foreignKey, ...order, ...wanted])] };
}

/** All fields of an element that are not collections and that its bulk page has. */
function scalarFields(spec: ResourceSpec): readonly string[] {
  const endpoint = exactOnlineEndpoints.get(twins(spec.name).bulk ?? spec.name);
  const properties = Object.entries(endpoint?.properties ?? {});
  return properties.filter(([, property]) => fieldType(property) !== 'lines').map(([field]) => field);
}

/** Elements by their record's key, in the order of the document. */
export type LinesByRecord = ReadonlyMap<string, readonly RecordValues[]>;

/** Puts elements under their record's key and in the order of their line numbers. */
function groupLines(lines: Iterable<RecordValues>, foreignKey: string): Map<string, RecordValues[]> {
  const groups = new Map<string, RecordValues[]>();
  for (const line of lines) {
    const key = String(line[foreignKey]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
  }
  for (const group of groups.values()) group.sort((left, right) => lineNumber(left) - lineNumber(right));
  return groups;
}

function lineNumber(line: RecordValues): number {
  return typeof line.LineNumber === 'number' ? line.LineNumber : 0;
}

/** Fetches all elements of the records with these keys. */
async function fetchLines(
  source: Source,
  { spec, foreignKey, select }: LinesSpec,
  keys: readonly Value[],
  { held = new HeldLists(), signal }: { readonly held?: HeldLists | undefined; readonly signal: AbortSignal },
): Promise<LinesByRecord> {
  const field = spec.fields[foreignKey];
  if (field === undefined || keys.length === 0) return new Map();
  const path = lookUpPath(spec, foreignKey, select) ?? spec.name;
  const termOf = (key: Value): string => `${foreignKey} eq ${literal(key, field)}`;
  const rows = await held.rows(source, { path, select, signal }, { spec, field: foreignKey, termOf, values: keys });
  const lines = new Map(rows.map((row) => readRow(row, spec)).map((line) => [String(line[spec.key]), line]));
  return groupLines(lines.values(), foreignKey);
}

/** The records with the collections that were asked for. */
export async function withLines(
  source: Source,
  parent: ResourceSpec,
  records: readonly RecordValues[],
  {
    lines: wanted,
    ...reading
  }: Pick<WantedFields, 'lines'> & { readonly held?: HeldLists | undefined; readonly signal: AbortSignal },
): Promise<readonly RecordValues[]> {
  let complete = records;
  for (const [collection, fields] of wanted) {
    const spec = linesSpec(source, parent, collection, fields);
    const keys = complete.map((record) => record[parent.key] ?? null).filter((key) => key !== null);
    const lines = await fetchLines(source, spec, keys, reading);
    complete = complete.map((record) => ({ ...record, [collection]: lines.get(String(record[parent.key])) ?? [] }));
  }
  return complete;
}
