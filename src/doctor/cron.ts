import { DAY_MS } from '../time.ts';

/** A cron line as numbers; `anyDay` and `anyWeekday` say which of the two day fields is a bare star. */
export interface Cron {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 0 = Sunday. */
  readonly weekdays: ReadonlySet<number>;
  readonly anyDay: boolean;
  readonly anyWeekday: boolean;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Reads a POSIX cron line of five fields as GitHub takes it: lists, ranges, steps, English names. Null for any other text. */
export function parseCron(text: string): Cron | null {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 5) return null;
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  const minutes = parseField(minute, 0, 59, []);
  const hours = parseField(hour, 0, 23, []);
  const days = parseField(day, 1, 31, []);
  const months = parseField(month, 1, 12, MONTHS);
  const weekdays = parseField(weekday, 0, 7, WEEKDAYS);
  if (minutes === null || hours === null || days === null || months === null || weekdays === null) return null;
  return {
    minutes,
    hours,
    days,
    months,
    weekdays: new Set([...weekdays].map((one) => one % 7)),
    anyDay: day === '*',
    anyWeekday: weekday === '*',
  };
}

function parseField(text: string, least: number, most: number, names: readonly string[]): ReadonlySet<number> | null {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(?:\*|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part);
    if (match === null) return null;
    const [, from, to, step] = match;
    const first = from === undefined ? least : numberOf(from, least, names);
    const last =
      to !== undefined ? numberOf(to, least, names) : from === undefined || step !== undefined ? most : first;
    const stride = step === undefined ? 1 : Number(step);
    if (first === null || last === null || first < least || last > most || first > last || stride < 1) return null;
    for (let value = first; value <= last; value += stride) values.add(value);
  }
  return values;
}

function numberOf(text: string, least: number, names: readonly string[]): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const position = names.indexOf(text.toUpperCase());
  return position < 0 ? null : position + least;
}

/** The minutes of a day at which a line fires, in order. When both day fields are given, one of them is enough (POSIX). */
export function minutesOn(cron: Cron, date: Date): readonly number[] {
  if (!cron.months.has(date.getUTCMonth() + 1)) return [];
  const onDay = cron.days.has(date.getUTCDate());
  const onWeekday = cron.weekdays.has(date.getUTCDay());
  const fits = cron.anyDay || cron.anyWeekday ? onDay && onWeekday : onDay || onWeekday;
  if (!fits) return [];
  const minutes = [...cron.hours].flatMap((hour) => [...cron.minutes].map((minute) => hour * 60 + minute));
  return minutes.sort((left, right) => left - right);
}

/** How often lines fire together. */
export interface Frequency {
  /** On the fullest day. */
  readonly perDay: number;
  /** In an average month. */
  readonly perMonth: number;
  /** Between two runs, at the least, minutes; null with fewer than two runs a year. */
  readonly shortestGap: number | null;
  /** Without a run, at the most, minutes. */
  readonly longestGap: number;
}

const YEAR_DAYS = 365;

/** Counts the runs of a year from `startMs` on, day by day; changes of the clock are left out. */
export function frequencyOf(crons: readonly Cron[], startMs: number): Frequency {
  let perDay = 0;
  let total = 0;
  let shortestGap: number | null = null;
  let longestGap = 0;
  let last: number | null = null;
  for (let day = 0; day < YEAR_DAYS; day += 1) {
    const date = new Date(startMs + day * DAY_MS);
    const minutes = crons.flatMap((cron) => minutesOn(cron, date)).sort((left, right) => left - right);
    perDay = Math.max(perDay, minutes.length);
    total += minutes.length;
    for (const minute of minutes) {
      const now = day * 1440 + minute;
      if (last !== null && (shortestGap === null || now - last < shortestGap)) shortestGap = now - last;
      longestGap = Math.max(longestGap, now - (last ?? 0));
      last = now;
    }
  }
  longestGap = Math.max(longestGap, YEAR_DAYS * 1440 - (last ?? 0));
  return { perDay, perMonth: Math.round(total / 12), shortestGap, longestGap };
}
