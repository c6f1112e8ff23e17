import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../../../sandbox/faults.ts';
import type { RunActionOptions } from '../../../sandbox/github/runner.ts';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';

/** A call at which a run is stopped: it hangs, before or after the system has carried it out, is answered late, or is carried out late. */
export interface Moment extends Pick<Fault, 'act' | 'method' | 'path' | 'skip' | 'storeAfterMs'> {
  readonly system: 'exactOnline' | 'asperion';
  readonly act: 'hang-before' | 'hang-after' | 'replace' | 'store-late';
}

/** How a run is stopped: `kill` as when the machine is lost, `cancel` as when a person cancels the job. */
export type Ending = 'kill' | 'cancel';

/** Time for a run to learn that it is cancelled before the call is answered. */
const LATE_MS = 1000;

/** Runs the action and stops it as soon as it has reached this moment. Throws when it never does. */
export async function runStoppedAt(
  stage: Stage,
  ending: Ending,
  { system, ...fault }: Moment,
  options: Partial<RunActionOptions> = {},
): Promise<StageRun> {
  const { faults } = stage[system];
  const stop = new AbortController();
  const reached = (): void => stop.abort();
  const late = () => once(stop.signal, 'abort').then(() => delay(LATE_MS));
  faults.add({ ...fault, ...(fault.act === 'replace' ? { before: reached, until: late() } : { after: reached }) });
  const run = await stage.run({ ...options, [ending]: stop.signal });
  faults.clear();
  if (!stop.signal.aborted) throw new Error(`The run ended before the call at which it was to stop:\n${run.log}`);
  return run;
}
