import type { Program, Scope } from '../mapping/program.ts';
import type { ReferenceList } from '../state/progress.ts';
import type { System } from '../systems/system.ts';
import type { Value } from '../values.ts';

const DAY_MS = 86_400_000;

/**
 * Loads the target's lists that a flow turns codes into ids with, from the state when they are younger than a day.
 * A code that is not in a kept list makes the list old, so that the next run reads it again.
 */
export async function loadReferences(
  program: Program,
  target: System,
  lists: Record<string, ReferenceList>,
  nowMs: number,
  signal: AbortSignal,
): Promise<Scope['refs']> {
  for (const { resource, by } of program.refs) {
    const name = listName(resource, by);
    const kept = lists[name];
    if (kept !== undefined && nowMs - kept.readAtMs < DAY_MS) continue;
    const key = target.catalog.resources.get(resource)?.key ?? 'id';
    const records = await target.list({ resource, fields: [key, by], signal });
    const values: Record<string, string | number> = {};
    for (const record of records) {
      const id = record[key];
      if (typeof id === 'string' || typeof id === 'number') values[codeOf(record[by])] = id;
    }
    lists[name] = { readAtMs: nowMs, values };
  }
  return (resource, by, code) => {
    const name = listName(resource, by);
    const found = lists[name]?.values[code];
    const list = lists[name];
    if (found === undefined && list !== undefined) list.readAtMs = 0;
    return found;
  };
}

const listName = (resource: string, by: string): string => `${resource}|${by}`;
const codeOf = (value: Value | undefined): string => (value === null || value === undefined ? '' : String(value));
