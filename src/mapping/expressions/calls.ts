import { guess } from '../../nearest.ts';
import type { Value } from '../../values.ts';
import type { MappingFunction } from '../functions/function.ts';
import { library } from '../functions/library.ts';
import { checkArguments, checkConstants, conforms, parameterAt } from './arguments.ts';
import { FOREIGN_CALLS } from './foreign/calls.ts';
import { compileMacro, isMacro, MACROS } from './macros.ts';
import type { Compiled, Context, Evaluate } from './names.ts';
import { badValue, wordFor } from './operators.ts';
import { compile, NOTHING, problem } from './parts.ts';
import type { Expression } from './syntax.ts';
import { compileTableCall } from './table-calls.ts';
import { nameOf } from './types.ts';

type Call = Extract<Expression, { kind: 'call' }>;

/** `f(x)`, `x.f(y)` and the macros of lists. */
export function compileCall(node: Call, context: Context): Compiled {
  if (isMacro(node)) return compileMacro(node, context);
  const { name, receiver, args, at } = node;
  const called = library.get(name);
  const foreign = called === undefined ? FOREIGN_CALLS.get(name.toLowerCase()) : undefined;
  if (foreign !== undefined)
    return problem(context, {
      code: foreign.code,
      message: `the language has no ${name}()`,
      hint: foreign.hint,
      offset: at,
    });
  if (called === undefined || (receiver !== null && called.method !== true)) {
    const hint =
      called === undefined ? guess(name, [...library.keys(), ...MACROS]) : `Write ${name}(x) instead of x.${name}().`;
    return problem(context, {
      code: 'UNKNOWN_FUNCTION',
      message: `there is no function "${name}"${receiver === null ? '' : ' after a dot'}`,
      hint,
      offset: at,
    });
  }
  const { run } = called;
  if (run === undefined) return compileTableCall(node, called, context);
  const operands = receiver === null ? args : [receiver, ...args];
  const compiled = operands.map((operand) => compile(operand, context));
  const call = { called, operands, compiled, at };
  if (!checkArguments(call, context) || !checkConstants(call, context)) return NOTHING;
  if (called.daily === true)
    context.uses.push({ from: 'today', name: '', field: '', resource: '', personal: null, way: 'copied' });
  const types = compiled.map(({ type }) => type);
  const type = typeof called.result === 'function' ? called.result(types) : called.result;
  if (type === null) {
    return problem(context, {
      code: 'WRONG_TYPE',
      message: `"${name}" cannot be used on ${types.map(nameOf).join(' and ')} together`,
      offset: at,
    });
  }
  const picked = called.picksFirst === true ? compiled.findIndex(({ filled }) => filled === true) : -1;
  const behind = picked < 0 ? undefined : operands[picked + 1];
  if (behind !== undefined) noteUnused(name, behind, context);
  return {
    type,
    constant: called.daily !== true && compiled.every(({ constant }) => constant),
    filled: picked >= 0,
    evaluate: invoke(
      { ...called, run },
      compiled.map(({ evaluate }) => evaluate),
      context,
    ),
  };
}

function noteUnused(name: string, { at }: Expression, context: Context): void {
  const message = `what comes before it in "${name}" is never null`;
  const hint = 'Remove it, or put what can be null first.';
  problem(context, { code: 'NEVER_USED', message, hint, offset: at });
}

type Runs = Readonly<Required<Pick<MappingFunction, 'run'>>>;

/** The call as a function. Arguments are checked again, because records may hold what their catalog does not say. */
function invoke(called: MappingFunction & Runs, evaluates: readonly Evaluate[], context: Context): Evaluate {
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
    const result = run(values, settings, scope.today);
    return result === '' ? null : result;
  };
}
