import { guess } from '../../nearest.ts';
import { LocalDateTime } from '../../values.ts';
import { tableKey } from '../functions/conversions.ts';
import type { MappingFunction } from '../functions/function.ts';
import { noteWay } from '../ways.ts';
import { checkArguments } from './arguments.ts';
import type { Compiled, Context, Evaluate, FieldReference, OpenTable } from './names.ts';
import { compile, NOTHING, problem } from './parts.ts';
import type { Expression } from './syntax.ts';
import { BOOLEAN, TEXT } from './types.ts';

type Call = Extract<Expression, { kind: 'call' }>;

/** A key of the call, and what it reads. */
interface KeyPart {
  readonly evaluate: Evaluate;
  readonly uses: readonly FieldReference[];
}

/**
 * `table("name", key…)`, `tableOn("name", date, key…)` and `inTable("name", key…)`: the table is known when the file is loaded. A
 * null key gives null.
 */
export function compileTableCall(node: Call, called: MappingFunction, context: Context): Compiled {
  const { args, at } = node;
  if (args.length > 0 && nameOf(node) === null) return nameless(node, called, context);
  const before = context.uses.length;
  const parts = args.map((operand) => {
    const before = context.uses.length;
    const compiled = compile(operand, context);
    return { ...compiled, uses: context.uses.slice(before) };
  });
  if (!checkArguments({ called, operands: args, compiled: parts, at }, context)) return NOTHING;
  const isTest = called.name === 'inTable';
  const isOnDay = called.name === 'tableOn';
  const keys = parts.slice(isOnDay ? 2 : 1);
  const open = openTable(node, keys.length, context);
  if (open === null) return NOTHING;
  noteRows(open, before, context);
  if (open.isDated && !isTest && !isOnDay) {
    const message = `the values of table ${open.name} depend on a date, but "${called.name}" takes none`;
    const hint = 'Write tableOn("NAME", date, key).';
    return problem(context, { code: 'TABLE_PERIODS', message, hint, offset: at });
  }
  return {
    type: isTest ? BOOLEAN : TEXT,
    constant: false,
    filled: false,
    evaluate: isTest ? testing(open, keys) : looking(open, keys, isOnDay ? parts[1] : undefined),
  };
}

/** A row for a name asks whether somebody has it: each edit of the rows asks anew. */
function noteRows({ content }: OpenTable, before: number, context: Context): void {
  const { uses } = context;
  for (let at = before; at < uses.length; at++) {
    const use = uses[at];
    if (use?.way === 'copied' && use.personal !== null) uses[at] = { ...use, by: content() };
  }
  noteWay('chosen', before, context);
}

/** The name of the table; null if it is not written as a text. */
function nameOf({ args: [first] }: Call): string | null {
  return first?.kind === 'literal' && typeof first.value === 'string' ? first.value : null;
}

function nameless({ args: [first], at }: Call, { name }: MappingFunction, context: Context): Compiled {
  const hint = `Write ${name}("NAME", key) with the name of a file in tables/.`;
  return problem(context, {
    code: 'WRONG_ARGUMENTS',
    message: `"${name}" needs the name of a table in quotes`,
    hint,
    offset: first?.at ?? at,
  });
}

function openTable(node: Call, levels: number, context: Context): OpenTable | null {
  const { tables } = context.names;
  const name = nameOf(node);
  if (name === null || tables === undefined) return null;
  const {
    args: [first],
    at,
  } = node;
  const place = context.around?.locate(first?.at ?? at);
  const open = tables.open(name, levels, place ?? { file: '', line: 0, column: 0 });
  if (open === undefined) {
    const hint = guess(name, tables.names()) ?? `Add tables/${name}.yml.`;
    problem(context, { code: 'UNKNOWN_TABLE', message: `there is no table "${name}"`, hint, offset: first?.at ?? at });
  }
  return open ?? null;
}

/** The keys in words; null if one of them is null. */
function soughtKeys(keys: readonly KeyPart[], ...of: Parameters<Evaluate>): readonly string[] | null {
  const words: string[] = [];
  for (const { evaluate } of keys) {
    const word = tableKey(evaluate(...of));
    if (word === null) return null;
    words.push(word);
  }
  return words;
}

function testing(open: OpenTable, keys: readonly KeyPart[]): Evaluate {
  return (scope, locals) => {
    const words = soughtKeys(keys, scope, locals);
    return words !== null && open.find(words, null) !== undefined;
  };
}

function looking(open: OpenTable, keys: readonly KeyPart[], date: KeyPart | undefined): Evaluate {
  return (scope, locals) => {
    const words = soughtKeys(keys, scope, locals);
    if (words === null) return null;
    const moment = date?.evaluate(scope, locals) ?? null;
    const day = moment instanceof LocalDateTime ? moment.date : null;
    const found = date !== undefined && open.isDated && day === null ? undefined : open.find(words, day);
    if (found !== undefined) return found;
    const sought = words.map((key, at) => ({ key, uses: keys[at]?.uses ?? [] }));
    throw open.missing(sought, day);
  };
}
