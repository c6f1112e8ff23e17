import type { Environment } from '../../config/inputs.ts';
import { git } from '../../github/git.ts';
import type { Repository } from '../../init/checklist.ts';
import { readRepository } from '../authorize/options.ts';

/** What the links say while nobody knows the repository. */
const UNKNOWN = 'https://github.com/OWNER/NAME';

/** The repository of a folder: the one that is named, else the one that git pushes to (`origin`). Throws ConfigError `BAD_REPOSITORY`. */
export function repositoryOf(named: string | undefined, folder: string, environment: Environment): Repository {
  if (named !== undefined) return fromName(readRepository(named));
  const address = git(['remote', 'get-url', 'origin'], folder, environment);
  return (address === null ? null : fromRemote(address)) ?? { name: null, web: UNKNOWN };
}

/** True for a folder inside a repository: GitHub reads workflows at its top only. */
export const isBelowTop = (folder: string, environment: Environment): boolean =>
  (git(['rev-parse', '--show-prefix'], folder, environment) ?? '') !== '';

function fromName(name: string): Repository {
  const parts = name.split('/');
  const host = parts.length === 3 ? parts[0] : 'github.com';
  return { name, web: `https://${host}/${parts.slice(-2).join('/')}` };
}

/** The repository of a remote's address, over HTTPS or SSH; null for any other one. Pure. */
export function fromRemote(address: string): Repository | null {
  const [, host = '', owner = '', name = ''] =
    /^(?:https?:\/\/(?:[^@/]*@)?|ssh:\/\/(?:[^@/]*@)?|[\w.-]+@)([\w.-]+)(?::\d+)?[/:]([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(
      address,
    ) ?? [];
  if (host === '') return null;
  const short = `${owner}/${name}`;
  return { name: host === 'github.com' ? short : `${host}/${short}`, web: `https://${host}/${short}` };
}
