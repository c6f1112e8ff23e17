import type { Rule } from '../../config/schema/rule-schema.ts';
import type { Path } from '../../config/yaml/yaml-source.ts';
import { RecordError, type SourcePosition } from '../../errors/errors.ts';
import { guess, nearest } from '../../nearest.ts';
import { alternativeTo, alternativeToField } from '../../systems/alternatives.ts';
import type { FieldSpec, ResourceSpec } from '../../systems/catalog.ts';
import { LocalDateTime, type RecordValues, type Value } from '../../values.ts';
import { type Compilation, verifies } from '../compilation.ts';
import type { Names } from '../expressions/names.ts';
import type { Scope } from '../expressions/scope.ts';
import { sentence } from '../problems.ts';
import { checkIds } from './constant-checks.ts';
import { ANYTHING } from './fit.ts';
import { type CompiledRule, compileRule, type RulePlace } from './rules.ts';
import { compileMeaning, type Meaning } from './table-rules.ts';

/** What to do if no field has a name like the one that was written. */
const EDITORS_KNOW = 'An editor that reads the schema in the first line of the file lists the fields there are.';

/** When a field is written: the "update checkbox" of each field. `empty` = only where the target has nothing. */
export type WritePolicy = 'always' | 'create' | 'update' | 'empty';

/** One mapped target field. */
export interface MappedField {
  readonly name: string;
  readonly spec: FieldSpec;
  readonly write: WritePolicy;
  readonly at: SourcePosition;
  /** Null = the rule is wrong; the field still counts as mapped. */
  readonly rule: CompiledRule | null;
  /** What a value of the target stands for, if the rule says that several may stand for the same; else null. */
  readonly meaning: Meaning | null;
}

/** The place of rules: their path, the names they may use, and the resource they fill; null = it is unknown. */
export interface FieldsPlace {
  readonly path: Path;
  readonly names: Names;
  readonly resource: ResourceSpec | null;
}

/** Compiles the rules of a step, or of its lines. Unknown and read-only target fields are noted. */
export function compileFields(
  rules: Readonly<Record<string, Rule>>,
  { path, names, resource }: FieldsPlace,
  flow: Compilation,
): readonly MappedField[] {
  const fields: MappedField[] = [];
  for (const [name, rule] of Object.entries(rules)) {
    const at = flow.source.at([...path, name], 'key');
    const spec = resource === null ? ANYTHING : fieldOf(resource, name, at, flow);
    // The rule's own mistakes are shown even if its field is unknown.
    const place = { path: [...path, name], names, spec: spec ?? ANYTHING };
    const compiled = compileRule(rule, place, flow);
    if (spec === null || resource === null) continue;
    if (compiled !== null) checkIds(compiled.fixed, spec, flow);
    fields.push({
      name,
      spec,
      write: writePolicy(rule, resource, place, flow),
      at,
      rule: compiled,
      meaning: compileMeaning(rule, flow),
    });
  }
  return fields;
}

/** Mapped fields, ready to be evaluated for many records. */
export interface FieldRules {
  readonly fields: readonly MappedField[];
  readonly names: readonly string[];
  readonly rules: readonly CompiledRule['evaluate'][];
  /** The fields that every record gets, without their values: all results have one shape, which makes them fast. */
  readonly blank: RecordValues;
}

/** Prepares fields for `evaluateFields`. */
export function fieldRules(fields: readonly MappedField[]): FieldRules {
  // A field whose rule has a condition may be absent; then fields are added one by one to keep the order of the file.
  const isAlways = fields.every(({ rule }) => rule !== null && !rule.conditional);
  const names = fields.map(({ name }) => name);
  const rules = fields.map(({ rule }) => rule?.evaluate ?? (() => undefined));
  return { fields, names, rules, blank: isAlways ? Object.fromEntries(fields.map(({ name }) => [name, null])) : {} };
}

