import type { Program } from '../mapping/flow/program.ts';
import { canonical, isRecord, type RecordValues, type Value } from '../values.ts';

/** Fingerprint of what a mapping sees of a source record. */
export function recordFingerprint(
  program: Program,
  fields: RecordValues,
  fingerprint: (text: string) => string,
): string {
  return fingerprint(canonical(select(fields, program.fields)));
}

/** The fields that a mapping uses, `Lines.Field` within collections. A feed, a single read and what a plan changed may include others. */
export function select(record: RecordValues, fields: readonly string[]): RecordValues {
  const own = new Set(fields.filter((field) => !field.includes('.')));
  const within = Map.groupBy(
    fields.filter((field) => field.includes('.')),
    (field) => field.slice(0, field.indexOf('.')),
  );
  const chosen: Record<string, Value> = {};
  for (const [name, value] of Object.entries(record)) {
    const parts = within.get(name)?.map((field) => field.slice(name.length + 1));
    if (parts !== undefined && Array.isArray(value)) {
      chosen[name] = value.map((line: Value) => (isRecord(line) ? select(line, parts) : line));
    } else if (own.has(name)) {
      chosen[name] = value;
    }
  }
  return chosen;
}
