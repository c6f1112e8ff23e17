import { factsOf, systemNames } from '../systems/registry.ts';

/** Why a record is refused, when the system's message tells, and what to do about it. */
export interface Advice {
  readonly cause: string | null;
  readonly action: string;
}

/** What to do about a record that failed, by the code of the failure. */
const BY_CODE: Readonly<Record<string, string>> = {
  AMBIGUOUS: 'Pin the right one in links.yml, or write "skip" there.',
  BAD_VALUE: 'Correct this field in the source, or convert it in the mapping.',
  BOOKED_TWICE: 'Correct "where" of one of the two flows: no record may meet the conditions of both.',
  CANCELLED: 'Cancel the document in the target by hand, or pin the record as "skip" in links.yml.',
  CHECK_FAILED: 'Correct the record in the source, or the check in the mapping.',
  CONFLICT: 'Give the field the same value on both sides; the next try then finds them equal.',
  DEFAULT_NOT_FOUND: 'Create the default record in the target, or correct "default" in the mapping.',
  DIFFERS: 'Correct one of the two by hand: a document that was sent is not changed by the sync.',
  DIVISION_BY_ZERO: 'Guard the division in the mapping: x == 0 ? null : y / x.',
  DUPLICATE: 'The number is taken in the target: look there for a record that was made by hand.',
  EMPTY_KEY: 'Fill the field that the record is found by in the source, or map another key.',
  EXISTS: 'Nothing, when the document there is right; else remove it there, or set "exists" in the mapping.',
  GAVE_UP: 'Nothing: the next run tries again.',
  IMAGE_NOT_SENT: 'Nothing: the next try sends the file again.',
  IMAGE_TOO_LARGE: 'Make the picture smaller in the source, or raise images.maxBytes in settings.yml.',
  IMAGE_UNREADABLE: 'Open the picture of this record in the source and save it again.',
  INACTIVE: 'Put the record in use again in the target, or write inactive: skip in the step.',
  KEY_MISSING: 'Report this: the system answered without the id of the record.',
  LIST_TOO_LONG: 'Shorten the list in the source, or take less of it in the mapping.',
  LOOKUP_REFUSED:
    'Look for a sign or a length in this value that the system does not take, and correct it in the source.',
  NOT_FOUND: 'The record was removed in the target; the next try looks for it, or creates it anew.',
  MISSING: 'Nothing, if the sync that creates it runs later; else look why it did not.',
  NOT_RECORDED: 'Nothing in the record: plan with the credentials of both systems to know what becomes of it.',
  NUMBER_RANGE: 'Correct this number or date in the source.',
  PERIOD_CLOSED: 'Open the period in the target, or give the document a date in an open one.',
  PINNED_SKIP: 'Remove the "skip" from links.yml, or leave out what needs this record.',
  PIN_NOT_FOUND: 'Correct the reference in links.yml.',
  REFUSED: 'Read the message of the system; correct the record or the mapping.',
  REF_NOT_FOUND: 'Create this code in the target, or map another one.',
  RELATED_MISSING: 'Check that the related record exists in the source and may be read.',
  RELATED_SEVERAL: 'Leave one of them in the source, or write one: first and order in the relation.',
  REQUIRED_EMPTY: 'Fill the field in the source, or give a default in the mapping.',
  TARGET_GONE:
    'Pin the record that took its place in links.yml, or name the record in the input "records" to have it made again.',
  TEXT_TOO_LONG: 'Shorten the text in the source or in the mapping.',
  TOO_LONG: 'Shorten the text in the source, or in the mapping with slice(…).',
  TOTAL_MISMATCH: 'Look for lines that the mapping leaves out, or for a rounding; nothing was booked.',
  UNMAPPED_KEY: 'Add the missing row to the table in the mappings folder.',
  WRITE_UNCLEAR: 'Nothing: the next run looks whether it arrived before it sends anything.',
};

/** What a failure means and what to do: by the message of a system where that is known, else by the code. */
export function adviceFor(code: string, reason: string): Advice {
  const known = systemNames()
    .flatMap((name) => factsOf(name).refusals ?? [])
    .find(({ text }) => text.test(reason));
  if (known !== undefined) return { cause: known.cause, action: known.action };
  return { cause: null, action: BY_CODE[code] ?? 'Correct the record in the source, or the mapping.' };
}
