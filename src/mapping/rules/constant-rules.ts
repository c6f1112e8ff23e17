import type { RuleOptions } from '../../config/schema/rule-schema.ts';
import type { Constant } from '../../config/schema/schema-parts.ts';
import type { Path } from '../../config/yaml/yaml-source.ts';
import { SyncError } from '../../errors/errors.ts';
import type { FieldSpec } from '../../systems/catalog.ts';
import { isDecimal, type Value } from '../../values.ts';
import type { Compilation } from '../compilation.ts';
import { markAt } from '../coverage.ts';
import { NO_SCOPE } from '../expressions/parts.ts';
import type { Scope } from '../expressions/scope.ts';
import { noteExpression } from './constant-checks.ts';
import { converterFor } from './convert.ts';
import { constantMisfit } from './fit.ts';
import type { RulePlace, RuleSource } from './rules.ts';

/** A rule with its `default` and `force`. A default that can never be used is noted. */
export function withConstants(
  options: RuleOptions,
  source: RuleSource | null,
  { path, names, spec }: RulePlace,
  flow: Compilation,
): RuleSource | null {
  noteExpression(options.force, [...path, 'force'], names, flow);
  noteExpression(options.default, [...path, 'default'], names, flow);
  const forced = constantAt(options.force, [...path, 'force'], spec, flow);
  const fallback = constantAt(options.default, [...path, 'default'], spec, flow);
  if (fallback !== undefined && (options.force !== undefined || source?.filled === true)) {
    const reason = options.force === undefined ? 'the rule is never null' : '"force" overrides whatever the rule gives';
    const at = flow.source.at([...path, 'default'], 'key');
    flow.problems.add(at, 'NEVER_USED', `"default" is never used: ${reason}`, 'Remove one of them.');
  }
  if (source === null || (forced === undefined && fallback === undefined)) return source;
  const { evaluate, uses, constant, keys } = source;
  if (forced !== undefined) return constantSource(forced, [...path, 'force'], flow);
  const fixed = [...source.fixed, ...constantSource(fallback ?? null, [...path, 'default'], flow).fixed];
  const filled = source.filled || (fallback ?? null) !== null;
  const mark = markAt(flow, [...path, 'default'], 0, (place) => `takes the default of ${place}`);
  const otherwise = (): Value => {
    mark?.();
    return fallback ?? null;
  };
  return { evaluate: (scope) => evaluate(scope) ?? otherwise(), uses, constant, filled, fixed, keys };
}

/** A rule that gives the same for every record. */
export function constantSource(value: Value, path: Path, { source }: Compilation): RuleSource {
  const fixed = value === null ? [] : [{ value, at: source.at(path), list: null }];
  return { evaluate: () => value, uses: [], constant: true, filled: value !== null, fixed, keys: [] };
}

/** A constant in the target's type; undefined if there is none or it is wrong, which is noted. */
export function constantAt(
  constant: Constant | undefined,
  path: Path,
  spec: FieldSpec,
  flow: Compilation,
): Value | undefined {
  if (constant === undefined) return undefined;
  const fault = constantMisfit(constant, spec);
  if (fault !== null) {
    flow.problems.add(flow.source.at(path), 'WRONG_TYPE', fault.message, fault.hint);
    return undefined;
  }
  try {
    const value = converterFor(spec)(constant);
    if (isDecimal(constant) && typeof value === 'string') {
      const hint = 'Put it in quotes, with all the digits that are meant.';
      flow.problems.add(flow.source.at(path), 'BAD_VALUE', 'the field holds text, but this is a number', hint);
    }
    return value;
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    flow.problems.addError(flow.source.at(path), error);
    return undefined;
  }
}

/**
 * The value of a constant expression, which is computed when the file is loaded: if it is wrong, it is wrong for every
 * record. Undefined if it is wrong, which is noted.
 */
export function tried(
  evaluate: (scope: Scope) => Value,
  path: Path,
  { problems, source }: Compilation,
): Value | undefined {
  try {
    return evaluate(NO_SCOPE);
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    problems.addError(source.at(path), error);
    return undefined;
  }
}
