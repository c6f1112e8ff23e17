import Big from 'big.js';
import type { Locate, Path, YamlSource } from '../yaml/yaml-source.ts';

/** Where a part of a file was written. */
export interface Origin {
  readonly source: YamlSource;
  readonly path: Path;
  /** True if the text is not the written one any more, because parameters were filled in. */
  readonly isFilled?: boolean;
}

/** What a YAML file holds, each part with the place that it was written at: parts of several files become one. */
export type Tree = Leaf | { readonly kind: 'list'; readonly items: readonly Tree[]; readonly origin: Origin } | Branch;

/** A plain value. */
export interface Leaf {
  readonly kind: 'leaf';
  readonly value: unknown;
  readonly origin: Origin;
}

/** A group of keys. */
export interface Branch {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Tree>;
  readonly origin: Origin;
}

/** The tree of a file that was read. */
export function treeOf(source: YamlSource, value: unknown = source.value, path: Path = []): Tree {
  const origin = { source, path };
  if (Array.isArray(value)) {
    return { kind: 'list', items: value.map((one, index) => treeOf(source, one, [...path, index])), origin };
  }
  if (typeof value !== 'object' || value === null || value instanceof Big) return { kind: 'leaf', value, origin };
  const entries = Object.entries(value).map(([key, one]) => [key, treeOf(source, one, [...path, key])] as const);
  return { kind: 'map', entries: new Map(entries), origin };
}

/** The plain value of a tree. */
export function plainValue(tree: Tree): unknown {
  if (tree.kind === 'leaf') return tree.value;
  if (tree.kind === 'list') return tree.items.map(plainValue);
  return Object.fromEntries([...tree.entries].map(([key, one]) => [key, plainValue(one)]));
}

/** The tree as if it had been read from one file; a position is that of the file where the part was written. */
export function sourceOf(tree: Tree, file: string): YamlSource {
  return { file, value: plainValue(tree), at: locatorOf(tree) };
}

/** Finds the part that a path leads to, or what is nearest above it. */
function locatorOf(root: Tree): Locate {
  return (path, part = 'value', offset = 0) => {
    let tree = root;
    for (const [depth, step] of path.entries()) {
      const next = childOf(tree, step);
      if (next === undefined) return positionOf(tree, path.slice(depth), part, offset);
      tree = next;
    }
    return positionOf(tree, [], part, offset);
  };
}

function positionOf({ origin }: Tree, rest: Path, part: 'key' | 'value', offset: number) {
  return origin.source.at([...origin.path, ...rest], part, origin.isFilled === true ? 0 : offset);
}

/** The part of a tree under a key or at a position of a list. */
export function childOf(tree: Tree, step: string | number): Tree | undefined {
  if (tree.kind === 'map') return tree.entries.get(String(step));
  return tree.kind === 'list' ? tree.items[Number(step)] : undefined;
}

/** The text under a key; null if there is none. */
export function textAt(tree: Tree, key: string): string | null {
  const found = childOf(tree, key);
  return found?.kind === 'leaf' && typeof found.value === 'string' ? found.value : null;
}

/** The files that a tree was put together from, sorted. */
export function filesOf(tree: Tree): readonly string[] {
  const files = new Set<string>();
  const collect = (one: Tree): void => {
    files.add(one.origin.source.file);
    if (one.kind === 'list') one.items.forEach(collect);
    else if (one.kind === 'map') one.entries.forEach(collect);
  };
  collect(tree);
  return [...files].sort();
}

/** The name of an entry of a list: its id; of a total what it adds up. Null for one that has none. */
export function idOf(item: Tree): string | null {
  return textAt(item, 'id') ?? textAt(item, 'of');
}

/** Every place of a tree by its path of keys, joined by dots; entries of lists by their ids. */
export function placesOf(tree: Tree, path: readonly string[] = []): ReadonlyMap<string, Tree> {
  const children: readonly (readonly [string | null, Tree])[] =
    tree.kind === 'map' ? [...tree.entries] : tree.kind === 'list' ? tree.items.map((item) => [idOf(item), item]) : [];
  return new Map(
    children.flatMap(([key, one]) => {
      if (key === null) return [];
      const here = [...path, key];
      return [[here.join('.'), one] as const, ...placesOf(one, here)];
    }),
  );
}

/** True for `{ remove: true }`; in files that are read as text, the word is text. */
export const isRemoval = (tree: Tree): boolean => tree.kind === 'map' && tree.entries.size === 1 && isRemoved(tree);

/** True for an entry of a list that is taken out: `{ id: NAME, remove: true }`. */
export function isRemoved(item: Tree): boolean {
  const found = childOf(item, 'remove');
  return found?.kind === 'leaf' && (found.value === true || found.value === 'true');
}
