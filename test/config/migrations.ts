import { MIGRATIONS, type Migration } from '../../src/config/schema/migrations.ts';

/** Lets the language have taken these names away, until it is disposed of. */
export function withMigrations(...rows: readonly Migration[]): Disposable {
  const table = MIGRATIONS as Migration[];
  const before = table.splice(0, table.length, ...rows);
  return { [Symbol.dispose]: () => table.splice(0, table.length, ...before) };
}
