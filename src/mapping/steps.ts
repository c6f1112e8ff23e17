import type { FlowStep } from '../config/flow-schema.ts';
import { nearest } from '../config/nearest.ts';
import type { Path } from '../config/yaml-source.ts';
import type { ResourceSpec } from '../systems/catalog.ts';
import type { RecordValues, Value } from '../values.ts';
import { type Compilation, compileConditionAt, resourceHint } from './compilation.ts';
import { constantAt } from './constant-rules.ts';
import { converterFor } from './convert.ts';
import type { FieldReference, Names } from './expressions/names.ts';
import { compileFields, evaluateFields, fieldRules, type MappedField } from './fields.ts';
import { compileLines, type LineTarget, lineTarget } from './lines.ts';
import { compileMatch } from './match-keys.ts';
import { outlineOf } from './outline.ts';
import type { Fallback, Scope, StepPolicy, StepProgram } from './program.ts';
import { checkCapabilities, checkRequired, checkUpdates, requiredOf } from './step-checks.ts';
import { compileTotal } from './totals.ts';

/** The target resource that a step names; unknown ones are noted. */
export function stepResource(
  step: FlowStep,
  path: Path,
  { target, origin, problems, source }: Compilation,
): ResourceSpec | null {
  const resource = target.resources.get(step.resource);
  if (resource !== undefined) return resource;
  const message = `there is no resource "${step.resource}" in ${target.system}`;
  const hint = resourceHint(step.resource, target, origin);
  problems.add(source.at([...path, 'resource']), 'UNKNOWN_RESOURCE', message, hint);
  return null;
}

/** Compiles one step; what its `keep` must hold is known only when the steps after it are compiled. */
export function compileStep(
  step: FlowStep,
  path: Path,
  resource: ResourceSpec | null,
  names: Names,
  flow: Compilation,
): Omit<StepProgram, 'keep'> | null {
  const usesBefore = flow.uses.length;
  const when = compileConditionAt(step.when, [...path, 'when'], names, flow);
  const fields = compileFields(step.fields, [...path, 'fields'], resource, names, flow);
  const target = resource === null ? null : lineTarget(resource, flow);
  const lines = step.lines === undefined ? null : compileLines(step.lines, [...path, 'lines'], target, names, flow);
  const check =
    step.total === undefined || lines === null
      ? null
      : compileTotal(step.total, [...path, 'total'], lines, names, flow);
  if (resource === null) return null;
  const fallback = compileFallback(step, [...path, 'default'], resource, flow);
  const match = compileMatch(step, [...path, 'match'], resource, fields, flow);
  checkCapabilities(step, path, resource, target, fallback, flow);
  checkUpdates(step, [...path, 'fields'], fields, flow);
  if (fallback?.use !== 'always') checkRequired(step, path, { resource, fields, target, lines }, flow);
  const rules = fieldRules(fields);
  const linesField = lines === null ? null : (target?.field ?? null);
  const linesSpec = linesField === null ? undefined : resource.fields[linesField];
  return {
    id: step.id,
    spec: resource,
    subject: subjectOf(match.keys[0] ?? [], fields),
    match: match.keys,
    policy: policyOf(step),
    when: when?.holds ?? null,
    fallback,
    related: [...new Set(flow.uses.slice(usesBefore).flatMap(({ from, name }) => (from === 'related' ? [name] : [])))],
    writes: {
      ...Object.fromEntries(fields.map(({ name, write }) => [name, write])),
      ...(linesField === null ? {} : { [linesField]: linesSpec?.update === false ? 'create' : 'always' }),
    },
    linesField,
    required: requiredFields(resource, lines === null ? null : target),
    evaluate: (scope: Scope): RecordValues => {
      const values = evaluateFields(rules, scope, '');
      if (lines !== null && linesField !== null) {
        const mapped = lines.evaluate(scope);
        values[linesField] = mapped;
        check?.(mapped, scope);
      }
      match.check(values, scope);
      return values;
    },
    outline: outlineOf(
      [
        { resource, fields },
        ...(lines === null || target?.element == null
          ? []
          : [{ resource: target.element, fields: [...lines.fields, ...lines.appended.flat()] }]),
      ],
      names,
    ),
    at: flow.source.at(path),
  };
}

function policyOf({ update, exists }: FlowStep): StepPolicy {
  return exists === undefined ? { kind: 'master', update: update ?? false } : { kind: 'document', exists };
}

/** The alias whose fields alone the strongest key is computed from; null = the step stands for the flow's own record. */
function subjectOf(key: readonly string[], fields: readonly MappedField[]): string | null {
  const uses: readonly FieldReference[] = fields
    .filter(({ name }) => key.includes(name))
    .flatMap(({ rule }) => rule?.uses ?? []);
  const [first] = uses;
  if (first?.from !== 'related') return null;
  return uses.every(({ from, name }) => from === 'related' && name === first.name) ? first.name : null;
}

function compileFallback(step: FlowStep, path: Path, resource: ResourceSpec, flow: Compilation): Fallback | null {
  if (step.default === undefined) return null;
  const { use, ...constants } = step.default;
  const by: Record<string, Value> = {};
  for (const [name, constant] of Object.entries(constants)) {
    const at = flow.source.at([...path, name], 'key');
    const spec = Object.hasOwn(resource.fields, name) ? resource.fields[name] : undefined;
    if (spec === undefined) {
      const meant = nearest(name, [...Object.keys(resource.fields), 'use']);
      const hint = meant === null ? undefined : `Did you mean ${meant}?`;
      flow.problems.add(at, 'UNKNOWN_FIELD', `there is no field "${name}" in ${resource.name}`, hint);
    } else if (spec.searchable === false) {
      flow.problems.add(at, 'NOT_SEARCHABLE', `records of ${resource.name} cannot be searched by "${name}"`);
    } else {
      by[name] = constantAt(constant, [...path, name], converterFor(spec), flow) ?? null;
    }
  }
  return { use, by };
}

function requiredFields(resource: ResourceSpec, lines: LineTarget | null): readonly string[] {
  const inLines = lines === null || lines.element === null ? [] : requiredOf(lines.element);
  return [...requiredOf(resource), ...inLines.map((name) => `${lines?.field}.${name}`)];
}
