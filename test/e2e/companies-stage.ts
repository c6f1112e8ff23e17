import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stage, StageOptions, StageRun } from '../../sandbox/stage.ts';
import { createWorld } from '../../sandbox/world/world.ts';
import { setStage } from './stage.ts';

/** A company with its administration in each system. */
export interface Company {
  readonly name: string;
  readonly division: number;
  readonly tenant: number;
}

const NAMES = ['noord', 'oost', 'zuid', 'west', 'haven', 'markt', 'brug', 'molen'];

/** Eight companies that share one authorisation of each system. */
export const COMPANIES: readonly Company[] = NAMES.map((name, index) => ({
  name,
  division: 1001 + index,
  tenant: 5001 + index,
}));

/** Every customer, article and order of a company syncs; each company has its own. */
const worldOf = (index: number) => createWorld({ customers: 8, articles: 6, orders: 10, seed: index + 1 });

/** A stage with the books of all of them, and settings that list them. */
export async function setCompanies(options: Partial<StageOptions> = {}): Promise<Stage> {
  const [first, ...others] = COMPANIES.map((company, index) => ({ ...company, world: worldOf(index) }));
  if (first === undefined) throw new RangeError('There are no companies.');
  const all = [first, ...others];
  const stage = await setStage({
    ...options,
    world: first.world,
    exactOnline: {
      division: first.division,
      others: others.map(({ division, world }) => ({ division, rows: world.exactOnline.rows })),
      ...options.exactOnline,
    },
    asperion: {
      administrations: all.map(({ tenant, name, world }) => ({
        id: tenant,
        name,
        inTrade: true,
        rows: world.asperion.rows,
      })),
      ...options.asperion,
    },
  });
  await stage.setYaml('settings.yml', ['administrations'], COMPANIES);
  delete stage.inputs['exact-online-division'];
  delete stage.inputs['asperion-tenant'];
  return stage;
}

/** The inputs that renew a login: only the first job of the workflow has them. */
const RENEWAL = ['client-secret', 'refresh-token'].flatMap((role) => [`exact-online-${role}`, `asperion-${role}`]);

/** The step that a job of the matrix runs, on a machine of its own, as part of the workflow run `runId`. */
export async function runShard(
  stage: Stage,
  administration: string,
  run: Omit<NonNullable<Parameters<Stage['run']>[0]>, 'inputs'>,
): Promise<StageRun> {
  const [workspace, temp] = ['workspace', 'temp'].map((kind) => join(stage.temp, 'machines', administration, kind));
  if (workspace === undefined || temp === undefined) throw new RangeError('A machine has two folders.');
  await mkdir(temp, { recursive: true });
  await cp(stage.workspace, workspace, { recursive: true });
  const withheld = Object.fromEntries(RENEWAL.map((name) => [name, '']));
  return stage.run({ ...run, workspace, temp, inputs: { administration, ...withheld } });
}

/** The calls for tokens that each system got. */
export const tokenCalls = ({ exactOnline, asperion }: Stage): Readonly<Record<string, number>> => ({
  exactOnline: exactOnline.requests.filter(({ path }) => path.endsWith('/token')).length,
  asperion: asperion.requests.filter(({ path }) => path.endsWith('/token')).length,
});
