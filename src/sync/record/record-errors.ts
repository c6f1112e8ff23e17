import { RecordError } from '../../errors/errors.ts';
import type { Claim, Pins } from '../../state/progress.ts';
import type { RecordValues } from '../../values.ts';
import { typedFields } from '../find/typed-by-hand.ts';
import type { StepResult } from '../item.ts';
import { referenceOf, type StepContext, type Task } from '../task.ts';

/** A source record whose target record a person must choose. */
export interface Ambiguity {
  /** The source record's human name. */
  readonly reference: string;
  /** The flow under whose name links.yml settles it; null = no flow has such records as its source. */
  readonly pinFlow: string | null;
  /** The target records that it may be; a taken one already belongs to another source record. */
  readonly candidates: readonly { readonly reference: string; readonly isTaken: boolean }[];
  /** The file that settles it; absent = none does, or it is not known. */
  readonly linksFile?: string;
  readonly why: string;
  /** The claim of this record, which holds while it waits, if other source records claim the same target record. */
  readonly claim?: Claim;
  /** Human names of those others. */
  readonly rivals?: readonly string[];
  /** The candidate has another source record, and both are documents: each may be a sale of its own. */
  readonly isOtherSale?: boolean;
  /** Another source record with the same number may be the candidate or is linked to it: links.yml cannot tell the two apart. */
  readonly isSameNumber?: boolean;
  /** None of the candidates may be it: `new` in links.yml gives it a record of its own. */
  readonly mayBeNew?: boolean;
}

/** The most other records that a message names: hundreds of them would not say more. */
const SHOWN_RIVALS = 5;

/** Names of records for a sentence: the first few, and how many more there are. */
export function listed(references: readonly string[]): string {
  const more = references.length - SHOWN_RIVALS;
  const shown = references.slice(0, SHOWN_RIVALS).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** `AMBIGUOUS`: matching found more than one record, or one that may be somebody else's. */
export class AmbiguousError extends RecordError {
  readonly ambiguity: Ambiguity;
  /** The candidates as they were read, for recordings, never for messages. */
  readonly found: readonly RecordValues[];

  /** `strongest`: the strongest match key, which settles it if links.yml cannot. */
  constructor(ambiguity: Ambiguity, strongest: string, found: readonly RecordValues[]) {
    const { reference, linksFile, candidates, why } = ambiguity;
    const names = candidates.map((candidate) => candidate.reference);
    const settle = howToSettle(ambiguity, strongest);
    super('AMBIGUOUS', `${reference} may be ${names.join(' or ')} in the target, but ${why}. ${settle}`, {
      ...(linksFile !== undefined && { at: { file: linksFile, line: 1, column: 1 } }),
    });
    this.ambiguity = ambiguity;
    this.found = found;
  }
}

function howToSettle(ambiguity: Ambiguity, strongest: string): string {
  const { reference, pinFlow, candidates, rivals = [], isOtherSale, isSameNumber, mayBeNew } = ambiguity;
  if (pinFlow === null)
    return candidates.length > 1
      ? `Correct the target by hand: only one of its records may have the ${strongest} of ${reference}.`
      : `Give the right one the ${strongest} of ${reference}.`;
  // A line: two groups of one flow in links.yml would be one too many.
  const skip = `"${reference}": skip below "${pinFlow}" in links.yml`;
  if (isSameNumber === true) {
    const twins = `Several records in the source have the number ${reference}, and links.yml cannot tell them apart.`;
    return isOtherSale === true
      ? `${twins} Book each one that the target does not have by hand under another number, then write ${skip}. It holds for all of them.`
      : `${twins} Give each its own number in the source.`;
  }
  // A pin would take the target's document from the sale that it was booked for.
  if (isOtherSale === true && rivals.length === 0)
    return `If each is a sale of its own, give one of them another number in the source, or book ${reference} by hand under another number and write ${skip}.`;
  const pins = [
    `"${reference}": "${candidates[0]?.reference ?? ''}"`,
    ...rivals.slice(0, SHOWN_RIVALS).map((one) => `"${one}": skip`),
  ].join(', ');
  const other = rivals.length > 0 ? 'the other way round' : '"skip"';
  const settle = `Settle it in links.yml: below "${pinFlow}", write ${pins}, or ${other}.`;
  return isOtherSale === true
    ? `If each is a sale of its own, give one of them another number in the source, or book ${reference} by hand under another number and write "skip" for it. ${settle}`
    : mayBeNew === true
      ? `${settle} For one that the target does not have yet, write new: the sync then makes it.`
      : settle;
}

/** The pins of which a person may choose one; null = links.yml does not settle it, or a pin would take a document from another sale. */
export function pinsOf(ambiguity: Ambiguity): Pins | null {
  const { reference, pinFlow, candidates, isOtherSale, isSameNumber, mayBeNew } = ambiguity;
  if (pinFlow === null || isOtherSale === true || isSameNumber === true) return null;
  const free = candidates.filter(({ isTaken }) => !isTaken).slice(0, SHOWN_RIVALS);
  const targets = new Set([...free.map((candidate) => candidate.reference), ...(mayBeNew === true ? ['new'] : [])]);
  return targets.size === 0 ? null : { flow: pinFlow, reference, targets: [...targets] };
}

/** `DIFFERS`: a document that exists in the target does not hold what the source says. */
export class DiffersError extends RecordError {
  /** The fields that differ. */
  readonly fields: readonly string[];
  /** The target record as it was read, for plans, never for messages. */
  readonly actual: RecordValues;
  /** The claim of a record without a link, which holds while it waits; undefined = it is linked. */
  readonly claim: Claim | undefined;

  /** `name`: of the document; `isTyped`: a person typed it, so that it may be another sale. */
  constructor(
    name: string,
    fields: readonly string[],
    actual: RecordValues,
    about: { readonly isTyped: boolean; readonly claim: Claim | undefined },
  ) {
    const { isTyped, claim } = about;
    const where = fields.join(', ');
    const message = isTyped
      ? `${name}, which was typed by hand into the target, differs from the source in ${where}. If it is another sale, change its number there.`
      : `${name} in the target differs from the source in ${where}.`;
    super('DIFFERS', message);
    this.fields = fields;
    this.actual = actual;
    this.claim = claim;
  }
}

/** `DIFFERS` for a target record that is not what would be booked. */
export function differs(
  context: StepContext,
  task: Task,
  fields: readonly string[],
  actual: RecordValues,
): DiffersError {
  const { step, links, pair } = context;
  const { subjectKey: key, subjectReference: reference, values } = task;
  const isTyped = typedFields(context, values, actual).size > 0;
  const target = String(actual[step.spec.key]);
  const claim = links.get(pair, key) === undefined ? { pair, target, key, reference } : undefined;
  return new DiffersError(referenceOf(context, actual), fields, actual, { isTyped, claim });
}

/** `CONFLICT`: fields of one record changed in both systems, and a person says which value holds. */
export class ConflictError extends RecordError {
  /** What was written anyway: the fields that only one side changed; null = there were none. */
  readonly written: StepResult | null;

  constructor(fields: readonly string[], brought: StepResult) {
    super('CONFLICT', `Since the last sync ${fields.join(', ')} changed in the target as well as in the source.`, {
      hint: 'Make both sides equal: a person has to say which is right; an address counts as one value. All other changes were synced.',
    });
    this.written = brought.sent === null ? null : brought;
  }
}
