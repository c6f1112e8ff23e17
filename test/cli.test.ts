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
  it('teaches what it is for and how to try it', () => {
    const { code, out, err } = cli('--help');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/Exact Online and Asperion/);
    expect(out).toMatch(/exact-asperion-sync demo/);
  });

  it('shows the same when nothing is asked, and says by its exit code that nothing was done', () => {
    const { code, out } = cli();
    expect(code).toBe(1);
    expect(out).toBe(cli('-h').out);
  });

  it('names the nearest command for one that does not exist', () => {
    expect(cli('dmeo')).toMatchObject({ code: 1, err: 'There is no command dmeo. Did you mean demo?\n' });
    expect(cli('frobnicate').err).toBe('There is no command frobnicate. See --help.\n');
  });

  it('refuses by name what is not built yet', () => {
    expect(cli('shards')).toMatchObject({
      code: 1,
      err: 'The command shards is not built yet. There is: demo, authorize, validate, plan, doctor.\n',
    });
  });

  it('refuses arguments and options that it does not know in one sentence, without a stack trace', () => {
    expect(cli('demo', 'fast')).toMatchObject({ code: 1, err: 'The command demo takes no arguments, but got: fast\n' });
    const { code, err } = cli('demo', '--fast');
    expect(code).toBe(1);
    expect(err).toMatch(/--fast/);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
