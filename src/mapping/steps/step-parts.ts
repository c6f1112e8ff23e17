import type { ResourceSpec } from '../../systems/catalog.ts';
import { type Compilation, compileConditionAt } from '../compilation.ts';
import type { Names } from '../expressions/names.ts';
import { compileEach } from '../lines/each.ts';
import { checkLineNames } from '../lines/line-names.ts';
import { type CompiledLines, compileLines, type LineTarget, lineTarget } from '../lines/lines.ts';
import { type CompiledTotal, compileTotal, totalsOf } from '../lines/totals.ts';
import { compileFields, type MappedField } from '../rules/fields.ts';
import { compileShared, oncePerElement } from '../rules/shared-values.ts';
import { compileChecks } from './checks.ts';
import { compileOtherDocuments } from './other-documents.ts';
import type { FieldGroup } from './outline.ts';
import type { StepProgram } from './step-program.ts';
import type { WrittenStep } from './written-step.ts';

/** What a step says, compiled part by part. */
export interface StepParts {
  /** The list of `each`; null = the step has none. */
  readonly list: ReturnType<typeof compileEach> | null;
  /** The names that its rules may use. */
  readonly names: Names;
  readonly when: StepProgram['when'];
  readonly checks: StepProgram['checks'];
  readonly unlessBooked: StepProgram['unlessBooked'];
  readonly fields: readonly MappedField[];
  /** Where lines of the resource are written; null = it has none. */
  readonly target: LineTarget | null;
  readonly lines: CompiledLines | null;
  /** In the order of `totalsOf`; null for each that is wrong. */
  readonly totals: readonly (CompiledTotal | null)[];
  /** The related records that it reads. */
  readonly related: readonly string[];
}

/** Compiles the parts of a step, whose rules may use the names `outside` of it. */
export function compileParts(
  { step, path }: Pick<WrittenStep, 'step' | 'path'>,
  resource: ResourceSpec | null,
  outside: Names,
  flow: Compilation,
): StepParts {
  const usesBefore = flow.uses.length;
  const list = step.each === undefined ? null : compileEach(step.each, [...path, 'each'], outside, flow);
  const around: Names = list === null ? outside : { ...outside, line: list.type, element: list.type };
  checkLineNames(step, path, around, flow);
  const shared = compileShared(step.let, { path: [...path, 'let'], names: around, once: oncePerElement }, flow);
  const names: Names = { ...around, shared };
  const when = compileConditionAt(step.when, [...path, 'when'], names, flow)?.holds ?? null;
  const checks = compileChecks(step.checks, { path: [...path, 'checks'], prefix: `${step.id}-`, names }, flow);
  const unlessBooked = compileOtherDocuments(step.unlessBooked, [...path, 'unlessBooked'], names, flow);
  const fields = compileFields(step.fields, { path: [...path, 'fields'], names, resource }, flow);
  const target = resource === null ? null : lineTarget(resource, flow);
  const element = target?.element ?? null;
  const place = { path: [...path, 'lines'], name: `${step.id}.lines`, names, element };
  const lines = step.lines === undefined ? null : compileLines(step.lines, place, flow);
  const totals =
    lines === null ? [] : totalsOf(step, path).map((total) => compileTotal(total, { lines, element, names }, flow));
  const read = flow.uses.slice(usesBefore).flatMap(({ from, name }) => (from === 'related' ? [name] : []));
  const related = [...new Set(read)];
  return { list, names, when, checks, unlessBooked, fields, target, lines, totals, related };
}

/** The field that a step's lines are written into; null = it writes none. */
export const linesFieldOf = ({ lines, target }: StepParts): string | null =>
  lines === null ? null : (target?.field ?? null);

/** What a step maps: the fields of its own resource, and those of its lines. */
export function fieldGroups(
  resource: ResourceSpec,
  { fields, lines, target, totals }: StepParts,
): readonly FieldGroup[] {
  const own = { resource, fields };
  if (lines === null || target?.element == null) return [own];
  const ofTotals = totals.flatMap((total) => total?.fields ?? []);
  return [own, { resource: target.element, fields: [...lines.fields, ...lines.appended.flat(), ...ofTotals] }];
}
