import type { Period } from '../config/schema/dated-rows.ts';
import { type EntryFault, inclusiveOnLine, type ReferenceList } from '../systems/reference-list.ts';
import { factsOf, type SystemName, systemNames } from '../systems/registry.ts';
import type { RecordValues } from '../values.ts';

/** The list that a field's values come from; null = the field holds something else. */
export function listOf(system: SystemName, resource: string, field: string): ReferenceList | null {
  const { byField: lists } = factsOf(system).lists;
  // A list's own key names itself.
  const list = Object.hasOwn(lists, field) ? lists[field] : undefined;
  return list === undefined || list.resource === resource ? null : list;
}

/** A list of a system. */
interface ListPlace {
  readonly system: SystemName;
  readonly resource: string;
}

/** A list by its name, `SYSTEM.RESOURCE`; null if there is no such system. */
export function placeOf(list: string): ListPlace | null {
  const system = systemNames().find((name) => list.startsWith(`${name}.`));
  return system === undefined ? null : { system, resource: list.slice(system.length + 1) };
}

/** The fields of a list that `judgeEntry` looks at. */
export function judgedFields({ system, resource }: ListPlace): readonly string[] {
  const { judges, inclusive } = factsOf(system).lists;
  return [...(judges[resource]?.fields ?? []), ...(inclusive?.[resource]?.fields ?? [])];
}

/**
 * Why an entry of a list must not be used in a field, from `today` (yyyy-MM-dd) on and, for a dated row, within its period;
 * null when it may, or when that period is over. Pure.
 */
export function judgeEntry(
  { system, resource }: ListPlace,
  entry: RecordValues,
  use: { readonly resource: string; readonly field: string },
  { today, period }: { readonly today: string; readonly period?: Period | undefined },
): EntryFault | null {
  const { from, until } = period ?? { from: null, until: null };
  if (until !== null && until < today) return null;
  const { judges, inclusive } = factsOf(system).lists;
  const codes = inclusive?.[resource];
  if (codes?.of === use.field && codes.isInclusive(entry)) return inclusiveOnLine;
  // Sales documents and the sales side of a relation or an item carry it in their names, in every system.
  const isSale = /sales/i.test(`${use.resource}.${use.field}`);
  return judges[resource]?.judge(entry, isSale, from !== null && from > today ? from : today, until) ?? null;
}
