/**
 * Writes the table of functions into docs/mapping.md, from the library that the mapping language itself uses:
 *
 *     node scripts/reference.ts
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { signature } from '../src/mapping/expressions/arguments.ts';
import type { MappingFunction } from '../src/mapping/functions/function.ts';
import { functionGroups } from '../src/mapping/functions/library.ts';

const FILE = join(import.meta.dirname, '..', 'docs', 'mapping.md');
const MARKS = /(<!-- functions: [^\n]*-->\n)[\s\S]*?(<!-- \/functions -->)/;

/** The reference with its table of functions made anew. */
export function withFunctions(reference: string): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const row = (fn: MappingFunction): string => {
    const [written, result] = fn.example;
    return `| \`${cell(signature(fn))}\` | ${cell(fn.doc)} | \`${cell(written)}\` → \`${cell(result)}\` |`;
  };
  const tables = functionGroups.map(({ title, functions }) =>
    [`### ${title}`, '', '| function | does | example |', '| --- | --- | --- |', ...functions.map(row), ''].join('\n'),
  );
  return reference.replace(MARKS, (_, begin: string, end: string) => `${begin}\n${tables.join('\n')}\n${end}`);
}

if (import.meta.main) await writeFile(FILE, withFunctions(await readFile(FILE, 'utf8')));
