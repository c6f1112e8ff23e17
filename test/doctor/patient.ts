import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inputVariable } from '../../sandbox/github/action-inputs.ts';
import { Stage, type StageOptions } from '../../sandbox/stage.ts';
import { createWorld } from '../../sandbox/world/world.ts';
import { type Examination, examine } from '../../src/commands/doctor.ts';
import { realTime } from '../../src/commands/session.ts';
import { readInputs } from '../../src/config/inputs.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { readGitHubContext } from '../../src/github/context.ts';

/** The workflow of the README, as a user has it. */
export const WORKFLOW = `name: Sync
on:
  schedule:
    - cron: "17,47 6-22 * * 1-6"
      timezone: Europe/Amsterdam
  workflow_dispatch:
concurrency:
  group: exact-asperion-sync
  queue: max
jobs:
  sync:
    runs-on: ubuntu-24.04
    environment: sync
    steps:
      - uses: actions/checkout@v5
      - uses: OWNER/exact-asperion-sync@v1
        with:
          mode: \${{ vars.SYNC_MODE || 'plan' }}
          exact-online-refresh-token: \${{ secrets.EXACT_ONLINE_REFRESH_TOKEN }}
          exact-online-division: \${{ vars.EXACT_ONLINE_DIVISION }}
          asperion-tenant: \${{ vars.ASPERION_TENANT }}
          state-key: \${{ secrets.SYNC_STATE_KEY }}
          secrets-token: \${{ secrets.SECRETS_TOKEN }}
`;

/** The folder of all shipped mappings. */
export const SHIPPED = join(import.meta.dirname, '..', '..', 'mappings');

/** A set-up in which all is well: small worlds, the shipped flows that are on, the README's workflow. */
export async function setHealthyStage(options: Partial<StageOptions> = {}): Promise<Stage> {
  const world = createWorld({ customers: 4, articles: 4, orders: 4 });
  const stage = await Stage.set({
    entry: '',
    mappings: SHIPPED,
    world,
    ...options,
    exactOnline: { minuteLimit: 6000, ...options.exactOnline },
  });
  if (options.mappings === undefined) await leaveOutWhatIsOff(stage);
  await writeWorkflow(stage, WORKFLOW);
  return stage;
}

/** Takes the flows out that ship off: each visit would read and compile them for nothing. */
async function leaveOutWhatIsOff(stage: Stage): Promise<void> {
  const files = (await readdir(stage.mapping(''))).filter((file) => file.endsWith('.yml'));
  for (const file of files) {
    if (!/^(enabled: false|verify:)/m.test(await readFile(stage.mapping(file), 'utf8'))) continue;
    await rm(stage.mapping(file));
    await rm(stage.mapping(file.replace(/\.yml$/, '.test.yml')));
  }
}

/** Puts a workflow into the workspace. */
export async function writeWorkflow(stage: Stage, text: string, name = 'sync.yml'): Promise<void> {
  const folder = join(stage.workspace, '.github', 'workflows');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), text);
}

/** What differs from a run on the default branch with a state of its own in a file. */
export interface Visit {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly clock?: () => number;
}

/** What the doctor finds, in this process. */
export async function findingsOf(stage: Stage, visit: Visit = {}): Promise<readonly Finding[]> {
  return (await examined(stage, visit)).findings;
}

/** All that came of a visit. */
export async function examined(stage: Stage, visit: Visit = {}): Promise<Examination> {
  const given = {
    'state-store': `file:${join(stage.temp, 'state.json')}`,
    'github-token': stage.github.token,
    ...stage.inputs,
    ...visit.inputs,
  };
  const variables = Object.entries(given).map(([name, value]) => [inputVariable(name), value] as const);
  const environment = {
    GITHUB_WORKSPACE: stage.workspace,
    GITHUB_API_URL: stage.github.url,
    GITHUB_REPOSITORY: stage.github.repository,
    GITHUB_REF: 'refs/heads/main',
    ...Object.fromEntries(variables),
    ...visit.environment,
  };
  return examine({
    inputs: readInputs(environment),
    environment,
    github: readGitHubContext(environment, stage.workspace),
    ...realTime,
    clock: visit.clock ?? Date.now,
    random: () => 0,
    signal: new AbortController().signal,
    log: () => {},
    warn: () => {},
    fold: (_title, work) => work(),
    mask: () => {},
  });
}

/** The findings that ask for something, as `level check file:line says`. */
export function faultsOf(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ level }) => level === 'error' || level === 'warning')
    .map(({ level, check, says, at }) => {
      const place = at === undefined ? '' : `${at.file}:${at.line} `;
      return `${level} ${check}: ${place}${says}`;
    });
}
