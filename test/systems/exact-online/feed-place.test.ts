import { describe, expect, test } from 'vitest';
import { type FeedPlace, FeedReading, NOWHERE } from '../../../src/systems/exact-online/feeds/feed-place.ts';

const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 2, 2, 8);

/** What a whole reading at a time makes of a place when the feed holds these row versions. */
function read(place: FeedPlace, versions: readonly bigint[], nowMs: number): FeedPlace {
  const reading = new FeedReading(place, nowMs);
  reading.note(versions, nowMs);
  reading.settle(versions);
  return reading.place(null);
}

describe('the place of a feed', () => {
  test('moves to what was given out fifteen minutes before a reading, and not a moment sooner', () => {
    const first = read(NOWHERE, [10n], START_MS);
    expect(read(first, [10n], START_MS + 15 * MINUTE_MS - 1).settled).toBeNull();
    expect(read(first, [10n], START_MS + 15 * MINUTE_MS).settled).toBe(10n);
  });

  test('stays below a record that a reading did not reach, so that the next one finds it', () => {
    const versions = [10n, 20n, 30n];
    const first = read(NOWHERE, versions, START_MS);
    const stopped = new FeedReading({ ...first, seen: new Set([10n]) }, START_MS + 30 * MINUTE_MS);
    stopped.note(versions, START_MS + 30 * MINUTE_MS);
    const next = new FeedReading(stopped.place(20n), START_MS + 60 * MINUTE_MS);
    expect(next.above).toBeLessThan(20n);
    expect(versions.filter(next.note(versions, START_MS + 60 * MINUTE_MS))).toEqual([20n, 30n]);
  });

  test('keeps twelve marks, and every second one of more', () => {
    const readings = (count: number): FeedPlace =>
      Array.from({ length: count }, (_, index) => index).reduce(
        (place, index) => read(place, [BigInt(10 + index)], START_MS + index),
        NOWHERE,
      );
    expect(readings(12).marks).toHaveLength(12);
    expect(readings(13).marks.map(({ version }) => version)).toEqual([10n, 12n, 14n, 16n, 18n, 20n, 22n]);
  });
});
