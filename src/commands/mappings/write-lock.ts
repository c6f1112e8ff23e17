import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type LoadedConfig, loadConfig, MappingProblems } from '../../config/config.ts';
import { shownFile } from '../../config/folder.ts';
import { LOCK, lockedFiles, lockText } from '../../config/packs/lock.ts';
import { shippedFolder } from '../../config/packs/shipped.ts';
import type { ConfigError } from '../../errors/errors.ts';
import { compileFlows } from '../select-flows.ts';
import type { MappingsWorld } from './command-line.ts';
import { openFolder } from './show.ts';

/** Writes mappings.lock into a folder that is right. Throws ConfigErrors with what is wrong with it; nothing is written then. */
export function writeLock(folder: string, { output, currentFolder }: MappingsWorld): void {
  const place = openFolder(folder, currentFolder);
  const read = (administration: string | null): LoadedConfig => {
    const config = loadLocked(folder, { currentFolder, administration, lock: shownFile(place, LOCK) });
    compileFlows(config);
    return config;
  };
  const first = read(null);
  const others = first.settings.administrations.slice(1).map(({ name }) => read(name));
  const files = new Set([first, ...others].flatMap((config) => config.files));
  const inUse = { files: [...files].sort(), shipped: shippedFolder(), extending: first.extending };
  writeFileSync(path.join(place.root, LOCK), lockText(inUse));
  output.write(`${folder}/${LOCK} holds ${lockedFiles(inUse).length} shipped files.\n`);
}

/** The folder; a lock that is damaged is written anew, so it may be. */
function loadLocked(
  folder: string,
  {
    currentFolder,
    administration,
    lock,
  }: { readonly currentFolder: string; readonly administration: string | null; readonly lock: string },
): LoadedConfig {
  try {
    return loadConfig(folder, currentFolder, { administration });
  } catch (error) {
    const isLock = ({ at }: ConfigError): boolean => at?.file === lock;
    if (error instanceof MappingProblems && error.readable !== null && error.problems.every(isLock))
      return error.readable;
    throw error;
  }
}
