import { describe, expect, test } from 'vitest';
import { keepProgress } from '../../src/commands/state/keep-progress.ts';
import { StateError } from '../../src/errors/errors.ts';
import { emptyProgress } from '../../src/state/progress.ts';
import type { SealedState } from '../../src/state/sealed-state.ts';

/** A keeper over a state that tells what is done; `others` says at which looks another run's progress is newer. */
function kept(others: readonly boolean[] = [], clock = () => 0) {
  const done: string[] = [];
  const looks = [...others];
  const progress = emptyProgress();
  const state = {
    assertNewest: async () => {
      done.push('look');
      if (looks.shift() === true) throw new StateError('ANOTHER_RUN', 'Another run (42) saved newer progress.');
    },
    save: async () => void done.push(`save ${progress.sequence}`),
  } as Partial<SealedState> as SealedState;
  const log = (line: string): void => void done.push(line.split('.')[0] ?? '');
  const keeper = keepProgress(
    { state, name: '123-4', progress },
    { clock, log, budgets: () => ({ 'exact-online': 'used' }) },
  );
  return { keeper, done, progress };
}

const another = { code: 'ANOTHER_RUN' };

describe('the progress of a run', () => {
  test('is known to hold a hash of the ledger only once it is saved with it', async () => {
    const { keeper, progress } = kept();
    await keeper.claim();
    progress.ledger = 'f00d';
    expect(keeper.keptLedger).toBeUndefined();
    await keeper.save();
    expect(keeper.keptLedger).toBe('f00d');
  });

  test('is claimed between two checks, and saved without a check from then on', async () => {
    const { keeper, done, progress } = kept([false, false, true]);
    await keeper.claim();
    await keeper.save();
    expect(done).toEqual(['look', 'save 1', 'look', 'save 2']);
    expect(progress).toMatchObject({ savedAt: '1970-01-01T00:00:00.000Z', budgets: { 'exact-online': 'used' } });
    expect(keeper.hasLost).toBe(false);
  });

  test('is not saved after the time of the run if another run claimed meanwhile', async () => {
    let nowMs = 0;
    const { keeper, done, progress } = kept([false, false, true, true], () => nowMs);
    progress.mayWriteUntilMs = 1000;
    await keeper.claim();
    progress.mayWriteUntilMs = null;
    nowMs = 999;
    await keeper.save();
    nowMs = 1000;
    await expect(keeper.save()).rejects.toMatchObject(another);
    expect(done).toEqual(['look', 'save 1', 'look', 'save 2', 'look']);
    expect(keeper.hasLost).toBe(true);
  });

  test('is not claimed when another run was there first: nothing is saved then, nor later', async () => {
    const { keeper, done } = kept([true, true, true]);
    await expect(keeper.claim()).rejects.toMatchObject(another);
    await expect(keeper.claim()).rejects.toMatchObject(another);
    await keeper.save();
    expect(done).toEqual(['look', 'look', 'look', 'Another run saved newer progress meanwhile']);
    expect(keeper.hasLost).toBe(true);
  });

  test('is not claimed when another run claimed in the same moment', async () => {
    const { keeper, done } = kept([false, true]);
    await expect(keeper.claim()).rejects.toMatchObject(another);
    await keeper.save();
    expect(done.filter((one) => one.startsWith('save'))).toEqual(['save 1']);
  });

  test('gives way to newer progress without an error when the run wrote nothing', async () => {
    const { keeper, done } = kept([true]);
    await keeper.save();
    expect(done).toEqual(['look', 'Another run saved newer progress meanwhile']);
  });

  test('is saved when the run wrote nothing and its progress is the newest', async () => {
    const { keeper, done } = kept();
    await keeper.save();
    expect(done).toEqual(['look', 'save 1']);
  });
});
