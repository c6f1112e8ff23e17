import { expect, test } from 'vitest';
import type { ErrorCode } from '../../src/errors/codes.ts';
import { StateError } from '../../src/errors/errors.ts';
import { patient } from '../../src/state/patient-store.ts';
import type { StateKind, StateStore } from '../../src/state/store.ts';

/** A store that fails so often with that code, each time after so many ms, and then works; and what was waited for. */
function failing(code: ErrorCode, times: number, { tookMs = 0, isStopped = false } = {}) {
  const setting = { left: times, tries: 0, waits: [] as number[], saved: [] as string[], nowMs: 0 };
  const attempt = async (): Promise<Buffer> => {
    setting.tries += 1;
    setting.nowMs += tookMs;
    setting.left -= 1;
    if (setting.left >= 0) throw new StateError(code, 'It did not work.', { hint: 'Wait.' });
    return Buffer.from('one');
  };
  const loadNewest = async () => ({ name: 'main', sealed: await attempt() });
  const save = async (_kind: StateKind, _name: string, sealed: Buffer): Promise<void> => {
    await attempt();
    setting.saved.push(sealed.toString());
  };
  const inner = { load: attempt, loadNewest, save } as unknown as StateStore;
  const sleep = async (ms: number): Promise<void> => {
    if (isStopped) throw new Error('stopped');
    setting.waits.push(ms);
    setting.nowMs += ms;
  };
  const store = patient(inner, { clock: () => setting.nowMs, sleep, signal: new AbortController().signal });
  return { setting, store, save: () => store.save('tokens', 'main', Buffer.from('one')) };
}

test.each(['STATE_NOT_RESTORED', 'STATE_NOT_LISTED', 'STATE_OLDER'] as const)(
  'a load that fails with %s is repeated after 2, 4 and 8 seconds',
  async (code) => {
    const { setting, store } = failing(code, 3);
    expect(await store.load('progress', 'main')).toEqual(Buffer.from('one'));
    expect(setting.waits).toEqual([2000, 4000, 8000]);
    const newest = failing(code, 4);
    await expect(newest.store.loadNewest('recording')).rejects.toMatchObject({ code });
    expect(newest.setting.tries).toBe(4);
  },
);

test('what no wait changes is not repeated', async () => {
  const { setting, store } = failing('STATE_UNREADABLE', 1);
  await expect(store.load('progress', 'main')).rejects.toMatchObject({ code: 'STATE_UNREADABLE' });
  expect(setting.waits).toEqual([]);
});

test('a save is tried again for a minute', async () => {
  const { setting, save } = failing('STATE_NOT_SAVED', 5);
  await save();
  expect(setting.waits.reduce((sum, ms) => sum + ms, 0)).toBe(60_000);
});

test('after a save that was given up, the next ones are tried once, until one succeeds', async () => {
  const { setting, save } = failing('STATE_NOT_SAVED', 7);
  for (const tries of [6, 7]) {
    await expect(save()).rejects.toMatchObject({ code: 'STATE_NOT_SAVED' });
    expect(setting.tries).toBe(tries);
  }
  await save();
  setting.left = 1;
  await save();
  expect(setting.tries).toBe(10);
});

test('a save begins once the one before it has ended: an older entry never becomes the newest', async () => {
  const { setting, store } = failing('STATE_NOT_SAVED', 2);
  const order = ['one', 'two'].map((text) => store.save('progress', 'main', Buffer.from(text)));
  await Promise.all(order);
  expect([setting.saved, setting.tries]).toEqual([['one', 'two'], 4]);
});

test('no try begins after two minutes, however long each takes', async () => {
  const { setting, save } = failing('STATE_NOT_SAVED', 9, { tookMs: 60_000 });
  await expect(save()).rejects.toMatchObject({ code: 'STATE_NOT_SAVED' });
  expect(setting.tries).toBe(2);
});

test('a run that is being stopped does not wait', async () => {
  const { setting, save } = failing('STATE_NOT_SAVED', 1, { isStopped: true });
  await expect(save()).rejects.toMatchObject({ code: 'STATE_NOT_SAVED' });
  expect(setting.tries).toBe(1);
});
