import { z } from 'zod';
import { ConfigError, type SourcePosition } from '../../errors/errors.ts';
import { choice, keys } from '../../schema.ts';
import { hasFile, shownFile } from '../folder.ts';
import { checkSchema } from '../schema/schema-problems.ts';
import type { YamlSource } from '../yaml/yaml-source.ts';
import { type Library, namesBelow, noTable, readTree, TABLES } from './library.ts';
import type { Note } from './merge.ts';
import { sourceOf } from './tree.ts';

/** The file that declares values and tables. */
export const VALUES = 'values.yml';

const declaration = keys({
  type: choice({
    text: 'A text, such as a code. It stays as it is written.',
    number: 'A number; the point stands before the decimals.',
    percent: 'A percentage: 0, or from 1 to below 100; 5 is five percent.',
    date: 'A date, yyyy-MM-dd.',
  }).describe('What the value is.'),
  about: z.string().trim().min(1).max(300).describe('What it says, for the person who has to set it.'),
});

const column = keys({
  type: choice({
    text: 'Any text, which is what it is without a type.',
    number: 'A number; the point stands before the decimals.',
    country: 'The ISO code of a country: two capital letters.',
  })
    .describe('What it is.')
    .optional(),
  keyOf: z.string().min(1).describe('The table that must have a row for it.').optional(),
});

/** What one value of the rows of a table may be. */
export type Column = z.infer<typeof column>;

/** What the values of the rows of a table may be, by name. */
export type Columns = Readonly<Record<string, Column>>;

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
  rows: z
    .record(z.string(), z.record(z.string(), column))
    .describe(
      'Tables of which each row holds several values by name, with what each may be: what it may not be is refused where it is written. Names that are not here are not checked.',
    )
    .optional(),
});

/** A value that differs per company. */
export interface DeclaredValue extends z.infer<typeof declaration> {
  /** Where its type is written. */
  readonly at: SourcePosition;
  /** The files below that declare it as well. */
  readonly over: ReadonlySet<string>;
}

/** What is declared in a folder and in those that it builds on. */
export interface Declared {
  readonly values: ReadonlyMap<string, DeclaredValue>;
  /** Tables whose rows are not handed on. */
  readonly tables: ReadonlyMap<string, string>;
  /** What the values of rows may be, by table. */
  readonly columns: ReadonlyMap<string, Columns>;
  /** Fields of lines that never get a default. */
  readonly promised: ReadonlySet<string>;
  /** The tables that the folder itself declares to be those of its example company. */
  readonly examples: ReadonlySet<string>;
  /** The same of each folder that it builds on. */
  readonly bases: readonly Declared[];
}

/** Reads values.yml of a folder and of those that it builds on; the nearest declaration of a name is taken. One with two types is noted (PACK_TWICE). */
export function readDeclared(library: Library, note: Note): Declared {
  const { folder, bases } = library;
  const below = bases.map((base) => readDeclared(base, note));
  const tree = hasFile(folder, VALUES) ? readTree(folder, VALUES, 'settings', note) : null;
  const source = tree === null ? null : sourceOf(tree, shownFile(folder, VALUES));
  const checked = source === null ? null : checkSchema(valuesFile, source);
  if (checked !== null && 'problems' in checked) for (const problem of checked.problems) note(problem);
  const own = checked !== null && 'value' in checked ? checked.value : {};
  const written = Object.entries(own.values ?? {}).flatMap(([name, value]): readonly [string, DeclaredValue][] =>
    source === null ? [] : [[name, { ...value, at: source.at(['values', name, 'type']), over: new Set() }]],
  );
  const tables = new Map([...below.flatMap(({ tables }) => [...tables]), ...Object.entries(own.tables ?? {})]);
  if (source !== null)
    unknownTables(own.rows, source, [...new Set([...namesBelow(library, TABLES), ...tables.keys()])]).forEach(note);
  return {
    bases: below,
    examples: new Set(Object.keys(own.tables ?? {})),
    values: oneTypeEach([...below.flatMap(({ values }) => [...values]), ...written], note),
    tables,
    columns: byColumn([...below.flatMap(({ columns }) => [...columns]), ...Object.entries(own.rows ?? {})]),
    promised: new Set([...below.flatMap(({ promised }) => [...promised]), ...(own.promised ?? [])]),
  };
}

/** The declarations of each table as one: of a column, the last one is taken. */
function byColumn(declarations: readonly (readonly [string, Columns])[]): ReadonlyMap<string, Columns> {
  const tables = new Map<string, Columns>();
  for (const [name, columns] of declarations) tables.set(name, { ...tables.get(name), ...columns });
  return tables;
}

/** The tables that are not there of those that rows are declared for, or that have to have a row: nothing would be checked. */
function unknownTables(
  rows: Readonly<Record<string, Columns>> = {},
  { at }: YamlSource,
  known: readonly string[],
): readonly ConfigError[] {
  const named = Object.entries(rows).flatMap(([table, columns]) => [
    { table, at: at(['rows', table], 'key') },
    ...Object.entries(columns).map(([name, { keyOf }]) => ({ table: keyOf, at: at(['rows', table, name, 'keyOf']) })),
  ]);
  return named.flatMap(({ table, at }) =>
    table === undefined || known.includes(table) ? [] : [noTable(table, known, at)],
  );
}

/** The declaration of each name that stands over the others: a flow below means its type, so all of a name have the same. */
function oneTypeEach(
  declarations: readonly (readonly [string, DeclaredValue])[],
  note: Note,
): ReadonlyMap<string, DeclaredValue> {
  const values = new Map<string, DeclaredValue>();
  for (const [name, value] of declarations) {
    const before = values.get(name);
    // Of a declaration and one that it stands over, that is told where it does.
    if (before?.at.file === value.at.file || before?.over.has(value.at.file) === true) continue;
    const isKnown = before === undefined || value.over.has(before.at.file);
    values.set(name, isKnown ? value : { ...value, over: new Set([...before.over, before.at.file, ...value.over]) });
    if (isKnown || before.type === value.type) continue;
    const message = `The value "${name}" is a ${value.type} here, and a ${before.type} in ${before.at.file}:${before.at.line}.`;
    const hint = 'Give one of them another name, or both the same type.';
    note(new ConfigError('PACK_TWICE', message, { at: value.at, hint }));
  }
  return values;
}
