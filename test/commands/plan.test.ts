import { spawn } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { appendFile, cp, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Stage } from '../../sandbox/stage.ts';
import { refuseShared } from '../../src/commands/plan/apart.ts';
import { ownTerminal, planHelp } from '../../src/commands/plan/command-line.ts';
import { planKeyOf } from '../../src/state/keys.ts';
import { workspaceWith } from '../config/folder.ts';
import { setStage, smallWorld } from '../e2e/support/stage.ts';

const root = join(import.meta.dirname, '..', '..');
const cli = join(root, 'src', 'cli.ts');

const isSecret = (name: string): boolean => /secret|token|key/.test(name);
const variable = (name: string): string => `INPUT_${name.toUpperCase().replaceAll('-', '_')}`;

/** Runs the command line as a person would, in the folder of the stage. */
async function run(stage: Stage, args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [cli, 'plan', ...args], {
    cwd: stage.workspace,
    env: { PATH: process.env.PATH ?? '', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}

/** The options and the variables that a person gives for a stage. */
function given(stage: Stage): { readonly args: readonly string[]; readonly variables: Record<string, string> } {
  const inputs = Object.entries(stage.inputs);
  const secrets = inputs.filter(([name]) => isSecret(name)).map(([name, value]) => [variable(name), value]);
  return {
    args: [
      ...inputs.filter(([name]) => !isSecret(name)).flatMap(([name, value]) => [`--${name}`, value]),
      '--state-store',
      `file:${join(stage.temp, 'laptop.json')}`,
    ],
    variables: Object.fromEntries(secrets),
  };
}

describe('plan on a laptop', () => {
  test('says what a sync would do, and writes the plan to the given file', async () => {
    await using stage = await setStage({ world: smallWorld() });
    const { args, variables } = given(stage);
    const { code, out, err } = await run(stage, [...args, '--json', 'plan.json'], variables);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^Plan: \d+ to create, \d+ to change, \d+ to refuse, € [\d,.]+ to book\. \d+ records that are there already/m,
    );
    expect(out).toMatch(/^ {2}customers\S+ +debtor +5 +2 +1 +0 +0 +0 +3$/m);
    expect(out).not.toMatch(/::|\| ---|<details>/);
    for (const secret of Object.values(variables)) expect(out).not.toContain(secret);
    expect(JSON.parse(await readFile(join(stage.workspace, 'plan.json'), 'utf8'))).toMatchObject({ kind: 'plan' });
    await expect(stat(join(stage.temp, 'laptop.json'))).resolves.toBeTruthy();
  });

  test('of several companies, asks which one is meant, also if inputs name administrations', async () => {
    await using stage = await setStage({ world: smallWorld() });
    const { args, variables } = given(stage);
    const settings = join(stage.workspace, 'mappings', 'settings.yml');
    const listed = ['noord', 'zuid'].map(
      (name, at) => `  - { name: ${name}, division: ${1001 + at}, tenant: ${5001 + at} }\n`,
    );
    await appendFile(settings, `\nadministrations:\n${listed.join('')}`);
    expect(await run(stage, args, variables)).toMatchObject({
      code: 1,
      err: expect.stringContaining('MISSING_INPUT The input "administration" is missing.'),
    });
  });

  test('without credentials, asks only for the key of the recording, never as an argument', async () => {
    await using stage = await setStage({ world: smallWorld() });
    const store = ['--state-store', `file:${join(stage.temp, 'laptop.json')}`];
    expect(await run(stage, store)).toEqual({
      code: 1,
      out: '',
      err: 'MISSING_INPUT INPUT_STATE_KEY is missing. What to do: Set this variable: a secret text of at least 32 characters that seals the saved state.\n',
    });
    const told = await run(stage, ['--state-key', 'of-a-real-company-32-characters-']);
    expect(told.code).toBe(1);
    expect(told.err).toContain('--state-key cannot be given as an argument');
    expect(told.err).not.toContain('of-a-real-company');
  });

  test('runs on the state that a workflow kept in a file, with the plan key alone', async () => {
    await using stage = await setStage({ world: smallWorld() });
    const store = `file:${join(stage.temp, 'kept.json')}`;
    expect((await stage.run({ inputs: { 'state-store': store } })).exitCode).toBe(0);
    const calls = stage.exactOnline.requests.length + stage.asperion.requests.length;
    const variables = { INPUT_PLAN_KEY: planKeyOf(stage.inputs['state-key'] ?? '') };
    const { code, out, err } = await run(stage, ['--state-store', store, '--base', 'mappings'], variables);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^All of \d+ records come out the same\./m);
    expect(stage.exactOnline.requests.length + stage.asperion.requests.length).toBe(calls);
  });

  test('of a change, says that a sync would not begin with it', async () => {
    await using stage = await setStage({ world: smallWorld(), mappings: join(root, 'example', 'mappings') });
    const store = `file:${join(stage.temp, 'kept.json')}`;
    await stage.run({ inputs: { 'state-store': store } });
    await cp(stage.mapping('.'), join(stage.workspace, 'base'), { recursive: true });
    const broken = 'extends: shipped\nsteps: { invoice: { lines: { fields: { vatCode: { force: V0 } } } } }\n';
    await writeFile(stage.mapping('orders.exact-online-to-asperion.yml'), broken);
    const variables = { INPUT_PLAN_KEY: planKeyOf(stage.inputs['state-key'] ?? '') };
    const { out } = await run(stage, ['--state-store', store, '--base', 'base'], variables);
    expect(out).toContain('A sync does not begin with these mappings.');
  });
});

