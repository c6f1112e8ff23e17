import { describe, expect, it } from 'vitest';
import { shop, stage } from './client.ts';

const monthsOf = (year: number) =>
  Array.from({ length: 12 }, (_, month) => ({
    ID: `00000000-0000-4000-8000-00000000${year % 100}${String(month + 1).padStart(2, '0')}`,
    FinYear: year,
    FinPeriod: month + 1,
    StartDate: `${year}-${String(month + 1).padStart(2, '0')}-01T00:00:00`,
    EndDate: `${new Date(Date.UTC(year, month + 1, 0)).toISOString().slice(0, 10)}T00:00:00`,
  }));

describe('book years', () => {
  it.each([
    ['in March', '2026-03-10T10:00:00Z', [2026]],
    ['in December, as a bookkeeper does', '2026-12-05T10:00:00Z', [2026, 2027]],
    ['years later', '2028-06-01T10:00:00Z', [2026, 2027, 2028]],
  ])('are opened as far as the day needs %s', async (_, day, years) => {
    await using exact = await stage({ ...shop, FinancialPeriods: monthsOf(2026) }, { clock: () => Date.parse(day) });
    expect([...new Set(exact.sandbox.rows('FinancialPeriods').map(({ FinYear }) => FinYear))]).toEqual(years);
  });

  it('end on 29 February where the year has one', async () => {
    await using exact = await stage(
      { ...shop, FinancialPeriods: monthsOf(2027) },
      { clock: () => Date.parse('2028-02-29T10:00:00Z') },
    );
    const periods = exact.sandbox.rows('FinancialPeriods');
    expect(periods.find(({ FinYear, FinPeriod }) => FinYear === 2028 && FinPeriod === 2)?.EndDate).toContain(
      '2028-02-29',
    );
  });

  it('are opened while the sandbox runs, each once', async () => {
    await using exact = await stage({ ...shop, FinancialPeriods: monthsOf(2026) });
    const count = () => exact.sandbox.rows('FinancialPeriods').length;
    expect(count()).toBe(12);
    exact.time.now = Date.parse('2026-12-20T10:00:00Z');
    await exact.signIn();
    for (const _ of [1, 2]) await exact.get('financial/FinancialPeriods?$select=ID');
    expect(count()).toBe(24);
  });

  it('are left to whoever keeps other periods than months', async () => {
    const [quarter] = monthsOf(2026);
    await using exact = await stage(
      { ...shop, FinancialPeriods: [{ ...quarter, EndDate: '2026-03-31T00:00:00' }] },
      { clock: () => Date.parse('2028-06-01T10:00:00Z') },
    );
    expect(exact.sandbox.rows('FinancialPeriods')).toHaveLength(1);
  });
});
