import type { PersonalClass, ResourceSpec } from '../systems/catalog.ts';
import { catalogsOfSystems } from '../systems/registry.ts';
import type { RecordValues } from '../values.ts';

/** A record and its resource, which says which of its fields are personal. */
export interface RecordOf {
  readonly resource: string;
  readonly values: RecordValues;
}

/** No resource has the same name in two systems. */
const RESOURCES: ReadonlyMap<string, ResourceSpec> = new Map(
  Object.values(catalogsOfSystems()).flatMap(({ resources }) => [...resources]),
);

/** Made when a field is asked for that no catalog knows: it takes every field that there is. */
let classesAnywhere: ReadonlyMap<string, PersonalClass> | undefined;

/**
 * The class of a resource's field, null if it is not personal. A field of lines is named with them:
 * `SalesOrderLines.Notes`. For a field that the catalog does not know, only the name counts: it is personal if a field of that name is,
 * in any resource.
 */
export function personalClass(resource: string, field: string): PersonalClass | null {
  const spec = RESOURCES.get(resource);
  const dot = field.indexOf('.');
  if (dot >= 0) return personalClass(spec?.lines?.[field.slice(0, dot)] ?? '', field.slice(dot + 1));
  const known = spec !== undefined && Object.hasOwn(spec.fields, field) ? spec.fields[field] : undefined;
  if (known !== undefined) return known.personal;
  classesAnywhere ??= classesByName();
  return classesAnywhere.get(field.toLowerCase()) ?? null;
}

/** By a field's name in lower case, its class in the first resource in which it is personal. */
function classesByName(): ReadonlyMap<string, PersonalClass> {
  const classes = new Map<string, PersonalClass>();
  for (const { fields } of RESOURCES.values()) {
    for (const [name, { personal }] of Object.entries(fields)) {
      const key = name.toLowerCase();
      if (personal !== null && !classes.has(key)) classes.set(key, personal);
    }
  }
  return classes;
}
