import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type LoadedConfig, loadConfig, MappingProblems } from '../../config/config.ts';
import { shownFile } from '../../config/folder.ts';
import { LOCK, lockText } from '../../config/packs/lock.ts';
import { shippedFolder } from '../../config/packs/shipped.ts';
import type { ConfigError } from '../../errors/errors.ts';
import { compileFlows } from '../select-flows.ts';
import type { MappingsWorld } from './command-line.ts';
import { openFolder } from './show.ts';

/** Writes mappings.lock into a folder that is right. Throws ConfigErrors with what is wrong with it; nothing is written then. */
export function writeLock(folder: string, { output, currentFolder }: MappingsWorld): void {
  const place = openFolder(folder, currentFolder);
  const config = loadLocked(folder, currentFolder, shownFile(place, LOCK));
  compileFlows(config);
  const text = lockText({ files: config.files, shipped: shippedFolder() });
  writeFileSync(path.join(place.root, LOCK), text);
  output.write(
    `${folder}/${LOCK} holds ${text.split('\n').filter((line) => line.startsWith('  ')).length} shipped files.\n`,
  );
}

/** The folder; a lock that is damaged is written anew, so it may be. */
function loadLocked(folder: string, currentFolder: string, lock: string): LoadedConfig {
  try {
    return loadConfig(folder, currentFolder);
  } catch (error) {
    const isLock = ({ at }: ConfigError): boolean => at?.file === lock;
    if (error instanceof MappingProblems && error.readable !== null && error.problems.every(isLock))
      return error.readable;
    throw error;
  }
}
