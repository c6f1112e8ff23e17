/** A value as JSON has it; dates as `yyyy-MM-ddTHH:mm:ss`, lines as nested rows. */
export type WorldCell = null | boolean | number | string | readonly WorldRow[];

/** One record by the API's field names. A missing field is empty. */
export interface WorldRow {
  readonly [field: string]: WorldCell;
}

/** The rows of one system by entity or resource. */
export type WorldRows = Readonly<Record<string, readonly WorldRow[]>>;

/** The moment `days` days after 1 January 2026, at a time of day (Dutch wall clock): `2026-02-03T09:15:00`. */
export function moment(days: number, time = '00:00:00'): string {
  const date = new Date(Date.UTC(2026, 0, 1 + days));
  return `${date.toISOString().slice(0, 10)}T${time}`;
}
