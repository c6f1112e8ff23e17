import type { ResourceSpec } from './catalog.ts';
import { factsOf, type SystemName } from './registry.ts';

/**
 * What to do instead of writing a resource that the API only shows, or a field that it does not have (`debtors.vatCode`); undefined
 * = nothing known.
 */
export function alternativeTo(system: SystemName, resource: string): string | undefined {
  return factsOf(system).alternatives[resource];
}

/**
 * What to do instead of writing a field that the API only shows; undefined = nothing known. The code and the description
 * of what a record refers to (`GLRevenueCode`) follow from the reference itself (`GLRevenue`).
 */
export function alternativeToField(
  system: SystemName,
  { name, fields }: ResourceSpec,
  field: string,
): string | undefined {
  const known = factsOf(system).alternatives[`${name}.${field}`];
  if (known !== undefined) return known;
  const reference = field.replace(/(?:Code|Description|Name|HID|Number)$/, '');
  const spec = reference === field ? undefined : fields[reference];
  if (spec === undefined || !(spec.create || spec.update)) return undefined;
  return spec.type === 'id'
    ? `It follows from ${reference}: write { ref: RESOURCE, by: Code, … } into that.`
    : `It follows from ${reference}: write that.`;
}

/** What to say about a field that the system accepts and never shows. */
export function unreadableHint(system: SystemName, resource: string, field: string): string {
  return factsOf(system).unreadable?.[`${resource}.${field}`] ?? 'The system takes it and never shows it.';
}
