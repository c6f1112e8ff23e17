import { matchForm } from '../../systems/match-form.ts';
import type { RecordValues, Value } from '../../values.ts';
import { mayBeMadeOf } from '../links/made-of.ts';
import { holds } from '../record/diff.ts';
import type { CreateRequest } from './writer.ts';

type Asked = Pick<CreateRequest, 'spec' | 'values' | 'match' | 'isTaken'>;

/** The strongest match key that has a value. */
export const keyOfCreate = ({ spec, values, match }: Asked): readonly string[] =>
  match.find(([first = '']) => matchForm(spec, first, values[first]) !== null) ?? [];

/**
 * False if the answer to a create is about another record: its id belongs to another source record, or its match key is not the one that was
 * sent. A system that numbers records by itself, or cuts the key, answers with another key and with what was sent otherwise: that is the record. What
 * an answer leaves out says nothing.
 */
export function isAboutThis(asked: Asked, created: RecordValues): boolean {
  const { spec, values, isTaken } = asked;
  if (isTaken?.(created[spec.key] ?? null) === true) return false;
  const told = Object.keys(values).filter((field) => created[field] !== undefined && !Array.isArray(values[field]));
  const ofKey = told.filter((field) => keyOfCreate(asked).includes(field));
  const agrees = (field: string): boolean =>
    matchForm(spec, field, values[field]) === matchForm(spec, field, created[field]);
  if (ofKey.every(agrees)) return true;
  const others = told.filter((field) => !ofKey.includes(field));
  const isMade = (field: string): boolean =>
    agrees(field) || mayBeMadeOf(values[field] ?? null, created[field] ?? null);
  return (others.length > 0 ? others : ofKey).every(isMade);
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
