/**
 * What an idle run takes, the most frequent one: the whole process of the bundle, with everything in step before. The committed bundle is
 * compared with another one, such as that of an earlier version, in turns:
 *
 *     node test/bench/idle-run.ts [folder of the other bundle] [runs]     11 runs unless told otherwise
 *
 * Times are of the processor, because other work on the machine changes them least: the median, and the least. Compare ratios only.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Stage } from '../../sandbox/stage.ts';
import { createWorld } from '../../sandbox/world/world.ts';

interface Usage {
  readonly cpuMs: number;
  readonly memoryMb: number;
}

const root = join(import.meta.dirname, '..', '..');
const [other, runs = '11'] = process.argv.slice(2);
const bundles = [...(other === undefined ? [] : [resolve(other)]), join(root, 'action')];
const folder = await mkdtemp(join(tmpdir(), 'idle-run-'));
const usageFile = join(folder, 'usage.json');

for (const mappings of ['example/mappings', 'mappings']) {
  for (const store of ['file:state.json', 'cache']) {
    const measured = await measure(mappings, store);
    const least = measured.map((usages) => Math.min(...usages.map(({ cpuMs }) => cpuMs)));
    for (const [at, usages] of measured.entries()) {
      const cpuMs = medianOf(usages.map((usage) => usage.cpuMs));
      const memoryMb = medianOf(usages.map((usage) => usage.memoryMb));
      const ratio = at === 0 ? '' : `, ${((least[at] ?? 0) / (least[0] ?? 1)).toFixed(2)} of the other's least`;
      const times = `${cpuMs.toFixed(0)} ms (least ${least[at]?.toFixed(0)})${ratio}`;
      console.log(`${mappings}, state-store ${store}: ${times}, ${memoryMb.toFixed(0)} MB: ${bundles[at]}`);
    }
  }
}
await rm(folder, { recursive: true, force: true });

/** What idle runs of each bundle take. Throws when a run fails, or is not idle. */
async function measure(mappings: string, store: string): Promise<readonly (readonly Usage[])[]> {
  const stages = await Promise.all(bundles.map((bundle) => setStage(bundle, mappings, store)));
  const measured: Usage[][] = stages.map(() => []);
  for (let turn = 0; turn < Number(runs); turn += 1) {
    for (const [at, stage] of stages.entries()) {
      const env = { NODE_OPTIONS: `--require ${join(import.meta.dirname, 'usage.cjs')}`, USAGE_FILE: usageFile };
      const { exitCode, writes } = await stage.run({ env });
      if (exitCode !== 0 || writes.length > 0) throw new Error(`This run is not idle: ${bundles[at]}`);
      measured[at]?.push(JSON.parse(await readFile(usageFile, 'utf8')) as Usage);
    }
  }
  for (const stage of stages) await stage[Symbol.asyncDispose]();
  return measured;
}

/** A stage on which everything is in step. */
async function setStage(bundle: string, mappings: string, store: string): Promise<Stage> {
  const stage = await Stage.set({
    entry: join(bundle, 'index.js'),
    mappings: join(root, mappings),
    world: createWorld({ customers: 8, articles: 6, orders: 10 }),
    exactOnline: { minuteLimit: 6000 },
  });
  stage.inputs['state-store'] = store;
  for (let before = 0; before < 3; before += 1) await stage.run();
  return stage;
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
