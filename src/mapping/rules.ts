import type { FirstRule, Rule, RuleOptions } from '../config/rule-schema.ts';
import type { Constant } from '../config/schema-parts.ts';
import type { Path } from '../config/yaml-source.ts';
import { type SourcePosition, SyncError } from '../errors.ts';
import type { FieldSpec } from '../systems/catalog.ts';
import type { Value } from '../values.ts';
import { type Compilation, compileAt, compileConditionAt } from './compilation.ts';
import { type Converter, converterFor } from './convert.ts';
import type { FieldReference, Names } from './expressions/names.ts';
import { misfit } from './fit.ts';
import type { FixedValue, Scope } from './program.ts';
import { compileReference } from './references.ts';
import { compileTableRule } from './table-rules.ts';

/** A key of a table's row and the one field that it is compared with as it stands. */
export interface ComparedKey {
  readonly use: FieldReference;
  readonly key: string;
  /** The table's name. */
  readonly table: string;
  readonly at: SourcePosition;
}

/** What a rule says without any record. */
interface RuleOutline {
  readonly fixed: readonly FixedValue[];
  readonly keys: readonly ComparedKey[];
}

/** A rule as a function. */
export interface CompiledRule extends RuleOutline {
  /** The target's value, in the target's type; undefined = the rule's `when` is false and the field is left alone. */
  readonly evaluate: (scope: Scope) => Value | undefined;
  readonly uses: readonly FieldReference[];
  /** True when every record gets the same. */
  readonly constant: boolean;
}

/** The core of a rule, before `when`, `force` and `default`. */
export interface RuleSource extends RuleOutline {
  readonly evaluate: (scope: Scope) => Value;
  readonly uses: readonly FieldReference[];
  readonly constant: boolean;
}

/** Where a rule stands and what it fills. */
export interface RulePlace {
  readonly path: Path;
  readonly names: Names;
  readonly spec: FieldSpec;
}

type ObjectRule = Exclude<Rule, string>;

/** Compiles the rule of one target field. What is wrong is noted; null when it cannot be used. */
export function compileRule(rule: Rule, place: RulePlace, flow: Compilation): CompiledRule | null {
  const options: RuleOptions = typeof rule === 'string' ? {} : rule;
  const { path, names } = place;
  const condition = compileConditionAt(options.when, [...path, 'when'], names, flow);
  const source = compileSource(rule, place, flow);
  if (source === null) return null;
  const { evaluate, fixed, keys } = source;
  return {
    fixed,
    keys,
    evaluate: condition === null ? evaluate : (scope) => (condition.holds(scope) ? evaluate(scope) : undefined),
    uses: [...(condition?.uses ?? []), ...source.uses],
    constant: condition === null && source.constant,
  };
}

function compileSource(rule: Rule, place: RulePlace, flow: Compilation): RuleSource | null {
  const convert = converterFor(place.spec);
  if (typeof rule === 'string') return compileExpressionRule(rule, place.path, place, convert, flow);
  // `default` and `force` of a reference are codes, too: they are resolved like any other.
  if ('ref' in rule) return compileReference(rule, place, flow);
  return withConstants(rule, compileFilled(rule, place, convert, flow), place.path, convert, flow);
}

/** A rule without `ref`, with its `default` and `force`; every result by the converter of `place.spec`. */
export function compileCode(
  rule: Exclude<ObjectRule, FirstRule>,
  place: RulePlace,
  flow: Compilation,
): RuleSource | null {
  const convert = converterFor(place.spec);
  return withConstants(rule, compilePlain(rule, place, convert, flow), place.path, convert, flow);
}

function withConstants(
  options: RuleOptions,
  source: RuleSource | null,
  path: Path,
  convert: Converter,
  flow: Compilation,
): RuleSource | null {
  const forced = constantAt(options.force, [...path, 'force'], convert, flow);
  const fallback = constantAt(options.default, [...path, 'default'], convert, flow);
  if (source === null || (forced === undefined && fallback === undefined)) return source;
  const { evaluate, uses, constant, keys } = source;
  if (forced !== undefined) return constantSource(forced, [...path, 'force'], flow);
  const fixed = [...source.fixed, ...constantSource(fallback ?? null, [...path, 'default'], flow).fixed];
  return { evaluate: (scope) => evaluate(scope) ?? fallback ?? null, uses, constant, fixed, keys };
}

function constantSource(value: Value, path: Path, { source }: Compilation): RuleSource {
  const fixed = value === null ? [] : [{ value, at: source.at(path), list: null }];
  return { evaluate: () => value, uses: [], constant: true, fixed, keys: [] };
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
    const value = constantAt(rule.value, [...place.path, 'value'], convert, flow);
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
  const { type, evaluate, uses, constant } = compiled;
  const fault = misfit(type, spec);
  if (fault !== null) {
    flow.problems.add(flow.source.at(path), 'WRONG_TYPE', fault.message, fault.hint);
    return null;
  }
  const convertResult = (scope: Scope): Value => convert(evaluate(scope, []));
  if (!constant) return { evaluate: convertResult, uses, constant, fixed: [], keys: [] };
  const value = tried(convertResult, path, flow);
  return value === undefined ? null : { ...constantSource(value, path, flow), uses };
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
  if (usable.length < parts.length) return null;
  return {
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

/** A constant in the target's type; undefined when there is none or it is wrong, which is noted. */
export function constantAt(
  constant: Constant | undefined,
  path: Path,
  convert: Converter,
  flow: Compilation,
): Value | undefined {
  if (constant === undefined) return undefined;
  try {
    return convert(constant);
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    flow.problems.addError(flow.source.at(path), error);
    return undefined;
  }
}

/**
 * The value of a constant expression, which is computed when the file is loaded: what is wrong with it is wrong for every
 * record. Undefined when it is wrong, which is noted.
 */
function tried(evaluate: (scope: Scope) => Value, path: Path, { problems, source }: Compilation): Value | undefined {
  try {
    return evaluate({ record: {}, related: {}, steps: {}, refs: () => undefined });
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    problems.addError(source.at(path), error);
    return undefined;
  }
}
