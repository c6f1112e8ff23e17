import { describe, expect, it } from 'vitest';
import { RecordError, TransientError, UnclearWriteError } from '../../../src/errors/errors.ts';
import { emptyProgress, type Progress } from '../../../src/state/progress.ts';
import { OpenWrites } from '../../../src/sync/write/open-writes.ts';
import type { UpdateRequest, Writer } from '../../../src/sync/write/writer.ts';
import type { System } from '../../../src/systems/system.ts';

const FLOWS = ['customers', 'orders'];
const UNTIL_MS = 1_440_000;

/** A target whose update does as told; nothing else of it is used. */
const targetOf = (update: () => Promise<void>): System =>
  ({ update: () => update().then(() => ({})) }) as Partial<System> as System;

/** A writer that sends an update once, and stops with `then` when the outcome is unclear. */
const writerOver = (target: System, then?: Error): Writer => ({
  create: async () => ({}),
  update: (request) =>
    target.update({ ...request, resource: '', signal: new AbortController().signal }).catch((error) => {
      throw error instanceof UnclearWriteError && then !== undefined ? then : error;
    }),
});

/** Marks over a progress, what was saved of them, and writers over a target whose update does as told. */
function open(progress: Progress = emptyProgress()) {
  const saved: (readonly string[])[] = [];
  const until: (number | null)[] = [];
  const save = async (): Promise<void> => {
    saved.push([...progress.openFlows]);
    until.push(progress.mayWriteUntilMs);
  };
  const marks = new OpenWrites({ progress, flows: FLOWS, mayWriteUntilMs: UNTIL_MS, save });
  const writer = (update: () => Promise<void>, then?: Error): Writer =>
    marks.watch(targetOf(update), (target) => writerOver(target, then));
  return { marks, progress, saved, until, writer };
}

const request = {} as UpdateRequest;

describe('open writes', () => {
  it('mark all flows and save once, before the first write', async () => {
    const { writer, saved } = open();
    const seen: number[] = [];
    const one = writer(async () => void seen.push(saved.length));
    await one.update(request);
    await one.update(request);
    expect(seen).toEqual([1, 1]);
    expect(saved).toEqual([FLOWS]);
  });

  it('carry until when the run may write, from the mark to its end in good order', async () => {
    const { marks, progress, writer, until } = open();
    expect(progress.mayWriteUntilMs).toBeNull();
    const stopped = new TransientError('GAVE_UP', 'no answer to the look-up after it');
    const unclear = writer(() => Promise.reject(new UnclearWriteError('no answer', null)), stopped);
    await expect(unclear.update(request)).rejects.toBe(stopped);
    expect(until).toEqual([UNTIL_MS]);
    expect(progress.mayWriteUntilMs).toBe(UNTIL_MS);
    marks.close(new Set());
    // The marks stay; a later run is not held for them.
    expect(progress).toMatchObject({ openFlows: FLOWS, mayWriteUntilMs: null });
  });

  it('are closed when it is known what became of them, refusals and what was never sent included', async () => {
    const { marks, progress, writer } = open();
    for (const error of [new RecordError('REFUSED', 'no'), new TransientError('DAY_BUDGET', 'not today')]) {
      await expect(writer(() => Promise.reject(error)).update(request)).rejects.toBe(error);
    }
    marks.close(new Set());
    expect(progress.openFlows).toEqual([]);
  });

  it('are closed when an unclear one waits as a dead letter, which is compared in full', async () => {
    const { marks, progress, writer } = open();
    const noAnswer = new TransientError('WRITE_UNCLEAR', 'no answer twice');
    const unclear = writer(() => Promise.reject(new UnclearWriteError('no answer', null)), noAnswer);
    await expect(unclear.update(request)).rejects.toBe(noAnswer);
    marks.close(new Set());
    expect(progress.openFlows).toEqual([]);
  });

  it('stay open when the run stopped before it knew what became of an unclear one', async () => {
    const { marks, progress, writer } = open();
    const stopped = new TransientError('GAVE_UP', 'no answer to the look-up after it');
    const unclear = writer(() => Promise.reject(new UnclearWriteError('no answer', null)), stopped);
    await expect(unclear.update(request)).rejects.toBe(stopped);
    marks.close(new Set(FLOWS));
    expect(progress.openFlows).toEqual(FLOWS);
  });

  it('of an earlier run stay open for flows that were not read to their end since', () => {
    const { marks, progress } = open({ ...emptyProgress(), openFlows: FLOWS });
    expect(FLOWS.map((flow) => marks.wasLeftOpen(flow))).toEqual([true, true]);
    marks.close(new Set(['customers']));
    expect(progress.openFlows).toEqual(['orders']);
    expect(open(progress).marks.wasLeftOpen('customers')).toBe(false);
  });

  it('keep a write from being sent when the mark cannot be saved', async () => {
    const refused = new Error('read-only');
    const marks = new OpenWrites({
      progress: emptyProgress(),
      flows: FLOWS,
      mayWriteUntilMs: UNTIL_MS,
      save: () => Promise.reject(refused),
    });
    let isSent = false;
    const update = async (): Promise<void> => {
      isSent = true;
    };
    const writer = marks.watch(targetOf(update), (target) => writerOver(target));
    await expect(writer.update(request)).rejects.toBe(refused);
    expect(isSent).toBe(false);
  });
});