function fieldOf(resource: ResourceSpec, name: string, at: SourcePosition, flow: Compilation): FieldSpec | null {
  const { problems, target } = flow;
  const spec = Object.hasOwn(resource.fields, name) ? resource.fields[name] : undefined;
  if (spec === undefined) {
    const similar = guess(name, Object.keys(resource.fields)) ?? EDITORS_KNOW;
    const hint = alternativeTo(target.system, `${resource.name}.${name}`) ?? similar;
    problems.add(at, 'UNKNOWN_FIELD', `there is no field "${name}" in ${resource.name}`, hint);
    return null;
  }
  // If a resource is read-only, the step itself is wrong, which is said once.
  if (!verifies(flow) && !resource.creatable && !resource.updatable) return null;
  if (!verifies(flow) && !spec.create && !spec.update) {
    const hint = alternativeToField(target.system, resource, name) ?? 'Remove the line: the system fills it itself.';
    problems.add(at, 'READ_ONLY_FIELD', `the field "${name}" of ${resource.name} cannot be written`, hint);
    return null;
  }
  if (spec.type === 'lines') {
    const hint = 'Map the elements under "lines" of the step.';
    problems.add(at, 'WRONG_TYPE', `the field "${name}" of ${resource.name} holds lines`, hint);
    return null;
  }
  return spec;
}

/** True if a field that seems to be missing is there under a mistyped name, which is noted already: one mistake, one message. */
export function isMistyped(name: string, written: Readonly<Record<string, unknown>>, resource: ResourceSpec): boolean {
  const unknown = Object.keys(written).filter((field) => !Object.hasOwn(resource.fields, field));
  return nearest(name, unknown) !== null;
}

/** What the file says, or `create` for a field that the system accepts only on creation. */
function writePolicy(rule: Rule, { name }: ResourceSpec, { path, spec }: RulePlace, flow: Compilation): WritePolicy {
  const written = typeof rule === 'string' ? undefined : rule.write;
  if (verifies(flow)) return written ?? 'always';
  const refuse = (when: string, hint: string) => {
    const message = `this field of ${name} can only be written when a record is ${when}`;
    flow.problems.add(flow.source.at([...path, 'write']), 'READ_ONLY_FIELD', message, hint);
  };
  if (!spec.update) {
    if (written !== undefined && written !== 'create') refuse('created', 'Write write: create.');
    return 'create';
  }
  if (!spec.create) {
    if (written !== undefined && written !== 'update') refuse('updated', 'Write write: update.');
    return 'update';
  }
  return written ?? 'always';
}

/** The calendar date that a field gets; null if it gets none or its rule fails. */
export function dateIn({ names, rules }: FieldRules, field: string | undefined, scope: Scope): string | null {
  try {
    const value = field === undefined ? null : rules[names.indexOf(field)]?.(scope);
    return value instanceof LocalDateTime ? value.date : null;
  } catch (error) {
    // The record gets the same error when its fields are computed.
    if (error instanceof RecordError) return null;
    throw error;
  }
}

/** Computes mapped fields into `values`; `where` names them in messages. Throws as `StepProgram.evaluate` does. */
export function evaluateFields(
  { fields, names, rules, blank }: FieldRules,
  scope: Scope,
  where: string,
): Record<string, Value> {
  const values: Record<string, Value> = { ...blank };
  let at = 0;
  try {
    for (; at < names.length; at++) {
      const value = rules[at]?.(scope);
      if (value !== undefined) values[names[at] ?? ''] = value;
    }
  } catch (error) {
    throw inField(error, fields[at], where);
  }
  return values;
}

/**
 * The mapped fields that can be computed: those whose rule fails are left out, unless that leaves no key of `match`.
 * Then it throws RecordError.
 */
export function knownFields(
  { fields, names, rules }: FieldRules,
  match: readonly (readonly string[])[],
  scope: Scope,
): RecordValues {
  const values: Record<string, Value> = {};
  let failure: unknown = null;
  for (const [at, name] of names.entries()) {
    try {
      const value = rules[at]?.(scope);
      if (value !== undefined) values[name] = value;
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      if (match.some((key) => key.includes(name))) failure ??= inField(error, fields[at], '');
    }
  }
  if (failure !== null && !match.some((key) => key.every((name) => Object.hasOwn(values, name)))) throw failure;
  return values;
}

/** Adds to a record's error which field it is about. Errors that stop the flow, or that no person can fix, pass unchanged. */
function inField(error: unknown, field: MappedField | undefined, where: string): unknown {
  if (!(error instanceof RecordError) || field === undefined) return error;
  const message = sentence(`field ${where}${field.name}: ${error.message}`);
  const hint = error.hint === undefined ? {} : { hint: error.hint };
  return new RecordError(error.code, message, { at: error.at ?? field.at, cause: error, ...hint });
}
