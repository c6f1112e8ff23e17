import { RecordError } from '../errors.ts';
import type { RecordValues } from '../values.ts';

/** A source record that a person must say the target record of. */
export interface Doubt {
  /** The source record's human name. */
  readonly reference: string;
  /** The flow under whose name links.yml settles it; null = no flow has such records as its own. */
  readonly pinFlow: string | null;
  /** The target records that it may be; one that is taken belongs to another source record already. */
  readonly candidates: readonly { readonly reference: string; readonly isTaken: boolean }[];
  readonly why: string;
}

/** `AMBIGUOUS`: matching found more than one record, or one that may be somebody else's. */
export class AmbiguousError extends RecordError {
  readonly doubt: Doubt;
  /** The candidates as they were read: for recordings, never for messages. */
  readonly found: readonly RecordValues[];

  /** `strongest`: the strongest match key, which settles it where links.yml cannot. */
  constructor(doubt: Doubt, strongest: string, found: readonly RecordValues[]) {
    const { reference, pinFlow, candidates, why } = doubt;
    const names = candidates.map((candidate) => candidate.reference);
    const settle =
      pinFlow === null
        ? `Give the right one the ${strongest} of ${reference}.`
        : `Settle it in links.yml: ${pinFlow}: { "${reference}": "${names[0] ?? ''}" }, or "skip".`;
    super('AMBIGUOUS', `${reference} may be ${names.join(' or ')} in the target, but ${why}. ${settle}`);
    this.doubt = doubt;
    this.found = found;
  }
}

const CORRECT_BY_HAND = 'Correct one of the two by hand; a document that was sent is not changed by the sync.';

/** `DIFFERS`: a document that is in the target already does not hold what the source says. */
export class DiffersError extends RecordError {
  /** The fields that differ. */
  readonly fields: readonly string[];
  /** The target record as it was read: for plans, never for messages. */
  readonly actual: RecordValues;

  constructor(fields: readonly string[], actual: RecordValues, hint = CORRECT_BY_HAND) {
    super('DIFFERS', `The document in the target differs from the source in ${fields.join(', ')}.`, {
      hint,
    });
    this.fields = fields;
    this.actual = actual;
  }
}
