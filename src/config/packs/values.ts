import Big from 'big.js';
import { ConfigError, type SourcePosition } from '../../errors/errors.ts';
import { nearest } from '../../nearest.ts';
import type { Declared, DeclaredValue } from './declared.ts';
import { QUOTED } from './fill.ts';
import type { Note } from './merge.ts';
import { SETTINGS_VALUES } from './settings-values.ts';
import { childOf, type Leaf, type Tree } from './tree.ts';

/** What a company set, as text by name: `journals.sales`. YAML refuses numbers that would lose a digit, such as `08`. */
export type Given = ReadonlyMap<string, Leaf>;

/** The values in a tree of settings. */
export function givenIn(settings: Tree | null): Given {
  return valuesOf(settings === null ? null : (childOf(settings, 'values') ?? null));
}

/** The values in a group of them. */
export const valuesOf = (values: Tree | null): Given => new Map(values === null ? [] : leavesOf(values, []));

function leavesOf(tree: Tree, path: readonly string[]): readonly (readonly [string, Leaf])[] {
  if (tree.kind === 'leaf') return path.length === 0 ? [] : [[path.join('.'), tree]];
  // A list is no value: it is refused under its name.
  if (tree.kind === 'list') return leavesOf({ kind: 'leaf', value: tree.items, origin: tree.origin }, path);
  return [...tree.entries].flatMap(([key, one]) => leavesOf(one, [...path, key]));
}

const textOf = (value: unknown): string => (value instanceof Big ? value.toFixed() : String(value ?? ''));

/**
 * What is wrong with the values that were set: unknown names, and texts that are not of their type. Returns the names of the values that were
 * meant by unknown ones.
 */
export function checkGiven(given: Given, { values }: Declared, note: Note): ReadonlySet<string> {
  const meantNames = new Set<string>();
  for (const [name, leaf] of given) {
    const { source, path } = leaf.origin;
    if (typeof leaf.value === 'string' && leaf.value.includes('$values.')) {
      const hint = `Write the text of ${name} itself.`;
      note(new ConfigError('WRONG_VALUE', 'A value cannot stand for another one.', { at: source.at(path), hint }));
      continue;
    }
    if (Object.hasOwn(SETTINGS_VALUES, name)) continue;
    const declared = values.get(name);
    if (declared === undefined) {
      const known = [...Object.keys(SETTINGS_VALUES), ...values.keys()];
      const inside = known.filter((one) => one.startsWith(`${name}.`));
      const meant = inside.length > 0 ? inside : [nearest(name, known)].filter((one) => one !== null);
      for (const one of meant) meantNames.add(one);
      const group = `Write ${name}: { ${inside.map((one) => `${one.slice(name.length + 1)}: …`).join(', ')} }.`;
      const near = meant[0] === undefined ? `There are: ${known.join(', ')}.` : `Did you mean "${meant[0]}"?`;
      const hint = inside.length > 0 ? group : near;
      note(new ConfigError('UNKNOWN_VALUE', `There is no value "${name}".`, { at: source.at(path, 'key'), hint }));
    } else if (declared.type === 'text' && leaf.value instanceof Big) {
      const message = `The value "${name}" is a text, and YAML reads a number here: digits may be lost.`;
      note(new ConfigError('YAML_NUMBER', message, { at: source.at(path), hint: 'Write it in quotes.' }));
    } else if (Array.isArray(leaf.value) || !FORMS[declared.type].test(textOf(leaf.value))) {
      const found = Array.isArray(leaf.value) ? 'a list' : `"${textOf(leaf.value).slice(0, 60)}"`;
      const message = `The value "${name}" must be a ${NAMED[declared.type]}, found ${found}.`;
      note(new ConfigError('WRONG_VALUE', message, { at: source.at(path), hint: declared.about }));
    }
  }
  return meantNames;
}

const FORMS: Readonly<Record<DeclaredValue['type'], RegExp>> = {
  text: /^(?!\s*$)/,
  number: /^-?\d+(\.\d+)?$/,
  // Who writes 0.05 means five percent.
  percent: /^(0|[1-9]\d?(\.\d+)?)$/,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
};

const NAMED: Readonly<Record<DeclaredValue['type'], string>> = {
  text: 'text',
  number: 'number',
  percent: 'percentage, 0 or from 1 to below 100',
  date: 'date',
};

/** Keys that hold a constant: everywhere else in a flow a text is an expression. */
const CONSTANTS: ReadonlySet<string> = new Set(['value', 'force', 'default', 'missing']);
/** A quotation, which stays as it is, or a value. */
const USED = new RegExp(`${QUOTED}|\\$values\\.([A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*)`, 'g');

