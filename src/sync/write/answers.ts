import { RecordError } from '../../errors/errors.ts';
import { matchForm } from '../../systems/match-form.ts';
import { isSameName } from '../../systems/same-name.ts';
import type { RecordValues, Value } from '../../values.ts';
import { holds } from '../diff.ts';
import { strongestKey } from '../find/match.ts';
import { mayBeMadeOf } from '../links/made-of.ts';
import type { CreateRequest } from './writer.ts';

type Asked = Pick<CreateRequest, 'spec' | 'values' | 'match' | 'isTaken'>;

/**
 * False if the answer to a create is about another record: its id belongs to another source record, or neither its match key nor its name is the one
 * that was sent. Other values prove nothing: a system may number records by itself, and write an address in its own way.
 */
export function isAboutThis(asked: Asked, created: RecordValues): boolean {
  const { spec, values, match, isTaken } = asked;
  if (isTaken?.(created[spec.key] ?? null) === true) return false;
  const isOther = strongestKey(match, spec, values).some(
    (field) =>
      created[field] !== undefined && matchForm(spec, field, values[field]) !== matchForm(spec, field, created[field]),
  );
  const { nameField = '' } = spec;
  return !isOther || isSameName(values[nameField], created[nameField]) !== false;
}

/**
 * Throws RecordError `DUPLICATE` if a record that was found under the key of a create does not hold what was sent: it was there before, and an answer
 * lacked it. It is then met as any record that is found.
 */
export function refuseOther({ values }: Pick<CreateRequest, 'values'>, found: RecordValues): void {
  const other = Object.keys(values).filter(
    (field) => found[field] !== undefined && !holds(values[field], found[field]),
  );
  if (other.length === 0) return;
  throw new RecordError('DUPLICATE', `It is there already, with another ${other.join(', ')}.`);
}

/**
 * True if the answer to a change shows the value of before, and not the one that was sent: it did not arrive. What a system makes of the sent value may
 * look like the one of before, such as a rounded amount.
 */
export function isUnchanged(
  sent: RecordValues,
  answer: RecordValues,
  isAsBefore: (field: string, told: Value) => boolean,
): boolean {
  return Object.entries(sent).some(([field, value]) => {
    const told = answer[field];
    return told !== undefined && !holds(value, told) && !isSameInOtherForm(value, told) && isAsBefore(field, told);
  });
}

/** A text in other letters or punctuation; a number, a moment or an empty value that may have been made of the other. */
const isSameInOtherForm = (sent: Value, told: Value): boolean =>
  mayBeMadeOf(sent, told) && (typeof sent !== 'string' || mayBeMadeOf(told, sent));
