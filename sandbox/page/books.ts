import type { SandboxRow } from '../exact-online/exact-online.ts';
import type { Servers } from '../worlds/named-world.ts';
import type { FieldSpec, Kind, Side, SideName } from './kinds.ts';

/** A value as the page gets it and sends it back. */
export type FieldValue = string | number | boolean | null;

/** One record as the page shows it. */
export interface ShownRecord {
  readonly key: string;
  /** Code or number; empty if it has none, as an invoice that is not printed. */
  readonly reference: string;
  /** Labels, some of them empty, and values. */
  readonly shown: readonly (readonly [label: string, value: string])[];
  /** What can be edited, with what it holds now. */
  readonly fields: readonly (FieldSpec & { readonly value: FieldValue })[];
}

/** Two records that belong together, or one that has no other. */
export interface Pair {
  readonly exactOnline: ShownRecord | null;
  readonly asperion: ShownRecord | null;
}

/** The records of a kind in both systems, side by side if a number or an external key says that they belong together. */
export function pairsOf({ exactOnline, asperion }: Servers, kind: Kind): readonly Pair[] {
  const others = rowsOf(asperion.rows(kind.asperion.table), kind.asperion);
  const taken = new Set<SandboxRow>();
  const pairs = rowsOf(exactOnline.rows(kind.exactOnline.table), kind.exactOnline).map((row): Pair => {
    const shared = sharedBy(row, kind.exactOnline);
    const other = others.find((one) => shared !== '' && !taken.has(one) && sharedBy(one, kind.asperion) === shared);
    if (other !== undefined) taken.add(other);
    return {
      exactOnline: shownRecord(row, kind.exactOnline),
      asperion: other ? shownRecord(other, kind.asperion) : null,
    };
  });
  const alone = others.filter((row) => !taken.has(row));
  return [...pairs, ...alone.map((row) => ({ exactOnline: null, asperion: shownRecord(row, kind.asperion) }))];
}

/**
 * Changes a record as a person would in that system's screens, so that its time of change moves. Throws RangeError, with a sentence for the
 * person, for a record or a field that cannot be edited here; what the system itself refuses comes as its own error.
 */
export function editRecord(
  servers: Servers,
  place: { readonly kind: Kind; readonly side: SideName; readonly key: string },
  values: Readonly<Record<string, FieldValue>>,
): void {
  const { kind, side, key } = place;
  const { table, fields, key: keyField } = kind[side];
  const unknown = Object.keys(values).find((name) => fields.every((field) => field.name !== name));
  if (unknown !== undefined) throw new RangeError(`${unknown} cannot be edited here.`);
  const row = servers[side].rows(table).find((one) => String(one[keyField]) === key);
  if (row === undefined) throw new RangeError('This record is not there any more.');
  const patch = Object.fromEntries(
    fields
      .filter(({ name }) => name in values)
      .map((field) => [field.name, fieldValue(field, values[field.name] ?? null)]),
  );
  if (side === 'exactOnline') servers.exactOnline.update(table, row[keyField], patch);
  else servers.asperion.update(table, row[keyField] as string | number, patch);
}

function rowsOf(rows: readonly SandboxRow[], { where = () => true }: Side): readonly SandboxRow[] {
  return rows.filter(where);
}

/** The number that both systems share, without a prefix such as `EO-` where it has one. */
function sharedBy(row: SandboxRow, side: Side): string {
  const value = String(row[side.shared] ?? '');
  return side.hasPrefix === true ? (/^[A-Z]{1,6}-(\d+)$/.exec(value)?.[1] ?? value) : value;
}

function shownRecord(row: SandboxRow, side: Side): ShownRecord {
  return {
    key: String(row[side.key]),
    reference: String(row[side.reference] ?? ''),
    shown: side.shown.flatMap(([label, ...fields]) => {
      const values = fields.map((field) => asText(row[field])).filter((value) => value !== '');
      return values.length === 0 ? [] : [[label, values.join(', ')] as const];
    }),
    fields: side.fields.map((field) => ({ ...field, value: asField(row[field.name]) })),
  };
}

/** A date without its midnight. */
function asText(value: unknown): string {
  return String(value ?? '').replace(/^(\d{4}-\d\d-\d\d)T00:00:00$/, '$1');
}

function asField(value: unknown): FieldValue {
  return typeof value === 'number' || typeof value === 'boolean' ? value : value == null ? null : String(value);
}

function fieldValue({ type, label }: FieldSpec, value: FieldValue): FieldValue {
  if (type === 'flag') return value === true;
  if (value === null || String(value).trim() === '') return null;
  if (type === 'text') return String(value);
  const number = Number(String(value).replace(',', '.'));
  if (!Number.isFinite(number)) throw new RangeError(`${label} must be a number.`);
  return number;
}
