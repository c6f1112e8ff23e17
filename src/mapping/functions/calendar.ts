import { DateTime } from 'luxon';
import { RecordError } from '../../errors.ts';
import { LocalDateTime, type Value } from '../../values.ts';
import { badValue } from '../expressions/operators.ts';

/** A wall-clock moment as luxon's type, in UTC, so that every day has 24 hours. Throws RecordError BAD_VALUE. */
export function calendar(value: Value | undefined): DateTime<true> {
  const moment = value instanceof LocalDateTime ? DateTime.fromISO(value.iso, { zone: 'utc' }) : null;
  if (moment === null || !moment.isValid) throw badValue('a date is needed');
  return moment;
}

/** The wall-clock moment of luxon's type, in the years 1 to 9999. Throws RecordError NUMBER_RANGE. */
export function wallClock(moment: DateTime): LocalDateTime {
  if (moment.isValid && moment.year >= 1 && moment.year <= 9999) {
    return new LocalDateTime(moment.toFormat("yyyy-MM-dd'T'HH:mm:ss"));
  }
  throw new RecordError('NUMBER_RANGE', 'a date falls outside of the calendar');
}
