import { isDecimal, LocalDateTime, type Value } from '../../values.ts';
import type { Kind, MappingFunction, Parameter } from '../functions/function.ts';
import { type Compiled, type Context, NO_LOCALS } from './names.ts';
import { NO_SCOPE, problem } from './parts.ts';
import type { Expression } from './syntax.ts';
import { isOpen, nameOf, type Type } from './types.ts';

/** A call of a function, at the offset `at`, with its arguments as written and compiled. */
export interface FunctionCall {
  readonly called: MappingFunction;
  readonly operands: readonly Expression[];
  readonly compiled: readonly Compiled[];
  readonly at: number;
}

/** Notes too few or too many arguments, and those that certainly have a wrong type; true if there are none. */
export function checkArguments({ called, operands, compiled, at }: FunctionCall, context: Context): boolean {
  const { name, parameters } = called;
  const least = parameters.filter(({ optional, repeats }) => optional !== true && repeats !== true).length;
  const most = parameters.at(-1)?.repeats === true ? Number.POSITIVE_INFINITY : parameters.length;
  if (compiled.length < least || compiled.length > most) {
    problem(context, {
      code: 'WRONG_ARGUMENTS',
      message: `"${name}" is written ${signature(called)}`,
      hint: called.doc,
      offset: at,
    });
    return false;
  }
  let fits = true;
  for (const [position, { type }] of compiled.entries()) {
    const parameter = parameterAt(parameters, position);
    const offset = operands[position]?.at ?? at;
    const wanted = parameter === undefined ? null : unfit(parameter, type);
    if (wanted === null) continue;
    problem(context, {
      code: 'WRONG_TYPE',
      message: `"${name}" needs ${wanted} here, not ${nameOf(type)}`,
      hint: conversionHint(parameter, type),
      offset,
    });
    fits = false;
  }
  return fits;
}

/** Notes a wrong constant argument, which would be wrong for every record. True if none is. */
export function checkConstants({ called, operands, compiled }: FunctionCall, context: Context): boolean {
  const { name, parameters } = called;
  let fits = true;
  for (const [position, { constant, evaluate }] of compiled.entries()) {
    const check = constant ? parameterAt(parameters, position)?.check : undefined;
    const fault = check?.(evaluate(NO_SCOPE, NO_LOCALS)) ?? null;
    if (fault === null) continue;
    fits = false;
    problem(context, {
      code: 'WRONG_ARGUMENTS',
      message: `"${name}" ${fault.message}`,
      hint: fault.hint,
      offset: operands[position]?.at ?? 0,
    });
  }
  return fits;
}

/** The parameter of the argument at a position: the last one may repeat. */
export function parameterAt(parameters: readonly Parameter[], position: number): Parameter | undefined {
  return parameters[position] ?? parameters.at(-1);
}

/** What a parameter needs, in words, if a type certainly does not fit; otherwise null. */
function unfit({ accepts, of }: Parameter, type: Type): string | null {
  if (accepts === undefined || isOpen(type)) return null;
  const kind = type.kind === 'id' ? 'text' : type.kind;
  if (!accepts.some((accepted) => accepted === kind)) return accepts.map((one) => WORDS[one]).join(' or ');
  if (type.kind !== 'list' || of === undefined || isOpen(type.element)) return null;
  const element = type.element.kind === 'id' ? 'text' : type.element.kind;
  return of.some((accepted) => accepted === element) ? null : `a list (of ${of.map((one) => WORDS[one]).join(' or ')})`;
}

const WORDS: Readonly<Record<Kind, string>> = {
  text: 'text',
  integer: 'a whole number',
  decimal: 'a decimal',
  boolean: 'true or false',
  date: 'a date',
  list: 'a list',
};

function conversionHint(parameter: Parameter | undefined, type: Type): string | undefined {
  const wanted = parameter?.accepts?.[0];
  if (wanted === 'list' && type.kind !== 'list') return 'Put it into a list: [a, b].';
  const given = type.kind === 'list' ? type.element.kind : type.kind;
  if (given === 'file') return 'A file can only be passed on as it is.';
  if (wanted === 'text' || (wanted === 'list' && parameter?.of?.[0] === 'text'))
    return 'Make it text first: string(…).';
  if (given === 'text' && (wanted === 'integer' || wanted === 'list'))
    return 'Make it a number first: dec(…) or int(…).';
  return given === 'text' && wanted === 'date' ? 'Make it a date first: date(…).' : undefined;
}

/** True if a value is of a kind that its parameter accepts. */
export function conforms(value: Value, parameter: Parameter | undefined): boolean {
  if (parameter?.accepts === undefined) return true;
  const kind = kindOf(value);
  if (kind === null || !parameter.accepts.includes(kind)) return false;
  const { of } = parameter;
  if (kind !== 'list' || of === undefined) return true;
  return (value as readonly Value[]).every((element) => {
    const elementKind = element === null ? null : kindOf(element);
    return element === null || (elementKind !== null && of.includes(elementKind));
  });
}

function kindOf(value: Value): Kind | null {
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'boolean':
      return 'boolean';
    case 'number':
      return Number.isSafeInteger(value) ? 'integer' : 'decimal';
    default:
      if (isDecimal(value)) return 'decimal';
      if (value instanceof LocalDateTime) return 'date';
      return Array.isArray(value) ? 'list' : null;
  }
}

/** How a function is written: `slice(text, start[, end])`. */
export function signature({ name, parameters }: Pick<MappingFunction, 'name' | 'parameters'>): string {
  const required = parameters.filter(({ optional, repeats }) => optional !== true && repeats !== true);
  const rest = parameters.filter((parameter) => !required.includes(parameter));
  const optional = rest.map((one) => (one.repeats === true ? ', …' : `[, ${one.name}]`)).join('');
  return `${name}(${required.map((one) => one.name).join(', ')}${optional})`;
}
