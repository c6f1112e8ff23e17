import Big from 'big.js';
import { z } from 'zod';
import { ConfigError, type SourcePosition } from '../../errors/errors.ts';
import { nearest } from '../../nearest.ts';
import { choice, keys } from '../../schema.ts';
import { hasFile } from '../folder.ts';
import { checkSchema } from '../schema/schema-problems.ts';
import type { Library } from './library.ts';
import { readTree } from './library.ts';
import type { Note } from './merge.ts';
import { childOf, sourceOf, type Tree } from './tree.ts';

const VALUES = 'values.yml';

const declaration = keys({
  type: choice({
    text: 'A text, such as a code. It stays as it is written.',
    number: 'A number; the point stands before the decimals.',
    date: 'A date, yyyy-MM-dd.',
  }).describe('What the value is.'),
  about: z.string().trim().min(1).max(300).describe('What it says, for the person who has to set it.'),
});

/** `values.yml`: what differs per company, and the tables whose rows are an example. */
export const valuesFile = keys({
  values: z
    .record(
      z.string().regex(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/, {
        error: 'Names of letters and digits with dots between are needed.',
      }),
      declaration,
    )
    .describe('The values that flows and tables use as $values.NAME. Each company sets them in its settings.yml.')
    .optional(),
  promised: z
    .array(z.string().min(1))
    .max(100)
    .describe(
      'Fields of lines that never get a default, such as accounts: validate refuses overrides that give them one (PROMISE_BROKEN).',
    )
    .optional(),
  tables: z
    .record(z.string(), z.string().trim().min(1).max(300))
    .describe(
      'Tables whose rows are those of the example company, with what they say. A folder that builds on this one has none of them.',
    )
    .optional(),
});

/** What is declared in a folder and in those that it builds on. */
export interface Declared {
  readonly values: ReadonlyMap<string, z.infer<typeof declaration>>;
  /** Tables whose rows are not handed on. */
  readonly tables: ReadonlyMap<string, string>;
  /** Fields of lines that never get a default. */
  readonly promised: ReadonlySet<string>;
}

/** Reads values.yml of a folder and of those that it builds on; the nearest declaration of a name is taken. */
export function readDeclared({ folder, bases }: Library, note: Note): Declared {
  const below = bases.map((base) => readDeclared(base, note));
  const tree = hasFile(folder, VALUES) ? readTree(folder, VALUES, 'settings', note) : null;
  const checked = tree === null ? null : checkSchema(valuesFile, sourceOf(tree, `${folder.name}/${VALUES}`));
  if (checked !== null && 'problems' in checked) for (const problem of checked.problems) note(problem);
  const own = checked !== null && 'value' in checked ? checked.value : {};
  return {
    values: new Map([...below.flatMap(({ values }) => [...values]), ...Object.entries(own.values ?? {})]),
    tables: new Map([...below.flatMap(({ tables }) => [...tables]), ...Object.entries(own.tables ?? {})]),
    promised: new Set([...below.flatMap(({ promised }) => [...promised]), ...(own.promised ?? [])]),
  };
}

/** What a company set, as text by name: `journals.sales`. YAML refuses numbers that would lose a digit, such as `08`. */
export type Given = ReadonlyMap<string, Tree & { kind: 'leaf' }>;

/** The values in a tree of settings. */
export function givenIn(settings: Tree | null): Given {
  return valuesOf(settings === null ? null : (childOf(settings, 'values') ?? null));
}

/** The values in a group of them. */
export const valuesOf = (values: Tree | null): Given => new Map(values === null ? [] : leavesOf(values, []));

function leavesOf(tree: Tree, path: readonly string[]): readonly (readonly [string, Tree & { kind: 'leaf' }])[] {
  if (tree.kind === 'leaf') return path.length === 0 ? [] : [[path.join('.'), tree]];
  return tree.kind === 'list' ? [] : [...tree.entries].flatMap(([key, one]) => leavesOf(one, [...path, key]));
}

const textOf = (value: unknown): string => (value instanceof Big ? value.toFixed() : String(value ?? ''));

/** Values that settings of their own hold as well: the name, the setting, and the functions that use it. */
export const SETTINGS_VALUES: Readonly<
  Record<string, { readonly setting: readonly [string, string?]; readonly functions: readonly string[] }>
> = {
  prefix: { setting: ['externalKeys', 'prefix'], functions: ['externalKey', 'fromExternalKey'] },
  since: { setting: ['since'], functions: [] },
  bookYear: { setting: ['bookYear', 'start'], functions: ['bookYear', 'bookPeriod'] },
};

/** What is wrong with the values that were set: unknown names, and texts that are not of their type. */
export function checkGiven(given: Given, { values }: Declared, note: Note): void {
  for (const [name, leaf] of given) {
    if (Object.hasOwn(SETTINGS_VALUES, name)) continue;
    const { source, path } = leaf.origin;
    const declared = values.get(name);
    if (declared === undefined) {
      const known = [...Object.keys(SETTINGS_VALUES), ...values.keys()];
      const meant = nearest(name, known);
      const hint = meant === null ? `There are: ${known.join(', ')}.` : `Did you mean "${meant}"?`;
      note(new ConfigError('UNKNOWN_VALUE', `There is no value "${name}".`, { at: source.at(path, 'key'), hint }));
    } else if (declared.type === 'text' && leaf.value instanceof Big) {
      const message = `The value "${name}" is a text, and YAML reads a number here: digits may be lost.`;
      note(new ConfigError('YAML_NUMBER', message, { at: source.at(path), hint: 'Write it in quotes.' }));
    } else if (!FORMS[declared.type].test(textOf(leaf.value))) {
      const message = `The value "${name}" must be a ${declared.type}, found "${textOf(leaf.value).slice(0, 60)}".`;
      note(new ConfigError('WRONG_VALUE', message, { at: source.at(path), hint: declared.about }));
    }
  }
}

const FORMS: Readonly<Record<'text' | 'number' | 'date', RegExp>> = {
  text: /^(?!\s*$)/,
  number: /^-?\d+(\.\d+)?$/,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
};

/** Keys that hold a constant: everywhere else in a flow a text is an expression. */
const CONSTANTS: ReadonlySet<string> = new Set(['value', 'force', 'default', 'missing']);
/** A quotation, which stays as it is, or a value. */
const USED = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\$values\.([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)/g;

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

/** The value as it was set, with its place in the settings. */
function taken(tree: Tree & { kind: 'leaf' }, name: string, { given, missing }: Filler): Tree | null {
  const found = given.get(name);
  if (found === undefined) missing(name, tree.origin.source.at(tree.origin.path));
  return found === undefined ? null : { ...found, value: textOf(found.value) };
}

/** The value as an expression writes it. */
function literal(name: string, tree: Tree & { kind: 'leaf' }, filler: Filler): string {
  const found = taken(tree, name, filler);
  if (found?.kind !== 'leaf') return 'null';
  const type = filler.declared.values.get(name)?.type ?? 'text';
  if (type === 'number') return String(found.value);
  return type === 'date' ? `date(${JSON.stringify(found.value)})` : JSON.stringify(found.value);
}
