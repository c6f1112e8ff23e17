import { describe, expect, it } from 'vitest';
import { RecordError, TransientError } from '../../src/errors.ts';
import { emptyProgress, type Progress } from '../../src/state/progress.ts';
import { OpenWrites } from '../../src/sync/open-writes.ts';
import type { UpdateRequest, Writer } from '../../src/sync/writer.ts';

const FLOWS = ['customers', 'orders'];

/** Marks over a progress, what was saved of them, and a writer whose update does as told. */
function open(progress: Progress = emptyProgress()) {
  const saved: (readonly string[])[] = [];
  const save = async (): Promise<void> => {
    saved.push([...progress.openFlows]);
  };
  const marks = new OpenWrites({ progress, flows: FLOWS, save });
  const writer = (update: () => Promise<void>): Writer =>
    marks.watch({ create: async () => ({}), update, isMadeUp: () => false });
  return { marks, progress, saved, writer };
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

  it('are closed when it is known what became of them, refusals and unclear ones included', async () => {
    const { marks, progress, writer } = open();
    for (const error of [new RecordError('REFUSED', 'no'), new TransientError('WRITE_UNCLEAR', 'no answer')]) {
      await expect(writer(() => Promise.reject(error)).update(request)).rejects.toBe(error);
    }
    marks.close(new Set());
    expect(progress.openFlows).toEqual([]);
  });

  it('stay open when one was broken off', async () => {
    const { marks, progress, writer } = open();
    const stopped = new TransientError('GAVE_UP', 'no answer to the look-up after it');
    await expect(writer(() => Promise.reject(stopped)).update(request)).rejects.toBe(stopped);
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
    const marks = new OpenWrites({ progress: emptyProgress(), flows: FLOWS, save: () => Promise.reject(refused) });
    let isSent = false;
    const update = async (): Promise<void> => {
      isSent = true;
    };
    const writer = marks.watch({ create: async () => ({}), update, isMadeUp: () => false });
    await expect(writer.update(request)).rejects.toBe(refused);
    expect(isSent).toBe(false);
  });
});
