import type { FlowStep } from '../../config/schema/flow-schema.ts';
import type { Path } from '../../config/yaml/yaml-source.ts';
import { alternativeTo } from '../../systems/alternatives.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import type { Compilation } from '../compilation.ts';
import type { LineTarget } from '../lines/lines.ts';
import { filledField, totalsOf } from '../lines/totals.ts';
import { isMistyped, type MappedField } from '../rules/fields.ts';
import type { StepParts } from './step-parts.ts';
import type { Fallback } from './step-program.ts';
import type { WrittenStep } from './written-step.ts';

/** Notes what is wrong with a step that writes. */
export function checkWrites(
  written: WrittenStep,
  parts: StepParts,
  fallback: Fallback | null,
  flow: Compilation,
): void {
  checkCapabilities(written, parts.target, fallback, flow);
  checkUpdates(written, parts.fields, flow);
  if (fallback?.use !== 'always' && written.step.create !== false) checkRequired(written, parts, flow);
}

/** Notes what the target's API does not offer for the step's resource. */
function checkCapabilities(
  { step, path, resource }: WrittenStep,
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
    const message = `nothing shows that a record of ${name} is out of use`;
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
  { step, path, resource: { name, creatable } }: WrittenStep,
  target: LineTarget | null,
  { problems, source, target: { system } }: Compilation,
): void {
  if (step.lines === undefined || target !== null) return;
  const hint = creatable ? undefined : alternativeTo(system, name);
  problems.add(source.at([...path, 'lines'], 'key'), 'NO_LINES', `records of ${name} have no lines to write`, hint);
}

const isFixedOnce = ({ write }: MappedField): boolean => write === 'create';

/** Notes fields that are written only on updates, in a step that never updates. */
function checkUpdates(
  { step, path, resource }: WrittenStep,
  fields: readonly MappedField[],
  { problems, source }: Compilation,
): void {
  if (step.update === true) return;
  if (step.exists === 'update') {
    const isFixed = resource.updatable && fields.every(isFixedOnce);
    const message = 'none of the mapped fields may be written when the document exists';
    const hint = 'Map a field that may be changed, or write exists: verify.';
    if (isFixed) problems.add(source.at([...path, 'exists']), 'NEVER_USED', message, hint);
    return;
  }
  for (const { name, write } of fields) {
    if (write !== 'update') continue;
    const hint = step.update === false ? 'Write update: true in the step, or remove the rule.' : 'Remove the rule.';
    const message = 'this field is only written when a record is updated, but the step updates none';
    problems.add(source.at([...path, 'fields', name, 'write']), 'NEVER_USED', message, hint);
  }
}

/** The rules of one record that is created: a step's own, or those of a line. */
interface CreatedRecord {
  readonly spec: ResourceSpec;
  readonly rules: FlowStep['fields'];
  readonly fields: readonly MappedField[];
  /** The place of the rules. */
  readonly path: Path;
  /** The field that gets a value without a rule. */
  readonly filled?: string | undefined;
}

/** Notes required fields that no rule fills when a record is created, including those of lines. */
function checkRequired(written: WrittenStep, parts: StepParts, flow: Compilation): void {
  for (const created of createdRecords(written, parts)) checkFilled(created, written.resource, flow);
}

function createdRecords(
  { step, path, resource }: WrittenStep,
  { fields, target, lines, totals }: StepParts,
): readonly CreatedRecord[] {
  const filled = step.lines === undefined ? undefined : target?.field;
  const own = { spec: resource, rules: step.fields, fields, path: [...path, 'fields'], filled };
  const spec = target?.element ?? null;
  if (step.lines === undefined || lines === null || spec === null) return [own];
  const ofLines = { spec, rules: step.lines.fields, fields: lines.fields, path: [...path, 'lines', 'fields'] };
  const appended = (step.lines.append ?? []).map(({ fields: rules }, position) => ({
    spec,
    rules,
    fields: lines.appended[position] ?? [],
    path: [...path, 'lines', 'append', position, 'fields'],
  }));
  const differences = totalsOf(step, path).flatMap(({ total, path: place }, position) => {
    const compiled = totals[position] ?? null;
    if (total.difference === undefined || compiled === null) return [];
    const { fields: rules } = total.difference;
    const at = [...place, 'difference', 'fields'];
    return [{ spec, rules, fields: compiled.fields, path: at, filled: filledField(total) }];
  });
  return [own, ofLines, ...appended, ...differences];
}

function checkFilled(
  { spec, rules, fields, path, filled }: CreatedRecord,
  document: ResourceSpec,
  { problems, source }: Compilation,
): void {
  // Lines that are sent with their document need not name it.
  const required = spec === document ? requiredOf(spec) : requiredOf(spec).filter((name) => name !== document.key);
  const missing = required.filter(
    (name) => name !== filled && !isCreated(rules, name) && !isMistyped(name, rules, spec),
  );
  for (const { name, rule, spec: field } of fields) {
    if (!field.required || rule === null || !rule.constant || rule.filled) continue;
    const message = `a record of ${spec.name} needs ${name}, and this rule always gives null`;
    problems.add(source.at([...path, name]), 'MISSING_FIELD', message, 'Give it a value.');
  }
  if (missing.length === 0) return;
  const names = missing.join(', ');
  const message = `a record of ${spec.name} needs ${names}, and no rule fills ${missing.length === 1 ? 'it' : 'them'}`;
  problems.add(source.at(path, 'key'), 'MISSING_FIELD', message, `Add a rule for ${names}.`);
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
