import { describe, expect, it } from 'vitest';
import { emptyProgress, encodeProgress, progressSchema } from '../../../src/state/progress.ts';
import { heldUntil } from '../../../src/sync/write/lost-run.ts';

const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 10, 30, 8);

/** Until which minute after the start of a lost run, whose time was 24 minutes, one that begins in this minute is held; null = it is not. */
function held(minute: number, mayWriteUntil = 24): number | null {
  const progress = { mayWriteUntilMs: START_MS + mayWriteUntil * MINUTE_MS };
  const untilMs = heldUntil(progress, START_MS + minute * MINUTE_MS);
  return untilMs === null ? null : (untilMs - START_MS) / MINUTE_MS;
}

describe('a run after one that was lost', () => {
  it('is held for ten minutes from its own beginning, as nobody knows when the other one died', () => {
    expect([held(0), held(1), held(15), held(23)]).toEqual([10, 11, 25, 33]);
  });

  it('is held no longer than ten minutes after the time of the other one was up', () => {
    expect([held(24), held(30), held(33)]).toEqual([34, 34, 34]);
    expect(held(34)).toBeNull();
    expect(held(24 * 60)).toBeNull();
  });

  it('counts from when the other one was first missed, if a held run noted that', () => {
    expect([held(16, 15), held(24.9, 15), held(25, 15)]).toEqual([25, 25, null]);
  });

  it('is not held if every run ended in good order, as is taken of a progress that an earlier version saved', () => {
    const { mayWriteUntilMs, ...earlier } = encodeProgress({ ...emptyProgress(), openFlows: ['customers'] });
    expect(mayWriteUntilMs).toBeNull();
    expect(heldUntil(progressSchema.parse(earlier), START_MS)).toBeNull();
  });
});
