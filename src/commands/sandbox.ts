import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sandboxCommand as openOrRun } from '../../sandbox/command/command-line.ts';
import { actionFolder } from '../config/packs/shipped.ts';
import type { Terminal } from './command-line/command.ts';

export { FLAGS, sandboxHelp } from '../../sandbox/command/command-line.ts';

/** Opens a sandbox until a person ends it with Ctrl-C, or runs the action in an open one. Throws ConfigErrors. */
export function sandboxCommand(args: readonly string[], terminal: Terminal): Promise<boolean> {
  const ended = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
  return openOrRun(args, { ...terminal, command: commandLine(), signal: ended.signal });
}

const NAME = 'exact-asperion-sync';

/** How the command line is started here: a checkout has no command of that name, unless `npm link` made one. */
function commandLine(): string {
  const root = actionFolder();
  if (basename(process.argv[1] ?? '') === NAME) return NAME;
  const isCheckout = existsSync(join(root, 'src', 'cli.ts'));
  return isCheckout ? toPaste([process.execPath, join(root, 'bin', `${NAME}.cjs`)], process.platform) : NAME;
}

/** Words as a command to paste: those with blanks or signs in quotes; PowerShell takes a quoted one for a command only after `&`. Pure. */
export function toPaste(words: readonly string[], platform: string): string {
  const isWindows = platform === 'win32';
  const plain = isWindows ? /^[\w:.@+/\\-]+$/ : /^[\w:.@+/-]+$/;
  const quote = isWindows ? "''" : `'\\''`;
  const written = words.map((word) => (plain.test(word) ? word : `'${word.replaceAll("'", quote)}'`));
  return `${isWindows && written[0] !== words[0] ? '& ' : ''}${written.join(' ')}`;
}
