import { DateTime } from 'luxon';
import { ConfigError } from '../../src/errors/errors.ts';
import { asperionCatalog } from '../../src/systems/asperion/catalog.ts';
import type { ResourceSpec } from '../../src/systems/catalog.ts';

/** A value as the sandbox keeps it: plain JSON, with lines as lists. */
export type Cell = null | boolean | number | string | readonly Row[];

/** One record by the API's own field names; a stored one has every field of the catalog. */
export interface Row {
  readonly [field: string]: Cell;
}

/** The catalog without the fields that no object has: files have their own address, and some belong to the client. */
export const objects: ReadonlyMap<string, ResourceSpec> = new Map(
  [...asperionCatalog.resources].map(([name, spec]) => {
    const fields = Object.entries(spec.fields).filter(
      ([, field]) => field.readable !== false && field.computed !== true,
    );
    return [name, { ...spec, fields: Object.fromEntries(fields) }];
  }),
);

/** The catalog's description of a resource. Throws ConfigError for an unknown name. */
export function specOf(resource: string): ResourceSpec {
  const spec = objects.get(resource);
  if (spec === undefined) throw new ConfigError('SANDBOX_ROW', `Asperion has no resource ${resource}.`);
  return spec;
}

/** The lines of a record, empty when it has none. */
export function linesOf(row: Row): readonly Row[] {
  return Array.isArray(row.lines) ? row.lines : [];
}

/** The Dutch wall-clock time of a moment, `yyyy-MM-ddTHH:mm:ss` (AS-values). */
export function localTime(epochMs: number): string {
  return DateTime.fromMillis(epochMs, { zone: 'Europe/Amsterdam' }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
}

/** A file that belongs to a record. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array<ArrayBuffer>;
  /** Dutch local time. */
  readonly createdOn: string;
}

/** The records and files of one administration, in memory. Stores everything as given: callers apply rules and validation. */
export class Books {
  readonly administration: { readonly id: number; readonly name: string; readonly inTrade: boolean };
  readonly #tables = new Map<string, Map<string, Row>>();
  readonly #lastIds = new Map<string, number>();
  readonly #files = new Map<string, readonly StoredFile[]>();

  constructor(administration: Books['administration']) {
    this.administration = administration;
  }

  /** All records of a resource by ascending id. */
  rows(resource: string): readonly Row[] {
    const rows = [...(this.#tables.get(resource)?.values() ?? [])];
    return rows.sort((left, right) => compareCells(left.id ?? null, right.id ?? null));
  }

  /** One record by its id as written in an address, or null. */
  row(resource: string, id: string): Row | null {
    return this.#tables.get(resource)?.get(id) ?? null;
  }

  /** The first record whose `field` is exactly `value`, or null. */
  find(resource: string, field: string, value: Cell | undefined): Row | null {
    for (const row of this.#tables.get(resource)?.values() ?? []) if (row[field] === value) return row;
    return null;
  }

  /** The next free number of a resource whose ids are numbers; each is used once. */
  nextId(resource: string): number {
    const next = (this.#lastIds.get(resource) ?? 0) + 1;
    this.#lastIds.set(resource, next);
    return next;
  }

  /** Stores a record under its id, in place of an earlier one. */
  put(resource: string, row: Row): void {
    const table = this.#tables.get(resource) ?? new Map<string, Row>();
    this.#tables.set(resource, table);
    table.set(String(row.id), row);
    this.#remember(resource, row);
    for (const line of linesOf(row)) this.#remember(`${resource}.lines`, line);
  }

  remove(resource: string, id: string): void {
    this.#tables.get(resource)?.delete(id);
  }

  /** The files of a record in order of upload. */
  files(resource: string, id: string): readonly StoredFile[] {
    return this.#files.get(`${resource}/${id}`) ?? [];
  }

  /** A file by its id; undefined if it never existed or was replaced. */
  file(fileId: string): StoredFile | undefined {
    return [...this.#files.values()].flat().find((file) => file.id === fileId);
  }

  /** Replaces the files of a record. */
  putFiles(resource: string, id: string, files: readonly StoredFile[]): void {
    this.#files.set(`${resource}/${id}`, files);
  }

  #remember(resource: string, row: Row): void {
    if (typeof row.id === 'number') this.#lastIds.set(resource, Math.max(this.#lastIds.get(resource) ?? 0, row.id));
  }
}

/** Order of two cells: null before everything, numbers by size, the rest as text. */
export function compareCells(left: Cell, right: Cell): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [a, b] = [String(left).toLowerCase(), String(right).toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}
