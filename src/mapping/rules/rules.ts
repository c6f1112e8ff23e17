import type { Period } from '../../config/schema/dated-rows.ts';
import type { FirstRule, Rule, RuleOptions } from '../../config/schema/rule-schema.ts';
import type { Path } from '../../config/yaml/yaml-source.ts';
import type { SourcePosition } from '../../errors/errors.ts';
import type { FieldSpec } from '../../systems/catalog.ts';
import type { Value } from '../../values.ts';
import { type Compilation, compileConditionAt } from '../compilation.ts';
import { watchRule } from '../coverage.ts';
import type { FieldReference, Names } from '../expressions/names.ts';
import type { Scope } from '../expressions/scope.ts';
import { isAsked, questionOf } from '../questions.ts';
import { withConstants } from './constant-rules.ts';
import { compileExpressionRule, compilePlain, unforced } from './plain-rules.ts';
import { compileReference } from './references.ts';

/** A fixed value from the file or one of its tables, whatever the record holds: a constant or a table's row. */
export interface FixedValue {
  /** In the type of its field, or of the list's field. */
  readonly value: Value;
  /** The list whose codes a `ref` rule turns into ids; null = the value itself is written. */
  readonly list: { readonly resource: string; readonly by: string } | null;
  readonly at: SourcePosition;
  /** The days on which it applies, if its table has dates. */
  readonly period?: Period;
}

/** A key of a table's row and the one field that it is compared with directly. */
export interface ComparedKey {
  readonly use: FieldReference;
  readonly key: string;
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
  /** Those of them that the value is made of: the rest decides whether there is one. */
  readonly texts: readonly FieldReference[];
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
  /** The result is not written: it chooses what is. */
  readonly chooses?: true;
}

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
  const watched = isFirst ? source.evaluate : watchRule(source.evaluate, path, source.constant, flow);
  const evaluate = withholding(watched, source.uses);
  return {
    fixed,
    keys,
    evaluate: condition === null ? evaluate : (scope) => (condition.holds(scope) ? evaluate(scope) : undefined),
    uses: [...(condition?.uses ?? []), ...source.uses],
    texts: typeof rule !== 'string' && 'ref' in rule ? [] : source.uses,
    constant: condition === null && source.constant,
    filled: condition === null && source.filled,
    conditional: condition !== null,
  };
}

/** The rule's value, or the class of the person's data where a plan may not tell what the rule makes of them. */
function withholding(evaluate: RuleSource['evaluate'], uses: readonly FieldReference[]): RuleSource['evaluate'] {
  const asked = uses.filter(isAsked);
  if (asked.length === 0) return evaluate;
  const keys = asked.map(questionOf);
  return (scope) => {
    const { withheld } = scope;
    const at = withheld === undefined ? -1 : keys.findIndex((key) => withheld.has(key));
    return at < 0 ? evaluate(scope) : `[${asked[at]?.personal}]`;
  };
}

function compileSource(rule: Rule, place: RulePlace, flow: Compilation): RuleSource | null {
  if (typeof rule === 'string') return compileExpressionRule(rule, place, flow);
  // `default` and `force` of a reference are codes, too: they are resolved like any other.
  if ('ref' in rule) return compileReference(rule, place, flow);
  if (!('first' in rule)) return compilePlain(rule, place, flow);
  return withConstants(rule, compileFirst(rule, place, unforced(rule, flow)), place, flow);
}

/** Keys that no alternative of `first` has, each with where it belongs. */
const OF_WHOLE_FIELD = [
  ['sameIn', 'Make this table the rule of the field, without "first".'],
  ['write', 'Put "write" beside "first".'],
] as const;

function compileFirst(rule: FirstRule, place: RulePlace, flow: Compilation): RuleSource | null {
  const parts = rule.first.map((part, position) => {
    const path = [...place.path, 'first', position];
    const written: Readonly<Record<string, unknown>> = typeof part === 'string' ? {} : { ...part };
    for (const [key, hint] of OF_WHOLE_FIELD) {
      if (written[key] === undefined) continue;
      flow.problems.add(flow.source.at([...path, key], 'key'), 'RULE_KEY', `"${key}" holds for the whole field`, hint);
    }
    return compileRule(part, { ...place, path }, flow);
  });
  const usable = parts.filter((part) => part !== null);
  const certain = parts.findIndex((part) => part?.filled === true);
  if (certain >= 0 && certain < parts.length - 1) {
    const hint = 'Remove it, or put it before the rule that always gives a value.';
    const at = flow.source.at([...place.path, 'first', certain + 1]);
    flow.problems.add(at, 'NEVER_USED', 'this rule is never used: the one before it is never null', hint);
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
