import type { FlowStep } from '../../config/schema/flow-schema.ts';
import { FALLBACK_KEYS } from '../../config/schema/step-schema.ts';
import type { Path } from '../../config/yaml/yaml-source.ts';
import { guess } from '../../nearest.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import type { Value } from '../../values.ts';
import { type Compilation, compileConditionAt } from '../compilation.ts';
import type { Names } from '../expressions/names.ts';
import { constantAt } from '../rules/constant-rules.ts';
import type { MappedField } from '../rules/fields.ts';
import type { Fallback } from './step-program.ts';

/** The default record of a step: the fields that find it, in the target's types. What is wrong with it is noted. */
export function compileFallback(
  step: FlowStep,
  { path, names, resource }: { readonly path: Path; readonly names: Names; readonly resource: ResourceSpec },
  flow: Compilation,
): Fallback | null {
  if (step.default === undefined) return null;
  const { use, when, ...constants } = step.default;
  const condition = compileConditionAt(when, [...path, 'when'], names, flow);
  const by: Record<string, Value> = {};
  for (const [name, constant] of Object.entries(constants)) {
    const at = flow.source.at([...path, name], 'key');
    const spec = Object.hasOwn(resource.fields, name) ? resource.fields[name] : undefined;
    if (spec === undefined) {
      const hint = guess(name, [...Object.keys(resource.fields), ...FALLBACK_KEYS]);
      flow.problems.add(at, 'UNKNOWN_FIELD', `there is no field "${name}" in ${resource.name}`, hint);
    } else if (spec.searchable === false) {
      flow.problems.add(at, 'NOT_SEARCHABLE', `records of ${resource.name} cannot be searched by "${name}"`);
    } else {
      const value = constantAt(constant, [...path, name], spec, flow);
      if (value === null) {
        const hint = 'Write the value that the default record has there.';
        flow.problems.add(at, 'EMPTY_VALUE', 'a record cannot be found by an empty field', hint);
      }
      by[name] = value ?? null;
    }
  }
  return { use, by, when: condition?.holds ?? null };
}

/** Notes a default for a missing record in a step that stands for the flow's own record, which is never missing. */
export function checkFallback(
  fallback: Fallback | null,
  subject: string | null,
  { path, fields }: { readonly path: Path; readonly fields: readonly MappedField[] },
  { problems, source }: Compilation,
): void {
  // If a rule is wrong, it is not known which record the step stands for.
  if (fallback?.use !== 'when-missing' || subject !== null || fields.some(({ rule }) => rule === null)) return;
  const message = '"default" is never used: this step stands for the record of the flow itself, which is never missing';
  const hint = 'Write use: always, or compute the first key of "match" from the related record that may be missing.';
  problems.add(source.at(path, 'key'), 'NEVER_USED', message, hint);
}
