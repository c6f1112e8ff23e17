import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../../../sandbox/faults.ts';
import type { RunActionOptions } from '../../../sandbox/github/runner.ts';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';

/** A call at which a run is stopped: it hangs, before or after the system has carried it out, is answered late, or is carried out late. */
export interface Moment extends Pick<Fault, 'act' | 'method' | 'path' | 'skip' | 'delayMs' | 'storeAfterMs'> {
  readonly system: 'exactOnline' | 'asperion';
  readonly act: 'hang-before' | 'hang-after' | 'replace' | 'store-late';
}

/** How a run is stopped: `kill` as when the machine is lost, `cancel` as when a person cancels the job. */
export type Ending = 'kill' | 'cancel';

/** Time for a call that arrived to be carried out as well. */
const CARRIED_OUT_MS = 100;

/** Runs the action and stops it as soon as it has reached this moment. Throws when it never does. */
export async function runStoppedAt(
  stage: Stage,
  ending: Ending,
  { system, ...fault }: Moment,
  options: Partial<RunActionOptions> = {},
): Promise<StageRun> {
  const { requests, faults } = stage[system];
  const from = requests.length;
  const isMeant = ({ method, path }: (typeof requests)[number]): boolean =>
    (fault.method ?? method) === method && fault.path.test(path);
  const isReached = (): boolean => requests.slice(from).filter(isMeant).length > (fault.skip ?? 0);
  const stop = new AbortController();
  const over = new AbortController();
  const watch = async (): Promise<void> => {
    while (!isReached()) await delay(5, undefined, { signal: over.signal });
    await delay(CARRIED_OUT_MS);
    stop.abort();
  };
  faults.add(fault);
  const watching = watch().catch(() => {});
  const run = await stage.run({ ...options, [ending]: stop.signal });
  over.abort();
  await watching;
  faults.clear();
  if (!stop.signal.aborted) throw new Error(`The run ended before the call at which it was to stop:\n${run.log}`);
  return run;
}
