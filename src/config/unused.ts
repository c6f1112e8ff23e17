import { ConfigError } from '../errors/errors.ts';
import { nearest } from '../nearest.ts';
import { shownFile, yamlFiles } from './folder.ts';
import { type Library, namesBelow, ownFlows, PARTS, readTree, TABLES } from './packs/library.ts';
import { EXTENDS } from './packs/parts.ts';
import type { FlowUses } from './packs/tables.ts';
import { childOf, type Tree } from './packs/tree.ts';

/**
 * Tables and parts of a folder that nothing uses although their names are almost those of others: a mistyped name of a file would change nothing,
 * and nobody would hear of it. `flows`: all of the folder, also those that are off.
 */
export function unusedIn(library: Library, flows: readonly Pick<FlowUses, 'tables'>[]): readonly ConfigError[] {
  // Any text in quotes may be the name of a table.
  const there = namesBelow(library, TABLES);
  const used = new Set(there.filter((name) => flows.some(({ tables }) => tables.has(name))));
  const named = new Set(extended(library));
  return [...unused(library, TABLES, used), ...unused(library, PARTS, named)];
}

function unused(library: Library, kind: string, used: ReadonlySet<string>): readonly ConfigError[] {
  const { folder, bases } = library;
  const below = bases.flatMap((base) => namesBelow(base, kind));
  const own = yamlFiles(folder, [], kind).map((file) => file.slice(0, -'.yml'.length));
  const free = [...new Set([...below, ...used])].filter((name) => !own.includes(name));
  return own.flatMap((name) => {
    const meant = used.has(name) || below.includes(name) ? null : nearest(name, free);
    if (meant === null) return [];
    const at = { file: shownFile(folder, `${kind}/${name}.yml`), line: 1, column: 1 };
    const message = `No flow uses the ${kind === TABLES ? 'table' : 'part'} ${name}.`;
    return [
      new ConfigError('FILE_NAME', message, { at, hint: `Did you mean ${meant}? Rename the file to ${meant}.yml.` }),
    ];
  });
}

/** The names of all parts that files of the folder extend. */
function extended({ folder }: Library): readonly string[] {
  const files = [
    ...ownFlows(folder).map((name) => `${name}.yml`),
    ...yamlFiles(folder, [], PARTS).map((file) => `${PARTS}/${file}`),
  ];
  return files.flatMap((file) => {
    const tree = readTree(folder, file, 'flow', () => {});
    return tree === null ? [] : [...namesIn(tree)];
  });
}

function* namesIn(tree: Tree): Generator<string> {
  if (tree.kind === 'leaf') return;
  const named = childOf(tree, EXTENDS);
  for (const one of named?.kind === 'list' ? named.items : named === undefined ? [] : [named]) {
    if (one.kind === 'leaf') yield String(one.value);
    else if (one.kind === 'map') yield* one.entries.keys();
  }
  for (const one of tree.kind === 'list' ? tree.items : tree.entries.values()) yield* namesIn(one);
}
