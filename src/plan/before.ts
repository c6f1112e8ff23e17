import { RecordError, SyncError } from '../errors/errors.ts';
import type { SystemName } from '../systems/registry.ts';
import type { System } from '../systems/system.ts';
import type { RecordValues, Value } from '../values.ts';
import type { StepEffect } from './collect.ts';

/** Entries with the present target values that could be read. */
export interface ReadEntries {
  readonly entries: readonly StepEffect[];
  readonly warnings: readonly string[];
}

/**
 * Reads the target's values of records whose updates were found by fingerprints alone, those of one resource together.
 * What cannot be read stays unknown, with a warning: the plan is valid without it.
 */
export async function readBefore(
  entries: readonly StepEffect[],
  systems: Readonly<Record<SystemName, System>>,
  isMadeUp: (value: Value) => boolean,
  signal: AbortSignal,
): Promise<ReadEntries> {
  const keyOf = ({ place, target: record }: StepEffect): Value => record[place.spec.key] ?? null;
  const unread = entries.filter(
    (entry) => entry.action === 'update' && entry.before === null && !isMadeUp(keyOf(entry)),
  );
  const found = new Map<StepEffect, RecordValues>();
  const warnings: string[] = [];
  for (const [place, some] of Map.groupBy(unread, (entry) => entry.place)) {
    const { spec, system } = place;
    try {
      const records = await systems[system].find({
        resource: spec.name,
        field: spec.key,
        values: [...new Set(some.map(keyOf))],
        fields: [...new Set(some.flatMap(({ fields }) => fields))],
        signal,
      });
      const byKey = new Map(records.map((record) => [String(record[spec.key]), record]));
      for (const entry of some) {
        const record = byKey.get(String(keyOf(entry)));
        if (record !== undefined) found.set(entry, record);
      }
      const gone = some.filter((entry) => !found.has(entry)).length;
      if (gone > 0)
        warnings.push(
          `${gone} of the ${spec.name} to update are no longer there; a sync finds them again by their match keys, or creates them.`,
        );
    } catch (error) {
      if (!(error instanceof SyncError) || error instanceof RecordError) throw error;
      warnings.push(`What ${spec.name} hold now could not be read: ${error.message}`);
    }
  }
  return { entries: entries.map((entry) => ({ ...entry, before: found.get(entry) ?? entry.before })), warnings };
}
