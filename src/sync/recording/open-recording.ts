import { allJoins, type Program } from '../../mapping/flow/program.ts';
import type { RecordedFlow, Recording } from '../../state/recording.ts';
import type { Catalog } from '../../systems/catalog.ts';
import { bySystem, type SystemName } from '../../systems/registry.ts';
import type { System } from '../../systems/system.ts';
import { isRecord, type RecordValues, type Value } from '../../values.ts';
import { createRecordedSystem } from './recorded-system.ts';
import { resourceName } from './seen-row.ts';

/** A field that a flow reads, and the recorded records of it in which it is not known. */
export interface LackingField {
  /** `<system>.<resource>`. */
  readonly resource: string;
  /** Fields within lines are written `Lines.Field`. */
  readonly field: string;
  readonly records: number;
}

/** A recording as flows can run on it. */
export interface OpenedRecording {
  readonly systems: Readonly<Record<SystemName, System>>;
  /** When the newest record in it passed, ISO text in UTC. */
  readonly savedAt: string;
  /** How many source records it holds for each flow, by the flow's name; flows without any are absent. */
  readonly records: ReadonlyMap<string, number>;
  /** How many source records a flow will get: its own, or those of others from the same source. */
  countOf(program: Program): number;
  /** The source fields of a flow that are not known for some of the recorded records. Such a record fails as `NOT_RECORDED`. */
  lacks(program: Program): readonly LackingField[];
}

/**
 * Opens a recording for the flows that will run on it, together with the progress of the same administration: links,
 * fingerprints and reference lists come from there. `createRecordedSystem` says what the systems answer. Pure.
 */
export function openRecording(
  recording: Recording,
  programs: readonly Program[],
  catalogs: Readonly<Record<SystemName, Catalog>>,
): OpenedRecording {
  const replay = { recording, programs };
  return {
    systems: bySystem((name) => createRecordedSystem(catalogs[name], replay)),
    savedAt: recording.savedAt,
    records: new Map(Object.entries(recording.flows).map(([flow, { records }]) => [flow, records.length])),
    countOf: (program) => recordsOf(recording, program).length,
    lacks: (program) => lacking(recording, program),
  };
}

function lacking(recording: Recording, program: Program): readonly LackingField[] {
  const { system, spec } = program.source;
  const own = program.fields.filter((field) => !program.unusedFields.includes(field));
  const read = new Map([[resourceName(system, spec), own]]);
  for (const join of allJoins(program)) {
    const name = resourceName(system, join.spec);
    read.set(name, [...new Set([...(read.get(name) ?? []), ...join.fields])]);
  }
  const records = recordsOf(recording, program);
  return [...read].flatMap(([resource, fields]) => {
    const keys = new Set(records.flatMap(({ uses }) => uses[resource] ?? []));
    const rows = [...keys]
      .map((key) => recording.rows.get(resource)?.get(key))
      .filter((row): row is RecordValues => row !== undefined);
    return fields
      .map((field) => ({ resource, field, records: rows.filter((row) => !isKnown(row, field)).length }))
      .filter((lack) => lack.records > 0);
  });
}

/** The records that a flow will get: its own, or those of others from the same source. */
function recordsOf({ flows }: Recording, { source }: Program): RecordedFlow['records'] {
  const name = resourceName(source.system, source.spec);
  return Object.values(flows).flatMap((flow) => (flow.source === name ? flow.records : []));
}

function isKnown(row: RecordValues, field: string): boolean {
  const [name = ''] = field.split('.', 1);
  const value = row[name];
  if (name === field || !Array.isArray(value)) return value !== undefined;
  const within = field.slice(name.length + 1);
  return value.every((line: Value) => !isRecord(line) || line[within] !== undefined);
}
