import { describe, expect, test } from 'vitest';
import type { CacheList, CacheListing } from '../../src/github/cache-listing.ts';
import { CacheLock } from '../../src/github/cache-lock.ts';

const PREFIX = 'progress/main/';
/** An entry of another run, or of this one, which is 41. */
const entry = (end: string, createdAtMs: number) => ({
  id: createdAtMs,
  key: `${PREFIX}${end}`,
  ref: '',
  isReadable: true,
  createdAtMs,
});
type Entry = ReturnType<typeof entry>;

/** A lock of run 41 that loaded the newest of `before` unless it says another, and a list that a test may change. */
function locked(
  before: readonly Entry[],
  restored = before[0]?.key ?? null,
): { readonly lock: CacheLock; list: CacheList } {
  const setting: { lock: CacheLock; list: CacheList } = {
    lock: new CacheLock({ everywhere: async () => setting.list } as unknown as CacheListing, '41'),
    list: { outcome: 'listed', entries: before },
  };
  setting.lock.noteLoaded(PREFIX, before, restored);
  return setting;
}

const listed = (...entries: readonly Entry[]): CacheList => ({ outcome: 'listed', entries });

describe('what others saved since the load', () => {
  test.each([
    ['later', [entry('40-1-1', 100)], [entry('42-1-1', 200), entry('40-1-1', 100)]],
    ['in the same moment', [entry('40-1-1', 100)], [entry('42-1-1', 100), entry('40-1-1', 100)]],
    ['where there was nothing', [], [entry('42-1-1', 200)]],
    ['in another job of this run', [entry('40-1-1', 100)], [entry('41-1-2', 200), entry('40-1-1', 100)]],
  ])('is seen when it was saved %s', async (_, before, after) => {
    const setting = locked(before);
    await setting.lock.assertNewest(PREFIX);
    setting.list = listed(...after);
    await expect(setting.lock.assertNewest(PREFIX)).rejects.toMatchObject({
      name: 'StateError',
      code: 'ANOTHER_RUN',
      hint: expect.stringContaining('concurrency'),
    });
  });

  test('is seen even after a save of this run, with the id of the other run', async () => {
    const setting = locked([entry('40-1-1', 100)]);
    setting.lock.noteOwn(`${PREFIX}41-1-1`);
    setting.list = listed(entry('41-1-1', 300), entry('42-1-1', 200), entry('40-1-1', 100));
    await expect(setting.lock.assertNewest(PREFIX)).rejects.toThrow('Another run (42) saved newer progress');
  });

  test.each<[string, CacheList]>([
    ['what this run saved itself', listed(entry('41-1-1', 200), entry('40-1-1', 100))],
    ['older entries, which others had cut from the list', listed(entry('40-1-1', 100), entry('39-1-1', 50))],
    ['that the loaded entry is gone', listed(entry('39-1-1', 50))],
    ['a list that nobody gives', { outcome: 'unlisted', reason: 'HTTP 502' }],
  ])('is not %s', async (_, list) => {
    const setting = locked([entry('40-1-1', 100)]);
    setting.lock.noteOwn(`${PREFIX}41-1-1`);
    setting.list = list;
    await setting.lock.assertNewest(PREFIX);
  });

  test('is not what a list that lagged at the load shows only now', async () => {
    const restored = `${PREFIX}40-1-b-2`;
    const [first, second] = [entry('40-1-b-1', 200), entry('39-1-a-5', 150)];
    const setting = locked([entry('38-1-x-1', 100)], restored);
    setting.list = listed(second, entry('38-1-x-1', 100));
    await setting.lock.assertNewest(PREFIX);
    setting.list = listed(entry('40-1-b-2', 200), first, second, entry('38-1-x-1', 100));
    await setting.lock.assertNewest(PREFIX);
    setting.list = listed(entry('37-1-y-1', 200), entry('40-1-b-2', 200), first, second);
    await expect(setting.lock.assertNewest(PREFIX)).rejects.toThrow('Another run (37) saved newer progress');
    setting.list = listed(entry('40-1-b-3', 200), entry('40-1-b-2', 200), first, second);
    await expect(setting.lock.assertNewest(PREFIX)).rejects.toMatchObject({ code: 'ANOTHER_RUN' });
  });

  test('is not looked for when nothing was loaded or nothing can be listed', async () => {
    const setting = locked([]);
    setting.list = listed(entry('42-1-1', 200));
    await setting.lock.assertNewest('progress/other/');
  });
});
