import type { FlowStep } from '../../config/flow-schema.ts';
import type { Path } from '../../config/yaml-source.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import type { Compilation } from '../flow/compilation.ts';
import type { CompiledLines, LineTarget } from '../lines/lines.ts';
import { type CompiledTotal, filledField, totalsOf } from '../lines/totals.ts';
import { isMistyped, type MappedField } from '../rules/fields.ts';
import { alternativeTo } from './capabilities.ts';
import type { Fallback } from './step-program.ts';

/** Notes what the target's API does not offer for the step's resource. */
export function checkCapabilities(
  step: FlowStep,
  path: Path,
  resource: ResourceSpec,
  target: LineTarget | null,
  fallback: Fallback | null,
  { problems, source, target: { system } }: Compilation,
): void {
  const { name } = resource;
  if (!resource.creatable && fallback?.use !== 'always') {
    const at = source.at([...path, 'resource']);
    problems.add(
      at,
      'NOT_CREATABLE',
      `records of ${name} cannot be created through the API`,
      alternativeTo(system, name),
    );
  }
  if (step.update === true && !resource.updatable && resource.creatable) {
    const message = `records of ${name} cannot be changed through the API`;
    problems.add(source.at([...path, 'update']), 'NOT_UPDATABLE', message, 'Write update: false.');
  }
  if (step.exists === 'update' && !resource.updatable && resource.creatable) {
    const message = `records of ${name} cannot be changed through the API`;
    const hint = 'Write exists: verify, and correct by hand what it finds.';
    problems.add(source.at([...path, 'exists']), 'NOT_UPDATABLE', message, hint);
  }
  if (step.inactive !== undefined && resource.endsOn === undefined && resource.deactivated === undefined) {
    const message = `nothing tells that a record of ${name} is out of use`;
    problems.add(source.at([...path, 'inactive'], 'key'), 'NEVER_USED', message, 'Remove "inactive".');
  }
  const isDocument = target !== null && (step.lines !== undefined || resource.fields[target.field]?.required === true);
  if (step.update !== undefined && isDocument) {
    const hint = 'Write exists: skip, verify, fail or update instead of "update".';
    problems.add(source.at([...path, 'update'], 'key'), 'DOCUMENT_POLICY', `records of ${name} are documents`, hint);
  }
}

/** Notes lines for a resource that has none. */
export function checkLines(
  step: FlowStep,
  path: Path,
  { name, creatable }: ResourceSpec,
  target: LineTarget | null,
  { problems, source, target: { system } }: Compilation,
): void {
  if (step.lines === undefined || target !== null) return;
  const hint = creatable ? undefined : alternativeTo(system, name);
  problems.add(source.at([...path, 'lines'], 'key'), 'NO_LINES', `records of ${name} have no lines to write`, hint);
}

/** What a step maps, as far as it has been compiled. */
export interface MappedStep {
  readonly resource: ResourceSpec;
  readonly fields: readonly MappedField[];
  readonly target: LineTarget | null;
  readonly lines: CompiledLines | null;
  /** In the order of `totalsOf`; null for each that is wrong. */
  readonly totals: readonly (CompiledTotal | null)[];
}

const isFixedOnce = ({ write }: MappedField): boolean => write === 'create';

/** Notes fields that are written only on updates, in a step that never updates. */
export function checkUpdates(
  step: FlowStep,
  path: Path,
  fields: readonly MappedField[],
  { problems, source, target }: Compilation,
): void {
  if (step.update === true) return;
  if (step.exists === 'update') {
    const isFixed = target.resources.get(step.resource)?.updatable === true && fields.every(isFixedOnce);
    const message = 'none of the mapped fields may be written when the document is there';
    const hint = 'Map a field that may be changed, or write exists: verify.';
    if (isFixed) problems.add(source.at([...path.slice(0, -1), 'exists']), 'NEVER_USED', message, hint);
    return;
  }
  for (const { name, write } of fields) {
    if (write !== 'update') continue;
    const hint = step.update === false ? 'Write update: true in the step, or take the rule out.' : 'Take the rule out.';
    const message = 'this field is only written when a record is updated, and the step updates none';
    problems.add(source.at([...path, name, 'write']), 'NEVER_USED', message, hint);
  }
}

/** Notes required fields that no rule fills when a record is created, including those of lines. */
export function checkRequired(
  step: FlowStep,
  path: Path,
  { resource, fields, target, lines, totals }: MappedStep,
  { problems, source }: Compilation,
): void {
  const lack = (
    spec: ResourceSpec,
    rules: FlowStep['fields'],
    mapped: readonly MappedField[],
    place: Path,
    skip?: string,
  ) => {
    // Lines that are sent with their document need not name it.
    const required = spec === resource ? requiredOf(spec) : requiredOf(spec).filter((name) => name !== resource.key);
    const missing = required.filter(
      (name) => name !== skip && !isCreated(rules, name) && !isMistyped(name, rules, spec),
    );
    for (const { name, rule, spec: field } of mapped) {
      if (!field.required || rule === null || !rule.constant || rule.filled) continue;
      const message = `a record of ${spec.name} needs ${name}, and this rule always gives null`;
      problems.add(source.at([...place, name]), 'MISSING_FIELD', message, 'Give it a value.');
    }
    if (missing.length === 0) return;
    const names = missing.join(', ');
    const message = `a record of ${spec.name} needs ${names}, and no rule fills ${missing.length === 1 ? 'it' : 'them'}`;
    problems.add(source.at(place, 'key'), 'MISSING_FIELD', message, `Add a rule for ${names}.`);
  };
  lack(resource, step.fields, fields, [...path, 'fields'], step.lines === undefined ? undefined : target?.field);
  const element = target?.element ?? null;
  if (step.lines === undefined || lines === null || element === null) return;
  lack(element, step.lines.fields, lines.fields, [...path, 'lines', 'fields']);
  for (const [position, append] of (step.lines.append ?? []).entries()) {
    lack(element, append.fields, lines.appended[position] ?? [], [...path, 'lines', 'append', position, 'fields']);
  }
  for (const [position, { total, path: place }] of totalsOf(step, path).entries()) {
    const compiled = totals[position] ?? null;
    if (total.difference === undefined || compiled === null) continue;
    lack(element, total.difference.fields, compiled.fields, [...place, 'difference', 'fields'], filledField(total));
  }
}

/** True when a rule fills the field of a record that is created. */
function isCreated(rules: FlowStep['fields'], name: string): boolean {
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  return rule !== undefined && (typeof rule === 'string' || rule.write !== 'update');
}

/** The fields without which a record of a resource cannot be created. */
export function requiredOf({ fields }: ResourceSpec): readonly string[] {
  return Object.keys(fields).filter((name) => fields[name]?.required === true);
}
