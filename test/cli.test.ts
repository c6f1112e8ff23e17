import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Runs the command line as a person would. */
function cli(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, '../src/cli.ts'), ...args],
    {
      encoding: 'utf8',
    },
  );
  return { code: status, out: stdout, err: stderr };
}

describe('the command line', () => {
  it('explains what it is for and how to try it', () => {
    const { code, out, err } = cli('--help');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/Exact Online and Asperion/);
    expect(out).toMatch(/exact-asperion-sync demo/);
  });

  it('says what is wrong in the language that is asked for', () => {
    expect(cli('plan', '--language', 'nl', '--nope').err).toContain('Wat u kunt doen: ');
    expect(cli('plan', '--language=nl', '--nope').err).toContain('Wat u kunt doen: ');
    expect(cli('plan', '--nope').err).toContain('What to do: ');
  });

  it('shows the same without arguments, and its exit code says that nothing was done', () => {
    const { code, out } = cli();
    expect(code).toBe(1);
    expect(out).toBe(cli('-h').out);
  });

  it('helps with one command in two ways', () => {
    expect(cli('help').out).toBe(cli('--help').out);
    expect(cli('help', 'explain').out).toMatch(/^exact-asperion-sync explain tells/);
    expect(cli('help', 'explain').out).toBe(cli('explain', '-h').out);
    expect(cli('help', 'dmeo').err).toMatch(/Did you mean demo\?/);
  });

  it('names the nearest command for one that does not exist', () => {
    const meant = 'UNKNOWN_COMMAND There is no command dmeo. What to do: Did you mean demo?\n';
    expect(cli('dmeo')).toMatchObject({ code: 1, err: meant });
    expect(cli('constructor').err).toBe(
      'UNKNOWN_COMMAND There is no command constructor. What to do: See exact-asperion-sync --help.\n',
    );
  });

  it('names what only a workflow can do when it refuses it', () => {
    expect(cli('shards')).toMatchObject({
      code: 1,
      err: 'COMMAND_NOT_BUILT The mode shards runs as a GitHub Action only. What to do: Let a workflow run it; see docs/companies.md.\n',
    });
    expect(cli('sync').err).toMatch(/^COMMAND_NOT_BUILT A sync runs as a GitHub Action only\. What to do: .*plan/);
  });

  it('refuses unknown arguments and options in one sentence, without a stack trace', () => {
    for (const [args, said] of [
      [['--fast'], /^UNKNOWN_OPTION There is no option --fast\. What to do: See /],
      [['demo', 'fast'], /^UNKNOWN_ARGUMENT demo takes no arguments/],
      [['demo', '--fast'], /^UNKNOWN_OPTION demo has no option --fast\./],
      [
        ['validate', '--flow', 'x'],
        /^UNKNOWN_OPTION validate has no option --flow\. What to do: Did you mean --flows\?/,
      ],
    ] as const) {
      const { code, out, err } = cli(...args);
      expect([code, out]).toEqual([1, '']);
      expect(err).toMatch(said);
      expect(err.trim().split('\n')).toHaveLength(1);
    }
  });
});

// Windows has no bash that could stop reading.
it.skipIf(process.platform === 'win32')('the command line stops without a word when nobody reads on', () => {
  const command = `"${process.execPath}" "${join(import.meta.dirname, '../src/cli.ts')}" mappings list | true`;
  const { status, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', command], {
    cwd: join(import.meta.dirname, '..'),
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
});
