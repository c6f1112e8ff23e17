import { describe, expect, it } from 'vitest';
import { emptyProgress } from '../../../src/state/progress.ts';
import { heldUntil } from '../../../src/sync/write/lost-run.ts';

const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 10, 30, 8);

/** Until which minute after the start of a lost run, whose time was 24 minutes, one that begins in this minute is held; null = it is not. */
function held(minute: number): number | null {
  const progress = { mayWriteUntilMs: START_MS + 24 * MINUTE_MS };
  const untilMs = heldUntil(progress, START_MS + minute * MINUTE_MS);
  return untilMs === null ? null : (untilMs - START_MS) / MINUTE_MS;
}

describe('a run after one that was lost', () => {
  it('is held until ten minutes after the time of the other, which may still be at work', () => {
    expect([held(0), held(15), held(24), held(33)]).toEqual([34, 34, 34, 34]);
    expect(held(34)).toBeNull();
    expect(held(24 * 60)).toBeNull();
  });

  it('is not held if every run ended in good order', () => {
    expect(heldUntil(emptyProgress(), START_MS)).toBeNull();
  });
});
