import type { FirstRule, Rule, RuleOptions } from '../../config/rule-schema.ts';
import type { Path } from '../../config/yaml-source.ts';
import type { SourcePosition } from '../../errors.ts';
import type { FieldSpec } from '../../systems/catalog.ts';
import type { Value } from '../../values.ts';
import { watchRule } from '../coverage.ts';
import { type Evaluate, type FieldReference, type Names, NO_LOCALS } from '../expressions/names.ts';
import { type Compilation, compileAt, compileConditionAt } from '../flow/compilation.ts';
import type { Scope } from '../flow/scope.ts';
import type { FixedValue } from '../steps/step-outline.ts';
import { compileTableRule } from '../tables/table-rules.ts';
import { noteExpression } from './constant-checks.ts';
import { constantAt, constantSource, tried, withConstants } from './constant-rules.ts';
import { type Converter, converterFor } from './convert.ts';
import { misfit } from './fit.ts';
import { compileReference } from './references.ts';

/** A key of a table's row and the one field that it is compared with directly. */
export interface ComparedKey {
  readonly use: FieldReference;
  readonly key: string;
  /** The table's name. */
  readonly table: string;
  readonly at: SourcePosition;
}

/** What is known about a rule without any record. */
interface RuleOutline {
  readonly fixed: readonly FixedValue[];
  readonly keys: readonly ComparedKey[];
}

/** A rule as a function. */
export interface CompiledRule extends RuleOutline {
  /** The target's value, in the target's type; undefined = the rule's `when` is false and the field is left alone. */
  readonly evaluate: (scope: Scope) => Value | undefined;
  readonly uses: readonly FieldReference[];
  /** True if every record gets the same value. */
  readonly constant: boolean;
  /** True when it is never null, whatever the record holds. */
  readonly filled: boolean;
  /** True when the rule may leave the field alone. */
  readonly conditional: boolean;
}

/** The core of a rule, before `when`, `force` and `default`. */
export interface RuleSource extends RuleOutline {
  readonly evaluate: (scope: Scope) => Value;
  readonly uses: readonly FieldReference[];
  readonly constant: boolean;
  readonly filled: boolean;
}

/** The place of a rule and the field that it fills. */
export interface RulePlace {
  readonly path: Path;
  readonly names: Names;
  readonly spec: FieldSpec;
}

type ObjectRule = Exclude<Rule, string>;

/** Compiles the rule of one target field. What is wrong is noted; null if the rule cannot be used. */
export function compileRule(rule: Rule, place: RulePlace, flow: Compilation): CompiledRule | null {
  const options: RuleOptions = typeof rule === 'string' ? {} : rule;
  const { path, names } = place;
  const condition = compileConditionAt(options.when, [...path, 'when'], names, flow);
  const source = compileSource(rule, place, flow);
  if (source === null) return null;
  const { fixed, keys } = source;
  // For `first`, its alternatives count.
  const isFirst = typeof rule !== 'string' && 'first' in rule;
  const evaluate = isFirst ? source.evaluate : watchRule(source.evaluate, path, source.constant, flow);
  return {
    fixed,
    keys,
    evaluate: condition === null ? evaluate : (scope) => (condition.holds(scope) ? evaluate(scope) : undefined),
    uses: [...(condition?.uses ?? []), ...source.uses],
    constant: condition === null && source.constant,
    filled: condition === null && source.filled,
    conditional: condition !== null,
  };
}

function compileSource(rule: Rule, place: RulePlace, flow: Compilation): RuleSource | null {
  const convert = converterFor(place.spec);
  if (typeof rule === 'string') return compileExpressionRule(rule, place.path, place, convert, flow);
  // `default` and `force` of a reference are codes, too: they are resolved like any other.
  if ('ref' in rule) return compileReference(rule, place, flow);
  return withConstants(rule, compileFilled(rule, place, convert, unforced(rule, flow)), place, flow);
}

/** What `force` overrides is never evaluated, so no test can reach it. */
function unforced(rule: ObjectRule, flow: Compilation): Compilation {
  return rule.force === undefined || flow.coverage === null ? flow : { ...flow, coverage: null };
}

/** A rule without `ref`, with its `default` and `force`; the converter of `place.spec` converts every result. */
export function compileCode(
  rule: Exclude<ObjectRule, FirstRule>,
  place: RulePlace,
  flow: Compilation,
): RuleSource | null {
  const convert = converterFor(place.spec);
  return withConstants(rule, compilePlain(rule, place, convert, unforced(rule, flow)), place, flow);
}

function compileFilled(rule: ObjectRule, place: RulePlace, convert: Converter, flow: Compilation): RuleSource | null {
  return 'first' in rule ? compileFirst(rule, place, flow) : compilePlain(rule, place, convert, flow);
}

/** A rule of `expr`, `value` or `table`. */
function compilePlain(
  rule: Exclude<ObjectRule, FirstRule>,
  place: RulePlace,
  convert: Converter,
  flow: Compilation,
): RuleSource | null {
  if ('table' in rule) return compileTableRule(rule, place, convert, flow);
  if ('value' in rule) {
    noteExpression(rule.value, [...place.path, 'value'], place.names, flow);
    const value = constantAt(rule.value, [...place.path, 'value'], place.spec, flow);
    return value === undefined ? null : constantSource(value, [...place.path, 'value'], flow);
  }
  return compileExpressionRule(rule.expr, [...place.path, 'expr'], place, convert, flow);
}

function compileExpressionRule(
  text: string,
  path: Path,
  { names, spec }: RulePlace,
  convert: Converter,
  flow: Compilation,
): RuleSource | null {
  const compiled = compileAt(text, path, names, flow);
  if (compiled === null) return null;
  const { type, evaluate, uses, constant, filled = false } = compiled;
  const fault = misfit(type, spec, text);
  if (fault !== null) {
    flow.problems.add(flow.source.at(path), 'WRONG_TYPE', fault.message, fault.hint);
    return null;
  }
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

function compileFirst(rule: FirstRule, place: RulePlace, flow: Compilation): RuleSource | null {
  const parts = rule.first.map((part, position) => {
    const path = [...place.path, 'first', position];
    if (typeof part !== 'string' && part.write !== undefined) {
      const hint = 'Put "write" beside "first".';
      flow.problems.add(
        flow.source.at([...path, 'write'], 'key'),
        'RULE_KEY',
        '"write" holds for the whole field',
        hint,
      );
    }
    return compileRule(part, { ...place, path }, flow);
  });
  const usable = parts.filter((part) => part !== null);
  const certain = parts.findIndex((part) => part?.filled === true);
  if (certain >= 0 && certain < parts.length - 1) {
    const hint = 'Remove it, or put it before the rule that always gives a value.';
    const at = flow.source.at([...place.path, 'first', certain + 1]);
    flow.problems.add(at, 'NEVER_USED', 'this rule is never asked: the one before it is never null', hint);
  }
  if (usable.length < parts.length) return null;
  return {
    filled: certain >= 0,
    evaluate: (scope) => {
      for (const { evaluate } of usable) {
        const value = evaluate(scope) ?? null;
        if (value !== null) return value;
      }
      return null;
    },
    uses: usable.flatMap(({ uses }) => uses),
    constant: usable.every(({ constant }) => constant),
    fixed: usable.flatMap(({ fixed }) => fixed),
    keys: usable.flatMap(({ keys }) => keys),
  };
}
