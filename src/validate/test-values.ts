import type { WrittenRecord, WrittenRecords } from '../config/schema/test-schema.ts';
import type { Path, YamlSource } from '../config/yaml/yaml-source.ts';
import { SyncError } from '../errors/errors.ts';
import type { Problems } from '../mapping/problems.ts';
import { converterFor } from '../mapping/rules/convert.ts';
import type { Catalog, FieldSpec, ResourceSpec } from '../systems/catalog.ts';
import { canonical, type RecordValues, type Value } from '../values.ts';

/** Records by resource. */
export type Rows = ReadonlyMap<string, readonly RecordValues[]>;

/** What reading the records of a test needs. */
export interface ValueReading {
  readonly source: YamlSource;
  readonly problems: Problems;
}

/** How null is written, where everything else is text. */
const NULL: ReadonlySet<string> = new Set(['', 'null', '~']);

/**
 * The records of one system in its catalog's types. Notes resources and fields that the catalog lacks, values that a field
 * cannot hold, and a key that two records have.
 */
export function readRows(
  written: WrittenRecords | undefined,
  path: Path,
  { catalog, other }: { readonly catalog: Catalog; readonly other: Catalog },
  reading: ValueReading,
): Rows {
  const rows = new Map<string, readonly RecordValues[]>();
  for (const [name, records] of Object.entries(written ?? {})) {
    const place = [...path, name];
    const spec = catalog.resources.get(name);
    if (spec === undefined) {
      reading.problems.addUnknownResource(reading.source.at(place, 'key'), name, catalog, other);
      continue;
    }
    const read = records.map((record, position) =>
      readFields(record, [...place, position], { spec, catalog }, reading),
    );
    rows.set(name, read);
    noteDoubles(read, spec, place, reading);
  }
  return rows;
}

/** A resource and the catalog that has it. */
export interface CatalogedResource {
  readonly spec: ResourceSpec;
  readonly catalog: Catalog;
}

/** The fields of one record in the catalog's types; those that are wrong are noted and left out. */
export function readFields(
  written: WrittenRecord,
  path: Path,
  { spec, catalog }: CatalogedResource,
  reading: ValueReading,
): RecordValues {
  const { source, problems } = reading;
  const values: Record<string, Value> = {};
  for (const [name, value] of Object.entries(written)) {
    const place = [...path, name];
    const field = Object.hasOwn(spec.fields, name) ? spec.fields[name] : undefined;
    if (field === undefined) {
      problems.addUnknownField(source.at(place, 'key'), name, spec);
    } else if (field.type === 'lines') {
      const element = catalog.resources.get(spec.lines?.[name] ?? '');
      values[name] = readLines(value, place, element === undefined ? null : { spec: element, catalog }, reading);
    } else if (typeof value !== 'string') {
      problems.add(source.at(place), 'WRONG_TYPE', `the field "${name}" of ${spec.name} holds one value, not lines`);
    } else {
      values[name] = readValue(value, place, field, reading);
    }
  }
  return values;
}

function readLines(
  written: string | readonly WrittenRecord[],
  path: Path,
  element: CatalogedResource | null,
  reading: ValueReading,
): Value {
  if (typeof written === 'string') {
    const hint = 'Write one entry per line of the document, each with a dash.';
    if (!NULL.has(written)) reading.problems.add(reading.source.at(path), 'WRONG_TYPE', 'this field holds lines', hint);
    return null;
  }
  if (element === null) return [];
  return written.map((line, position) => readFields(line, [...path, position], element, reading));
}

/** Padded codes come without their blanks; the mapping checks the length of a text. */
function readValue(text: string, path: Path, field: FieldSpec, { source, problems }: ValueReading): Value {
  if (NULL.has(text)) return null;
  const { maxLength: _, padding, ...spec } = field;
  try {
    return converterFor(spec)(padding === undefined ? text : text.trim());
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    problems.add(source.at(path), error.code, error.message, 'Write it as the field holds it.');
    return null;
  }
}

function noteDoubles(
  rows: readonly RecordValues[],
  spec: ResourceSpec,
  path: Path,
  { source, problems }: ValueReading,
): void {
  const seen = new Set<string>();
  for (const [position, row] of rows.entries()) {
    const key = canonical(row[spec.key]);
    if (key !== 'null' && seen.has(key)) {
      const at = source.at([...path, position, spec.key]);
      problems.add(at, 'DUPLICATE_RECORD', `another record of ${spec.name} has this ${spec.key}`, 'Give each its own.');
    }
    seen.add(key);
  }
}
