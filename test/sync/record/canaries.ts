import type { WorldRow } from '../../../sandbox/world/rows.ts';
import type { World } from '../../../sandbox/world/world.ts';
import { personalClass } from '../../../src/privacy/personal.ts';
import { asperionCatalog } from '../../../src/systems/asperion/catalog.ts';
import type { Catalog, FieldSpec, ResourceSpec } from '../../../src/systems/catalog.ts';
import { exactOnlineCatalog } from '../../../src/systems/exact-online/catalog.ts';
import { isDecimal, isRecord, LocalDateTime, type RecordValues, type Value } from '../../../src/values.ts';

/** A row of a sandbox. */
export type Row = Readonly<Record<string, unknown>>;

/** The personal fields of a resource that can be read. */
export function personalFields({ fields }: ResourceSpec): readonly (readonly [field: string, spec: FieldSpec])[] {
  return Object.entries(fields).filter(
    ([, { personal, readable, type }]) => personal !== null && readable !== false && type !== 'binary',
  );
}

/** A row with a value that stands nowhere else in each personal field that is not given, those of its lines too. */
export function planted(catalog: Catalog, resource: string, row: Row): Row {
  const spec = specOf(catalog, resource);
  const own = personalFields(spec).map(([field, { type }], position) => [field, canary(resource, position, type)]);
  const lines = Object.entries(spec.lines ?? {}).flatMap(([field, element]) => {
    const given = row[field];
    return Array.isArray(given) ? [[field, given.map((line: Row) => planted(catalog, element, line))]] : [];
  });
  const given = Object.entries(row).filter(([, value]) => value !== null);
  return { ...Object.fromEntries([...own, ...given, ...lines]) };
}

/**
 * A world with such values in the personal fields that it leaves empty in every record of a resource. What it fills in some
 * decides what becomes of a record.
 */
export function plantedWorld({ exactOnline, asperion }: World): World {
  const named = [...exactOnlineCatalog.resources.keys()].map(
    (name) => [name.slice(name.indexOf('/') + 1), name] as const,
  );
  const names = new Map(named);
  const own = Object.entries(exactOnline.rows).map(([entity, rows]) => {
    const resource = names.get(entity);
    return [entity, resource === undefined ? rows : plantedRows(exactOnlineCatalog, resource, rows)] as const;
  });
  const there = Object.entries(asperion.rows).map(
    ([resource, rows]) => [resource, plantedRows(asperionCatalog, resource, rows)] as const,
  );
  return {
    exactOnline: { ...exactOnline, rows: Object.fromEntries(own) },
    asperion: { ...asperion, rows: Object.fromEntries(there) },
  };
}

function plantedRows(catalog: Catalog, resource: string, rows: readonly WorldRow[]): readonly WorldRow[] {
  const isFilled = (field: string): boolean => rows.some((row) => (row[field] ?? null) !== null);
  const empty = new Set(
    personalFields(specOf(catalog, resource)).flatMap(([field]) => (isFilled(field) ? [] : [field])),
  );
  const { lines = {} } = specOf(catalog, resource);
  return rows.map((row) => {
    const taken = Object.entries(planted(catalog, resource, row)).filter(
      ([field]) => empty.has(field) || field in lines,
    );
    return { ...row, ...Object.fromEntries(taken) } as WorldRow;
  });
}

/** An expression that puts all personal values of a record into one text, those of its lines too. */
export function everything(catalog: Catalog, resource: string): string {
  const spec = specOf(catalog, resource);
  const texts = (of: ResourceSpec, before: string): readonly string[] =>
    personalFields(of).map(([field, { type }]) =>
      type === 'text' ? `${before}${field}` : `string(${before}${field})`,
    );
  const lines = Object.entries(spec.lines ?? {}).flatMap(([field, element]) => {
    const parts = texts(specOf(catalog, element), 'l.');
    return parts.length === 0 ? [] : [`join(${field}.map(l, join([${parts.join(', ')}], " ")), " ")`];
  });
  return `join([${[...texts(spec, ''), ...lines].join(', ')}], " ")`;
}

/** The personal values of records of a resource as they are written, with the fields that hold them. */
export function personalValues(
  resource: string,
  records: readonly RecordValues[],
): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  const add = (field: string, value: Value): void => {
    if (Array.isArray(value)) for (const one of value as readonly Value[]) add(field, one);
    else if (isRecord(value)) for (const [name, inner] of Object.entries(value)) add(`${field}.${name}`, inner);
    else if (value !== null && personalClass(resource, field) !== null) {
      const text = value instanceof LocalDateTime ? value.date : isDecimal(value) ? value.toFixed() : String(value);
      const names = values.get(text) ?? [];
      // Shorter texts stand in too many words.
      if (text.length >= 3) values.set(text, [...names, field.slice(field.lastIndexOf('.') + 1)]);
    }
  };
  for (const record of records) for (const [field, value] of Object.entries(record)) add(field, value);
  return values;
}

/** A resource of a catalog, which must be there. */
export function specOf(catalog: Catalog, resource: string): ResourceSpec {
  const spec = catalog.resources.get(resource);
  if (spec === undefined) throw new Error(`There is no ${resource}.`);
  return spec;
}

/** A value that no other field of the resource holds, in the type of its field. */
function canary(resource: string, position: number, type: FieldSpec['type']): string | number {
  if (type === 'date') return `1961-02-${String(1 + (position % 28)).padStart(2, '0')}T00:00:00`;
  if (type === 'decimal') return 52 + (100 + position) / 10_000;
  return `Zwaluw${100 + position}${resource.replace(/\W/g, '').slice(-6)}`;
}
