import { hasFile, yamlFiles } from '../../config/folder.ts';
import { readDeclared } from '../../config/packs/declared.ts';
import { alone, ownFlows, readTree, TABLES } from '../../config/packs/library.ts';
import { overridesOf } from '../../config/packs/overrides.ts';
import { readFlow } from '../../config/packs/read-flow.ts';
import { placesOf, plainValue, type Tree } from '../../config/packs/tree.ts';
import { SETTINGS } from '../../config/packs/use.ts';
import { givenIn } from '../../config/packs/values.ts';
import { isObject } from '../../schema.ts';
import { asWritten } from './comments.ts';
import { type Copy, isShipped, written } from './copy.ts';
import type { Changes } from './rewrite.ts';

/** The texts of values by their names, such as `journals.sales`. */
export type Values = ReadonlyMap<string, string>;

const VALUE = /^\$values\.([\w.]+)$/;

/** Tables whose rows are handed on, as the rows that differ. */
export function tableChanges(copy: Copy, values: Values): Changes {
  const files = yamlFiles(copy.place, [], TABLES).map((name) => `${TABLES}/${name}`);
  const examples = exampleTables(copy);
  return new Map(
    files.flatMap((file): (readonly [string, string | null])[] => {
      if (!isShipped(copy, file) || examples.has(nameOf(file))) return [];
      const own = table(copy.place, file);
      const current = table(copy.current, file);
      const base = current !== null && usesValues(current) ? current : table(copy.shipped, file);
      if (own === null || base === null) return [];
      const change = overridesOf(withValues(plainValue(base), values), plainValue(own));
      if (change === undefined) return [[file, null]];
      const rows = change as Readonly<Record<string, unknown>> | null;
      return rows === null ? [] : [[file, asWritten(rows, written(file, copy), 'failsafe')]];
    }),
  );
}

/**
 * The tables whose rows the version that was copied does not decide: this version hands them on no more, does not have them, or takes them from values. They say
 * the same with this version only.
 */
export function tablesOfCurrent(copy: Copy): ReadonlySet<string> {
  if (copy.shipped === copy.current) return new Set();
  const examples = exampleTables(copy);
  const names = yamlFiles(copy.place, [], TABLES).map((file) => nameOf(`${TABLES}/${file}`));
  return new Set(
    names.filter((name) => {
      const file = `${TABLES}/${name}.yml`;
      const current = isShipped(copy, file) ? table(copy.current, file) : null;
      return examples.has(name) || current === null || usesValues(current);
    }),
  );
}

/**
 * The values that this version needs in tables and rules, as the folder writes them there. One that its settings hold, or that it writes in two
 * ways, is left out.
 */
export function valuesIn(copy: Copy): Values {
  const tables = yamlFiles(copy.place, [], TABLES).map((name) => `${TABLES}/${name}`);
  const flows = ownFlows(copy.place).filter((name) => isShipped(copy, `${name}.yml`));
  const settings = hasFile(copy.place, SETTINGS) ? readTree(copy.place, SETTINGS, 'settings', () => {}) : null;
  const given = givenIn(settings);
  const found = [
    ...tables.filter((file) => isShipped(copy, file)).map((file) => both(copy, (one) => table(one, file))),
    ...flows.map((name) => both(copy, (one) => readFlow(alone(one), name, () => {}), '.value')),
  ]
    .flat()
    .filter(([name]) => !given.has(name));
  const texts = Map.groupBy(found, ([name]) => name);
  return new Map([...texts.values()].flatMap((all) => (new Set(all.map(([, text]) => text)).size === 1 ? all : [])));
}

/** The values of a file of this version, with what the folder's own file says in their places; `end`: only in places that end so. */
function both(
  { place, current }: Copy,
  read: (folder: Copy['place']) => Tree | null,
  end = '',
): readonly (readonly [string, string])[] {
  const [own, base] = [place, current].map(read);
  if (own == null || base == null) return [];
  const texts = placesOf(own);
  return [...placesOf(base)].flatMap(([path, leaf]) => {
    const name = leaf.kind === 'leaf' ? VALUE.exec(String(leaf.value))?.[1] : undefined;
    const found = texts.get(path);
    if (name === undefined || found?.kind !== 'leaf' || !path.endsWith(end)) return [];
    return typeof found.value !== 'string' || /^\s*$|\$values/.test(found.value) ? [] : [[name, found.value] as const];
  });
}

/** The tables of which either version says that their rows are those of its example company. */
function exampleTables({ shipped, current }: Copy): ReadonlySet<string> {
  return new Set([shipped, current].flatMap((one) => [...readDeclared(alone(one), () => {}).tables.keys()]));
}

const table = (folder: Copy['place'], file: string): Tree | null => readTree(folder, file, 'text', () => {});

const nameOf = (file: string): string => file.slice(TABLES.length + 1, -'.yml'.length);

const usesValues = (tree: Tree): boolean =>
  [...placesOf(tree).values()].some((one) => one.kind === 'leaf' && VALUE.test(String(one.value)));

function withValues(rows: unknown, values: Values): unknown {
  if (isObject(rows))
    return Object.fromEntries(Object.entries(rows).map(([key, row]) => [key, withValues(row, values)]));
  const name = VALUE.exec(String(rows))?.[1];
  return (name === undefined ? undefined : values.get(name)) ?? rows;
}
