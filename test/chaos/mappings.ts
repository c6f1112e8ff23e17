import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseDocument } from 'yaml';
import { readFlows, selectFlows } from '../../src/commands/select-flows.ts';
import type { Mappings } from '../../src/commands/session.ts';
import { writtenOut } from '../support/written-out.ts';

const SHIPPED = join(import.meta.dirname, '..', '..', 'mappings');

/** Names of all flows that ship. */
export const shippedFlows: readonly string[] = readdirSync(SHIPPED)
  .filter((name) => /-to-/.test(name) && name.endsWith('.yml') && !name.endsWith('.test.yml'))
  .map((name) => name.slice(0, -'.yml'.length));

let read: { readonly flows: string; readonly mappings: Mappings } | null = null;

/**
 * Writes `mappings` into a folder, as a user's repository has it: the shipped flows written out, the tables that they name, and the
 * settings. Reads and compiles them; for the same flows once.
 */
export function readyMappings(folder: string, flows: readonly string[]): Mappings {
  if (read?.flows === flows.join()) return read.mappings;
  const to = join(folder, 'mappings');
  rmSync(to, { recursive: true, force: true });
  mkdirSync(join(to, 'tables'), { recursive: true });
  cpSync(join(SHIPPED, 'links.yml'), join(to, 'links.yml'));
  const files = writtenOut();
  const texts = flows.map((flow) => files.get(`${flow}.yml`) ?? '');
  const tables = [...files.keys()].filter(
    (file) => file.startsWith('tables/') && texts.some((text) => text.includes(basename(file, '.yml'))),
  );
  for (const name of [...flows.map((flow) => `${flow}.yml`), ...tables]) {
    writeFileSync(join(to, name), files.get(name) ?? '');
  }
  writeFileSync(join(to, 'settings.yml'), settings());
  const { config, programs } = readFlows('mappings', folder);
  const mappings = { config, programs, selected: selectFlows({ config, programs }, flows) };
  read = { flows: flows.join(), mappings };
  return mappings;
}

/** The settings that ship, with the first day whose documents are booked, small pages, and a pace that nobody waits for. */
function settings(): string {
  const document = parseDocument(readFileSync(join(SHIPPED, 'settings.yml'), 'utf8'));
  document.delete('values');
  document.setIn(['since'], '2026-01-01');
  document.setIn(['asperion', 'pageSize'], 3);
  document.setIn(['asperion', 'requestsPerSecond'], 50);
  return String(document);
}
