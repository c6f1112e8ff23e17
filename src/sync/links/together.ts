import type { ResourceSpec } from '../../systems/catalog.ts';

/** Fields with those that are one value together with any of them: half of an address from here and half from there is no address. */
export function withTheirs(
  { together = [] }: Pick<ResourceSpec, 'together'>,
  fields: readonly string[],
): ReadonlySet<string> {
  return new Set(together.some((field) => fields.includes(field)) ? [...fields, ...together] : fields);
}
