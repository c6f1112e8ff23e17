import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Stage } from '../../sandbox/stage.ts';
import { doctorCommand } from '../../src/commands/doctor/command-line.ts';
import { ConfigErrors } from '../../src/errors/errors.ts';
import { setHealthyStage } from '../doctor/patient.ts';

const cli = join(import.meta.dirname, '..', '..', 'src', 'cli.ts');

const isSecret = (name: string): boolean => /secret|token|key/.test(name);
const variable = (name: string): string => `INPUT_${name.toUpperCase().replaceAll('-', '_')}`;

/** The options and the variables that a person gives for a stage. */
function given(stage: Stage): { readonly args: readonly string[]; readonly variables: Record<string, string> } {
  const inputs = Object.entries(stage.inputs);
  return {
    args: [
      ...inputs.filter(([name]) => !isSecret(name)).flatMap(([name, value]) => [`--${name}`, value]),
      '--state-store',
      `file:${join(stage.temp, 'laptop.json')}`,
    ],
    variables: Object.fromEntries(
      inputs.filter(([name]) => isSecret(name)).map(([name, value]) => [variable(name), value]),
    ),
  };
}

/** Runs the command line as a person would, in the folder of the stage. */
async function run(stage: Stage, args: readonly string[], variables: Record<string, string>) {
  const env = { PATH: process.env.PATH ?? '', ...variables };
  const child = spawn(process.execPath, [cli, 'doctor', ...args], {
    cwd: stage.workspace,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}

describe('doctor on a laptop', () => {
  test('says what it finds in words, without commands to a runner and without a secret', async () => {
    await using stage = await setHealthyStage();
    const { args, variables } = given(stage);
    const { code, out, err } = await run(stage, args, variables);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^ok +credentials +Asperion accepts the token\.$/m);
    expect(out).toMatch(
      /^not checked repository +Whether the repository is public is not known: the repository is only known in a GitHub run/m,
    );
    expect(out.trim().split('\n').at(-1)).toMatch(/^All is well: 0 errors, 0 warnings/);
    expect(out).not.toContain('::');
    for (const secret of Object.values(variables)) expect(out).not.toContain(secret);
  });

  test('writes the report into the file that is named', async () => {
    await using stage = await setHealthyStage();
    const { args, variables } = given(stage);
    const file = join(stage.temp, 'report.json');
    const { code } = await run(stage, [...args, '--report', file], variables);
    expect(code).toBe(0);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ kind: 'doctor', settings: { firstPage: 1 } });
  });

  test('says when the report cannot be written, after what it found', async () => {
    await using stage = await setHealthyStage();
    const { args, variables } = given(stage);
    const file = join(stage.temp, 'missing', 'report.json');
    const { code, out, err } = await run(stage, [...args, '--report', file], variables);
    expect(code).toBe(1);
    expect(out).toMatch(/^ok +credentials +Asperion accepts the token\.$/m);
    expect(`${out}${err}`).toContain(`The report could not be written to ${file}.`);
  });

  test('ends with 1 for an error', async () => {
    await using stage = await setHealthyStage();
    const { args, variables } = given(stage);
    const { code, out } = await run(stage, args, { ...variables, INPUT_ASPERION_CLIENT_SECRET: 'another' });
    expect(code).toBe(1);
    expect(out).toMatch(/^error +credentials +Asperion does not accept the client id and secret\./m);
  });

  test('takes no secret from an argument, and does not repeat it', async () => {
    await using stage = await setHealthyStage();
    for (const args of [['--state-key', 'very-secret-indeed'], ['--asperion-client-secret=very-secret-indeed']]) {
      const { code, out, err } = await run(stage, args, {});
      expect([code, out]).toEqual([1, '']);
      expect(err).toMatch(/^SECRET_ARGUMENT --\S+ cannot be given as an argument: .* Set the variable INPUT_/);
      expect(err).not.toContain('very-secret');
    }
  });

  test('names everything that is missing', async () => {
    await using stage = await setHealthyStage();
    const { code, err } = await run(stage, ['--exact-online-division', '1'], { INPUT_STATE_KEY: 'x'.repeat(32) });
    expect(code).toBe(1);
    expect(
      err
        .trim()
        .split('\n')
        .map((line) => /^MISSING_INPUT (\S+) is missing/.exec(line)?.[1]),
    ).toEqual([
      '--state-store',
      '--exact-online-client-id',
      '--asperion-client-id',
      '--asperion-tenant',
      'INPUT_EXACT_ONLINE_CLIENT_SECRET',
      'INPUT_EXACT_ONLINE_REFRESH_TOKEN',
      'INPUT_ASPERION_CLIENT_SECRET',
      'INPUT_ASPERION_REFRESH_TOKEN',
    ]);
  });
});

/** A terminal on which somebody types. */
function terminal() {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const shown: string[] = [];
  const output = Object.assign(new PassThrough(), { isTTY: true });
  const echo = new PassThrough();
  for (const stream of [output, echo]) stream.on('data', (chunk) => shown.push(String(chunk)));
  return { input, output, echo, shown: () => shown.join('') };
}

describe('doctor on a terminal', () => {
  test('asks for the secrets that are not in the environment, and shows nothing of what is typed', async () => {
    await using stage = await setHealthyStage();
    const { args, variables } = given(stage);
    const { INPUT_STATE_KEY = '', INPUT_ASPERION_CLIENT_SECRET = '', ...environment } = variables;
    const { input, output, echo, shown } = terminal();
    input.write(`${INPUT_ASPERION_CLIENT_SECRET}\n${INPUT_STATE_KEY}\n`);
    const world = { input, output, echo, environment, currentFolder: stage.workspace, clock: Date.now };
    expect(await doctorCommand(args, world)).toBe(true);
    expect(shown()).toContain('asperion-client-secret?');
    expect(shown()).toContain('✓ credentials');
    for (const secret of [INPUT_STATE_KEY, INPUT_ASPERION_CLIENT_SECRET]) expect(shown()).not.toContain(secret);
  });

  test('asks for nothing when an open input is missing as well', async () => {
    const { input, output, echo, shown } = terminal();
    const world = { input, output, echo, environment: {}, currentFolder: '.', clock: Date.now };
    await expect(doctorCommand([], world)).rejects.toBeInstanceOf(ConfigErrors);
    expect(shown()).toBe('');
  });
});
