import { type Dirent, existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { ConfigError, ConfigErrors } from '../errors/errors.ts';
import { type Dialect, readYaml, type YamlSource } from './yaml/yaml-source.ts';

/** A folder of YAML files. */
export interface Folder {
  /** Absolute path. */
  readonly root: string;
  /** What messages call the folder: its path relative to the workspace, or a name. */
  readonly name: string;
}

/** The most YAML files in one folder. */
const MAX_FILES = 500;
/** Characters in a file's name that act or are nothing instead of being shown: line ends, escape codes, changes of the reading direction, no width. */
const UNSEEN = /[\p{Cc}\u061c\u200b-\u200f\ufeff\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
/** Largest file that is opened, in bytes; `readYaml` bounds its characters. */
const MAX_BYTES = 4_000_000;

/** The folder at a path relative to the workspace. */
export function folderOf(place: string, workspace: string): Folder {
  const root = path.resolve(workspace, place);
  const name = path.relative(path.resolve(workspace), root).split(path.sep).join('/');
  // The name is taken: messages and mappings.lock call the mappings so that come with the action.
  return { root, name: name === 'shipped' ? './shipped' : name };
}

/**
 * True if the folder, or one on the way to it from the workspace, is a link. What is changed behind it does not show as a change of the
 * folder: no workflow starts, and nobody who owns the folder is asked.
 */
export function isLinked(root: string, workspace: string): boolean {
  const below = path.relative(path.resolve(workspace), root);
  return !below.startsWith('..') && realpathSync(root) !== path.join(realpathSync(workspace), below);
}

/** True if there is such a folder. */
export function isFolder(place: string): boolean {
  return existsSync(place) && statSync(place).isDirectory();
}

/** What is in a folder of mappings, or in one `below` it. Throws ConfigError FILE_UNREADABLE. */
export function entriesOf(folder: Folder, below: string): readonly Dirent[] {
  try {
    return readdirSync(path.join(folder.root, below), { withFileTypes: true });
  } catch {
    const at = { file: shownFile(folder, below), line: 1, column: 1 };
    const hint = 'Check its permissions, or move it out of the mappings.';
    throw new ConfigError('FILE_UNREADABLE', 'The folder cannot be read.', { at, hint });
  }
}

/** What messages call a file of a folder. */
export const shownFile = ({ name }: Folder, file: string): string => (name === '' ? file : `${name}/${file}`);

/**
 * The *.yml files of a folder, or of one `below` it, by name; none if there is no such folder. A *.yaml or *.YML file would be ignored
 * silently, so it is a problem; so is a folder below that is a link, whose names may be those of another place of the machine.
 */
export function yamlFiles(folder: Folder, problems: ConfigError[], below = ''): readonly string[] {
  const place = path.join(folder.root, below);
  if (!isFolder(place)) return [];
  if (isLinked(place, folder.root)) {
    const message = `The folder "${shownFile(folder, below)}" is a link.`;
    const hint = 'Put the files themselves into the folder, or name the folder that the link leads to.';
    problems.push(new ConfigError('PACK_OUTSIDE', message, { hint }));
    return [];
  }
  const shown = (name: string): string => shownFile(folder, below === '' ? name : `${below}/${name}`);
  const files = entriesOf(folder, below)
    .filter((entry) => !entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  for (const name of files.filter((one) => /\.ya?ml$/i.test(one) && !one.endsWith('.yml'))) {
    const at = { file: shown(name), line: 1, column: 1 };
    const hint = `Rename it to ${name.replace(/ya?ml$/i, 'yml')}.`;
    problems.push(new ConfigError('FILE_NAME', `Files that end in ${path.extname(name)} are not read.`, { at, hint }));
  }
  // Names appear in the log and in summaries: with a line end in its name, a file could write its own lines there.
  for (const name of files.filter((one) => UNSEEN.test(one))) {
    const at = { file: shown(name.replaceAll(new RegExp(UNSEEN, 'gu'), '\ufffd')), line: 1, column: 1 };
    const hint = 'Rename it to letters, digits, dots and dashes.';
    problems.push(new ConfigError('FILE_NAME', 'The name of this file has invisible characters.', { at, hint }));
  }
  const found = files.filter((name) => name.endsWith('.yml') && !UNSEEN.test(name));
  if (found.length <= MAX_FILES) return found;
  const message = `The folder "${below === '' ? folder.name : shownFile(folder, below)}" holds more than ${MAX_FILES} YAML files.`;
  problems.push(new ConfigError('TOO_MANY', message, { hint: 'Put them into separate folders.' }));
  return found.slice(0, MAX_FILES);
}

/** True if the folder has this file. */
export const hasFile = ({ root }: Folder, file: string): boolean => existsSync(path.join(root, file));

/**
 * Reads one file of a folder, or says what is wrong with it. A mapping must not show files from elsewhere, so a link may not
 * lead out of the folder.
 */
export function readFile(folder: Folder, name: string, dialect: Dialect): YamlSource | readonly ConfigError[] {
  const text = readFileText(folder, name);
  if (typeof text !== 'string') return text;
  try {
    return readYaml(shownFile(folder, name), text, dialect);
  } catch (error) {
    if (error instanceof ConfigErrors) return error.problems;
    throw error;
  }
}

/** The text of one file of a folder, within the same bounds, or what is wrong with it. */
export function readFileText(folder: Folder, name: string): string | readonly ConfigError[] {
  const place = path.join(folder.root, name);
  const at = { file: shownFile(folder, name), line: 1, column: 1 };
  const refuse = (message: string, hint: string, cause: unknown) => {
    return [new ConfigError('FILE_UNREADABLE', message, { at, hint, cause })];
  };
  let bytes: Uint8Array;
  try {
    const real = realpathSync.native(place);
    const file = statSync(real);
    if (!file.isFile() || !real.startsWith(`${realpathSync.native(folder.root)}${path.sep}`)) {
      return refuse('This is not a file in this folder.', 'Put a copy of the file in its place.', undefined);
    }
    if (file.size > MAX_BYTES) {
      const message = `The file is larger than ${MAX_BYTES / 1_000_000} MB.`;
      return [new ConfigError('FILE_TOO_LARGE', message, { at, hint: 'Split it.' })];
    }
    bytes = readFileSync(real);
  } catch (error) {
    return refuse('The file cannot be read.', 'Check its permissions.', error);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    return refuse('The file is not UTF-8 text.', 'Save it as UTF-8.', error);
  }
}
