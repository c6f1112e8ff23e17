import { expect, it } from 'vitest';
import { UnclearWriteError } from '../../../src/errors/errors.ts';
import { createLiveWriter } from '../../../src/sync/write/writer.ts';
import { asperionCatalog } from '../../../src/systems/asperion/catalog.ts';
import type { System } from '../../../src/systems/system.ts';
import { never } from '../../systems/transport.ts';

const spec = asperionCatalog.resources.get('debtors');

/**
 * How long a writer waits before each look, s, for debtors whose creates are not answered; each shows at the look that is given for it, or
 * not at all.
 */
async function waitsFor(arrivals: readonly (number | null)[]): Promise<readonly (readonly number[])[]> {
  if (spec === undefined) throw new Error('no debtors');
  let [looks, arrival]: [number, number | null] = [0, null];
  let waits: number[] = [];
  const target: Partial<System> = {
    create: () => Promise.reject(new UnclearWriteError('no answer', null)),
    async find({ values: [number = null] }) {
      looks += 1;
      return looks === arrival ? [{ id: 1, customerNumber: number }] : [];
    },
  };
  const sleep = async (ms: number): Promise<void> => void waits.push(ms / 1000);
  const writer = createLiveWriter({ target: target as System, sleep, signal: never });
  const all: (readonly number[])[] = [];
  for (const [index, one] of arrivals.entries()) {
    [looks, arrival, waits] = [0, one, []];
    const values = { customerNumber: String(10_000 + index) };
    await writer.create({ spec, values, match: [['customerNumber']], keep: [] }).catch(() => {});
    all.push(waits);
  }
  return all;
}

it('does not take another source record’s record for the one that got no answer', async () => {
  if (spec === undefined) throw new Error('no debtors');
  const target: Partial<System> = {
    create: () => Promise.reject(new UnclearWriteError('no answer', null)),
    find: async () => [{ id: 1, customerNumber: '10000' }],
  };
  const writer = createLiveWriter({ target: target as System, sleep: async () => {}, signal: never });
  const request = { spec, values: { customerNumber: '10000' }, match: [['customerNumber']], keep: [] };
  expect(await writer.create({ ...request, isTaken: () => false })).toMatchObject({ id: 1 });
  await expect(writer.create({ ...request, isTaken: (key) => key === 1 })).rejects.toMatchObject({
    code: 'WRITE_UNCLEAR',
  });
});

it('waits for two minutes in all, and then looks once for each record', async () => {
  const whole = [2, 5, 15, 30];
  expect(await waitsFor(Array(7).fill(null))).toEqual([whole, whole, [2, 5], [2, 5], [2], [2], [2]]);
});

it('waits for the last time when that makes two minutes exactly', async () => {
  const atOnce = Array(8).fill(1);
  expect((await waitsFor([null, ...atOnce, null])).at(-1)).toEqual([2, 5, 15, 30]);
});
