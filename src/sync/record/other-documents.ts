import { RecordError } from '../../errors/errors.ts';
import { matchForm } from '../../systems/match-form.ts';
import { titleOf } from '../../systems/registry.ts';
import type { RecordValues, Value } from '../../values.ts';
import type { TargetRecords } from '../find/target-records.ts';
import type { StepContext, Task } from '../task.ts';
import { writeUnclear } from '../write/unclear.ts';

/** Looks up what books the sales of documents that are about to be created: in one question for all of them. */
export async function seekOtherDocuments(targets: TargetRecords, newcomers: readonly Task[]): Promise<void> {
  try {
    await targets.standing(newcomers.flatMap(keysIfAny));
  } catch (error) {
    // It is reported when the record is processed.
    if (!(error instanceof RecordError)) throw error;
  }
}

function keysIfAny({ otherKeys }: Task): readonly Value[] {
  try {
    return otherKeys();
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    return [];
  }
}

/**
 * Refuses to create a document while another one for the same sale is in the target: BOOKED_TWICE. Asks the target, whatever links say. Throws
 * TransientError `WRITE_UNCLEAR` while the other one may still appear, because its create got no answer.
 */
export async function refuseSecondBooking(context: StepContext, targets: TargetRecords, task: Task): Promise<void> {
  const keys = task.otherKeys();
  if (keys.length === 0) return;
  const [standing] = await targets.standing(keys);
  if (standing !== undefined) throw bookedAlready(context, task, standing);
  const names = keys.map((key) => nameOfDocument(context, key)).filter((name) => name !== null);
  if (names.some((name) => context.unanswered.has(name))) throw writeUnclear();
}

/** The name under which `Unanswered` knows a document by its strongest match key's first field, as a keyed hash; null if it is empty, and for master data. */
export function nameOfDocument({ step, fingerprint }: StepContext, number: Value | undefined): string | null {
  const { spec, match, policy } = step;
  const field = match[0]?.[0] ?? '';
  const form = matchForm(spec, field, number);
  return policy.kind !== 'document' || form === null ? null : `${spec.name}\n${fingerprint(field, form)}`;
}

function bookedAlready(context: StepContext, { item, values }: Task, standing: RecordValues): RecordError {
  const { step, program } = context;
  const there = titleOf(program.target.system);
  const field = step.match[0]?.[0] ?? '';
  const [ours, theirs] = [String(values[field]), String(standing[field])];
  const message = [
    `${ours} is for a sale that is already booked in ${there}, as ${step.spec.name} ${theirs}.`,
    `Remove ${theirs} there, and ${ours} is booked; or credit it, and book ${ours} by hand under that number.`,
    'If it is for something else, book it by hand under that number.',
    `If ${ours} must not be booked, write "${item.source.reference}": skip below "${program.name}" in links.yml.`,
    'Each flow that books it needs such a line.',
  ].join(' ');
  return new RecordError('BOOKED_TWICE', message, step.unlessBooked === null ? {} : { at: step.unlessBooked.at });
}
