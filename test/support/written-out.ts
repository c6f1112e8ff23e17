import path from 'node:path';
import Big from 'big.js';
import { Document, isCollection, isMap, isPair, isScalar, visit } from 'yaml';
import { folderOf } from '../../src/config/folder.ts';
import { mergeFolder } from '../../src/config/packs/merged.ts';
import { surroundings } from '../../src/config/packs/use.ts';
import { ConfigErrors } from '../../src/errors/errors.ts';

const SHIPPED = path.resolve(import.meta.dirname, '../../mappings');

const read = new Map<string, ReadonlyMap<string, string>>();

/**
 * Flows and tables of a folder of mappings by their paths, each as one text that needs no other file: parts, what a flow extends and values stand in
 * their places. Left out, the folder that ships. Throws ConfigErrors.
 */
export function writtenOut(folder = SHIPPED): ReadonlyMap<string, string> {
  const known = folder === SHIPPED ? read.get(folder) : undefined;
  if (known !== undefined) return known;
  const workspace = path.dirname(folder);
  const { flows, tables } = mergeFolder(folderOf(folder, workspace), surroundings(workspace), (problem) => {
    throw new ConfigErrors([problem]);
  });
  const files = new Map([
    ...flows.map(({ name, source }) => [`${name}.yml`, flowText(source.value)] as const),
    ...[...tables].map(([name, { source }]) => [`tables/${name}.yml`, String(new Document(source.value))] as const),
  ]);
  read.set(folder, files);
  return files;
}

/** Keys whose values are written on one line, as in mappings that people write. */
const ON_A_LINE: ReadonlySet<string> = new Set(['match', 'guard']);
/** Groups of which each value is written on one line. */
const OF_LINES: ReadonlySet<string> = new Set(['fields', 'with']);

function flowText(value: unknown): string {
  const document = new Document(plain(value));
  visit(document, {
    Pair(_, { key, value: held }) {
      const name = isScalar(key) ? String(key.value) : '';
      if (ON_A_LINE.has(name) && isCollection(held)) held.flow = true;
      if (!OF_LINES.has(name) || !isMap(held)) return;
      for (const pair of held.items) if (isPair(pair) && isCollection(pair.value)) pair.value.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 });
}

/** Decimals as the numbers that they are written as. */
function plain(value: unknown): unknown {
  if (value instanceof Big) return value.toNumber();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}
