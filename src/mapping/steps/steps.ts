import type { FlowStep } from '../../config/flow-schema.ts';
import type { Path } from '../../config/yaml-source.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import type { RecordValues } from '../../values.ts';
import type { FieldReference, Names } from '../expressions/names.ts';
import type { Type } from '../expressions/types.ts';
import { compileBookedIn } from '../flow/booked-in.ts';
import { compileChecks } from '../flow/checks.ts';
import { type Compilation, checkUnconfirmed, compileConditionAt, resourceHint, verifies } from '../flow/compilation.ts';
import type { Scope } from '../flow/scope.ts';
import { inWords } from '../functions/conversions.ts';
import { checkLineNames } from '../lines/line-names.ts';
import { compileLines, type LineTarget, lineTarget } from '../lines/lines.ts';
import { addedUp, compileTotal, totalsOf } from '../lines/totals.ts';
import { compileFields, dateIn, evaluateFields, fieldRules, knownFields, type MappedField } from '../rules/fields.ts';
import { compileShared, oncePerElement } from '../rules/shared-values.ts';
import { compileEach, scopesOf } from './each.ts';
import { checkFallback, compileFallback } from './fallbacks.ts';
import { compileMatch } from './match-keys.ts';
import { outlineOf } from './outline.ts';
import { compileRedate } from './redate.ts';
import { checkCapabilities, checkLines, checkRequired, checkUpdates, requiredOf } from './step-checks.ts';
import type { StepPolicy, StepProgram } from './step-program.ts';
import { compileVerifyPolicy } from './verify-policy.ts';

/** The target resource that a step names; unknown ones are noted. */
export function stepResource(step: FlowStep, path: Path, flow: Compilation): ResourceSpec | null {
  const { target, origin, problems, source } = flow;
  const resource = target.resources.get(step.resource);
  if (resource !== undefined) {
    checkUnconfirmed(resource, [...path, 'resource'], flow);
    return resource;
  }
  const message = `there is no resource "${step.resource}" in ${target.system}`;
  const hint = resourceHint(step.resource, target, origin);
  problems.add(source.at([...path, 'resource']), 'UNKNOWN_RESOURCE', message, hint);
  return null;
}

/** Compiles one step; its `keep` is known only when the steps after it are compiled. */
export function compileStep(
  step: FlowStep,
  path: Path,
  resource: ResourceSpec | null,
  outside: Names,
  flow: Compilation,
): Omit<StepProgram, 'keep'> | null {
  const usesBefore = flow.uses.length;
  const list = step.each === undefined ? null : compileEach(step.each, [...path, 'each'], outside, flow);
  const around: Names = list === null ? outside : { ...outside, line: list.type, element: list.type };
  checkLineNames(step, path, around, flow);
  const names = {
    ...around,
    shared: compileShared(step.let, { path: [...path, 'let'], names: around, once: oncePerElement }, flow),
  };
  const when = compileConditionAt(step.when, [...path, 'when'], names, flow);
  const checks = compileChecks(step.checks, [...path, 'checks'], `${step.id}-`, names, flow);
  const fields = compileFields(step.fields, [...path, 'fields'], resource, names, flow);
  const target = resource === null ? null : lineTarget(resource, flow);
  const place = { path: [...path, 'lines'], name: `${step.id}.lines`, names, element: target?.element ?? null };
  const lines = step.lines === undefined ? null : compileLines(step.lines, place, flow);
  const totals =
    lines === null
      ? []
      : totalsOf(step, path).map((total) =>
          compileTotal(total.total, total.path, lines, target?.element ?? null, names, flow),
        );
  const related = [
    ...new Set(flow.uses.slice(usesBefore).flatMap(({ from, name }) => (from === 'related' ? [name] : []))),
  ];
  if (resource === null) return null;
  // The records that decide about the default record may be missing: then they read as nulls.
  const fallback = compileFallback(step, { path: [...path, 'default'], names, resource }, flow);
  const match = compileMatch(step, [...path, 'match'], resource, fields, flow);
  checkLines(step, path, resource, target, flow);
  if (!verifies(flow)) checkCapabilities(step, path, resource, target, fallback, flow);
  if (!verifies(flow)) checkUpdates(step, [...path, 'fields'], fields, flow);
  if (!verifies(flow) && fallback?.use !== 'always' && step.create !== false)
    checkRequired(step, path, { resource, fields, target, lines, totals }, flow);
  const rules = fieldRules(fields);
  const linesField = lines === null ? null : (target?.field ?? null);
  const linesSpec = linesField === null ? undefined : resource.fields[linesField];
  const subject = list === null ? subjectOf(match.keys[0] ?? [], fields, names) : 'line';
  const elementOf = list === null ? null : elementOrigin(list.type);
  checkFallback(fallback, subject, [...path, 'default'], fields, flow);
  return {
    id: step.id,
    spec: resource,
    subject,
    each: list === null ? null : (scope) => scopesOf(list, scope, true),
    elementOf,
    bookedFrom: bookedFrom(subject, list?.type ?? null, names, flow),
    match: match.keys,
    constantKey: constantKeyOf(match.keys[0] ?? [], fields),
    policy: verifies(flow) ? compileVerifyPolicy(step, path, { resource, lines, names }, flow) : policyOf(step),
    when: when?.holds ?? null,
    fallback,
    checks,
    related,
    lineJoins: lines?.joins ?? [],
    writes: {
      ...Object.fromEntries(fields.map(({ name, write }) => [name, write])),
      ...(linesField === null
        ? {}
        : { [linesField]: linesSpec?.update === false && !verifies(flow) ? 'create' : 'always' }),
    },
    sources: sourcesOf(fields, subject),
    linesField,
    required: requiredFields(resource, lines === null ? null : target),
    evaluate: (scope: Scope): RecordValues => {
      const values = evaluateFields(rules, scope, '');
      if (lines !== null && linesField !== null) {
        values[linesField] = addedUp(totals, lines.evaluate(scope), scope);
      }
      match.check(values, scope);
      return values;
    },
    bookedIn: compileBookedIn(resource, flow),
    known: (scope: Scope): RecordValues => knownFields(rules, match.keys, scope),
    datedOn: (scope: Scope): string | null => dateIn(rules, resource.documentDate, scope),
    redate: compileRedate(step, path, resource, flow),
    outline: outlineOf(
      [
        { resource, fields },
        ...(lines === null || target?.element == null
          ? []
          : [
              {
                resource: target.element,
                fields: [...lines.fields, ...lines.appended.flat(), ...totals.flatMap((total) => total?.fields ?? [])],
              },
            ]),
      ],
      names,
      lines?.types,
    ),
    at: flow.source.at(path),
  };
}

