import { describe, expect, it } from 'vitest';
import { exceededLimits } from '../../../src/sync/guard/guard.ts';

describe('exceededLimits', () => {
  it('lets a run through that stays within every bound', () => {
    const limits = { maxCreates: 5, maxUpdates: 5, maxPercent: 10 };
    expect(exceededLimits(limits, { creates: 5, updates: 5, linked: 50 })).toEqual([]);
  });

  it('names each bound that is exceeded', () => {
    const limits = { maxCreates: 1, maxUpdates: 1 };
    expect(exceededLimits(limits, { creates: 2, updates: 3, linked: 0 })).toEqual([
      '2 creates (maxCreates 1)',
      '3 updates (maxUpdates 1)',
    ]);
  });

  it('counts a percentage from 50 links on', () => {
    const counts = { creates: 0, updates: 10 };
    expect(exceededLimits({ maxPercent: 10 }, { ...counts, linked: 49 })).toEqual([]);
    expect(exceededLimits({ maxPercent: 10 }, { ...counts, linked: 50 })).toHaveLength(1);
  });

  it('has no bounds of its own', () => {
    expect(exceededLimits({}, { creates: 1e6, updates: 1e6, linked: 1e6 })).toEqual([]);
  });
});
