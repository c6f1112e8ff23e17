import { QUOTED } from './fill.ts';
import { type Tree, textAt } from './tree.ts';

/** Every text of a tree with the key that it stands under. */
export function* textsOf(tree: Tree, key = ''): Generator<readonly [string, string, Tree]> {
  if (tree.kind === 'leaf') {
    if (typeof tree.value === 'string') yield [key, tree.value, tree];
  } else if (tree.kind === 'list') for (const item of tree.items) yield* textsOf(item, key);
  else for (const [name, one] of tree.entries) yield* textsOf(one, name);
}

/** The names of all tables that a flow may look something up in: those of its rules, and every text in quotes in its expressions. */
export function tablesIn(flow: Tree): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [key, text] of textsOf(flow)) {
    if (key === 'table') names.add(text);
    else for (const [quoted] of text.matchAll(LITERALS)) names.add(unquoted(quoted));
  }
  return names;
}

const LITERALS = new RegExp(QUOTED, 'g');

/** True if a flow may look up this row of a table that it uses: by a key that varies, or by just this one. */
export function usesRow(flow: Tree, table: string, row: string): boolean {
  for (const rule of groupsOf(flow)) {
    const key = textAt(rule, 'key');
    if (textAt(rule, 'table') === table && (key === null || !CONSTANT.test(key) || unquoted(key) === row)) return true;
  }
  const call = new RegExp(`["']${table}["']\\s*,\\s*(["'][^"']*["'])?`, 'g');
  for (const [key, text] of textsOf(flow)) {
    if (key === 'table') continue;
    for (const [, first] of text.matchAll(call)) if (first === undefined || unquoted(first) === row) return true;
  }
  return false;
}

/** A text in quotes and nothing else. */
const CONSTANT = /^\s*("[^"]*"|'[^']*')\s*$/;

const unquoted = (text: string): string => text.trim().slice(1, -1);

/** Every group of keys of a tree. */
function* groupsOf(tree: Tree): Generator<Tree> {
  if (tree.kind === 'leaf') return;
  if (tree.kind === 'map') yield tree;
  for (const one of tree.kind === 'map' ? tree.entries.values() : tree.items) yield* groupsOf(one);
}
