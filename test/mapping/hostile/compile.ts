import path from 'node:path';
import { expect } from 'vitest';
import { flowFile } from '../../../src/config/schema/flow-schema.ts';
import { checkSchema } from '../../../src/config/schema/schema-problems.ts';
import { defaultSettings } from '../../../src/config/schema/settings-schema.ts';
import { readTable, type Table } from '../../../src/config/tables.ts';
import { readYaml } from '../../../src/config/yaml/yaml-source.ts';
import { type ConfigError, ConfigErrors } from '../../../src/errors/errors.ts';
import { compileFlow } from '../../../src/mapping/flow/compile-flow.ts';
import type { Program } from '../../../src/mapping/flow/program.ts';
import { writtenOut } from '../../support/written-out.ts';
import { catalogs } from '../flows.ts';

const filesIn = (folder: string) =>
  [...writtenOut()].flatMap(([file, text]) =>
    path.dirname(file) === folder ? [{ name: path.basename(file), text }] : [],
  );
/** The flows that are shipped, written out. */
export const flows = filesIn('.');
/** Their tables. */
export const tables = filesIn('tables');

type File = (typeof tables)[number];
const tableOf = ({ name, text }: File) =>
  readTable(path.parse(name).name, readYaml(`mappings/tables/${name}`, text, 'text'));
const shipped = new Map(tables.map((file) => [file, tableOf(file)]));

/** A program, or everything that is wrong. Whatever else is thrown is a crash. */
export function compileText(text: string, tableTexts = tables): Program | readonly ConfigError[] {
  try {
    const read = tableTexts.map((one) => (tables.includes(one) ? (shipped.get(one) ?? tableOf(one)) : tableOf(one)));
    const wrong = read.flatMap((table) => (Array.isArray(table) ? table : []));
    if (wrong.length > 0) return wrong;
    const source = readYaml('mappings/flow.yml', text, 'flow');
    const result = checkSchema(flowFile, source);
    if ('problems' in result) return result.problems;
    const byName = new Map((read as Table[]).map((table) => [table.name, table]));
    const flow = { name: 'flow', file: source.file, flow: result.value, at: source.at };
    return compileFlow(flow, { catalogs, tables: byName, settings: defaultSettings });
  } catch (error) {
    if (error instanceof ConfigErrors) return error.problems;
    throw error;
  }
}

/** Wrong or right, it is said in the way of the product. */
export function expectTold(found: Program | readonly ConfigError[], lines: number): void {
  if (!Array.isArray(found)) return;
  expect(found.length).toBeGreaterThan(0);
  for (const { code, message, at } of found as readonly ConfigError[]) {
    expect(code).toMatch(/^[A-Z][A-Z_]+$/);
    expect(message).toMatch(/^[^\n]*\S$/);
    expect(message).not.toMatch(/\[object|undefined/);
    expect(at?.line).toBeGreaterThan(0);
    if (at?.file === 'mappings/flow.yml') expect(at.line).toBeLessThanOrEqual(lines);
  }
}
