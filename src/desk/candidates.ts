import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { MATCH_REASONS } from '../init/match.ts';

/** What may stand in a row that is missing: an entry of the target's list, and why. */
export const candidatesSchema = z.object({
  /** The list that the values are of: `paymentconditions`. */
  list: z.string(),
  /** The row: its table, and its keys; absent in an issue of an earlier version. */
  table: z.string().optional(),
  keys: z.array(z.string()).optional(),
  /** What people call the source's entry that the last key names; absent = nothing tells. */
  name: z.string().optional(),
  /** All entries that rows may have, name by code; absent = too many to keep, or no list says which there may be. */
  entries: z.record(z.string(), z.string()).optional(),
  /** Those that something speaks for, the most likely first. */
  rows: z.array(
    z.object({
      /** The comment that proposes the row: `/map payment-conditions 14=2`. */
      command: z.string(),
      name: z.string(),
      /** Null = nothing speaks for it, or for others as well. */
      because: z.enum(MATCH_REASONS).nullable().catch(null),
    }),
  ),
});

/** See `candidatesSchema`. */
export type Candidates = z.infer<typeof candidatesSchema>;

/** `15 dagen → 14 dagen`: what people call the key and the value of a row, as far as the lists tell; empty = nothing that the row itself does not say. */
export function namesOfRow(
  found: Candidates | undefined,
  { table, keys, value }: { readonly table: string; readonly keys: readonly string[]; readonly value: string },
): string {
  if (found === undefined || found.table !== table) return '';
  const isRow = isDeepStrictEqual(found.keys, keys);
  const names = [isRow ? (found.name ?? '') : '', new Map(Object.entries(found.entries ?? {})).get(value) ?? ''];
  const told = names.filter((name) => name !== '' && name !== value && name !== keys.at(-1));
  return [...new Set(told)].join(' → ');
}
