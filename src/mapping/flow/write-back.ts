import type { FlowFile } from '../../config/schema/flow-schema.ts';
import type { Path } from '../../config/yaml/yaml-source.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import { type Compilation, compileConditionAt } from '../compilation.ts';
import type { Names } from '../expressions/names.ts';
import { compileFields, evaluateFields, fieldRules, type MappedField } from '../rules/fields.ts';
import { named, personalParts } from '../steps/personal-parts.ts';
import { excludes } from './excludes.ts';
import type { WriteBackProgram } from './program.ts';
import { whereTexts } from './where.ts';

const PATH: Path = ['back'];

/**
 * Compiles `back`, the write-back: what goes into the source record once all steps are done. Notes fields that the source does not
 * let change, locked records that no condition excludes, and fields that a step reads, because those would come
 * back as a change. Call it when the steps are compiled.
 */
export function compileWriteBack(
  file: FlowFile,
  spec: ResourceSpec | null,
  names: Names,
  flow: Compilation,
): WriteBackProgram | null {
  const { back } = file;
  if (back === undefined) return null;
  const { problems, source } = flow;
  const read = new Set(flow.uses.flatMap(({ from, field }) => (from === 'record' ? [field] : [])));
  const when = compileConditionAt(back.when, [...PATH, 'when'], names, flow);
  // Here the source is the target. Codes are not resolved with its lists.
  const towards: Compilation = { ...flow, target: flow.origin, origin: flow.target, refs: new Map() };
  const fields = compileFields(back.fields, { path: [...PATH, 'fields'], names, resource: spec }, towards);
  for (const { resource } of towards.refs.values()) {
    const message = `codes of ${resource} are not turned into ids for a record of the source`;
    problems.add(source.at(PATH, 'key'), 'NOT_SUPPORTED', message, 'Write a field that holds a text or a number.');
  }
  if (spec === null) return null;
  if (!spec.updatable) {
    const message = `records of ${spec.name} cannot be changed through the API`;
    problems.add(source.at(PATH, 'key'), 'NOT_UPDATABLE', message, 'Take "back" out.');
  }
  checkFields(fields, read, spec, flow);
  checkFrozen(file, spec, names, flow);
  // The current values are read, so that equal ones are not written again.
  for (const { name } of fields)
    flow.uses.push({ from: 'record', name: '', field: name, resource: spec.name, personal: null, way: 'copied' });
  const rules = fieldRules(fields);
  return {
    when: when?.holds ?? null,
    personal: personalParts(named(fields, '', towards.target)),
    evaluate: (scope) => evaluateFields(rules, scope, ''),
  };
}

function checkFields(
  fields: readonly MappedField[],
  read: ReadonlySet<string>,
  { name: resource }: ResourceSpec,
  { problems }: Compilation,
): void {
  for (const { name, spec, at } of fields) {
    if (!spec.update) {
      const message = `the field "${name}" of ${resource} cannot be changed`;
      problems.add(at, 'READ_ONLY_FIELD', message, 'Write another field.');
    }
    if (read.has(name)) {
      const message = `"${name}" is written back, and a rule of the flow reads it: it would come back as a change`;
      problems.add(at, 'BACK_LOOPS', message, `Take ${name} out of the other rules, or write another field.`);
    }
  }
}

/** A record that the system has locked must be excluded by `where` or by `when` of `back`. */
function checkFrozen(file: FlowFile, spec: ResourceSpec, names: Names, { problems, source }: Compilation): void {
  const { frozen } = spec;
  if (frozen === undefined) return;
  const when = file.back?.when;
  const conditions = [...whereTexts(file.where), ...(when === undefined ? [] : [when])];
  const open = frozen.values.filter((value) => !conditions.some((text) => excludes(text, frozen.field, value, names)));
  if (open.length === 0) return;
  const message = `records of ${spec.name} whose ${frozen.field} is ${open.join(' or ')} cannot be changed any more`;
  const hint = `Leave them out: when: ${open.map((value) => `${frozen.field} != ${value}`).join(' && ')}, or take "back" out.`;
  problems.add(source.at(PATH, 'key'), 'FROZEN_RECORD', message, hint);
}
