import { expect, test } from 'vitest';
import type { TestVerdict } from '../../src/systems/assumption.ts';
import { exactOnlineTests } from '../../src/systems/exact-online/assumptions/tests.ts';
import { withSandbox } from '../systems/exact-online/sandbox-client.ts';
import { never } from '../systems/transport.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');

/** Book periods by their number: year, number, first and last day. */
type Periods = readonly (readonly [year: number, number: number, from: string, to: string])[];

const lastDay = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
const two = (number: number): string => String(number).padStart(2, '0');

/** A book year of 12, 4 or another number of periods of whole months, from the first day of a month on. */
const yearOf = (year: number, periods: number, startMonth = 1): Periods =>
  Array.from({ length: periods }, (_, index) => {
    const first = startMonth + (index * 12) / periods;
    const last = first + 12 / periods - 1;
    const at = (month: number) => [year + Math.floor((month - 1) / 12), ((month - 1) % 12) + 1] as const;
    const [fromYear, from] = at(first);
    return [year, index + 1, `${fromYear}-${two(from)}-01`, lastDay(...at(last))];
  });

/** What the test of book periods says of them, with a book year that begins on `start`. */
async function judged(periods: Periods, start = '01-01'): Promise<TestVerdict | null> {
  const rows = periods.map(([FinYear, FinPeriod, from, to]) => ({
    ID: `00000000-0000-4000-8000-00${FinYear}0000${two(FinPeriod)}`,
    FinYear,
    FinPeriod,
    StartDate: `${from}T00:00:00`,
    EndDate: `${to}T00:00:00`,
  }));
  const seen: (TestVerdict | null)[] = [];
  await withSandbox({ rows: { FinancialPeriods: rows }, clock: () => NOW }, async ({ newConnection }) => {
    const months = exactOnlineTests(newConnection(), start).get('months');
    if (months !== undefined) seen.push(await months({ resource: '', fields: [] }, never));
  });
  return seen[0] ?? null;
}

test.each([
  ['months', yearOf(2026, 12), '01-01'],
  ['months of a year that begins in July', yearOf(2026, 12, 7), '07-01'],
  [
    'months and a thirteenth period for corrections',
    [...yearOf(2026, 12), [2026, 13, '2026-12-31', '2026-12-31'] as const],
    '01-01',
  ],
  ['months since this year, and quarters before it', [...yearOf(2025, 4), ...yearOf(2026, 12)], '01-01'],
])('%s are booked in by their number', async (_, periods, start) => {
  expect(await judged(periods, start)).toEqual({ result: 'confirmed', says: 'Book periods are months.' });
});

const FOUR_WEEKS: Periods = [
  [2026, 12, '2026-11-05', '2026-12-02'],
  [2026, 13, '2026-12-03', '2026-12-31'],
];

test.each([
  ['quarters', yearOf(2026, 4), 'Period 1 of 2026 lasts from 2026-01-01 to 2026-03-31'],
  ['four weeks', FOUR_WEEKS, 'Period 12 of 2026 lasts from 2026-11-05 to 2026-12-02'],
  [
    'a first year that is longer',
    [
      [2026, 14, '2026-11-01', '2026-11-30'],
      [2026, 15, '2026-12-01', '2026-12-31'],
    ] as Periods,
    'Period 14 of 2026',
  ],
])('%s are not', async (_, periods, says) => {
  expect(await judged(periods)).toMatchObject({
    result: 'contradicted',
    says: expect.stringContaining(says),
    line: null,
  });
});

test('a year that begins in another month than in the settings gives their line', async () => {
  expect(await judged([...yearOf(2026, 12, 7), ...yearOf(2027, 12, 7)])).toMatchObject({
    result: 'contradicted',
    line: 'bookYear: { start: "07-01" }',
  });
});

test('quarters that are made for the next year say nothing of this one', async () => {
  expect(await judged([...yearOf(2026, 12), ...yearOf(2027, 4)])).toMatchObject({ result: 'confirmed' });
});

test.each([
  ['a short first year before whole ones', [...yearOf(2026, 12, 4).slice(0, 9), ...yearOf(2027, 12)]],
  ['quarters from July', yearOf(2026, 4, 7)],
])('no start of the book year is proposed that would be wrong as well: %s', async (_, periods) => {
  expect(await judged(periods)).toMatchObject({ result: 'contradicted', line: null });
});

test('without a period of today nothing is known', async () => {
  expect(await judged(yearOf(2025, 4))).toMatchObject({ result: 'untestable' });
});
