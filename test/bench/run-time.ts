import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { BenchCompany } from './calls/company.ts';
import type { Figure } from './figures.ts';
import { medianOf, type Usage, usageOfNode, withUsage } from './usage.ts';

const RECORDS = 500;

/**
 * The time of the processors that a whole run takes for a record: that of a run with work, less that of one without, divided by the
 * records. It is compared with the time of a bare call, because a record costs at least one.
 */
export async function measureRunTime(): Promise<readonly Figure[]> {
  await using company = await BenchCompany.open(RECORDS);
  const bare = await bareCallMs();
  const idle = (await usageOf(company)).cpuMs;
  const figures: Figure[] = [];
  const work = [
    ['new products, two writes each', () => company.work.addArticles(company.place)],
    ['orders of known customers', () => company.work.addOrdersOfKnown(company.place)],
    ['orders of new customers, two writes each', () => company.work.addOrdersOfNew(company.place)],
  ] as const;
  for (const [name, enter] of work) {
    enter();
    const perRecord = ((await usageOf(company)).cpuMs - idle) / RECORDS;
    figures.push({
      name: `processor time for a record: ${name}`,
      value: perRecord,
      unit: 'ms',
      comparedWith: `a bare call of ${bare.toFixed(2)} ms`,
      ratio: perRecord / bare,
      wanted: null,
    });
    await company.settle();
  }
  return figures;
}

async function usageOf(company: BenchCompany): Promise<Usage> {
  return (await withUsage((env) => company.run(env))).usage;
}

/** The time of the processors that a call takes in a script that does nothing else. */
async function bareCallMs(): Promise<number> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end('{"id":1}'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const script = join(import.meta.dirname, 'bare-calls.cjs');
  const cpuMs = async (calls: number): Promise<number> =>
    (await usageOfNode([script, `http://127.0.0.1:${port}/`, String(calls)])).usage.cpuMs;
  const rounds: number[] = [];
  for (let round = 0; round < 3; round += 1) rounds.push(((await cpuMs(2000)) - (await cpuMs(1))) / 2000);
  server.close();
  return medianOf(rounds);
}
