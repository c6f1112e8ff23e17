import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Stage } from '../../sandbox/stage.ts';
import { createWorld } from '../../sandbox/world/world.ts';
import { GUARDLESS, root } from './calls/company.ts';
import type { Figure } from './figures.ts';
import { withUsage } from './usage.ts';

const FLOW = 'products.asperion-to-exact-online';
/** The first articles of a world are written by hand, and some of them wait. */
const SPECIAL = 24;

/** What grows with the company: a first load of so many articles, with their prices, and the run after it. */
export async function measureGrowth(sizes: readonly number[]): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const times = new Map<number, number>();
  for (const size of sizes) {
    await using stage = await stageOf(size);
    for (const name of ['first load', 'run after it'] as const) {
      const { result, usage, wallMs } = await withUsage((env) =>
        stage.run({ env, giveUp: AbortSignal.timeout(10_800_000) }),
      );
      if (result.exitCode !== 0) throw new Error(result.log);
      const of = `${size.toLocaleString('en-US')} articles, ${name}`;
      const before = name === 'first load' ? times.get(size / 10) : undefined;
      if (name === 'first load') times.set(size, wallMs);
      figures.push(
        {
          name: `${of}: time`,
          value: wallMs / 1000,
          unit: 's',
          comparedWith: before === undefined ? null : 'that of a tenth',
          ratio: before === undefined ? null : wallMs / before,
          wanted: before === undefined || size < 100_000 ? null : { is: 'at most', value: 10.5, of: 'ratio' },
        },
        {
          name: `${of}: memory`,
          value: usage.memoryMb,
          unit: 'MB',
          comparedWith: null,
          ratio: null,
          wanted: size < 100_000 ? null : { is: 'at most', value: 250, of: 'value' },
        },
        {
          name: `${of}: calls`,
          value: result.calls.length,
          unit: 'calls',
          comparedWith: null,
          ratio: null,
          wanted: null,
        },
      );
    }
  }
  return figures;
}

/** So many articles in Asperion, and nothing of them in Exact Online. */
async function stageOf(size: number): Promise<Stage> {
  const { exactOnline, asperion } = createWorld({ customers: 0, articles: SPECIAL + size, orders: 0 });
  const articles = (asperion.rows.articles ?? []).slice(SPECIAL);
  const stage = await Stage.set({
    entry: join(root, 'action', 'index.js'),
    mappings: join(root, 'example', 'mappings'),
    world: {
      exactOnline: { ...exactOnline, rows: { ...exactOnline.rows, Items: [], SalesItemPrices: [] } },
      asperion: { ...asperion, rows: { ...asperion.rows, articles } },
    },
    exactOnline: { minuteLimit: 10_000_000, dailyLimit: 100_000_000 },
    requestsPerSecond: 1000,
  });
  stage.inputs['state-store'] = 'file:state.bin';
  stage.inputs.flows = FLOW;
  await writeFile(stage.mapping(`${FLOW}.yml`), GUARDLESS);
  return stage;
}
