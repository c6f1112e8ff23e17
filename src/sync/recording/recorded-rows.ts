import { RecordError } from '../../errors/errors.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import { isRecord, type RecordValues, type Value } from '../../values.ts';

/**
 * The value of a target record's field that was never recorded: it equals no value, so the record counts as
 * different there, and people who look at a plan can read why.
 */
export const NOT_RECORDED = '(not recorded)';

/**
 * The fields of a recorded row that a look-up asks for, `Lines.Field` within lines, beside key and reference. One that was
 * never recorded is not null but unknown: in a `strict` record, one that mappings compute with, reading it throws RecordError
 * `NOT_RECORDED`; in the others it holds `NOT_RECORDED`.
 */
export function askedFields(
  spec: ResourceSpec,
  row: RecordValues,
  asked: readonly string[],
  strict: boolean,
): RecordValues {
  const wanted = new Map<string, string[]>([spec.key, spec.reference].map((field) => [field, []]));
  for (const field of asked) {
    const [name = ''] = field.split('.', 1);
    const within = wanted.get(name) ?? [];
    wanted.set(name, name === field ? within : [...within, field.slice(name.length + 1)]);
  }
  return seal(spec.name, [...wanted], row, strict);
}

function seal(
  owner: string,
  wanted: readonly (readonly [field: string, within: readonly string[]])[],
  row: RecordValues,
  strict: boolean,
): RecordValues {
  const known: Record<string, Value> = {};
  const unknown = new Set<string>();
  for (const [field, within] of wanted) {
    const value = row[field];
    if (value === undefined) unknown.add(field);
    else known[field] = within.length === 0 ? value : linesOf(`${owner}.${field}`, value, within, strict);
  }
  if (unknown.size === 0) return known;
  if (!strict) return { ...known, ...Object.fromEntries([...unknown].map((field) => [field, NOT_RECORDED])) };
  return new Proxy(known, {
    get(record, field) {
      if (typeof field === 'string' && unknown.has(field)) throw notRecorded(`${field} of ${owner}`);
      return Reflect.get(record, field) as unknown;
    },
  });
}

function linesOf(owner: string, value: Value, within: readonly string[], strict: boolean): Value {
  if (!Array.isArray(value)) return value;
  const wanted = within.map((field) => [field, []] as const);
  return value.map((line: Value) => (isRecord(line) ? seal(owner, wanted, line, strict) : line));
}

/** The failure of a record whose mapping reads something that no run has fetched. */
function notRecorded(what: string): RecordError {
  return new RecordError('NOT_RECORDED', `${what} is not in the recording, so its outcome is not known.`, {
    hint: 'A plan with credentials can find out.',
  });
}
