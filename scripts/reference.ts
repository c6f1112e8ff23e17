/**
 * Writes the generated parts of docs/mapping.md: the tables of keys, from the schemas that check the files, and the table
 * of functions, from the library that the mapping language itself uses:
 *
 *     node scripts/reference.ts
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { signature } from '../src/mapping/expressions/arguments.ts';
import type { MappingFunction } from '../src/mapping/functions/function.ts';
import { functionGroups } from '../src/mapping/functions/library.ts';
import { withParts } from './generated-parts.ts';
import { partOf } from './schemas/json.ts';
import { keyTable, ruleKeys } from './schemas/key-tables.ts';
import { keySchemas } from './schemas.ts';

const FILE = join(import.meta.dirname, '..', 'docs', 'mapping.md');
const { flow, settings, test } = keySchemas;
const step = partOf(flow, 'properties', 'steps', 'items');

/** The generated parts by the name in their marks. */
const PARTS: Readonly<Record<string, () => string>> = {
  functions: functionTables,
  'keys of a flow': () => keyTable(flow, ['steps', 'back', 'checks']),
  'keys of a step': () => keyTable(step, ['lines', 'total', 'totals', 'checks']),
  'keys of a rule': () => keyTable(ruleKeys(flow)),
  'keys of a check': () => keyTable(partOf(flow, 'properties', 'checks', 'items')),
  'keys of lines': () => keyTable(partOf(step, 'properties', 'lines')),
  'keys of a total': () => keyTable(partOf(step, 'properties', 'total')),
  'keys of back': () => keyTable(partOf(flow, 'properties', 'back')),
  'keys of a period': () => keyTable(partOf(keySchemas.table, 'additionalProperties', 'anyOf', 1, 'items')),
  'keys of a test': () => keyTable(partOf(test, 'items'), ['then[].given', 'then[].expect']),
  'keys of the settings': () => keyTable(settings),
};

/** The names of the generated parts. */
export const referenceParts: readonly string[] = Object.keys(PARTS);

/** The reference with its generated parts made anew. */
export const withGenerated = (reference: string): string => withParts(reference, PARTS);

function functionTables(): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const row = (fn: MappingFunction): string => {
    const [written, result] = fn.example;
    return `| \`${cell(signature(fn))}\` | ${cell(fn.doc)} | \`${cell(written)}\` → \`${cell(result)}\` |`;
  };
  const tables = functionGroups.map(({ title, functions }) =>
    [`### ${title}`, '', '| function | does | example |', '| --- | --- | --- |', ...functions.map(row)].join('\n'),
  );
  return tables.join('\n\n');
}

if (import.meta.main) await writeFile(FILE, withGenerated(await readFile(FILE, 'utf8')));
