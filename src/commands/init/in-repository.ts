import { existsSync } from 'node:fs';
import path from 'node:path';
import { folderOf } from '../../config/folder.ts';
import { INPUT_DEFAULTS, INPUTS } from '../../config/input-names.ts';
import type { Environment } from '../../config/inputs.ts';
import { ConfigError } from '../../errors/errors.ts';
import { variableOf } from '../arguments.ts';

/**
 * The folder of mappings as its path in the repository: `/` between its parts, none at its ends. The files that name it are read in other
 * copies of the repository, so it is inside. Throws ConfigError `OPTION_VALUE`.
 */
export function mappingsFolder(environment: Environment, repository: string): string {
  const place = environment[variableOf(INPUTS.mappings)] || (INPUT_DEFAULTS[INPUTS.mappings] ?? '');
  const name = folderOf(place.replaceAll('\\', '/'), repository).name.replace(/^\.\//, '');
  if (name !== '' && name.split('/')[0] !== '..' && !path.isAbsolute(name)) return name;
  const message = `--${INPUTS.mappings} is not a folder below this one: workflows would not find it.`;
  const hint = `Write its path in the repository, such as ${INPUT_DEFAULTS[INPUTS.mappings]}.`;
  throw new ConfigError('OPTION_VALUE', message, { hint });
}

/** The path of a state file in the repository, which is not to be committed; null if there is none, or if there is a .gitignore. */
export function stateToIgnore(environment: Environment, folder: string): string | null {
  const [, file] = /^file:(.+)$/.exec(environment[variableOf(INPUTS.stateStore)] ?? '') ?? [];
  if (file === undefined || existsSync(path.join(folder, '.gitignore'))) return null;
  const inside = path.relative(folder, path.resolve(folder, file)).split(path.sep);
  return inside[0] === '..' || path.isAbsolute(inside.join('/')) ? null : `/${inside.join('/')}*`;
}
