import type { ResourceSpec } from '../../systems/catalog.ts';
import type { FieldReference, Names } from '../expressions/names.ts';
import type { Type } from '../expressions/types.ts';
import type { MappedField } from '../rules/fields.ts';
import type { ComparedKey } from '../rules/rules.ts';
import type { SoughtKey, StepOutline } from './step-outline.ts';

/** Mapped fields of one resource: a step's own, or those of its lines. */
export interface FieldGroup {
  readonly resource: ResourceSpec;
  readonly fields: readonly MappedField[];
}

/**
 * What a step writes and looks up, as far as it is known without a record. `names` and `ofLines`, which has related records
 * of lines by their place, resolve the fields of keys.
 */
export function outlineOf(
  groups: readonly FieldGroup[],
  names: Names,
  ofLines: ReadonlyMap<string, Type> = new Map(),
): StepOutline {
  const all = groups.flatMap(({ resource, fields }) => fields.map((field) => ({ resource: resource.name, ...field })));
  return {
    fields: all.map(({ resource, name, at }) => ({ resource, field: name, at })),
    values: all.flatMap(({ resource, name, rule }) =>
      (rule?.fixed ?? []).map((fixed) => ({ resource, field: name, ...fixed })),
    ),
    keys: all
      .flatMap(({ rule }) => rule?.keys ?? [])
      .flatMap((key) => soughtKey(key, holderOf(key.use, names, ofLines))),
  };
}

/** The key with the resource whose field it is compared with; nothing if that resource is not in a catalog. */
function soughtKey({ use, key, at }: ComparedKey, holder: Type | null | undefined): readonly SoughtKey[] {
  if (holder?.kind !== 'record') return [];
  let resource: ResourceSpec | undefined = holder.spec;
  const collections = use.field.split('.');
  const field = collections.pop() ?? '';
  for (const collection of collections) {
    resource = holder.catalog.resources.get(resource?.lines?.[collection] ?? '');
  }
  return resource === undefined ? [] : [{ resource: resource.name, field, key, at }];
}

function holderOf(
  { from, name }: FieldReference,
  { record, related, steps }: Names,
  ofLines: ReadonlyMap<string, Type>,
): Type | null | undefined {
  if (from === 'record') return record;
  const held = from === 'related' ? related.get(name) : from === 'line' ? ofLines.get(name) : steps.get(name);
  return held?.kind === 'list' ? held.element : held;
}
