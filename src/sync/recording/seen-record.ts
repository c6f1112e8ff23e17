import type { Program } from '../../mapping/program.ts';
import type { AbsentRecord } from '../../state/recording.ts';
import { matchForm } from '../../systems/match-form.ts';
import type { Value } from '../../values.ts';
import type { Item } from '../item.ts';
import { filledIn, resourceName, type SeenRow } from './seen-row.ts';
import { seenTargets } from './seen-targets.ts';

/** A source record that passed through a flow, with all that was seen on its way. */
export interface SeenRecord {
  readonly key: string;
  readonly reference: string;
  readonly changedAt: string | null;
  /** Itself, its related records, and the target records of its steps; a later row of the same record is the newer one. */
  readonly rows: readonly SeenRow[];
  readonly absent: readonly AbsentRecord[];
}

/** What was seen of a source record and on its way through the steps. Pure. */
export function seenRecord(program: Program, item: Item): SeenRecord {
  const { key, reference, changedAt, fields } = item.source;
  const { system, spec } = program.source;
  const resource = resourceName(system, spec);
  const related = program.joins.flatMap(({ alias, spec: of, by, fields: asked }): SeenRow[] => {
    const record = item.related[alias] ?? {};
    const relatedKey = record[of.key] ?? null;
    if (relatedKey === null) return [];
    const all = filledIn(record, [by, of.key, of.reference, ...asked]);
    return [{ resource: resourceName(system, of), key: String(relatedKey), fields: all }];
  });
  return {
    key,
    reference,
    changedAt,
    rows: [{ resource, key, fields: filledIn(fields, program.fields) }, ...related, ...seenTargets(program, item)],
    absent: absentRecords(program, item),
  };
}

/** The related records that were looked for in vain. */
function absentRecords({ joins, source }: Program, item: Item): readonly AbsentRecord[] {
  return joins.flatMap((join) => {
    if (!item.missing.has(join.alias)) return [];
    const form = matchForm(join.by, soughtValue(join, item));
    return form === null ? [] : [{ resource: resourceName(source.system, join.spec), by: join.by, form }];
  });
}

function soughtValue(join: Program['joins'][number], item: Item): Value {
  try {
    return join.value({ record: item.source.fields, related: item.related, steps: {}, refs: () => undefined });
  } catch {
    // What cannot be computed was not looked for.
    return null;
  }
}
