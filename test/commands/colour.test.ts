import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

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

test('NO_COLOR is obeyed', () => {
  expect(printed(['--help'], { NO_COLOR: '1' })).not.toContain(ESCAPE);
  expect(printed(['--help'], { FORCE_COLOR: '0' })).not.toContain(ESCAPE);
});
