import type { FlowStep } from '../../config/schema/flow-schema.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import { type Compilation, checkUnconfirmed, verifies } from '../compilation.ts';
import type { Names } from '../expressions/names.ts';
import { scopesOf } from '../lines/each.ts';
import type { LineTarget } from '../lines/lines.ts';
import { addedUp } from '../lines/totals.ts';
import { askPersonal } from '../relations/joins.ts';
import { dateIn, evaluateFields, fieldRules, knownFields } from '../rules/fields.ts';
import { compileBookedIn } from './booked-in.ts';
import { checkFallback, compileFallback } from './fallbacks.ts';
import { compileMatch, type MatchKeys } from './match-keys.ts';
import { outlineOf } from './outline.ts';
import { personalIn } from './personal-parts.ts';
import { compileRedate } from './redate.ts';
import { checkLines, checkWrites, requiredOf } from './step-checks.ts';
import { compileParts, fieldGroups, linesFieldOf, type StepParts } from './step-parts.ts';
import type { StepPolicy, StepProgram } from './step-program.ts';
import { bookedFrom, borrowedOf, constantKeyOf, elementOrigin, sourcesOf, subjectOf } from './subject.ts';
import { compileVerifyPolicy } from './verify-policy.ts';
import type { WrittenStep } from './written-step.ts';

/** Compiles one step; its `keep` is known only when the steps after it are compiled. Null if its resource is unknown. */
export function compileStep(
  place: Pick<WrittenStep, 'step' | 'path'>,
  outside: Names,
  flow: Compilation,
): Omit<StepProgram, 'keep'> | null {
  const resource = resourceOf(place, flow);
  const parts = compileParts(place, resource, outside, flow);
  return resource === null ? null : programOf({ ...place, resource }, parts, flow);
}

/** The target resource that a step names; unknown ones are noted. */
function resourceOf({ step, path }: Pick<WrittenStep, 'step' | 'path'>, flow: Compilation): ResourceSpec | null {
  const { target, origin, problems, source } = flow;
  const resource = target.resources.get(step.resource);
  if (resource !== undefined) {
    checkUnconfirmed(resource, [...path, 'resource'], flow);
    return resource;
  }
  problems.addUnknownResource(source.at([...path, 'resource']), step.resource, target, origin);
  return null;
}

function programOf(written: WrittenStep, parts: StepParts, flow: Compilation): Omit<StepProgram, 'keep'> {
  const { step, path, resource } = written;
  const { list, names, fields, lines, when, checks, unlessBooked, related } = parts;
  // The records that decide about the default record may be missing: then they read as nulls.
  const fallback = compileFallback(step, { path: [...path, 'default'], names, resource }, flow);
  const match = compileMatch(written, fields, flow);
  checkLines(written, parts.target, flow);
  if (!verifies(flow)) checkWrites(written, parts, fallback, flow);
  const [key = []] = match.keys;
  for (const field of new Set(match.keys.flat())) {
    const at = [...path, 'fields', field];
    askPersonal(resource, field, { path: at, text: `match ${JSON.stringify(step.fields[field])}` }, flow);
  }
  const subject = list === null ? subjectOf(key, fields, names) : 'line';
  const elementOf = list === null ? null : elementOrigin(list.type);
  checkFallback(fallback, subject, { path: [...path, 'default'], fields }, flow);
  return {
    id: step.id,
    spec: resource,
    subject,
    each: list === null ? null : (scope) => scopesOf(list, scope, true),
    elementOf,
    bookedFrom: bookedFrom(subject, list?.type ?? null, names, flow),
    match: match.keys,
    constantKey: constantKeyOf(key, fields),
    policy: verifies(flow) ? compileVerifyPolicy(written, { lines, names }, flow) : policyOf(step),
    unlessBooked,
    when,
    fallback,
    checks,
    related,
    lineJoins: lines?.joins ?? [],
    writes: writesOf(resource, parts, flow),
    meanings: Object.fromEntries(fields.flatMap(({ name, meaning }) => (meaning === null ? [] : [[name, meaning]]))),
    sources: sourcesOf(fields, subject),
    borrowed: step.exists === undefined ? {} : borrowedOf(fields, [subject, elementOf], names, flow),
    linesField: linesFieldOf(parts),
    ...personalIn(parts, match.keys.flat(), flow),
    required: requiredFields(resource, lines === null ? null : parts.target),
    ...computing(resource, parts, match),
    bookedIn: compileBookedIn(resource, flow),
    redate: compileRedate(step, path, resource, flow),
    outline: outlineOf(fieldGroups(resource, parts), names, lines?.types),
    at: flow.source.at(path),
  };
}

/** What is computed for each record. */
function computing(
  { documentDate }: ResourceSpec,
  parts: StepParts,
  match: MatchKeys,
): Pick<StepProgram, 'evaluate' | 'known' | 'datedOn'> {
  const { lines, totals } = parts;
  const rules = fieldRules(parts.fields);
  const linesField = linesFieldOf(parts);
  return {
    evaluate: (scope) => {
      const values = evaluateFields(rules, scope, '');
      if (lines !== null && linesField !== null) {
        values[linesField] = addedUp(totals, lines.evaluate(scope), scope);
      }
      match.check(values, scope);
      return values;
    },
    known: (scope) => knownFields(rules, match.keys, scope),
    datedOn: (scope) => dateIn(rules, documentDate, scope),
  };
}

/** When each field is written. Lines that the target does not let change are written on creation only. */
function writesOf(resource: ResourceSpec, parts: StepParts, flow: Compilation): StepProgram['writes'] {
  const own = Object.fromEntries(parts.fields.map(({ name, write }) => [name, write]));
  const field = linesFieldOf(parts);
  if (field === null) return own;
  return { ...own, [field]: resource.fields[field]?.update === false && !verifies(flow) ? 'create' : 'always' };
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

function requiredFields(resource: ResourceSpec, lines: LineTarget | null): readonly string[] {
  const inLines = lines === null || lines.element === null ? [] : requiredOf(lines.element);
  // Lines that are sent with their document need not name it.
  return [
    ...requiredOf(resource),
    ...inLines.filter((name) => name !== resource.key).map((name) => `${lines?.field}.${name}`),
  ];
}
