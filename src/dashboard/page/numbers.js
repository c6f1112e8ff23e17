/** Numbers and times as people read them. Amounts are decimal texts or Bigs, and are never turned into floating-point numbers. */

const locale = document.documentElement.lang;
const whole = new Intl.NumberFormat(locale);
const money = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 20 });

const timeWith = (timeStyle) =>
  new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Amsterdam', dateStyle: 'short', timeStyle });
const minutes = timeWith('short');
const seconds = timeWith('medium');

export const count = (number) => whole.format(number);

/** € 1,234.50, not broken into lines. */
export const amount = (text) => `€\u00a0${money.format(String(text))}`;

/** The same in whole euros. */
export const euros = (number) => `€\u00a0${count(Math.round(number))}`;

/** A moment (seconds since 1970) on Dutch clocks: 2026-11-27 14:30. */
export const moment = (at) => minutes.format(at * 1000);

/** The same with seconds. */
export const exactMoment = (at) => seconds.format(at * 1000);

/** How long, from seconds: 4.2 s, 3 min 5 s. */
export function duration(long) {
  if (long < 59.95) return `${whole.format(Math.round(long * 10) / 10)} s`;
  const rounded = Math.round(long);
  return `${count(Math.floor(rounded / 60))} min ${rounded % 60} s`;
}

/** The value below which this part of sorted values lies; null = there are none. */
export const quantile = (sorted, part) =>
  sorted.length === 0 ? null : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

export const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

/** Null if one of the numbers is. */
export const sumOrNull = (numbers) => (numbers.includes(null) ? null : sum(numbers));
