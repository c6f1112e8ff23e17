import { cp, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Stage, StageOptions, StageRun } from '../../../sandbox/stage.ts';
import { createWorld } from '../../../sandbox/world/world.ts';
import { setStage } from '../support/stage.ts';

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
const worldOf = ({ division }: Company) =>
  createWorld({ customers: 8, articles: 6, orders: 10, seed: division - 1000 });

/** A stage with the books of some companies, and settings that list them; by default of all. */
export async function setCompanies(
  options: Partial<StageOptions> = {},
  companies: readonly Company[] = COMPANIES,
): Promise<Stage> {
  const [first, ...others] = companies.map((company) => ({ ...company, world: worldOf(company) }));
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
  await stage.setYaml('settings.yml', ['administrations'], companies);
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

/** One run of the workflow: the job that prints the matrix, then a process for each company, all at once; of one company if it is named. */
export async function runAll(
  stage: Stage,
  runId: number,
  {
    env = {},
    administration = '',
  }: { readonly env?: Readonly<Record<string, string>>; readonly administration?: string } = {},
): Promise<Map<string, StageRun>> {
  const first = await stage.run({ runId, env, inputs: { mode: 'shards', administration } });
  if (first.exitCode !== 0) throw new Error(first.log);
  const { include } = JSON.parse(first.outputs.shards ?? '') as { include: readonly { administration: string }[] };
  const runs = await Promise.all(
    include.map(async ({ administration: name }) => {
      return [name, await runShard(stage, name, { runId, env })] as const;
    }),
  );
  return new Map(runs);
}

/** The last job: the artifacts of the others stand each in a folder of its own. */
export async function mergeReports(stage: Stage, runs: ReadonlyMap<string, StageRun>): Promise<StageRun> {
  await rm(join(stage.workspace, 'reports'), { recursive: true, force: true });
  return mergeAttempt(stage, runs, 1);
}

/** The last job of one attempt at a run, beside the artifacts of those before. */
export async function mergeAttempt(
  stage: Stage,
  runs: ReadonlyMap<string, StageRun>,
  runAttempt: number,
): Promise<StageRun> {
  for (const [name, { outputs }] of runs) {
    const artifact = artifactOf(stage, name, runAttempt);
    await mkdir(artifact, { recursive: true });
    await cp(outputs.report ?? '', join(artifact, basename(outputs.report ?? '')));
  }
  return stage.run({ runAttempt, inputs: { mode: 'merge' } });
}

/** The folder of the report that a company left in an attempt; the job of the tokens ran in the first one only. */
export const artifactOf = ({ workspace }: Stage, name: string, attempt: number): string =>
  join(workspace, 'reports', `exact-asperion-sync-report-1-${name}-${attempt}`);

/** The numbers of a company's customers, and those of the debtors that stand for them. */
export const customers = (stage: Stage, { division }: Company): readonly string[] =>
  stage.exactOnline
    .rows('Accounts', division)
    .map(({ Code }) => `EO-${String(Code).trim()}`)
    .sort();
export const debtors = (stage: Stage, { tenant }: Company): readonly string[] =>
  stage.asperion
    .rows('debtors', tenant)
    .flatMap(({ characteristic5 }) => (characteristic5 == null ? [] : [String(characteristic5)]))
    .sort();
