import path from 'node:path';
import { ConfigError } from '../../errors/errors.ts';
import { guessText, nearest } from '../../nearest.ts';
import { type Folder, isFolder, shownFile, yamlFiles } from '../folder.ts';
import { TABLES } from '../packs/library.ts';
import type { Tree } from '../packs/tree.ts';
import { companyNames, type NamedTables, namedTables, tableFolders } from './administrations.ts';

/** The file of pins of a folder that is about one company. */
export const LINKS = 'links.yml';
/** The file of what is paused. */
export const PAUSES = 'paused.yml';
/** The folder of pins of several companies. */
export const PINS = 'links';

/** The file of pins of one of several companies. */
export const linksOf = (company: string): string => `${PINS}/${company}.yml`;

/** Files of pins that no company reads: a record that is pinned as `skip` there would be booked. */
export function strayPins(folder: Folder, settings: Tree | null, problems: ConfigError[]): readonly ConfigError[] {
  const companies = companyNames(settings);
  const own = companies.length > 1 ? companies : [];
  return yamlFiles(folder, problems, PINS)
    .map((file) => file.slice(0, -'.yml'.length))
    .filter((name) => !own.includes(name))
    .map((name) => {
      const at = { file: shownFile(folder, linksOf(name)), line: 1, column: 1 };
      return new ConfigError('FILE_NAME', 'The pins in this file are not read.', {
        at,
        hint: placeOfPins(name, companies),
      });
    });
}

function placeOfPins(name: string, companies: readonly string[]): string {
  const [first, ...others] = companies;
  if (first === undefined) return 'Move its lines to links.yml.';
  // It may be the file of a company that is no longer in the list.
  if (others.length === 0) return `Move the lines about ${first} to links.yml, and delete this file.`;
  const meant = nearest(name, companies);
  if (meant !== null) return `Did you mean ${meant}? Rename the file to ${meant}.yml.`;
  return `Rename it after a company in settings.yml, such as ${first}, or delete it.`;
}

/** What to do with a folder below `tables/` that no company has; null if settings.yml lists no companies. */
export function placeOfTables(place: string, settings: Tree | null): string | null {
  const folders = tableFolders(settings);
  const [first] = folders;
  if (first === undefined) return null;
  const meant = nearest(place, folders);
  if (meant === null) return `Rename the folder after a company in settings.yml, such as ${first}, or delete it.`;
  const isNamed = namedTables(settings).some(({ name }) => name === meant);
  return isNamed
    ? `Rename the folder to ${meant}, or correct "tables" in settings.yml.`
    : `Did you mean ${meant}? Rename the folder.`;
}

/** Companies whose key `tables` names no folder: they would book by the rows of all. `unread` are folders that are told already. */
export function missingFolders(
  { root }: Folder,
  settings: Tree | null,
  unread: readonly string[],
): readonly ConfigError[] {
  const isMissing = ({ name }: NamedTables): boolean =>
    !isFolder(path.join(root, TABLES, name)) && nearest(name, unread) === null;
  return namedTables(settings)
    .filter(isMissing)
    .map(({ name, origin }) => {
      const there = tableFolders(settings).filter((one) => isFolder(path.join(root, TABLES, one)));
      const hint = guessText(name, there) ?? 'Make the folder with the rows of this company, or remove this key.';
      const at = origin.source.at(origin.path);
      return new ConfigError('WRONG_VALUE', `There is no folder "tables/${name}".`, { at, hint });
    });
}