/** What fills values into texts; `missing` hears of each one that is not set. */
export interface Filler {
  readonly declared: Declared;
  readonly given: Given;
  readonly missing: (name: string, at: SourcePosition) => void;
  readonly note: Note;
}

/** A flow with its values filled in: as constants, or as literals of expressions. One that is not set becomes null. */
export function fillFlow(tree: Tree, filler: Filler, key = ''): Tree {
  if (tree.kind === 'list') return { ...tree, items: tree.items.map((item) => fillFlow(item, filler, key)) };
  if (tree.kind === 'map') {
    const entries = [...tree.entries].map(([name, one]) => [name, fillFlow(one, filler, name)] as const);
    return { ...tree, entries: new Map(entries) };
  }
  if (typeof tree.value !== 'string' || !tree.value.includes('$values.')) return tree;
  const whole = WHOLE.exec(tree.value)?.[1];
  if (whole !== undefined && CONSTANTS.has(key)) return taken(tree, whole, filler) ?? { ...tree, value: null };
  if (CONSTANTS.has(key)) {
    filler.note(notAlone(tree));
    return tree;
  }
  const value = tree.value.replace(USED, (written: string, name: string | undefined) =>
    name === undefined ? written : literal(name, tree, filler),
  );
  return { ...tree, value, origin: { ...tree.origin, isFilled: true } };
}

/** What fills values into a table; `missing` hears also of the first key of the row. */
export interface TableFiller extends Omit<Filler, 'missing'> {
  readonly missing: (name: string, at: SourcePosition, row: string) => void;
}

/** A table with its values filled in; a row whose value is not set is left out, so that what needs it waits. */
export function fillTable(tree: Tree, filler: TableFiller, row = ''): Tree | null {
  if (tree.kind === 'list') return { ...tree, items: tree.items.flatMap((item) => fillTable(item, filler, row) ?? []) };
  if (tree.kind === 'leaf') {
    const name = typeof tree.value === 'string' ? WHOLE.exec(tree.value)?.[1] : undefined;
    if (name === undefined) {
      if (typeof tree.value === 'string' && /\$values?\b/.test(tree.value)) filler.note(notAlone(tree));
      return tree;
    }
    return taken(tree, name, { ...filler, missing: (value, at) => filler.missing(value, at, row) });
  }
  const entries = [...tree.entries].flatMap(([key, one]) => {
    const filled = fillTable(one, filler, row === '' ? key : row);
    return filled === null ? [] : [[key, filled] as const];
  });
  return { ...tree, entries: new Map(entries) };
}

/** A value in a constant or in a table that something else stands beside. */
function notAlone({ origin }: Tree): ConfigError {
  const hint = 'Write $values.NAME and nothing else, or an expression.';
  return new ConfigError('WRONG_VALUE', 'A value stands alone here.', { at: origin.source.at(origin.path), hint });
}

const WHOLE = /^\$values\.([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)$/;

/** The value as it was set, with its place in the settings; null if it is not set, or if nothing declares it, which is noted. */
function taken(tree: Leaf, name: string, { declared, given, missing, note }: Filler): Tree | null {
  if (!declared.values.has(name) && !Object.hasOwn(SETTINGS_VALUES, name)) {
    const meant = nearest(name, [...Object.keys(SETTINGS_VALUES), ...declared.values.keys()]);
    const hint =
      meant === null
        ? `Declare it in values.yml, beside settings.yml: values: { ${name}: { type: text, about: … } }.`
        : `Did you mean "$values.${meant}"?`;
    note(
      new ConfigError('UNKNOWN_VALUE', `There is no value "${name}".`, {
        at: tree.origin.source.at(tree.origin.path),
        hint,
      }),
    );
    return null;
  }
  const found = given.get(name);
  if (found === undefined) missing(name, tree.origin.source.at(tree.origin.path));
  if (found === undefined) return null;
  // Where a field needs a number, a text would be refused.
  const isNumber = isNumeric(declared.values.get(name)) && typeof found.value !== 'string';
  return isNumber ? found : { ...found, value: textOf(found.value) };
}

const isNumeric = (declared: DeclaredValue | undefined): boolean =>
  declared?.type === 'number' || declared?.type === 'percent';

/** The value as an expression writes it. */
function literal(name: string, tree: Leaf, filler: Filler): string {
  const found = taken(tree, name, filler);
  if (found?.kind !== 'leaf') return 'null';
  const declared = filler.declared.values.get(name);
  if (isNumeric(declared)) return textOf(found.value);
  return declared?.type === 'date' ? `date(${JSON.stringify(found.value)})` : JSON.stringify(found.value);
}
