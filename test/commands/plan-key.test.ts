import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planKeyOf } from '../../src/state/keys.ts';

const KEY = 'a-secret-of-more-than-32-characters!';

/** Runs the command line as a person would, who types nothing. */
function run(args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const cli = join(import.meta.dirname, '../../src/cli.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'plan-key', ...args], {
    encoding: 'utf8',
    input: '',
    env: { PATH: process.env.PATH ?? '', ...variables },
  });
  return { code: status, out: stdout, err: stderr };
}

test('writes the plan key of the state key, and nothing else', () => {
  expect(run([], { INPUT_STATE_KEY: KEY })).toEqual({ code: 0, out: `${planKeyOf(KEY)}\n`, err: '' });
});

test.each([
  ['no state key', {}, /^MISSING_INPUT INPUT_STATE_KEY is missing\./],
  ['a short one', { INPUT_STATE_KEY: 'hunter2-hunter2' }, /^WRONG_INPUT The input "state-key" is too short\./],
  ['a plan key', { INPUT_STATE_KEY: planKeyOf(KEY) }, /^WRONG_INPUT The input "state-key" is a plan key\./],
])('refuses %s without repeating it', (_, variables, said) => {
  const { code, out, err } = run([], variables);
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(said);
  for (const value of Object.values(variables)) expect(err).not.toContain(value);
});

test('does not take the state key as an argument', () => {
  const { code, err } = run(['--state-key', KEY]);
  expect([code, err]).toEqual([1, expect.stringMatching(/^SECRET_ARGUMENT /)]);
  expect(err).not.toContain(KEY);
});
