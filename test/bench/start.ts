import { join } from 'node:path';
import { root } from './calls/company.ts';
import type { Figure } from './figures.ts';
import { runIdle, setIdleStage } from './idle-stage.ts';
import { medianOf, runNode, usageOfNode, withUsage } from './usage.ts';

const RUNS = 9;

/**
 * What a run without work takes, the most frequent one: the whole process of the bundle with the flows of the example, beside an empty script.
 * Its time is that of a run as a runner starts it; what tells memory is loaded into other runs, because loading it takes time.
 */
export async function measureStart(): Promise<readonly Figure[]> {
  await using stage = await setIdleStage(join(root, 'action'), 'example/mappings', 'file:state.json');
  const bundle: Taken[] = [];
  const empty: Taken[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { durationMs } = await runIdle(stage);
    const { usage } = await withUsage((env) => runIdle(stage, env));
    bundle.push({ ...usage, wallMs: durationMs });
    const startedAt = performance.now();
    await runNode(['-e', '0']);
    const wallMs = performance.now() - startedAt;
    empty.push({ ...(await usageOfNode(['-e', '0'])).usage, wallMs });
  }
  const figure = (name: string, of: keyof Taken, unit: string, most: number | null): Figure => {
    const [value, least] = [bundle, empty].map((all) => medianOf(all.map((one) => one[of]))) as [number, number];
    return {
      name: `run without work: ${name}`,
      value,
      unit,
      comparedWith: `an empty script, ${least.toFixed(0)} ${unit}`,
      ratio: value / least,
      wanted: most === null ? null : { is: 'at most', value: most, of: 'value' },
    };
  };
  return [
    figure('time', 'wallMs', 'ms', 450),
    figure('processor time', 'cpuMs', 'ms', null),
    figure('memory', 'memoryMb', 'MB', 110),
  ];
}

interface Taken {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly memoryMb: number;
}
