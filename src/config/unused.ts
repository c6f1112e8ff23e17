import { ConfigError } from '../errors/errors.ts';
import { nearest } from '../nearest.ts';
import { type Folder, shownFile, yamlFiles } from './folder.ts';
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
  const { ownTables } = library;
  return [
    ...unused(library, TABLES, used),
    ...(ownTables === null ? [] : unused(library, TABLES, used, `${TABLES}/${ownTables}`)),
    ...unused(library, PARTS, named),
  ];
}

/** The files of a kind that nothing uses, in their folder or in another `place`. */
function unused(
  { folder, bases }: Library,
  kind: string,
  used: ReadonlySet<string>,
  place = kind,
): readonly ConfigError[] {
  const common = place === kind ? [] : namesIn(folder, kind);
  const below = [...bases.flatMap((base) => namesBelow(base, kind)), ...common];
  const own = namesIn(folder, place);
  const free = [...new Set([...below, ...used])].filter((name) => !own.includes(name));
  return own.flatMap((name) => {
    const meant = used.has(name) || below.includes(name) ? null : nearest(name, free);
    if (meant === null) return [];
    const at = { file: shownFile(folder, `${place}/${name}.yml`), line: 1, column: 1 };
    const message = `No flow uses the ${kind === TABLES ? 'table' : 'part'} ${name}.`;
    return [
      new ConfigError('FILE_NAME', message, { at, hint: `Did you mean ${meant}? Rename the file to ${meant}.yml.` }),
    ];
  });
}

const namesIn = (folder: Folder, place: string): readonly string[] =>
  yamlFiles(folder, [], place).map((file) => file.slice(0, -'.yml'.length));

/** The names of all parts that files of the folder extend. */
function extended({ folder }: Library): readonly string[] {
  const files = [
    ...ownFlows(folder).map((name) => `${name}.yml`),
    ...yamlFiles(folder, [], PARTS).map((file) => `${PARTS}/${file}`),
  ];
  return files.flatMap((file) => {
    const tree = readTree(folder, file, 'flow', () => {});
    return tree === null ? [] : [...extendedIn(tree)];
  });
}

function* extendedIn(tree: Tree): Generator<string> {
  if (tree.kind === 'leaf') return;
  const named = childOf(tree, EXTENDS);
  for (const one of named?.kind === 'list' ? named.items : named === undefined ? [] : [named]) {
    if (one.kind === 'leaf') yield String(one.value);
    else if (one.kind === 'map') yield* one.entries.keys();
  }
  for (const one of tree.kind === 'list' ? tree.items : tree.entries.values()) yield* extendedIn(one);
}
