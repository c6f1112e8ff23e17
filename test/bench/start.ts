import { BenchCompany } from './calls/company.ts';
import type { Figure } from './figures.ts';
import { medianOf, usageOfNode, withUsage } from './usage.ts';

const RUNS = 9;

/** What a run without work takes, the most frequent one: the whole process of the bundle with the flows of the example, beside an empty script. */
export async function measureStart(): Promise<readonly Figure[]> {
  await using company = await BenchCompany.open(10);
  const bundle: Taken[] = [];
  const empty: Taken[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { usage, wallMs } = await withUsage((env) => company.run(env));
    bundle.push({ ...usage, wallMs });
    const bare = await usageOfNode(['-e', '0']);
    empty.push({ ...bare.usage, wallMs: bare.wallMs });
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
