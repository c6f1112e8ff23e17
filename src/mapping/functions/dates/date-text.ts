import { DateTime, IANAZone } from 'luxon';
import { DUTCH } from '../../../http/dutch-time.ts';
import { LocalDateTime, type Value } from '../../../values.ts';
import { badValue } from '../../expressions/operators.ts';
import { DATE, TEXT } from '../../expressions/types.ts';
import { type ArgumentFault, asText, date, type MappingFunction, type Parameter, text } from '../function.ts';
import { calendar, wallClock } from './calendar.ts';

/** The longest text that is read as a date. */
const MAX_LENGTH = 40;

/** Parts of a format: luxon's tokens with these names, punctuation, and letters in single quotes. */
const FORMAT = /^(?:yyyy|yy|MM|M|dd|d|HH|H|mm|ss|[^A-Za-z']|'[^']*')+$/;

function formatFault(value: Value): ArgumentFault | null {
  if (typeof value !== 'string' || (value.length <= MAX_LENGTH && FORMAT.test(value))) return null;
  return {
    message: 'needs a format such as dd-MM-yyyy here',
    hint: "Use yyyy, yy, MM, M, dd, d, HH, H, mm and ss; other letters stand in single quotes: yyyy-MM-dd'T'HH:mm.",
  };
}

function zoneFault(value: Value): ArgumentFault | null {
  if (typeof value !== 'string' || IANAZone.isValidZone(value)) return null;
  return { message: 'needs the name of a time zone here', hint: 'Write it like "America/New_York" or "UTC".' };
}

const format: Parameter = { ...text('format'), check: formatFault };
const zone: Parameter = { ...text('zone'), optional: true, check: zoneFault };

/** Functions between dates and texts, and from other zones to Dutch time. */
export const dateTextFunctions: readonly MappingFunction[] = [
  {
    name: 'parseDate',
    doc: 'The date that a text means in a format of yyyy, yy, MM, M, dd, d, HH, H, mm, ss and signs; yy is 1961 to 2060.',
    example: ['parseDate("27-04-2026", "dd-MM-yyyy")', 'date("2026-04-27")'],
    more: [
      ['parseDate("4/7/26", "M/d/yy")', 'date("2026-04-07")'],
      ['parseDate("61-01-31", "yy-MM-dd")', 'date("1961-01-31")'],
    ],
    parameters: [text('text'), format],
    result: DATE,
    run: ([value, pattern]) => {
      const written = asText(value).trim();
      const options = { zone: 'utc', locale: 'en-US', numberingSystem: 'latn' } as const;
      const read =
        written.length <= MAX_LENGTH && isLatin(written)
          ? DateTime.fromFormat(written, asText(pattern), options)
          : null;
      if (read === null || !read.isValid) throw badValue('the text is not a date in the given format');
      return wallClock(read);
    },
  },
  {
    name: 'formatDate',
    doc: 'A date as text in a format of yyyy, yy, MM, M, dd, d, HH, H, mm, ss and signs.',
    example: ['formatDate(date("2026-04-27"), "dd-MM-yyyy")', '"27-04-2026"'],
    parameters: [date('date'), format],
    result: TEXT,
    run: ([value, pattern]) => calendar(value).toFormat(asText(pattern), { locale: 'en-US', numberingSystem: 'latn' }),
  },
  {
    name: 'amsterdam',
    doc: 'Dutch wall-clock time of a moment: of a text with an offset or Z, or of a time in another zone.',
    example: ['string(amsterdam("2026-07-01T22:30:00Z"))', '"2026-07-02T00:30:00"'],
    more: [
      ['string(amsterdam("2026-01-15T09:00:00-05:00"))', '"2026-01-15T15:00:00"'],
      ['string(amsterdam("2026-01-15T09:00:00", "America/New_York"))', '"2026-01-15T15:00:00"'],
    ],
    parameters: [{ name: 'moment', accepts: ['text', 'date'] }, zone],
    result: DATE,
    run: ([value, of]) => {
      const written = value instanceof LocalDateTime ? value.iso : asText(value).trim();
      const hasOffset = /T.*(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)$/.test(written);
      if (hasOffset === (of !== undefined)) {
        throw badValue(hasOffset ? 'the moment has an offset and a zone' : 'the moment has no offset and no zone');
      }
      const options = of === undefined ? { setZone: true } : { zone: asText(of) };
      const moment = written.length <= MAX_LENGTH && isLatin(written) ? DateTime.fromISO(written, options) : null;
      if (moment === null || !moment.isValid) throw badValue('the text is not a moment yyyy-MM-ddTHH:mm:ss');
      return wallClock(moment.setZone(DUTCH));
    },
  },
  {
    name: 'utcText',
    doc: 'The moment of a Dutch wall-clock time, as text in UTC.',
    example: ['utcText(parseDate("2026-07-02 00:30", "yyyy-MM-dd HH:mm"))', '"2026-07-01T22:30:00Z"'],
    parameters: [date('date')],
    result: TEXT,
    run: ([value]) => {
      const moment = DateTime.fromISO(calendar(value).toFormat("yyyy-MM-dd'T'HH:mm:ss"), { zone: DUTCH }).toUTC();
      return `${wallClock(moment).iso}Z`;
    },
  },
];

/** Dates are digits, punctuation and the letters T and Z: nothing else reaches the parser. */
function isLatin(written: string): boolean {
  return /^[\x20-\x7e]*$/.test(written);
}
