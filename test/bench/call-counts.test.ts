import { expect, test } from 'vitest';
import { compileFlows } from '../../src/commands/select-flows.ts';
import { loadConfig } from '../../src/config/config.ts';
import { Company } from '../support/engine.ts';
import { root } from './calls/company.ts';
import { scenarios } from './calls/scenarios.ts';
import { Work } from './calls/work.ts';

const RECORDS = 120;

/**
 * How many calls more than the floor each takes here: what the feeds, look-ups and the proof of a search cost, which hardly grows with the
 * records. docs/performance.md has the ratios of 1,000.
 */
const MORE = {
  'new products': 10,
  'changed products': 5,
  'orders of known customers': 30,
  'orders of new customers': 40,
  'nothing to do': 0,
};

test('a company is synced with few calls beside one for each write', async () => {
  const config = loadConfig('example/mappings', root);
  const mappings = { config, programs: compileFlows(config) };
  const work = new Work(RECORDS);
  const { exactOnline, asperion } = work.world;
  const begin = { exactOnline: exactOnline.rows, asperion: asperion.rows, nowMs: Date.UTC(2026, 10, 10, 8) };
  await using company = await Company.open(begin);
  const run = async (): Promise<number> => {
    const made = () => [...company.exactOnline.requests, ...company.asperion.requests].filter(isNoToken).length;
    const before = made();
    const outcomes = Object.values(await company.run(mappings));
    expect(outcomes).not.toEqual([]);
    for (const { error, letters } of outcomes) expect([error, letters]).toEqual([null, []]);
    return made() - before;
  };
  /** Lets time pass, with a run: then no feed shows once more what the run before has seen. */
  const settle = async (): Promise<void> => {
    company.wait(2);
    await run();
    company.wait(2);
  };
  await settle();
  await settle();
  const place = {
    exactOnline: company.exactOnline,
    asperion: company.asperion,
    forward: (ms: number) => company.wait(ms / 3_600_000),
  };
  const more: Record<string, number> = {};
  for (const { name, enter, floor } of scenarios) {
    enter(work, place);
    more[name] = (await run()) - floor(RECORDS);
    await settle();
  }
  for (const [name, most] of Object.entries(MORE))
    expect([name, (more[name] ?? Number.POSITIVE_INFINITY) <= most, more]).toEqual([name, true, more]);
});

const isNoToken = ({ path }: { readonly path: string }): boolean => !path.endsWith('/token');
