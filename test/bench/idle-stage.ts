import { join } from 'node:path';
import { Stage, type StageRun } from '../../sandbox/stage.ts';
import { createWorld } from '../../sandbox/world/world.ts';
import { root } from './calls/company.ts';

/** A stage for the bundle in a folder, on which everything is in step; `mappings`: their folder in the checkout. */
export async function setIdleStage(bundle: string, mappings: string, store: string): Promise<Stage> {
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

/** A run without work. Throws when it fails, or is not idle. */
export async function runIdle(stage: Stage, env: Readonly<Record<string, string>> = {}): Promise<StageRun> {
  const run = await stage.run({ env });
  if (run.exitCode !== 0 || run.writes.length > 0) throw new Error(`This run is not idle:\n${run.log}`);
  return run;
}
