/**
 * What an idle run takes, the most frequent one: the whole process of the bundle, with everything in step before. The committed bundle is
 * compared with another one, such as that of an earlier version, in turns:
 *
 *     node test/bench/idle-run.ts [folder of the other bundle] [runs]     11 runs unless told otherwise
 *
 * Times are of the processor, because other work on the machine changes them least: the median, and the least. Compare ratios only.
 */
import { join, resolve } from 'node:path';
import { root } from './calls/company.ts';
import { runIdle, setIdleStage } from './idle-stage.ts';
import { medianOf, type Usage, withUsage } from './usage.ts';

const [other, runs = '11'] = process.argv.slice(2);
const bundles = [...(other === undefined ? [] : [resolve(other)]), join(root, 'action')];

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

/** What idle runs of each bundle take. Throws when a run fails, or is not idle. */
async function measure(mappings: string, store: string): Promise<readonly (readonly Usage[])[]> {
  const stages = await Promise.all(bundles.map((bundle) => setIdleStage(bundle, mappings, store)));
  const measured: Usage[][] = stages.map(() => []);
  for (let turn = 0; turn < Number(runs); turn += 1) {
    for (const [at, stage] of stages.entries())
      measured[at]?.push((await withUsage((env) => runIdle(stage, env))).usage);
  }
  for (const stage of stages) await stage[Symbol.asyncDispose]();
  return measured;
}
