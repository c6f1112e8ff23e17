import { WRITE_BACK } from '../config/schema/flow-schema.ts';
import type { Program } from '../mapping/flow/program.ts';
import type { StepProgram } from '../mapping/steps/step-program.ts';
import { type Item, relatedRecord } from '../sync/step/item.ts';
import type { ResourceSpec } from '../systems/catalog.ts';
import type { SystemName } from '../systems/registry.ts';

/** Where a flow writes: each of its steps, and the source record of its write-back. */
export interface Place {
  /** The step's id. */
  readonly step: string;
  readonly system: SystemName;
  readonly spec: ResourceSpec;
  /** The `with` alias whose record the step stands for; null = the flow's own. */
  readonly subject: string | null;
  /** A document that is there already is not changed. */
  readonly isDocument: boolean;
  /** A document's place in the books; null = records of the resource have none. */
  readonly bookedIn: StepProgram['bookedIn'];
}

/** The places of a flow, in order. */
export function placesOf({ steps, source, target, writeBack }: Program): readonly Place[] {
  const places = steps.map(({ id, spec, subject, policy, bookedIn }) => {
    return { step: id, system: target.system, spec, subject, isDocument: policy.kind === 'document', bookedIn };
  });
  if (writeBack === null) return places;
  const back = { system: source.system, spec: source.spec, subject: null, isDocument: false, bookedIn: null };
  return [...places, { step: WRITE_BACK, ...back }];
}

/** The human name of the related record that a step stands for; null where it stands for the flow's own. */
export function subjectOf(program: Program, { subject }: Place, item: Item): string | null {
  if (subject === null) return null;
  const spec = program.joins.find((join) => join.alias === subject)?.spec;
  const reference = relatedRecord(item, subject)[spec?.reference ?? ''];
  return reference === null || reference === undefined ? null : String(reference);
}
