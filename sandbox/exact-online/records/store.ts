import { createHash } from 'node:crypto';
import { endpoints } from './catalog.ts';
import { deletedTypes, linesOf, type SyncViews, syncViewsOf } from './sources.ts';
import { type Fields, type Stored, wallClock } from './values.ts';

/** One stored record. */
export interface Row {
  fields: Fields;
  /** The Timestamp of the row in each sync endpoint that shows it. */
  readonly stamps: Map<string, number>;
}

/** The gap between two row versions, because other tables of the database use numbers too. */
const STAMP_STEP = 3;
const FIRST_STAMP = 7_340_001;

/** The only user of the sandbox, who creates and changes everything. */
export const user = {
  id: 'b6a3a0de-5a4d-4b5e-9d8e-0c7c3a1f2b10',
  name: 'Sanne de Boer',
} as const;

/** A guid that is always the same for a name. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The property that holds a table's key. */
export function keyOf(table: string): string {
  return endpoints.get(table)?.keys[0] ?? 'ID';
}

/** All records in memory, with the row versions of the sync endpoints and the log of deletions. */
export class Store {
  readonly #clock: () => number;
  readonly #tables = new Map<string, Map<Stored, Row>>();
  readonly #groups = new Map<string, Map<Stored, Set<Row>>>();
  #stamp = FIRST_STAMP;
  #made = 0;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** The Amsterdam time, as in Created and Modified. */
  now(): string {
    return wallClock(this.#clock());
  }

  /** A new guid, the same in every run of the same steps. */
  newId(): string {
    this.#made += 1;
    return idOf(`exact-online ${this.#made}`);
  }

  rows(table: string): readonly Row[] {
    return [...(this.#tables.get(table)?.values() ?? [])];
  }

  find(table: string, key: Stored): Row | undefined {
    return this.#tables.get(table)?.get(key);
  }

  /** The rows of a table whose property has that value, in order of arrival. */
  where(table: string, property: string, value: Stored): readonly Row[] {
    return [...(this.#groupsOf(table, property).get(value) ?? [])];
  }

  /** The highest whole number in a property, or `floor` when there is none. */
  highest(table: string, property: string, floor: number): number {
    let highest = floor;
    for (const { fields } of this.#tables.get(table)?.values() ?? []) {
      const number = Number(fields[property] ?? Number.NaN);
      if (Number.isSafeInteger(number) && number > highest) highest = number;
    }
    return highest;
  }

  insert(table: string, fields: Fields): Row {
    const now = this.now();
    const key = keyOf(table);
    const id = fields[key] ?? this.newId();
    const row: Row = {
      fields: {
        Created: now,
        Creator: user.id,
        CreatorFullName: user.name,
        Modified: now,
        Modifier: user.id,
        ModifierFullName: user.name,
        ...fields,
        [key]: id,
      },
      stamps: new Map(),
    };
    const rows = this.#tables.get(table) ?? new Map<Stored, Row>();
    this.#tables.set(table, rows.set(id, row));
    this.#regroup(table, row, null, row.fields);
    this.#stampRow(table, row);
    return row;
  }

  /** Changes fields; bumps Modified and the row's Timestamp wherever the table is shown (EX-feed-timestamp). */
  change(table: string, row: Row, patch: Fields): void {
    const before = row.fields;
    row.fields = { ...before, ...patch, Modified: patch.Modified ?? this.now(), Modifier: user.id };
    this.#regroup(table, row, before, row.fields);
    this.#stampRow(table, row);
  }

  /** Removes a row and logs it in `sync/Deleted`; the lines of a document go with it, unlogged (EX-deleted-lines). */
  remove(table: string, row: Row): void {
    const key = row.fields[keyOf(table)] ?? null;
    const lines = linesOf[table];
    for (const line of lines === undefined ? [] : this.where(lines.table, lines.parentKey, key)) {
      this.#drop(lines?.table ?? '', line);
    }
    this.#drop(table, row);
    for (const type of deletedTypes[table] ?? []) {
      this.insert('Deleted', { DeletedBy: user.id, DeletedDate: this.now(), EntityKey: key, EntityType: type });
    }
  }

  /** Moves to another database: every row gets a new Timestamp, lower than all earlier ones (EX-division-move). */
  restamp(): void {
    this.#stamp = 1;
    for (const [table, rows] of this.#tables) {
      const own = syncViewsOf(table).own;
      for (const row of rows.values()) this.#stampOn(row, own);
    }
  }

  #drop(table: string, row: Row): void {
    const key = row.fields[keyOf(table)] ?? null;
    this.#tables.get(table)?.delete(key);
    this.#regroup(table, row, row.fields, null);
  }

  #stampRow(table: string, row: Row): void {
    const views: SyncViews = syncViewsOf(table);
    this.#stampOn(row, views.own);
    const lines = linesOf[table];
    if (lines === undefined || views.onLines.length === 0) return;
    for (const line of this.where(lines.table, lines.parentKey, row.fields[keyOf(table)] ?? null)) {
      this.#stampOn(line, views.onLines);
    }
  }

  #stampOn(row: Row, endpointNames: readonly string[]): void {
    for (const name of endpointNames) {
      this.#stamp += STAMP_STEP;
      row.stamps.set(name, this.#stamp);
    }
  }

  #groupsOf(table: string, property: string): Map<Stored, Set<Row>> {
    const name = `${table}.${property}`;
    const known = this.#groups.get(name);
    if (known !== undefined) return known;
    const groups = new Map<Stored, Set<Row>>();
    this.#groups.set(name, groups);
    for (const row of this.rows(table)) addTo(groups, row.fields[property] ?? null, row);
    return groups;
  }

  #regroup(table: string, row: Row, before: Fields | null, after: Fields | null): void {
    for (const [name, groups] of this.#groups) {
      if (!name.startsWith(`${table}.`)) continue;
      const property = name.slice(table.length + 1);
      const from = before?.[property] ?? null;
      const to = after?.[property] ?? null;
      if (before !== null && after !== null && from === to) continue;
      if (before !== null) groups.get(from)?.delete(row);
      if (after !== null) addTo(groups, to, row);
    }
  }
}

function addTo(groups: Map<Stored, Set<Row>>, value: Stored, row: Row): void {
  const group = groups.get(value) ?? new Set<Row>();
  groups.set(value, group.add(row));
}
