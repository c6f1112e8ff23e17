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
  return isCheckout ? `${process.execPath} ${join(root, 'bin', 'exact-asperion-sync.cjs')}` : 'exact-asperion-sync';
}
