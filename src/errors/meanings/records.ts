import type { CodesOf, Meanings } from './meaning.ts';

/** What the codes mean with which one record waits, while the run goes on with the others. */
export const recordMeanings: Meanings<CodesOf<'record'>> = {
  AMBIGUOUS: {
    means: 'Several records of the target could be this one, or the only one that could may belong to another record.',
  },
  BAD_VALUE: { means: 'A value does not fit where it is used, such as a text where a number is needed.' },
  BOOKED_TWICE: {
    means:
      'Two flows would book this document, or the target has another document for the same sale, or it may be a copy of one that waits there, so it is not booked.',
  },
  BOOKS_DIFFER: { means: 'A flow that verifies found records that are not the same in both systems.' },
  CANCELLED: {
    means:
      'A document was cancelled in the source, or no longer takes part, and is still in the target; if it is about the whole run, somebody cancelled the run.',
  },
  CHECK_FAILED: { means: 'A check of the flow says that this record must not be written as it is.' },
  CONFLICT: {
    means:
      'The same field changed in both systems since the last sync, so neither value was written; all other changes were.',
  },
  DEFAULT_NOT_FOUND: {
    means:
      'The mapping names a record of the target that stands in for a missing one, and the target does not have it.',
  },
  DIFFERS: { means: 'A document that is already in the target does not hold what the source says.' },
  DIVISION_BY_ZERO: { means: 'An expression of the mapping divides by zero for this record.' },
  DUPLICATE: { means: 'The target refuses the record because another one there has its number or code.' },
  EMPTY_KEY: { means: 'The fields by which the record is found in the target are empty.' },
  EXISTS: {
    means: 'The document is already in the target, and the flow asks a person whether that is right (`exists: fail`).',
  },
  IMAGE_NOT_SENT: { means: 'The record was created, but it is not known whether its picture arrived.' },
  IMAGE_TOO_LARGE: { means: 'The picture of this record has more bytes than are sent.' },
  IMAGE_UNREADABLE: { means: 'The picture of this record cannot be read, or what comes back is none.' },
  INACTIVE: { means: 'The record is out of use in the target, and the source would change it.' },
  KEY_MISSING: { means: 'The target took a record, and its answer does not say which id it got.' },
  LIST_TOO_LONG: { means: 'A list in an expression takes too many steps for this record.' },
  LOOKUP_REFUSED: { means: 'The system refuses to look for the value by which this record is found.' },
  MADE_TWICE: {
    means: 'The target stored a record twice that was sent once, as a proxy does that repeats calls.',
  },
  MISSING: { means: 'A flow that verifies did not find this record in the target.' },
  NOT_FOUND: { means: 'The record of the target that belongs to this one is no longer there.' },
  NOT_RECORDED: {
    means:
      'A plan without access to the systems needs something that no run has recorded, so it cannot say what becomes of this record.',
  },
  NUMBER_RANGE: {
    means: 'A number has more digits than the mapping computes with, or a date is outside the calendar.',
  },
  PERIOD_CLOSED: { means: 'The target takes no bookings in the year or the period of this document.' },
  PINNED_SKIP: { means: 'Another record needs this one, but links.yml says that it is skipped.' },
  PIN_NOT_FOUND: { means: 'links.yml names a record of the target that is not there, or is there more than once.' },
  REFUSED: { means: 'The target does not accept the record; its own words are in the message.' },
  REF_NOT_FOUND: { means: 'The mapping looks up a code in a list of the target, and the list does not have it.' },
  REF_UNFIT: {
    means: 'A code of the target exists, but with it the amounts of the document would mean something else.',
  },
  RELATED_MISSING: { means: 'The record names another one that the source does not show.' },
  RELATED_SEVERAL: { means: 'The mapping needs one related record, and the source has several.' },
  REQUIRED_EMPTY: { means: 'The target needs a field, and the source has nothing for it.' },
  STOCK_ELSEWHERE: {
    means: 'A stock figure does not name its warehouse, and other warehouses hold this item, too.',
    todo: 'Map `QuantityOfWarehouse` if it is the stock of this warehouse, `QuantityOfAll` if it is that of all.',
  },
  TARGET_GONE: { means: 'Somebody removed the record from the target, and it is not created again by itself.' },
  TEXT_TOO_LONG: { means: 'An expression makes a text that is longer than the mapping allows.' },
  TOO_LONG: { means: 'The text is longer than the field of the target takes.' },
  TOTAL_MISMATCH: {
    means:
      'The lines do not add up to the total of the document, or parts differ from their sum by more than rounding explains.',
  },
  UNMAPPED_KEY: {
    means:
      'A table of the mappings has no row for a code of the source, or none for this date, and there is no default.',
  },
};
