import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Stage } from '../../../sandbox/stage.ts';
import { setStage, smallWorld } from '../support/stage.ts';
import { runStoppedAt } from '../trouble/interrupted.ts';

const WORKFLOW = `on:
  schedule:
    - cron: "17 * * * *"
concurrency: exact-asperion-sync
jobs:
  sync:
    runs-on: ubuntu-24.04
    environment: sync
    steps:
      - uses: OWNER/exact-asperion-sync@v1
        with: { exact-online-division: "1", asperion-tenant: "1" }
`;

async function setPatient(): Promise<Stage> {
  const stage = await setStage({ world: smallWorld() });
  const folder = join(stage.workspace, '.github', 'workflows');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'sync.yml'), WORKFLOW);
  return stage;
}

const examine = (stage: Stage) => stage.run({ inputs: { mode: 'doctor' } });

const results = (log: string) =>
  log.split('\n').flatMap((line) => /^(ok|warning|error|not checked)\s+\S/.exec(line)?.[1] ?? []);

describe('the packaged action in the mode doctor', () => {
  test('finds nothing wrong with a healthy set-up, before the first sync and after it', async () => {
    await using stage = await setPatient();
    const before = await examine(stage);
    expect([before.exitCode, before.annotations]).toEqual([0, []]);
    expect(before.writes).toEqual([]);
    expect(new Set(results(before.log))).toEqual(new Set(['ok', 'not checked']));
    expect(before.summary).toContain('All is well: 0 errors, 0 warnings');
    expect(before.summary).toContain('| ok | credentials | Exact Online accepts the token. |  |');
    const kinds = () => stage.github.entries.map(({ key }) => key.split('/')[2]);
    expect(kinds()).toEqual(['tokens', 'tokens', 'tokens', 'assumptions']);
    expect(before.log).toMatch(/^ok +assumptions +Asperion: Pages are counted from asperion\.firstPage/m);
    expect(before.outputs.report).toMatch(/doctor\.json$/);
    expect(before.report).toMatchObject({ kind: 'doctor', checks: { credentials: { ok: 2 } } });

    expect((await stage.run()).exitCode).toBe(0);
    const others = () => kinds().filter((kind) => kind !== 'assumptions');
    const entries = others();
    const after = await examine(stage);
    expect([after.exitCode, after.annotations]).toEqual([0, []]);
    expect(after.log).toMatch(/The state can be kept and read; saved at /);
    expect(others()).toEqual(entries);
  });

  test('ends red when it is cancelled, since it has not looked at everything', async () => {
    await using stage = await setPatient();
    const reads = { system: 'asperion', method: 'GET', path: /\/v1\//, act: 'hang-before' } as const;
    const run = await runStoppedAt(stage, 'cancel', reads, { inputs: { mode: 'doctor' } });
    expect([run.exitCode, run.annotations.map(({ message }) => message)]).toEqual([
      1,
      expect.arrayContaining([expect.stringMatching(/^The run was cancelled before everything was checked\./)]),
    ]);
    expect(run.summary).toContain('A sync would not work yet: 1 error');
  });

  test('ends red for an error, marks its line, and goes on looking', async () => {
    await using stage = await setPatient();
    await stage.setYaml('tables/debtor-kinds.yml', ['private'], 'person');
    stage.inputs['exact-online-division'] = '999999';
    const run = await examine(stage);
    expect(run.exitCode).toBe(1);
    expect(run.annotations).toContainEqual(
      expect.objectContaining({
        level: 'error',
        title: 'codes',
        file: 'mappings/tables/debtor-kinds.yml',
        line: 4,
        message: expect.stringContaining('Asperion has no debtor kind "person" (debtorkinds.id)'),
      }),
    );
    expect(run.annotations).toContainEqual(
      expect.objectContaining({
        title: 'administration',
        message: expect.stringContaining('refused to read system/Divisions'),
      }),
    );
    expect(run.log).toMatch(/^not checked rights +Exact Online could not be asked: see above\.$/m);
    expect(run.summary).toContain('A sync would not work yet: 2 errors');
  });

  test('ends green for a warning', async () => {
    await using stage = await setPatient();
    stage.github.switches.environments = 'not-in-plan';
    const run = await examine(stage);
    expect([run.exitCode, run.annotations.map(({ level, title }) => [level, title])]).toEqual([
      0,
      [['warning', 'environment']],
    ]);
  });

  test('never shows a secret', async () => {
    await using stage = await setPatient();
    const { log, summary, annotations } = await examine(stage);
    const said = JSON.stringify([log, summary, annotations]);
    const secrets = Object.entries(stage.inputs).filter(([name]) => /secret|token|key/.test(name));
    expect(secrets.length).toBeGreaterThan(4);
    for (const [, secret] of secrets) expect(said).not.toContain(secret);
  });
});