function policyOf(step: FlowStep): StepPolicy {
  const { update = false, create = true, inactive = 'update', exists, closed = 'hold' } = step;
  if (exists !== undefined) return { kind: 'document', exists, closed };
  return {
    kind: 'master',
    update,
    ...(create ? {} : { create }),
    ...(inactive === 'update' ? {} : { inactive }),
  };
}

function constantKeyOf(key: readonly string[], fields: readonly MappedField[]): string {
  const parts = fields
    .filter(({ name, rule }) => key.includes(name) && rule?.constant === true)
    .flatMap(({ name, rule }) => (rule?.fixed ?? []).slice(0, 1).map(({ value }) => `${name}=${inWords(value)}`));
  return parts.sort().join(',');
}

/** The only alias whose fields the strongest key is computed from; null = the step stands for the flow's own record. */
function subjectOf(key: readonly string[], fields: readonly MappedField[], { related }: Names): string | null {
  const uses: readonly FieldReference[] = fields
    .filter(({ name }) => key.includes(name))
    .flatMap(({ rule }) => rule?.uses ?? []);
  const [first] = uses;
  // A step cannot stand for several related records.
  if (first?.from !== 'related' || related.get(first.name)?.kind === 'list') return null;
  return uses.every(({ from, name }) => from === 'related' && name === first.name) ? first.name : null;
}

/** The alias whose records are the elements of `each`; null if they are lines, or of several kinds. */
function elementOrigin(element: Type): string | null {
  if (element.kind !== 'record') return null;
  const { from, name, path } = element.origin;
  return from === 'related' && path === '' ? name : null;
}

/** See `StepProgram.bookedFrom`. */
function bookedFrom(
  subject: string | null,
  element: Type | null,
  { record, related }: Names,
  { origin }: Compilation,
): ResourceSpec | null {
  const type = element ?? (subject === null ? record : related.get(subject));
  if (type?.kind !== 'record') return null;
  const { spec } = type;
  // A step over the lines of a document books the document.
  const documents = [...origin.resources.values()];
  return documents.find(({ lines = {} }) => Object.values(lines).includes(spec.name)) ?? spec;
}

/** See `StepProgram.sources`. */
function sourcesOf(fields: readonly MappedField[], subject: string | null): StepProgram['sources'] {
  const isOwn = ({ from, name }: FieldReference): boolean =>
    subject === null ? from === 'record' : from === 'related' && name === subject;
  return Object.fromEntries(
    fields.flatMap(({ name, rule }) => {
      const uses = rule?.uses ?? [];
      if (uses.length === 0 || !uses.every(isOwn)) return [];
      return [[name, [...new Set(uses.map(({ field }) => field.split('.')[0] ?? field))]]];
    }),
  );
}

function requiredFields(resource: ResourceSpec, lines: LineTarget | null): readonly string[] {
  const inLines = lines === null || lines.element === null ? [] : requiredOf(lines.element);
  // Lines that are sent with their document need not name it.
  return [
    ...requiredOf(resource),
    ...inLines.filter((name) => name !== resource.key).map((name) => `${lines?.field}.${name}`),
  ];
}
