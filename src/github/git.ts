import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Environment } from '../config/inputs.ts';

/** What git says in a folder, without blanks at its ends; null if it is not there or fails. */
export function git(args: readonly string[], folder: string, environment: Environment): string | null {
  const { stdout, status } = spawnSync('git', args, { cwd: folder, env: environment, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/**
 * The commit that is checked out where this folder is; null if that is not known. It is read from the files of git, because starting git takes longer
 * than all else that a run does of this kind.
 */
export function headOf(folder: string): string | null {
  const place = join(folder, '.git');
  if (!existsSync(place)) return dirname(folder) === folder ? null : headOf(dirname(folder));
  const read = (name: string): string => textOf(join(place, name)) ?? '';
  const head = read('HEAD').trim();
  const ref = /^ref: (refs\/\S+)$/.exec(head)?.[1];
  const commit = ref === undefined ? head : read(ref).trim() || packed(read('packed-refs'), ref);
  return /^[0-9a-f]{40,64}$/.test(commit) ? commit : null;
}

const packed = (refs: string, ref: string): string =>
  refs
    .split('\n')
    .find((line) => line.endsWith(` ${ref}`))
    ?.split(' ', 1)[0] ?? '';

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
