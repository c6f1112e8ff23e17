import type { Stage } from '../../sandbox/stage.ts';
import { runAll, setCompanies } from '../e2e/companies/companies-stage.ts';
import { reportOf } from '../e2e/support/stage.ts';
import type { Figure } from './figures.ts';

/** How long both systems take to answer a call: a run then waits most of its time, as it does for the real ones. */
const LATENCY_MS = 500;

/** A first load of eight companies in eight processes, beside that of the one of them that makes most calls, the job for the tokens included. */
export async function measureCompanies(): Promise<readonly Figure[]> {
  const all = await timeOf();
  const largest = [...all.calls].sort(([, left], [, right]) => right - left)[0]?.[0];
  const alone = await timeOf(largest);
  const [together, own] = [all, alone].map(({ calls }) => calls.get(largest ?? '') ?? Number.NaN) as [number, number];
  return [
    {
      name: 'eight companies at once: time',
      value: all.wallMs / 1000,
      unit: 's',
      comparedWith: `one company's ${(alone.wallMs / 1000).toFixed(1)} s`,
      ratio: all.wallMs / alone.wallMs,
      wanted: { is: 'at most', value: 1.5, of: 'ratio' },
    },
    {
      name: 'calls of that company beside the others',
      value: together,
      unit: 'calls',
      comparedWith: `its ${own} alone`,
      ratio: together / own,
      wanted: { is: 'at most', value: 1, of: 'ratio' },
    },
  ];
}

/** One run of the workflow for all companies, or for one of them: its time, and the calls of each by its name. */
async function timeOf(
  administration?: string,
): Promise<{ readonly wallMs: number; readonly calls: ReadonlyMap<string, number> }> {
  await using stage = await setCompanies();
  answerLate(stage);
  const startedAt = performance.now();
  const runs = await runAll(stage, 8_200_000_000, administration === undefined ? {} : { administration });
  const wallMs = performance.now() - startedAt;
  const calls = [...runs].map(([name, run]) => {
    if (run.exitCode !== 0) throw new Error(run.log);
    const counts = Object.values(reportOf(run).calls);
    return [name, counts.reduce((sum, count) => sum + count, 0)] as const;
  });
  return { wallMs, calls: new Map(calls) };
}

function answerLate({ exactOnline, asperion }: Stage): void {
  for (const { faults } of [exactOnline, asperion]) {
    faults.add({ path: /./, act: 'replace', delayMs: LATENCY_MS, times: Number.POSITIVE_INFINITY });
  }
}
