import { spawnSync } from 'node:child_process';
import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { completionCommand, shellNames } from '../../src/commands/command-line/completion.ts';
import { commandOf, commands } from '../../src/commands/command-line/table.ts';

/** The script for a shell. */
async function script(shell: string): Promise<string> {
  let said = '';
  await completionCommand([shell], { output: { write: (text) => (said += text) } }, commands);
  return said;
}

const has = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

describe.skipIf(!has('bash'))('completion in bash', () => {
  let bash = '';
  beforeAll(async () => {
    bash = await script('bash');
  });

  /** What bash proposes for the last word. */
  function proposed(...words: string[]): readonly string[] {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'completion-'));
    const file = join(folder.path, 'script');
    const ask = `${bash}
COMP_WORDS=(${['exact-asperion-sync', ...words].map((word) => `'${word}'`).join(' ')})
COMP_CWORD=${words.length}
_exact-asperion-sync
printf '%s\\n' "\${COMPREPLY[@]}"`;
    writeFileSync(file, ask);
    const { status, stdout, stderr } = spawnSync('bash', ['--norc', file], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    return stdout.trim().split('\n');
  }

  it('proposes the commands', () => {
    expect(proposed('')).toEqual([...commands.map(({ name }) => name), '--help', '--version']);
    expect(proposed('pl')).toEqual(['plan', 'plan-key']);
  });

  it("proposes a command's options, resources and codes", () => {
    expect(proposed('validate', '--')).toEqual(['--mappings', '--flows', '--accept', '--help']);
    expect(proposed('validate', '--flows', '--a')).toEqual(['--accept']);
    expect(proposed('fields', 'debt')).toContain('debtors');
    expect(proposed('explain', 'UNMAPPED')).toEqual(['UNMAPPED_KEY']);
    expect(proposed('mappings', 's')).toEqual(['show']);
    expect(proposed('completion', 'z')).toEqual(['zsh']);
  });

  it('proposes nothing of its own after a command that does not exist', () => {
    expect(proposed('bake', '--')).toEqual(['']);
  });
});

test.each(['zsh', 'fish'])('the script for %s has every command, what it is for and its options', async (shell) => {
  const text = await script(shell);
  for (const { name, says } of commands) {
    expect(text).toContain(name);
    expect(text).toContain(says.slice(0, 12));
  }
  expect(text).toMatch(/--redirect-uri\b/);
  // Only where the shell is there can it say whether it understands the script.
  if (has(shell)) expect(spawnSync(shell, ['-n'], { input: text }).status).toBe(0);
});

test('another shell is refused, with those that there are', async () => {
  await expect(script('powershell')).rejects.toMatchObject({
    code: 'UNKNOWN_ARGUMENT',
    hint: 'Write bash, zsh, fish.',
  });
  await expect(script('bahs')).rejects.toMatchObject({ hint: 'Did you mean bash?' });
  expect(shellNames).toHaveLength(3);
});

describe.each(commands)('the help of $name', ({ name }) => {
  it('names the options that shells complete, and no others', async () => {
    const { help, flags = {} } = await (commandOf(name) ?? expect.fail()).load();
    const shown = [...help.matchAll(/^ {2}--([a-z-]+) /gm)].map(([, flag]) => flag);
    expect(new Set(shown)).toEqual(new Set(Object.keys(flags)));
  });

  it('ends with two or three examples that begin with the command', async () => {
    const { help } = await (commandOf(name) ?? expect.fail()).load();
    const [, examples = ''] = /^Examples.*\n((?: {2}.+\n?)+)/m.exec(help) ?? [];
    const lines = examples.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(2);
    expect(lines.length).toBeLessThanOrEqual(4);
    for (const line of lines) expect(line).toContain(`exact-asperion-sync ${name}`);
  });
});
