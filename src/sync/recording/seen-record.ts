import { allJoins, type Program } from '../../mapping/flow/program.ts';
import { formsOf } from '../../mapping/lines/line-groups.ts';
import type { Join, LineJoin } from '../../mapping/relations/joins.ts';
import type { AbsentRecord } from '../../state/recording.ts';
import type { RecordValues, Value } from '../../values.ts';
import { type Item, scopeOf } from '../item.ts';
import { filledIn, resourceName, type SeenRow } from './seen-row.ts';
import { seenTargets } from './seen-targets.ts';

/** A source record that passed through a flow, with everything that was seen on its way. */
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
  const related = allJoins(program).flatMap((join) => seenRows(program, join, recordsOf(join, item)));
  return {
    key,
    reference,
    changedAt,
    rows: [{ resource, key, fields: filledIn(fields, program.fields) }, ...related, ...seenTargets(program, item)],
    absent: absentRecords(program, item),
  };
}

function seenRows({ source }: Program, join: Join, records: readonly RecordValues[]): readonly SeenRow[] {
  const { spec, by, fields } = join;
  return records.flatMap((record): SeenRow[] => {
    const key = record[spec.key] ?? null;
    if (key === null) return [];
    const all = filledIn(record, [by, spec.key, spec.reference, ...fields]);
    return [{ resource: resourceName(source.system, spec), key: String(key), fields: all }];
  });
}

/** What was found for the lines of a record; undefined for a relation of the record itself. */
const foundFor = (join: Join | LineJoin, { ofLines }: Item) => ('place' in join ? ofLines.get(join.place) : undefined);

/** The records that a relation gave. */
function recordsOf(join: Join, item: Item): readonly RecordValues[] {
  const ofLines = foundFor(join, item);
  return ofLines === undefined ? [item.related[join.alias] ?? []].flat() : [...ofLines.values()].flat();
}

/** Look-ups that found nothing beside the rows that were seen: none at all, or no more of a list. */
function absentRecords(program: Program, item: Item): readonly AbsentRecord[] {
  return allJoins(program).flatMap((join) => {
    const resource = resourceName(program.source.system, join.spec);
    return wholeForms(join, item).map((form) => ({ resource, by: join.by, form }));
  });
}

function wholeForms(join: Join, item: Item): readonly string[] {
  const ofLines = foundFor(join, item);
  if (ofLines !== undefined) {
    return [...ofLines].flatMap(([form, found]) => (join.takes === 'all' || found.length === 0 ? [form] : []));
  }
  return join.takes === 'all' || item.missing.has(join.alias) ? formsOf(join, soughtValue(join, item)) : [];
}

function soughtValue(join: Join, item: Item): Value {
  try {
    return join.value(scopeOf(item, () => undefined));
  } catch {
    // A value that cannot be computed was not looked up.
    return null;
  }
}
