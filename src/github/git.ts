import { spawnSync } from 'node:child_process';
import type { Environment } from '../config/inputs.ts';

/** What git says in a folder, without blanks at its ends; null if it is not there or fails. */
export function git(args: readonly string[], folder: string, environment: Environment): string | null {
  const { stdout, status } = spawnSync('git', args, { cwd: folder, env: environment, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}
