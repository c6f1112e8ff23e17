import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

const SHIPPED = join(import.meta.dirname, '..', '..', 'mappings');

/** Names of all flows that ship. */
export const shippedFlows: readonly string[] = readdirSync(SHIPPED)
  .filter((name) => /-to-/.test(name) && name.endsWith('.yml') && !name.endsWith('.test.yml'))
  .map((name) => name.slice(0, -'.yml'.length));

/**
 * Writes `mappings` into a folder, as a user's repository has it: the shipped flows as they are, the tables that they name, and the
 * settings. Does nothing where they stand there already.
 */
export function writeMappings(folder: string, flows: readonly string[]): void {
  const to = join(folder, 'mappings');
  const mark = join(folder, 'flows');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === flows.join()) return;
  rmSync(to, { recursive: true, force: true });
  mkdirSync(join(to, 'tables'), { recursive: true });
  const texts = flows.map((flow) => readFileSync(join(SHIPPED, `${flow}.yml`), 'utf8'));
  const tables = readdirSync(join(SHIPPED, 'tables')).filter((file) =>
    texts.some((text) => text.includes(file.slice(0, -'.yml'.length))),
  );
  const names = ['links.yml', ...flows.map((flow) => `${flow}.yml`), ...tables.map((table) => `tables/${table}`)];
  for (const name of names) cpSync(join(SHIPPED, name), join(to, name));
  writeFileSync(join(to, 'settings.yml'), settings());
  writeFileSync(mark, flows.join());
}

/** The settings that ship, with the first day whose documents are booked, small pages, and a pace that nobody waits for. */
function settings(): string {
  const document = parseDocument(readFileSync(join(SHIPPED, 'settings.yml'), 'utf8'));
  document.setIn(['since'], '2026-01-01');
  document.setIn(['asperion', 'pageSize'], 3);
  document.setIn(['asperion', 'requestsPerSecond'], 50);
  return String(document);
}
