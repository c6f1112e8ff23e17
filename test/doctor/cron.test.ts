import { describe, expect, test } from 'vitest';
import { type Cron, frequencyOf, minutesOn, parseCron } from '../../src/doctor/cron.ts';

/** 1 January 2027, a Friday. */
const START = Date.UTC(2027, 0, 1);

function cron(text: string): Cron {
  const parsed = parseCron(text);
  if (parsed === null) throw new RangeError(text);
  return parsed;
}

const minutes = (text: string, day: string) => minutesOn(cron(text), new Date(`${day}T00:00:00Z`));

describe('a cron line', () => {
  test('has lists, ranges, steps and names', () => {
    expect(minutes('17,47 6-8 * * 1-6', '2027-01-02')).toEqual([377, 407, 437, 467, 497, 527]);
    expect(minutes('17,47 6-8 * * 1-6', '2027-01-03')).toEqual([]);
    expect(minutes('2/20 0 * JAN,MAR FRI', '2027-01-01')).toEqual([2, 22, 42]);
    expect(minutes('0 */12 * * 7', '2027-01-03')).toEqual([0, 720]);
    expect(minutes('10-30/10 1 * * *', '2027-01-01')).toEqual([70, 80, 90]);
  });

  test('fires when either day field fits, where both are given', () => {
    const days = ['2027-01-01', '2027-01-04', '2027-01-13'].map((day) => minutes('0 0 13 * FRI', day).length);
    expect(days).toEqual([1, 0, 1]);
  });

  test.each([
    '',
    '* * * *',
    '* * * * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '* * * * 8',
    '5-2 * * * *',
    '*/0 * * * *',
    '@hourly * * * *',
    'a * * * *',
  ])('is none: %s', (text) => {
    expect(parseCron(text)).toBeNull();
  });
});

describe('how often', () => {
  test('is counted over a year', () => {
    expect(frequencyOf([cron('17,47 6-22 * * 1-6')], START)).toEqual({
      perDay: 34,
      perMonth: 887,
      shortestGap: 30,
      longestGap: 1890,
    });
    expect(frequencyOf([cron('*/5 * * * *')], START)).toEqual({
      perDay: 288,
      perMonth: 8760,
      shortestGap: 5,
      longestGap: 5,
    });
    expect(frequencyOf([cron('0 3 1 1 *')], START)).toEqual({
      perDay: 1,
      perMonth: 0,
      shortestGap: null,
      longestGap: 525_420,
    });
  });

  test('includes several lines that fire close to each other, even over midnight', () => {
    expect(frequencyOf([cron('58 23 * * *'), cron('3 0 * * *')], START)).toMatchObject({ perDay: 2, shortestGap: 5 });
    expect(frequencyOf([], START)).toEqual({ perDay: 0, perMonth: 0, shortestGap: null, longestGap: 525_600 });
  });
});
