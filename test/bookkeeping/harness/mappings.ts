import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { compileFlows, type Flows } from '../../../src/commands/select-flows.ts';
import { loadConfig } from '../../../src/config/config.ts';
import { ConfigErrors } from '../../../src/errors/errors.ts';
import { writtenOut } from '../../support/written-out.ts';
import type { TableRows } from './case.ts';

const shippedFolder = path.resolve(import.meta.dirname, '../../../mappings');

/** The first day of the books that the cases are about. */
const SINCE = '2025-01-01';

/** What a case wants of the mappings. */
export interface Wanted {
  /** Flows by their files, without `.yml`; these are on and all others off. */
  readonly flows: readonly string[];
  /** Rows over those of the tables that ship; null takes a row out. */
  readonly tables: Readonly<Record<string, TableRows>>;
  /** What stands before external keys. */
  readonly prefix: string;
  readonly settings?: TableRows;
  /** The folder of mappings; left out, the one that ships. */
  readonly folder?: string;
  /** Changes a flow's text: for mutations. */
  readonly vary?: (flow: string, text: string) => string;
}

const compiled = new Map<string, Flows>();

/** The flows of a case, compiled from the mappings that ship with its rows over their tables. */
export function flowsWith(wanted: Wanted): Flows {
  const name = JSON.stringify(wanted);
  const known = wanted.vary === undefined ? compiled.get(name) : undefined;
  if (known !== undefined) return known;
  const flows = compile(wanted);
  if (wanted.vary === undefined) compiled.set(name, flows);
  return flows;
}

function compile(wanted: Wanted): Flows {
  const { flows, tables, folder = shippedFolder, vary = (_, text) => text } = wanted;
  const workspace = mkdtempSync(path.join(tmpdir(), 'bookkeeping-'));
  const place = (file: string): string => path.join(workspace, 'mappings', file);
  try {
    const files = writtenOut(folder);
    mkdirSync(place('tables'), { recursive: true });
    for (const [file, text] of files) if (file.startsWith('tables/')) writeFileSync(place(file), text);
    for (const flow of flows) {
      const document = parseDocument(vary(flow, files.get(`${flow}.yml`) ?? ''));
      document.set('enabled', true);
      document.set('since', SINCE);
      writeFileSync(place(`${flow}.yml`), String(document));
    }
    for (const [table, rows] of Object.entries(tables)) overlay(place(`tables/${table}.yml`), rows);
    writeFileSync(place('settings.yml'), settingsOf(folder, wanted));
    const config = loadConfig('mappings', workspace);
    return { config, programs: compileFlows(config) };
  } catch (error) {
    if (!(error instanceof ConfigErrors)) throw error;
    throw new Error(error.problems.map(({ at, message }) => `${at?.file}:${at?.line} ${message}`).join('\n'));
  } finally {
    rmSync(workspace, { recursive: true });
  }
}

/** Puts rows over those of a table. */
function overlay(file: string, rows: TableRows): void {
  const table = parseDocument(readFileSync(file, 'utf8'), { schema: 'failsafe' });
  const put = (at: readonly string[], more: TableRows): void => {
    for (const [key, value] of Object.entries(more)) {
      if (value === 'null') table.deleteIn([...at, key]);
      else if (isGroup(value) && table.hasIn([...at, key])) put([...at, key], value);
      else table.setIn([...at, key], table.createNode(value));
    }
  };
  put([], rows);
  writeFileSync(file, String(table));
}

const isGroup = (value: TableRows[string]): value is TableRows => typeof value === 'object' && !Array.isArray(value);

/** The settings that ship, with the prefix of this administration. */
function settingsOf(folder: string, { prefix, settings = {} }: Wanted): string {
  const document = parseDocument(readFileSync(path.join(folder, 'settings.yml'), 'utf8'));
  document.delete('since');
  document.delete('values');
  for (const [group, values] of Object.entries(settings)) {
    for (const [key, value] of Object.entries(values)) document.setIn([group, key], value);
  }
  document.setIn(['externalKeys', 'prefix'], prefix);
  return String(document);
}
