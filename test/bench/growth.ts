/**
 * How time, calls and memory grow with the number of records: a first load of so many articles of Asperion into Exact Online, and an idle
 * run after it, each as a process of its own that runs the bundle:
 *
 *     node test/bench/growth.ts [articles…]      1,000 and 10,000 unless told otherwise; 100,000 make 200,000 calls
 *
 * The servers run in this process, so that the memory is that of the action alone. Time is that of the action's processor.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stage } from '../../sandbox/stage.ts';
import { createWorld, type World } from '../../sandbox/world/world.ts';

/** What one run took. */
interface Taken {
  readonly run: string;
  readonly cpuSeconds: number;
  readonly memoryMb: number;
  readonly reads: number;
  readonly writes: number;
}

const FLOW = 'products.asperion-to-exact-online';
const UNLIMITED = 100_000_000;
const HOURS_MS = 3 * 3_600_000;
/** More than the assortment that was written by hand, which has articles that wait for a person. */
const HANDWRITTEN = 50;
const root = join(import.meta.dirname, '..', '..');
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1000, 10_000];
const folder = await mkdtemp(join(tmpdir(), 'growth-'));
const usageFile = join(folder, 'usage.json');

for (const articles of sizes) {
  for (const { run, cpuSeconds, memoryMb, reads, writes } of await measure(articles)) {
    const took = `${cpuSeconds.toFixed(1)} s of the processor, ${memoryMb.toFixed(0)} MB at its peak`;
    console.log(`${articles} articles, ${run}: ${took}, ${reads} reads, ${writes} writes`);
  }
}
await rm(folder, { recursive: true, force: true });

/** A first load of so many articles, and an idle run. Throws if a run fails, or writes what it should not. */
async function measure(articles: number): Promise<readonly Taken[]> {
  await using stage = await Stage.set({
    entry: join(root, 'action', 'index.js'),
    mappings: join(root, 'mappings'),
    world: worldOf(articles),
    requestsPerSecond: 10_000,
    exactOnline: { minuteLimit: UNLIMITED, dailyLimit: UNLIMITED },
  });
  stage.inputs['state-store'] = 'file:state.json';
  stage.inputs.flows = FLOW;
  await stage.setYaml(`${FLOW}.yml`, ['guard'], undefined);
  for (const limit of ['callsPerMinute', 'callsPerDay'])
    await stage.setYaml('settings.yml', ['exactOnline', limit], UNLIMITED);
  const env = { NODE_OPTIONS: `--require ${join(import.meta.dirname, 'usage.cjs')}`, USAGE_FILE: usageFile };
  const taken: Taken[] = [];
  for (const run of ['first load', 'idle run']) {
    const { exitCode, calls, writes, log } = await stage.run({ env, giveUp: AbortSignal.timeout(HOURS_MS) });
    if (exitCode !== 0 || writes.length > 0 !== (run === 'first load'))
      throw new Error(`The ${run} went wrong:\n${log.slice(-5000)}`);
    const { cpuMs, memoryMb } = JSON.parse(await readFile(usageFile, 'utf8')) as { cpuMs: number; memoryMb: number };
    taken.push({ run, cpuSeconds: cpuMs / 1000, memoryMb, reads: calls.length - writes.length, writes: writes.length });
  }
  return taken;
}

/** So many ordinary articles in Asperion, and no item in Exact Online. */
function worldOf(articles: number): Pick<World, 'asperion' | 'exactOnline'> {
  const { asperion, exactOnline } = createWorld({
    customers: 1,
    articles: articles + HANDWRITTEN,
    orders: 0,
    stories: [],
  });
  return {
    asperion: { ...asperion, rows: { ...asperion.rows, articles: asperion.rows.articles?.slice(HANDWRITTEN) ?? [] } },
    exactOnline: { ...exactOnline, rows: { ...exactOnline.rows, Items: [], SalesItemPrices: [] } },
  };
}
