import type { FlowStep } from '../config/flow-schema.ts';
import type { Path } from '../config/yaml-source.ts';
import type { ResourceSpec } from '../systems/catalog.ts';
import { alternativeTo } from './capabilities.ts';
import type { Compilation } from './compilation.ts';
import { isMistyped } from './fields.ts';
import type { LineTarget } from './lines.ts';
import type { Fallback } from './program.ts';

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
  const updates = step.update === true || step.exists === 'update';
  if (updates && !resource.updatable && resource.creatable) {
    const at = source.at([...path, step.update === true ? 'update' : 'exists']);
    const hint = step.update === true ? 'Write update: false.' : 'Write exists: skip, verify or fail.';
    problems.add(at, 'NOT_UPDATABLE', `records of ${name} cannot be changed through the API`, hint);
  }
  if (step.lines !== undefined && target === null) {
    const hint = resource.creatable ? undefined : alternativeTo(system, name);
    problems.add(source.at([...path, 'lines'], 'key'), 'NO_LINES', `records of ${name} have no lines to write`, hint);
  }
  const isDocument = target !== null && (step.lines !== undefined || resource.fields[target.field]?.required === true);
  if (step.update !== undefined && isDocument) {
    const hint = 'Write exists: skip, verify, fail or update instead of "update".';
    problems.add(source.at([...path, 'update'], 'key'), 'DOCUMENT_POLICY', `records of ${name} are documents`, hint);
  }
}

/** Notes required fields that no rule fills when a record is created, those of lines too. */
export function checkRequired(
  step: FlowStep,
  path: Path,
  resource: ResourceSpec,
  target: LineTarget | null,
  { problems, source }: Compilation,
): void {
  const lack = (spec: ResourceSpec, rules: FlowStep['fields'], place: Path, skip?: string) => {
    const missing = requiredOf(spec).filter(
      (name) => name !== skip && !isCreated(rules, name) && !isMistyped(name, rules, spec),
    );
    if (missing.length === 0) return;
    const names = missing.join(', ');
    const message = `a record of ${spec.name} needs ${names}, and no rule fills ${missing.length === 1 ? 'it' : 'them'}`;
    problems.add(source.at(place, 'key'), 'MISSING_FIELD', message, `Add a rule for ${names}.`);
  };
  const { fields, lines } = step;
  lack(resource, fields, [...path, 'fields'], lines === undefined ? undefined : target?.field);
  const element = target?.element ?? null;
  if (lines === undefined || element === null) return;
  lack(element, lines.fields, [...path, 'lines', 'fields']);
  for (const [position, append] of (lines.append ?? []).entries()) {
    lack(element, append.fields, [...path, 'lines', 'append', position, 'fields']);
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
