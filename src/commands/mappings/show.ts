import { loadConfig } from '../../config/config.ts';
import { folderOf, isFolder } from '../../config/folder.ts';
import { meantFlows } from '../../config/packs/library.ts';
import { filesOfFlows, mergeFlow } from '../../config/packs/merged.ts';
import { filesOf } from '../../config/packs/tree.ts';
import { surroundings } from '../../config/packs/use.ts';
import { ConfigError, ConfigErrors, onceEach } from '../../errors/errors.ts';
import type { MappingsWorld } from './command-line.ts';
import { showTree } from './show-tree.ts';

/** Prints a flow written out. Throws ConfigErrors with what keeps it from being read. */
export function showFlow(folder: string, name: string, { output, currentFolder }: MappingsWorld): void {
  const place = openFolder(folder, currentFolder);
  const problems: ConfigError[] = [];
  const note = (problem: ConfigError): unknown => problems.push(problem);
  const around = surroundings(currentFolder);
  const known = filesOfFlows(place, around, note);
  if (!known.has(name)) {
    const meant = meantFlows(name, [...known.keys()]);
    const hint = meant.length === 0 ? 'mappings list has all names.' : `Did you mean ${meant.join(' or ')}?`;
    throw new ConfigError('UNKNOWN_FLOW', `There is no flow "${name}".`, { hint });
  }
  const tree = mergeFlow(place, around, name, note);
  if (tree === null || problems.length > 0) throw new ConfigErrors(onceEach(problems));
  output.write(`# ${name}, put together from ${filesOf(tree).join(', ')}\n${showTree(tree)}`);
}

/** Prints all flows: on or off, and the file that each one is written in. Throws ConfigErrors with what is wrong with the folder. */
export function listFlows(folder: string, { output, currentFolder }: MappingsWorld): void {
  const place = openFolder(folder, currentFolder);
  const { flows } = loadConfig(folder, currentFolder);
  const known = filesOfFlows(place, surroundings(currentFolder), () => {});
  const width = Math.max(...[...known.keys()].map(({ length }) => length));
  for (const [name, file] of known) {
    const flow = flows.find((one) => one.name === name);
    output.write(`${flow?.flow.enabled === true ? 'on ' : 'off'}  ${name.padEnd(width)}  ${file}\n`);
  }
}

/** A folder that must be there. Throws ConfigError NO_MAPPINGS. */
export function openFolder(folder: string, currentFolder: string): ReturnType<typeof folderOf> {
  const place = folderOf(folder, currentFolder);
  if (isFolder(place.root)) return place;
  throw new ConfigError('NO_MAPPINGS', `There is no folder "${folder}".`, { hint: 'Name it with --mappings.' });
}
