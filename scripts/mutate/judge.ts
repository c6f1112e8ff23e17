import { dirname } from 'node:path';
import type { Change } from './changes.ts';
import type { Measured, Measurements } from './measure.ts';
import { runTests } from './run-tests.ts';
import { placeAt } from './ticks.ts';
import type { Workshop } from './workshop.ts';

/** What became of one change. */
export interface Verdict {
  readonly isKilled: boolean;
  /** The test that failed; how many test files passed when none did. */
  readonly by: string;
}

/** So many times the calls of `tick` in the clean run are taken for a loop without end. */
const PATIENCE = 16;
/** A test that waits for what never comes makes no calls: it ends after so many times what its whole file took, at least a minute. */
const PATIENCE_TO_WAIT = 4;
const LEAST_TIMEOUT_MS = 60_000;

/**
 * Makes the change and runs the tests that ran its place, until one fails: those of the same subject first, then the fastest.
 * No further test begins when those before it took longer than `effortMs` in the clean run.
 */
export async function judge(
  workshop: Workshop,
  change: Change,
  { measurements, effortMs }: { readonly measurements: Measurements; readonly effortMs: number },
): Promise<Verdict> {
  const place = placeAt(workshop.places.get(change.file)?.places ?? [], change.start);
  const chosen = Object.entries(measurements).filter(
    ([, { hasPassed, ran }]) => hasPassed && ran[change.file]?.places.includes(place),
  );
  if (chosen.length === 0) return { isKilled: false, by: 'no test runs it' };
  const subject = dirname(change.file).replace(/^src/, 'test');
  const cost = ([file, { ms }]: readonly [string, Measured]): number => (file.startsWith(`${subject}/`) ? ms / 4 : ms);
  let spentMs = 0;
  const files = chosen
    .toSorted((a, b) => cost(a) - cost(b))
    .filter(([, { ms }]) => {
      spentMs += ms;
      return spentMs - ms <= effortMs;
    })
    .map(([file]) => file);
  const most = (key: 'ms' | 'ticks'): number => Math.max(...chosen.map(([, measured]) => measured[key]));
  const testTimeoutMs = Math.max(LEAST_TIMEOUT_MS, PATIENCE_TO_WAIT * most('ms'));
  workshop.setTicks(false, PATIENCE * most('ticks'));
  using _made = workshop.make(change);
  const outcome = await runTests(workshop.folder, files, {
    bail: true,
    testTimeoutMs,
    timeoutMs: testTimeoutMs * 2 + PATIENCE * chosen.reduce((sum, [, { ms }]) => sum + ms, 0),
  });
  if (outcome.hasPassed) return { isKilled: false, by: `${files.length} of ${chosen.length} test files passed` };
  const [failed] = outcome.failed;
  const by = failed === undefined ? (outcome.isTimeout ? 'it did not end' : 'the process ended') : failed.join(': ');
  return { isKilled: true, by };
}
