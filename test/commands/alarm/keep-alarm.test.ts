import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { restoreAlarm, withAlarm } from '../../../src/commands/alarm/keep-alarm.ts';
import { type Inputs, readInputs } from '../../../src/config/inputs.ts';
import { StateError } from '../../../src/errors/errors.ts';
import type { RunReport } from '../../../src/report/run-report.ts';
import { createFileStore } from '../../../src/state/file-store.ts';
import { stateKeys } from '../../../src/state/keys.ts';
import { emptyProgress } from '../../../src/state/progress.ts';
import { openSealedState } from '../../../src/state/sealed-state.ts';
import type { StateStore } from '../../../src/state/store.ts';
import { deadLetter, reportWith } from '../../report/reports.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-12-01T08:00:00Z');
const NAME = '123456-77';

const waits = reportWith({ deadLetters: [deadLetter('20001')] });
const silent = reportWith({
  status: 'stopped',
  error: { code: 'GAVE_UP', message: 'It kept failing.', hint: null, outage: { system: 'asperion', why: '503' } },
});

/** Runs that share a state file, one hour apart; `store` wraps what keeps it. */
async function stage(store: (file: StateStore) => StateStore = (file) => file) {
  const folder = await mkdtempDisposable(join(tmpdir(), 'alarm-'));
  const path = join(folder.path, 'state');
  const warnings: string[] = [];
  let hours = 0;
  const open = () =>
    openSealedState({
      store: store(createFileStore({ path, acceptState: 'never' })),
      keys: stateKeys({ stateKey: 'a-secret-of-at-least-32-characters', planKey: '' }),
      repositoryId: '1',
      acceptState: 'never',
      warn: (text) => warnings.push(text),
    });
  const inputs = (parts: Partial<Inputs>): Inputs => ({ ...readInputs({ INPUT_MODE: 'validate' }), ...parts });
  return {
    path,
    warnings,
    [Symbol.asyncDispose]: () => folder.remove(),
    memory: () => restoreAlarm({ state: open(), name: NAME }, () => {}),
    async run(
      report: RunReport,
      {
        isFirst = false,
        savedAt = '',
        parts = {},
        signal = new AbortController().signal,
        atMs = START + hours * HOUR,
      }: { isFirst?: boolean; savedAt?: string; parts?: Partial<Inputs>; signal?: AbortSignal; atMs?: number } = {},
    ) {
      const context = {
        inputs: inputs(parts),
        clock: () => atMs,
        signal,
        warn: (text: string) => warnings.push(text),
      };
      hours += 1;
      const progress = { ...emptyProgress(), savedAt };
      return (await withAlarm({ state: open(), name: NAME, progress }, report, isFirst, context)).alarm;
    },
  };
}

describe('what runs told', () => {
  test('is kept sealed from run to run, and saved only if it changed', async () => {
    let saves = 0;
    await using runs = await stage((file) => ({
      ...file,
      save: (...entry) => {
        saves += 1;
        return file.save(...entry);
      },
    }));
    expect(await runs.run(reportWith())).toMatchObject({ isRed: false });
    expect(saves).toBe(0);
    expect(await runs.run(waits)).toMatchObject({ isRed: true });
    expect(await runs.run(waits)).toMatchObject({ isRed: false });
    expect(saves).toBe(1);
    expect(await runs.run(reportWith())).toMatchObject({ isWellAgain: true });
    expect(await runs.run(reportWith())).toMatchObject({ isWellAgain: false });
    expect(saves).toBe(2);
  });

  test('holds an outage back for the time of the input, but not in the first run', async () => {
    await using runs = await stage();
    const parts = { outageAfterMs: 2 * HOUR };
    const red = [
      await runs.run(silent, { parts }),
      await runs.run(silent, { parts }),
      await runs.run(silent, { parts }),
    ];
    expect(red.map((alarm) => alarm?.isRed)).toEqual([false, false, true]);
    await using first = await stage();
    expect(await first.run(silent, { isFirst: true })).toMatchObject({ isRed: true, why: ['outage'] });
  });

  test('makes a run red for whatever is wrong if it cannot be kept, and a good one not', async () => {
    const refuse = () => Promise.reject(new StateError('STATE_NOT_SAVED', 'It could not be saved.', { hint: 'Wait.' }));
    await using runs = await stage((file) => ({ ...file, save: refuse }));
    expect(await runs.run(silent)).toMatchObject({ isRed: true, why: ['broken'] });
    expect(await runs.run(reportWith())).toMatchObject({ isRed: false });
    expect(runs.warnings).toEqual(['It could not be saved. The next run does not know what this one told.']);
  });

  test('shows whether progress was ever saved: a first run that could not begin is red as well', async () => {
    await using runs = await stage();
    await runs.run(silent, { isFirst: true });
    expect(await runs.memory()).toMatchObject({ hasSynced: false });
    await runs.run(waits, { isFirst: true, savedAt: '2026-12-01T09:00:00.000Z' });
    expect(await runs.memory()).toMatchObject({ hasSynced: true });
    // The run after all progress was lost, which could not begin either.
    await runs.run(silent, { isFirst: true });
    expect(await runs.memory()).toMatchObject({ hasSynced: true });
  });

  test('is told again if it cannot be read', async () => {
    await using runs = await stage();
    await runs.run(waits);
    await writeFile(runs.path, 'not a state');
    expect(await runs.run(waits)).toMatchObject({ isRed: true });
    expect(runs.warnings[0]).toContain('What was told before may be told again.');
  });

  test('is left alone by a run that is being stopped, which is red for what it has', async () => {
    await using runs = await stage();
    await runs.run(waits);
    const before = await runs.memory();
    expect(await runs.run(waits, { signal: AbortSignal.abort() })).toMatchObject({ isRed: true });
    expect(await runs.memory()).toEqual(before);
  });

  test('of a run whose clock was ahead does not silence later ones', async () => {
    await using runs = await stage();
    await runs.run(waits, { atMs: START + 40 * 24 * HOUR });
    const red: (boolean | undefined)[] = [];
    for (const days of [1, 4, 7.5, 8.5]) {
      const { isRed } = (await runs.run(waits, { atMs: START + days * 24 * HOUR })) ?? {};
      red.push(isRed);
    }
    expect(red).toEqual([false, false, false, true]);

    await using outage = await stage();
    await outage.run(silent, { atMs: START + 40 * 24 * HOUR, parts: { outageAfterMs: 2 * HOUR } });
    const alarms = [0, 2].map((hours) => ({ atMs: START + hours * HOUR, parts: { outageAfterMs: 2 * HOUR } }));
    expect(await outage.run(silent, alarms[0])).toMatchObject({ isRed: false });
    expect(await outage.run(silent, alarms[1])).toMatchObject({ isRed: true });
  });

  test('is not forgotten by a run of other flows or of single records', async () => {
    await using runs = await stage();
    await runs.run(waits);
    await runs.run(reportWith({ flow: 'orders' }), { parts: { flows: ['orders'] } });
    await runs.run(reportWith(), { parts: { records: ['20002'] } });
    expect(await runs.run(waits)).toMatchObject({ isRed: false });
  });
});
