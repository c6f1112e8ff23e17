import type { Constant } from '../../config/schema/schema-parts.ts';
import type { Path } from '../../config/yaml/yaml-source.ts';
import type { FieldSpec, ResourceSpec } from '../../systems/catalog.ts';
import type { Compilation } from '../compilation.ts';
import type { Names } from '../expressions/names.ts';
import { library } from '../functions/library.ts';
import { misfit } from './fit.ts';
import type { FixedValue, RulePlace } from './rules.ts';

/** Notes codes where an id is needed, in a system whose ids have their own form. */
export function checkIds(fixed: readonly FixedValue[], spec: FieldSpec, { target, problems }: Compilation): void {
  const { idForm } = target;
  if (idForm === undefined || spec.type !== 'id') return;
  for (const { value, list, at } of fixed) {
    if (list !== null || typeof value !== 'string' || idForm.test(value)) continue;
    const hint = 'Name the record by its code: { ref: RESOURCE, by: Code, value: … }, with the list it is in.';
    problems.add(at, 'BAD_VALUE', 'the field holds the id of a record, but this is a code', hint);
  }
}

/** Notes a reference whose id the field cannot hold; true when it can. */
export function checkReferenceFits(
  list: ResourceSpec,
  { path, spec }: RulePlace,
  { problems, source }: Compilation,
): boolean {
  const kind = list.fields[list.key]?.type ?? 'id';
  if (kind === 'lines' || kind === 'binary') return true;
  const isText = kind === 'id' && spec.type !== 'id' && spec.type !== 'binary';
  if (!isText && misfit({ kind }, spec) === null) return true;
  const hint =
    'Write gives: code to write the code of a record that is there, or the code alone without "ref" and "by".';
  const message = `the field holds ${spec.type === 'text' ? 'text' : 'something else'}, but "ref" gives the id of a record of ${list.name}`;
  problems.add(source.at([...path, 'ref']), 'WRONG_TYPE', message, hint);
  return false;
}

/** Notes a reference whose code the field cannot hold; true when it can. */
export function checkCodeFits(code: FieldSpec, { path, spec }: RulePlace, { problems, source }: Compilation): boolean {
  if (code.type === 'lines' || code.type === 'binary') return true;
  const isId = spec.type === 'id' && code.type !== 'id';
  const fault = isId
    ? { message: 'the field holds the id of a record, but "gives: code" writes its code', hint: 'Take "gives" out.' }
    : misfit({ kind: code.type }, spec);
  if (fault !== null) problems.add(source.at([...path, 'gives']), 'WRONG_TYPE', fault.message, fault.hint);
  return fault === null;
}

/**
 * Notes a constant that every reader takes for an expression: a field of a related record, of an earlier step or of a line,
 * or a call of a function. Its letters would be written into the target.
 */
export function noteExpression(
  constant: Constant | undefined,
  path: Path,
  names: Names,
  { problems, source }: Compilation,
): void {
  if (typeof constant !== 'string' || !isExpression(constant.trim(), names)) return;
  const hint = 'Write it without "value", or as { expr: … }.';
  problems.add(source.at(path), 'EXPRESSION_AS_VALUE', 'this is an expression, but a constant is needed', hint);
}

function isExpression(text: string, names: Names): boolean {
  const called = /^([A-Za-z]\w*)\(.*\)$/s.exec(text)?.[1];
  if (called !== undefined) return library.has(called);
  const [, holder, field] = /^([A-Za-z_]\w*)\.([A-Za-z_]\w*)$/.exec(text) ?? [];
  if (holder === undefined || field === undefined) return false;
  const type = holder === 'line' ? names.line : (names.related.get(holder) ?? names.steps.get(holder));
  return type?.kind === 'record' && Object.hasOwn(type.spec.fields, field);
}
