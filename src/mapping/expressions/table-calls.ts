import { nearest } from '../../config/nearest.ts';
import { RecordError, type SourcePosition } from '../../errors.ts';
import { inWords } from '../functions/conversions.ts';
import type { MappingFunction } from '../functions/function.ts';
import { missingRow } from '../missing-rows.ts';
import { checkArguments } from './arguments.ts';
import { compile, problem } from './compile-expression.ts';
import type { Compiled, Context, Evaluate, FieldReference, OpenTable } from './names.ts';
import type { Expression } from './syntax.ts';
import { BOOLEAN, TEXT, UNCHECKED } from './types.ts';

type Call = Extract<Expression, { kind: 'call' }>;

/** A key of the call, and what it looks at. */
interface KeyPart {
  readonly evaluate: Evaluate;
  readonly uses: readonly FieldReference[];
}

/** `table("name", key…)` and `inTable("name", key…)`: the table is known when the file is loaded. A null key gives null. */
export function compileTableCall(node: Call, called: MappingFunction, context: Context): Compiled {
  const { args, at } = node;
  if (args.length > 0 && nameOf(node) === null) return nameless(node, called, context);
  const parts = args.map((operand) => {
    const before = context.uses.length;
    const compiled = compile(operand, context);
    return { ...compiled, uses: context.uses.slice(before) };
  });
  if (!checkArguments(called, args, parts, at, context)) return nothing;
  const isTest = called.name === 'inTable';
  const opened = openTable(node, context);
  if (opened === null) return nothing;
  const { open, place } = opened;
  if (open.isDated && !isTest) {
    const message = `the values of table ${open.table.name} depend on a date, and "${called.name}" knows none`;
    const hint = 'Look it up in a rule of its own: { table: NAME, key: …, at: DATE }.';
    return problem(context, at, 'TABLE_PERIODS', message, hint);
  }
  const keys = parts.slice(1);
  return {
    type: isTest ? BOOLEAN : TEXT,
    constant: false,
    filled: false,
    evaluate: isTest ? testing(open, keys) : looking(open, keys, place),
  };
}

const nothing: Compiled = { type: UNCHECKED, constant: false, evaluate: () => null };

/** The name of the table; null where it is not written as a text. */
function nameOf({ args: [first] }: Call): string | null {
  return first?.kind === 'literal' && typeof first.value === 'string' ? first.value : null;
}

function nameless({ args: [first], at }: Call, { name }: MappingFunction, context: Context): Compiled {
  const hint = `Write ${name}("NAME", key) with the name of a file in tables/.`;
  return problem(context, first?.at ?? at, 'WRONG_ARGUMENTS', `"${name}" needs the name of a table in quotes`, hint);
}

function openTable(
  node: Call,
  context: Context,
): { readonly open: OpenTable; readonly place: SourcePosition | undefined } | null {
  const { tables } = context.names;
  const name = nameOf(node);
  if (name === null || tables === undefined) return null;
  const {
    args: [first],
    args,
    at,
  } = node;
  const place = context.around?.locate(first?.at ?? at);
  const open = tables.open(name, args.length - 1, place ?? { file: '', line: 0, column: 0 });
  if (open === undefined) {
    const meant = nearest(name, tables.names());
    const hint = meant === null ? `Add tables/${name}.yml.` : `Did you mean ${meant}?`;
    problem(context, first?.at ?? at, 'UNKNOWN_TABLE', `there is no table "${name}"`, hint);
  }
  return open === undefined || open === null ? null : { open, place };
}

/** The keys in words; null where one of them is null. */
function soughtKeys(keys: readonly KeyPart[], ...of: Parameters<Evaluate>): readonly string[] | null {
  const words: string[] = [];
  for (const { evaluate } of keys) {
    const word = inWords(evaluate(...of));
    if (word === null) return null;
    words.push(word);
  }
  return words;
}

function testing(open: OpenTable, keys: readonly KeyPart[]): Evaluate {
  return (scope, locals) => {
    const words = soughtKeys(keys, scope, locals);
    return words !== null && open.find(words) !== undefined;
  };
}

function looking(open: OpenTable, keys: readonly KeyPart[], place: SourcePosition | undefined): Evaluate {
  return (scope, locals) => {
    const words = soughtKeys(keys, scope, locals);
    if (words === null) return null;
    const found = open.find(words);
    if (found !== undefined) return found;
    const sought = words.map((key, at) => ({ key, uses: keys[at]?.uses ?? [] }));
    const [message, hint] = missingRow(open.table, sought);
    throw new RecordError('UNMAPPED_KEY', message, { hint, ...(place === undefined ? {} : { at: place }) });
  };
}
