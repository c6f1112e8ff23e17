import { WRITE_BACK } from '../config/schema/flow-schema.ts';
import type { Program } from '../mapping/flow/program.ts';
import { missingRequired, type StepProgram } from '../mapping/steps/step-program.ts';
import { type Item, relatedRecord } from '../sync/item.ts';
import type { ResourceSpec } from '../systems/catalog.ts';
import type { SystemName } from '../systems/registry.ts';
import type { RecordValues } from '../values.ts';

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
  /** True for values without something that the target requires of a new record: it would wait. */
  readonly isIncomplete: (values: RecordValues) => boolean;
  /** What its fields hold of persons, see `StepProgram.personal`. */
  readonly personal: StepProgram['personal'];
}

/** The places of a flow, in order. */
export function placesOf(program: Program): readonly Place[] {
  const { steps, source, target, writeBack } = program;
  const places = steps.map((step) => {
    const { id, spec, subject, policy, bookedIn, personal } = step;
    const isDocument = policy.kind === 'document';
    const isIncomplete = (values: RecordValues): boolean => missingRequired(step, values).length > 0;
    return { step: id, system: target.system, spec, subject, isDocument, bookedIn, isIncomplete, personal };
  });
  if (writeBack === null) return places;
  const { system, spec } = source;
  const { personal } = writeBack;
  const written = { subject: null, isDocument: false, bookedIn: null, isIncomplete: () => false, personal };
  return [...places, { step: WRITE_BACK, system, spec, ...written }];
}

/** The human name of the related record that a step stands for; null where it stands for the flow's own. */
export function subjectOf(program: Program, { subject }: Place, item: Item): string | null {
  if (subject === null) return null;
  const spec = program.joins.find((join) => join.alias === subject)?.spec;
  const reference = relatedRecord(item, subject)[spec?.reference ?? ''];
  return reference === null || reference === undefined ? null : String(reference);
}
