import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import { expect, test, vi } from 'vitest';
import { errorLine, helpText } from '../../src/commands/command-line/colour.ts';

const cli = join(import.meta.dirname, '..', '..', 'src', 'cli.ts');

/** What the command line prints into a pipe with these variables. */
function printed(args: readonly string[], variables: Readonly<Record<string, string>>): string {
  const { FORCE_COLOR, NO_COLOR, ...others } = process.env;
  const env = { ...others, TERM: 'xterm-256color', ...variables };
  const { stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { env, encoding: 'utf8' });
  return stdout + stderr;
}

const ESCAPE = '\u001b[';

test('headings and codes are coloured only where somebody sees it or asks for it', () => {
  expect(printed(['--help'], {})).not.toContain(ESCAPE);
  expect(printed(['--help'], { FORCE_COLOR: '1' })).toContain(`${ESCAPE}1mExamples${ESCAPE}22m`);
  expect(printed(['dmeo'], {})).toMatch(/^UNKNOWN_COMMAND /);
  expect(printed(['dmeo'], { FORCE_COLOR: '1' })).toContain(`${ESCAPE}31mUNKNOWN_COMMAND`);
});

test('on a terminal, NO_COLOR is obeyed', () => {
  const { getColorDepth } = WriteStream.prototype;
  const terminal = Object.assign(new PassThrough(), { isTTY: true, getColorDepth }) as unknown as WriteStream;
  const shown = (): readonly string[] => [helpText('Examples', terminal), errorLine('ABORTED It ended.', terminal)];
  try {
    for (const name of ['CI', 'FORCE_COLOR', 'NO_COLOR', 'NODE_DISABLE_COLORS']) vi.stubEnv(name, undefined);
    vi.stubEnv('TERM', 'xterm-256color');
    expect(shown().map((text) => text.includes(ESCAPE))).toEqual([true, true]);
    vi.stubEnv('NO_COLOR', '1');
    expect(shown()).toEqual(['Examples', 'ABORTED It ended.']);
  } finally {
    vi.unstubAllEnvs();
  }
});
