import { describe, expect, it } from 'vitest';
import { RecordError } from '../../../src/errors/errors.ts';
import { afterFailure, isDue, isSameFailure, isTransient } from '../../../src/sync/run/dead-letters.ts';

const HOUR = 3_600_000;
const failure = {
  reference: '20001',
  step: 'debtor',
  error: new RecordError('REFUSED', 'no'),
  reason: 'no',
  fingerprint: 'v1:abc',
  transient: false,
  doubtful: false,
};

describe('dead letters', () => {
  it('wait an hour, then four, then a day', () => {
    let letter = afterFailure(undefined, failure, 0);
    const waits = [letter.nextAtMs];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      letter = afterFailure(letter, failure, 0);
      waits.push(letter.nextAtMs);
    }
    expect(waits).toEqual([HOUR, 4 * HOUR, 24 * HOUR, 24 * HOUR]);
    expect(letter.attempts).toBe(4);
  });

  it('begin anew when the record changed, but keep when it first failed', () => {
    const first = afterFailure(afterFailure(undefined, failure, 0), failure, HOUR);
    const changed = afterFailure(first, { ...failure, fingerprint: 'v1:other' }, 2 * HOUR);
    expect(changed).toMatchObject({ attempts: 1, firstAt: new Date(0).toISOString(), nextAtMs: 3 * HOUR });
  });

  it('are due when their time has come or the mapping changed', () => {
    const letter = afterFailure(undefined, failure, 0);
    expect(isDue(letter, HOUR - 1, 'v1')).toBe(false);
    expect(isDue(letter, HOUR, 'v1')).toBe(true);
    expect(isDue(letter, 1, 'v2')).toBe(true);
  });

  it('are passed over in the feed until the record itself changes', () => {
    const letter = afterFailure(undefined, failure, 0);
    expect(isSameFailure(letter, 'v1:abc')).toBe(true);
    expect(isSameFailure(letter, 'v1:changed')).toBe(false);
    expect(isSameFailure(undefined, 'v1:abc')).toBe(false);
  });

  it('are not made by a failure that was not the record’s fault', () => {
    const letter = afterFailure(undefined, { ...failure, transient: true }, 5);
    expect(isTransient(letter)).toBe(true);
    expect(isDue(letter, 5, 'v1')).toBe(true);
  });
});
