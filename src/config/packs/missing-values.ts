import { ConfigError, type SourcePosition } from '../../errors/errors.ts';
import { type Tree, textAt } from './tree.ts';
import { type Declared, SETTINGS_VALUES } from './values.ts';

/** Every text of a tree with the key that it stands under. */
function* textsOf(tree: Tree, key = ''): Generator<readonly [string, string, Tree]> {
  if (tree.kind === 'leaf') {
    if (typeof tree.value === 'string') yield [key, tree.value, tree];
  } else if (tree.kind === 'list') for (const item of tree.items) yield* textsOf(item, key);
  else for (const [name, one] of tree.entries) yield* textsOf(one, name);
}

/** True if a rule or an expression of a flow looks something up in a table. */
export function usesTable(flow: Tree, table: string): boolean {
  for (const [key, text] of textsOf(flow)) {
    if (key === 'table' ? text === table : text.includes(`"${table}"`) || text.includes(`'${table}'`)) return true;
  }
  return false;
}

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

/** Values that nobody set, with the flows that need them. */
export class MissingValues {
  readonly #uses = new Map<string, { readonly at: SourcePosition; readonly flows: Set<string> }>();

  add(value: string, flow: string, at: SourcePosition): void {
    const known = this.#uses.get(value) ?? { at, flows: new Set() };
    known.flows.add(flow);
    this.#uses.set(value, known);
  }

  /** The values that a flow needs because it calls a function that reads them from the settings. */
  addUsed(flow: Tree, name: string, given: ReadonlyMap<string, unknown>): void {
    for (const [value, { functions }] of Object.entries(SETTINGS_VALUES)) {
      if (given.has(value)) continue;
      for (const [, text, { origin }] of textsOf(flow)) {
        if (functions.some((one) => text.includes(`${one}(`))) this.add(value, name, origin.source.at(origin.path));
      }
    }
  }

  problems({ values }: Declared, file: string): readonly ConfigError[] {
    return [...this.#uses].sort(byName).map(([value, { at, flows }]) => {
      const [first, ...others] = [...flows].sort();
      const more = others.length === 0 ? '' : ` and ${others.length} more`;
      const needs = others.length === 0 ? 'needs' : 'need';
      const message = `The value "${value}" is not set; ${first}${more} ${needs} it (${at.file}:${at.line}).`;
      const hint = `Set it under "values" in ${file}: ${values.get(value)?.about ?? ABOUT[value] ?? value}.`;
      return new ConfigError('VALUE_MISSING', message, { at: { file, line: 1, column: 1 }, hint });
    });
  }
}

const byName = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number =>
  left.localeCompare(right);

/** What the values say that the settings hold themselves. */
const ABOUT: Readonly<Record<string, string>> = {
  prefix: 'what the numbers of this administration begin with in the other system, such as EO-',
  bookYear: 'the first day of the book year, MM-DD',
};
