import { nearest } from '../../config/nearest.ts';
import { isDecimal, LocalDateTime, type Value } from '../../values.ts';
import type { Kind, MappingFunction, Parameter } from '../functions/function.ts';
import { library } from '../functions/library.ts';
import { compile, NO_SCOPE, problem } from './compile-expression.ts';
import { FOREIGN_CALLS } from './foreign-calls.ts';
import { compileMacro, isMacro, MACROS } from './macros.ts';
import type { Compiled, Context, Evaluate } from './names.ts';
import { badValue, wordFor } from './operators.ts';
import type { Expression } from './syntax.ts';
import { isOpen, nameOf, type Type, UNCHECKED } from './types.ts';

type Call = Extract<Expression, { kind: 'call' }>;

/** `f(x)`, `x.f(y)` and the macros of lists. */
export function compileCall(node: Call, context: Context): Compiled {
  if (isMacro(node)) return compileMacro(node, context);
  const { name, receiver, args, at } = node;
  const called = library.get(name);
  const foreign = called === undefined ? FOREIGN_CALLS.get(name.toLowerCase()) : undefined;
  if (foreign !== undefined) return problem(context, at, foreign.code, `the language has no ${name}()`, foreign.hint);
  if (called === undefined || (receiver !== null && called.method !== true)) {
    const hint = called === undefined ? guess(name) : `Write ${name}(x) instead of x.${name}().`;
    return problem(
      context,
      at,
      'UNKNOWN_FUNCTION',
      `there is no function "${name}"${receiver === null ? '' : ' after a dot'}`,
      hint,
    );
  }
  const operands = receiver === null ? args : [receiver, ...args];
  const compiled = operands.map((operand) => compile(operand, context));
  if (
    !checkArguments(called, operands, compiled, at, context) ||
    !checkConstants(called, operands, compiled, context)
  ) {
    return { type: UNCHECKED, constant: false, evaluate: () => null };
  }
  const types = compiled.map(({ type }) => type);
  const type = typeof called.result === 'function' ? called.result(types) : called.result;
  if (type === null) {
    return problem(
      context,
      at,
      'WRONG_TYPE',
      `"${name}" cannot be used on ${types.map(nameOf).join(' and ')} together`,
    );
  }
  const picked = called.picksFirst === true ? compiled.findIndex(({ filled }) => filled === true) : -1;
  const behind = picked < 0 ? undefined : operands[picked + 1];
  if (behind !== undefined) {
    const hint = 'Take it out, or put what can be null first.';
    problem(context, behind.at, 'NEVER_USED', `what stands before it in "${name}" is never null`, hint);
  }
  return {
    type,
    constant: compiled.every(({ constant }) => constant),
    filled: picked >= 0,
    evaluate: invoke(
      called,
      compiled.map(({ evaluate }) => evaluate),
      context,
    ),
  };
}

function checkArguments(
  called: MappingFunction,
  operands: readonly Expression[],
  compiled: readonly Compiled[],
  at: number,
  context: Context,
): boolean {
  const { name, parameters } = called;
  const least = parameters.filter(({ optional, repeats }) => optional !== true && repeats !== true).length;
  const most = parameters.at(-1)?.repeats === true ? Number.POSITIVE_INFINITY : parameters.length;
  if (compiled.length < least || compiled.length > most) {
    problem(context, at, 'WRONG_ARGUMENTS', `"${name}" is written ${signature(called)}`, called.doc);
    return false;
  }
  let fits = true;
  for (const [position, { type }] of compiled.entries()) {
    const parameter = parameterAt(parameters, position);
    const offset = operands[position]?.at ?? at;
    const wanted = parameter === undefined ? null : unfit(parameter, type);
    if (wanted === null) continue;
    problem(
      context,
      offset,
      'WRONG_TYPE',
      `"${name}" needs ${wanted} here, not ${nameOf(type)}`,
      conversionHint(parameter, type),
    );
    fits = false;
  }
  return fits;
}

/** What a constant argument does wrong would be wrong for every record. */
function checkConstants(
  { name, parameters }: MappingFunction,
  operands: readonly Expression[],
  compiled: readonly Compiled[],
  context: Context,
): boolean {
  let fits = true;
  for (const [position, { constant, evaluate }] of compiled.entries()) {
    const check = constant ? parameterAt(parameters, position)?.check : undefined;
    const fault = check?.(evaluate(NO_SCOPE, [])) ?? null;
    if (fault === null) continue;
    fits = false;
    problem(context, operands[position]?.at ?? 0, 'WRONG_ARGUMENTS', `"${name}" ${fault.message}`, fault.hint);
  }
  return fits;
}

function parameterAt(parameters: readonly Parameter[], position: number): Parameter | undefined {
  return parameters[position] ?? parameters.at(-1);
}

/** What a parameter needs in words when a type certainly does not fit, else null. */
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
  const given = type.kind === 'list' ? type.element.kind : type.kind;
  if (wanted === 'text' || (wanted === 'list' && parameter?.of?.[0] === 'text'))
    return 'Make it text first: string(…).';
  if (given === 'text' && (wanted === 'integer' || wanted === 'list'))
    return 'Make it a number first: dec(…) or int(…).';
  return given === 'text' && wanted === 'date' ? 'Make it a date first: date(…).' : undefined;
}

/** The call as a function: arguments are checked once more, because records may hold what their catalog does not say. */
function invoke(called: MappingFunction, evaluates: readonly Evaluate[], context: Context): Evaluate {
  const { run, takesNull, parameters, name } = called;
  const { settings } = context.names;
  const wanted = evaluates.map((_, position) => parameterAt(parameters, position));
  return (scope, locals) => {
    const values: Value[] = [];
    for (let position = 0; position < evaluates.length; position++) {
      const value = evaluates[position]?.(scope, locals) ?? null;
      if (value === null ? takesNull !== true : !conforms(value, wanted[position])) {
        if (value === null) return null;
        throw badValue(`"${name}" cannot be used on ${wordFor(value)}`);
      }
      const fault = value === null ? null : (wanted[position]?.check?.(value) ?? null);
      if (fault !== null) throw badValue(`"${name}" ${fault.message}`);
      values.push(value);
    }
    const result = run(values, settings);
    return result === '' ? null : result;
  };
}

function conforms(value: Value, parameter: Parameter | undefined): boolean {
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

function guess(name: string): string | undefined {
  const meant = nearest(name, [...library.keys(), ...MACROS]);
  return meant === null ? undefined : `Did you mean ${meant}?`;
}
