import { hasFile } from '../folder.ts';
import { type Library, readTree, TABLES } from './library.ts';
import { merge, type Note } from './merge.ts';
import type { Tree } from './tree.ts';
import { readDeclared } from './values.ts';

/**
 * The rows of a table in a folder, merged over those of the folders that it builds on; null if there are none. Rows that a folder below
 * declares to be those of its example company (values.yml) are left out: nobody books by another company's accounts.
 */
export function tableTree(library: Library, name: string, note: Note): Tree | null {
  return rowsOf(library, name, true, note);
}

function rowsOf(library: Library, name: string, isTop: boolean, note: Note): Tree | null {
  const { folder, bases } = library;
  const file = `${TABLES}/${name}.yml`;
  const below = bases.map((base) => rowsOf(base, name, false, note));
  const isExample = !isTop && readDeclared({ folder, bases: [] }, () => {}).tables.has(name);
  const written = hasFile(folder, file) ? readTree(folder, file, 'text', note) : null;
  const own = isExample && written !== null ? withoutRows(written) : written;
  const rows = [...below, own].filter((tree) => tree !== null && !isEmpty(tree)) as readonly Tree[];
  if (rows.length === 0) return own;
  return rows.reduce((base, over) => merge(base, over, note));
}

/** What is looked up in it waits, with the row to add. */
const withoutRows = ({ origin }: Tree): Tree => ({ kind: 'map', entries: new Map(), origin });

/** A file with only comments. */
const isEmpty = (tree: Tree): boolean => tree.kind === 'leaf' && (tree.value === null || tree.value === '');
