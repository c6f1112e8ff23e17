/** A row of one of the two sandboxes, as a person reads it there. */
export type Row = Readonly<Record<string, unknown>>;

/** Any list of rows: both sandboxes give one. */
export type Rows = readonly Row[];

/** The one row with this value. Throws when there is none, or more than one. */
export function only(rows: Rows, field: string, value: unknown): Row {
  const found = rows.filter((row) => row[field] === value);
  const [row] = found;
  if (row === undefined || found.length > 1) throw new Error(`${found.length} rows have ${field} ${String(value)}.`);
  return row;
}

/** The fields of a row that are named. */
export function pick(row: Row, fields: readonly string[]): Row {
  return Object.fromEntries(fields.map((field) => [field, row[field]]));
}

/** An amount in cents. Throws for one that has a fraction of a cent. */
export function cents(amount: unknown): number {
  const number = Math.round(Number(amount) * 100);
  if (!Number.isSafeInteger(number) || String(number / 100) !== String(Number(amount))) {
    throw new Error(`${String(amount)} is not an amount in whole cents.`);
  }
  return number === 0 ? 0 : number;
}
