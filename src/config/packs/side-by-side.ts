import { ConfigError } from '../../errors/errors.ts';
import { hasFile, shownFile } from '../folder.ts';
import { buildsOn, definedIn, type Library, ownersBelow, PARTS, readTree, TABLES } from './library.ts';
import type { Note } from './merge.ts';
import { EXTENDS, extendedFlow } from './parts.ts';
import { SHIPPED } from './shipped.ts';
import { childOf, plainValue, type Tree } from './tree.ts';

/** What one of several folders that another one builds on says in a file, together with what it builds on itself. */
export interface Said {
  readonly library: Library;
  readonly tree: Tree;
}

/**
 * Flows, parts and tables that several folders below define: they must be written here, or nobody could say which of them is meant (PACK_TWICE). A flow
 * or a part of this folder that extends them would take over only one; the rows of tables are looked at when they are read. `named`: the key `use`.
 */
export function refuseDoubles(library: Library, named: Tree, note: Note): void {
  const { folder, bases } = library;
  if (bases.length < 2) return;
  for (const file of new Set(bases.flatMap(definedIn))) {
    const [first, ...others] = ownersBelow(library, file);
    const extending = hasFile(folder, file) ? extendsIn(library, file) : named;
    if (first === undefined || extending === null) continue;
    const { source, path } = extending.origin;
    const isHere = extending !== named;
    for (const other of others) {
      const both = `${first.folder.name} and ${other.folder.name} both have ${file}`;
      const message = isHere ? `${both}, and this file can extend only one of them.` : `${both}.`;
      const hint = isHere
        ? `Write the file out, without "${EXTENDS}", or build on one of the two folders.`
        : `Write ${file} in this folder, or build on one of the two.`;
      note(new ConfigError('PACK_TWICE', message, { at: source.at(path), hint }));
    }
  }
}

/** Where a flow or a part of a folder says that it extends the one of its name below; null if it does not. */
function extendsIn({ folder }: Library, file: string): Tree | null {
  const own = file.startsWith(`${TABLES}/`) ? null : readTree(folder, file, 'flow', () => {});
  if (own === null) return null;
  const named = file.startsWith(`${PARTS}/`) ? childOf(own, EXTENDS) : extendedFlow(own)?.at;
  const name = file.slice(0, -'.yml'.length);
  return named?.kind === 'leaf' && (named.value === SHIPPED || named.value === name) ? named : null;
}

/**
 * What several folders say in one file, without what one of them only takes over and another one, which builds on the same, changed or took out: that
 * one is meant.
 */
export function standing(file: string, said: readonly Said[]): readonly Tree[] {
  if (said.length < 2) return said.map(({ tree }) => tree);
  const writers = new Map(said.flatMap(({ library }) => writersOf(library, file)));
  const all = said.map(({ library, tree }) => {
    return { files: new Set(writersOf(library, file).map(([name]) => name)), leaves: new Map(leavesOf(tree)) };
  });
  const fileOf = (leaf: Tree): string => leaf.origin.source.file;
  return said.flatMap(({ tree }) => {
    const keeps = (path: string, leaf: Tree): boolean => {
      const writer = writers.get(fileOf(leaf));
      if (writer === undefined) return true;
      return !all.some(({ files, leaves }) => {
        const other = leaves.get(path);
        if (other === undefined) return files.has(fileOf(leaf));
        const changer = writers.get(fileOf(other));
        return changer !== undefined && buildsOn(changer, writer);
      });
    };
    return filtered(tree, keeps) ?? [];
  });
}

/** Every folder of a library with what messages call its file of that name. */
function writersOf(library: Library, file: string): readonly (readonly [string, Library])[] {
  return [[shownFile(library.folder, file), library], ...library.bases.flatMap((base) => writersOf(base, file))];
}

/** A tree without the leaves that are not kept, and without the groups that lost all of theirs. */
function filtered(tree: Tree, keeps: (path: string, leaf: Tree) => boolean, path = ''): Tree | null {
  if (tree.kind !== 'map') return keeps(path, tree) ? tree : null;
  const entries = [...tree.entries].flatMap(([key, one]) => {
    const left = filtered(one, keeps, joined(path, key));
    return left === null ? [] : [[key, left] as const];
  });
  return entries.length === 0 && tree.entries.size > 0 ? null : { ...tree, entries: new Map(entries) };
}

/** Two places that say something else under one name, which the folder that builds on both does not decide. */
export interface Contradiction {
  readonly name: string;
  readonly one: Tree;
  readonly other: Tree;
}

/** What several trees say differently and none of `own` decides. */
export function contradictions(trees: readonly Tree[], own: readonly Tree[]): readonly Contradiction[] {
  if (trees.length < 2) return [];
  const before = new Map<string, Tree>();
  return trees
    .flatMap((tree) => leavesOf(tree))
    .flatMap(([name, other]) => {
      const one = before.get(name) ?? other;
      before.set(name, one);
      const isSame = JSON.stringify(plainValue(one)) === JSON.stringify(plainValue(other));
      return isSame || own.some((tree) => decides(tree, name)) ? [] : [{ name, one, other }];
    });
}

/** True if a tree sets what is under a name, or takes it out, also as a part of a larger group. */
function decides(tree: Tree, name: string, path = ''): boolean {
  if (path === name || tree.kind !== 'map') return true;
  const isGone = path !== '' && childOf(tree, 'remove') !== undefined;
  const next = [...tree.entries].find(([key]) => `${name}.`.startsWith(`${joined(path, key)}.`));
  return isGone || (next !== undefined && decides(next[1], name, joined(path, next[0])));
}

/** Each leaf by its name, such as `values.prefix`; a list is one. */
function leavesOf(tree: Tree, above = ''): readonly (readonly [string, Tree])[] {
  if (tree.kind !== 'map') return [[above, tree]];
  return [...tree.entries].flatMap(([key, one]) => leavesOf(one, joined(above, key)));
}

const joined = (above: string, key: string): string => (above === '' ? key : `${above}.${key}`);
