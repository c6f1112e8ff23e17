import type { FirstRule, Rule } from '../../config/schema/rule-schema.ts';
import type { FieldSpec } from '../../systems/catalog.ts';
import type { Value } from '../../values.ts';
import { type Compilation, compileIn } from '../compilation.ts';
import { type Evaluate, NO_LOCALS } from '../expressions/names.ts';
import type { Scope } from '../expressions/scope.ts';
import { noteExpression } from './constant-checks.ts';
import { constantAt, constantSource, tried, withConstants } from './constant-rules.ts';
import { type Converter, converterFor } from './convert.ts';
import { misfit } from './fit.ts';
import type { RulePlace, RuleSource } from './rules.ts';
import { compileTableRule } from './table-rules.ts';

/** A rule of `expr`, `value` or `table`. */
type PlainRule = Exclude<Rule, string | FirstRule>;

/** A rule without `ref`, with its `default` and `force`; every result is converted for `place.spec`. */
export function compilePlain(rule: PlainRule, place: RulePlace, flow: Compilation): RuleSource | null {
  return withConstants(rule, compileUnconditional(rule, place, unforced(rule, flow)), place, flow);
}

/** What `force` overrides is never evaluated, so no test can reach it. */
export function unforced(rule: Exclude<Rule, string>, flow: Compilation): Compilation {
  return rule.force === undefined || flow.coverage === null ? flow : { ...flow, coverage: null };
}

function compileUnconditional(rule: PlainRule, place: RulePlace, flow: Compilation): RuleSource | null {
  if ('table' in rule) return compileTableRule(rule, place, flow);
  const { path, names, spec } = place;
  if (!('value' in rule)) return compileExpressionRule(rule.expr, { ...place, path: [...path, 'expr'] }, flow);
  const at = [...path, 'value'];
  noteExpression(rule.value, at, names, flow);
  const value = constantAt(rule.value, at, spec, flow);
  return value === undefined ? null : constantSource(value, at, flow);
}

/** A rule that is an expression. */
export function compileExpressionRule(
  text: string,
  { path, names, spec, chooses }: RulePlace,
  flow: Compilation,
): RuleSource | null {
  const compiled = compileIn(text, { path, names, ...(chooses ? {} : { goesOn: true as const }) }, flow);
  if (compiled === null) return null;
  const { type, evaluate, uses, constant, filled = false } = compiled;
  const fault = misfit(type, spec, text);
  if (fault !== null) {
    flow.problems.add(flow.source.at(path), 'WRONG_TYPE', fault.message, fault.hint);
    return null;
  }
  const convert = converterFor(spec);
  const convertResult =
    spec.type === 'text'
      ? textResult(evaluate, spec, convert)
      : (scope: Scope): Value => convert(evaluate(scope, NO_LOCALS));
  if (!constant) return { evaluate: convertResult, uses, constant, filled, fixed: [], keys: [] };
  const value = tried(convertResult, path, flow);
  return value === undefined ? null : { ...constantSource(value, path, flow), uses };
}

/** A shortcut for what most rules do: text from field to field. */
function textResult(
  evaluate: Evaluate,
  { maxLength, padding }: FieldSpec,
  convert: Converter,
): (scope: Scope) => Value {
  const most = maxLength ?? padding?.width ?? Number.POSITIVE_INFINITY;
  return (scope) => {
    const value = evaluate(scope, NO_LOCALS);
    return value === null || (typeof value === 'string' && value !== '' && value.length <= most)
      ? value
      : convert(value);
  };
}
