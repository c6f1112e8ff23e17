import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadConfig } from '../../config/config.ts';
import { LOCK, lockText } from '../../config/packs/lock.ts';
import { shippedFolder } from '../../config/packs/shipped.ts';
import { compileFlows } from '../select-flows.ts';
import type { MappingsWorld } from './command-line.ts';
import { openFolder } from './show.ts';

/** Writes mappings.lock into a folder that is right. Throws ConfigErrors with what is wrong with it; nothing is written then. */
export function writeLock(folder: string, { output, currentFolder }: MappingsWorld): void {
  const place = openFolder(folder, currentFolder);
  const config = loadConfig(folder, currentFolder);
  compileFlows(config);
  const text = lockText({ files: config.files, shipped: shippedFolder() });
  writeFileSync(path.join(place.root, LOCK), text);
  output.write(
    `${folder}/${LOCK} holds ${text.split('\n').filter((line) => line.startsWith('  ')).length} shipped files.\n`,
  );
}