describe('a change that would be compared with itself', () => {
  /** What is said of a workspace, where base and the action of the base are checked out beside the mappings. */
  const said = (use: string, link: readonly [string, string] | null = null) => {
    using folder = workspaceWith({
      'settings.yml': `use: ${use}\n`,
      ...Object.fromEntries(
        ['before/mappings', 'before/pack', 'action-before/mappings', 'pack'].map((place) => [`../${place}/a.yml`, '']),
      ),
    });
    const at = (place: string) => join(folder.workspace, place);
    if (link !== null) {
      rmSync(at(link[0]), { recursive: true, force: true });
      symlinkSync(link[1], at(link[0]));
    }
    const checkouts = { base: 'before/mappings', baseShipped: 'action-before/mappings' };
    try {
      refuseShared({ mappings: 'mappings', ...checkouts }, folder.workspace);
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  };

  test.each([
    [
      'builds on the checkout of the base',
      '../before/pack',
      null,
      '"before/pack" is in "before", which holds the base',
    ],
    ['builds on the action of the base', '../action-before/mappings', null, '"action-before/mappings" is in "action-'],
    ['builds on a link to it', '../pack', ['pack', 'before/pack'], '"pack" is in "before", which holds the base'],
    ['is a link to it', 'shipped', ['mappings', 'before/mappings'], '"mappings" is in "before", which holds the base'],
    ['is where the base goes', 'shipped', ['before', 'mappings'], 'The folder "before", into which the base is'],
  ] as const)('is refused where it %s', (_name, use, link, message) => {
    expect(said(use, link)).toContain(message);
  });

  test('is none where it builds on a folder beside the base', () => {
    expect(said('../pack')).toBeNull();
  });
});

test('the help names every option', () => {
  for (const name of ['mappings', 'flows', 'base', 'reveal', 'json', 'since', 'records', 'state-store']) {
    expect(planHelp).toContain(`--${name} `);
  }
  expect(planHelp).not.toContain('--state-key');
});

test.each([
  ['a terminal of its own', true, {}, { INPUT_REVEAL: 'all' }],
  ['a terminal in CI', true, { CI: 'true' }, {}],
  ['a pipe or a file', false, {}, {}],
])('personal values are shown or hidden on %s', (_place, isTTY, environment, expected) => {
  expect(ownTerminal({ output: { isTTY } as NodeJS.WriteStream, environment })).toEqual(expected);
});
