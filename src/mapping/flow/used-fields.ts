import type { ResourceSpec } from '../../systems/catalog.ts';
import { moneyFieldsOf, worthFieldNames } from '../../systems/money-fields.ts';
import type { SystemName } from '../../systems/registry.ts';
import type { FieldReference } from '../expressions/names.ts';
import type { CompiledJoin, Join } from '../relations/joins.ts';
import type { StepProgram } from '../steps/step-program.ts';

/** A join with its used fields, and the name that its record has for people if a step stands for it. */
export function finishJoin(
  join: CompiledJoin,
  steps: readonly StepProgram[],
  uses: readonly FieldReference[],
): readonly Join[] {
  const { spec, evaluate, type: _, ...rest } = join;
  if (spec === null) return [];
  const isSubject = steps.some(({ subject, elementOf }) => subject === join.alias || elementOf === join.alias);
  const used = fieldsOf(uses, 'related', join.alias);
  const fields = usedOf(join, isSubject ? withDate([...used, spec.reference], spec) : used);
  return [{ ...rest, spec, value: (scope) => evaluate(scope, []), fields }];
}

/** The used fields of a related record, with the one that several are sorted by. */
export function usedOf({ order }: Pick<Join, 'order'>, fields: readonly string[]): readonly string[] {
  return [...new Set([...fields, ...(order === null ? [] : [order.field])])].sort();
}

/** The used fields of a flow's own records, with those of a document that say how much money waits if it cannot be synced. */
export const withWorth = (used: readonly string[], system: SystemName, { name }: ResourceSpec): readonly string[] =>
  [...new Set([...used, ...worthFieldNames(moneyFieldsOf(system, name)?.worth)])].sort();

/** The used fields, with the date of a document, which `since` compares. */
export const withDate = (fields: readonly string[], { documentDate }: ResourceSpec): readonly string[] =>
  documentDate === undefined ? fields : [...new Set([...fields, documentDate])].sort();

/** The used fields of one holder, each once; for a collection, its elements' fields if those are known. */
export function fieldsOf(
  uses: readonly FieldReference[],
  from: FieldReference['from'],
  name: string,
): readonly string[] {
  const own = uses.filter((use) => use.from === from && use.name === name).map(({ field }) => field);
  const fields = [...new Set(own)].sort();
  return fields.filter((field) => !fields.some((other) => other.startsWith(`${field}.`)));
}

/** The names of fields, those of a collection's elements as the collection. */
export function topLevel(fields: readonly string[]): readonly string[] {
  return [...new Set(fields.map((field) => field.split('.')[0] ?? field))];
}
