import path from 'node:path';
import { ConfigError } from '../errors/errors.ts';
import { nearest } from '../nearest.ts';
import { isObject } from '../schema.ts';
import { tableFolders } from './company/administrations.ts';
import { LINKS, missingFolders, PAUSES, PINS, placeOfTables, strayPins } from './company/files.ts';
import {
  entriesOf,
  type Folder,
  folderOf,
  hasFile,
  isFolder,
  readFile,
  readFileText,
  shownFile,
  yamlFiles,
} from './folder.ts';
import { flowNames, isFlow, type Library, PARTS, TABLES } from './packs/library.ts';
import { EXTENDS, VERIFY } from './packs/parts.ts';
import { SHIPPED } from './packs/shipped.ts';
import type { Tree } from './packs/tree.ts';
import { type Opened, SETTINGS } from './packs/use.ts';
import { flowFile } from './schema/flow-schema.ts';
import { settingsFile } from './schema/settings-schema.ts';

/** Keys of which every flow has one; what has none is no flow. */
const OF_FLOWS = ['from', 'to', 'steps', EXTENDS, VERIFY];
/** A line with such a key, at the top. A file that has one is not read as YAML here: it is read as a flow later. */
const FLOW_LINE = new RegExp(`^(${OF_FLOWS.join('|')}) *:`, 'm');
/** The folders within a folder that are looked at. */
const MAX_DEPTH = 3;
/** Folders that hold something else, and those of editors and tools, whose names begin with a dot. */
const OTHERS = /^(schema|node_modules|\..*)$/;
/** Files that only a folder of mappings has at its top. */
const OWN_FILES: readonly string[] = [SETTINGS, 'values.yml'];
const KINDS: readonly string[] = [TABLES, PARTS, PINS];
const FLOW_KEYS = Object.keys(flowFile.shape);
/** Keys that only settings.yml has at its top. */
const SETTINGS_KEYS = Object.keys(settingsFile.shape).filter((key) => !FLOW_KEYS.includes(key));

/** Files that would be read as something that they are not, or not at all. */
export interface Misplaced {
  readonly problems: readonly ConfigError[];
  /** Those of them at the top of the folder. */
  readonly files: ReadonlySet<string>;
}

/** A folder in which every file is where it belongs. */
export const NOTHING_MISPLACED: Misplaced = { problems: [], files: new Set() };

/** Looks for files in a place that gives them another meaning, or none: each is a problem FILE_NAME that says where it belongs. */
export function misplacedIn({ library, settings }: Opened, workspace: string): Misplaced {
  const { folder } = library;
  const ofAdministrations = tableFolders(settings).map((name) => path.join(folder.root, TABLES, name));
  const surveyed: Surveyed = {
    folder,
    settings,
    flows: flowNames(library),
    used: new Set([...rootsOf(library), ...ofAdministrations]),
  };
  const misnamed: ConfigError[] = [];
  const top = yamlFiles(folder, misnamed)
    .filter(isFlow)
    .flatMap((name) => {
      const belongs = placeOf(surveyed, name);
      return belongs === null ? [] : [{ name, problem: misplaced(folder, name, belongs) }];
    });
  const folders = ['', ...KINDS.filter((kind) => isFolder(path.join(folder.root, kind)))];
  for (const kind of [TABLES, PARTS]) yamlFiles(folder, misnamed, kind);
  // Settings that cannot be read do not say which companies there are, and that is told already.
  const isKnown = settings !== null || !hasFile(folder, SETTINGS);
  const pins = isKnown ? strayPins(folder, settings, misnamed) : [];
  if (library.ownTables !== null) yamlFiles(folder, misnamed, `${TABLES}/${library.ownTables}`);
  const below = folders.flatMap((one) => foldersIn(surveyed, one));
  const unread = below.flatMap((one) => unreadIn(surveyed, one) ?? []);
  const missing = missingFolders(folder, settings, below.flatMap(ofTables));
  return {
    problems: [
      ...misnamed,
      ...top.map(({ problem }) => problem),
      ...pins,
      ...unread,
      ...missing,
      ...beside(surveyed, workspace),
    ],
    files: new Set(top.map(({ name }) => name)),
  };
}

/** The folder that is looked at. */
interface Surveyed {
  readonly folder: Folder;
  readonly settings: Tree | null;
  /** The names of all flows, also of those that it builds on. */
  readonly flows: readonly string[];
  /** The folders that are read. */
  readonly used: ReadonlySet<string>;
}

interface Place {
  /** What the file looks like. */
  readonly is: string;
  readonly hint: string;
}

/** What a file at the top is, and where it belongs; null for a flow, and for one that cannot be read, which is told elsewhere. */
function placeOf({ folder, flows }: Surveyed, name: string): Place | null {
  const text = readFileText(folder, name);
  if (typeof text !== 'string' || FLOW_LINE.test(text)) return null;
  const value = contentOf(folder, name);
  if (Array.isArray(value)) {
    const has = (...names: readonly string[]): boolean =>
      value.some((one) => isObject(one) && names.some((key) => key in one));
    if (has('says')) return { is: 'messages', hint: 'Rename it to messages.yml.' };
    if (has('why')) return { is: 'pauses', hint: 'Rename it to paused.yml.' };
    if (!has('given', 'expect')) return null;
    const flow = name.replace(/([.-]?tests?)?\.yml$/i, '');
    return { is: 'tests', hint: `Rename it to ${flow}.test.yml, after the flow that it tests.` };
  }
  const keys = isObject(value) ? Object.keys(value) : [];
  const hasOneOf = (known: readonly string[]): boolean => keys.some((key) => known.includes(key));
  if (keys.length === 0 || hasOneOf(OF_FLOWS)) return null;
  if (hasOneOf(SETTINGS_KEYS)) return { is: 'settings', hint: `Rename it to ${SETTINGS}.` };
  if (hasOneOf(flows)) return { is: 'links', hint: 'Rename it to links.yml.' };
  const moved = (kind: string): string => `Move it to ${shownFile(folder, `${kind}/${name}`)}.`;
  if (hasOneOf(['fields'])) return { is: 'a part of a flow', hint: moved(PARTS) };
  return hasOneOf(FLOW_KEYS) ? null : { is: 'a table', hint: moved(TABLES) };
}

function misplaced(folder: Folder, name: string, { is, hint }: Place): ConfigError {
  const at = { file: shownFile(folder, name), line: 1, column: 1 };
  return new ConfigError('FILE_NAME', `A file in this place is a flow, and this one looks like ${is}.`, { at, hint });
}

/** A folder whose files are not read although they were meant to be; null if they were not. */
function unreadIn(surveyed: Surveyed, place: string): ConfigError | null {
  const { folder } = surveyed;
  const kind = KINDS.find((one) => place.startsWith(`${one}/`));
  const meant = kind === undefined ? nearest(place, KINDS) : null;
  const isAny = kind !== undefined || meant !== null;
  const files = yamlFiles(folder, [], place).filter((name) => isAny || isWhole(surveyed, `${place}/${name}`));
  const [first] = files;
  if (first === undefined) return null;
  const [tables] = ofTables(place);
  const ofCompany = tables === undefined ? null : placeOfTables(tables, surveyed.settings);
  const up = shownFile(folder, kind === undefined ? first : `${kind}/${first}`);
  const others = files.length === 1 ? '' : `, and the other ${files.length - 1} likewise`;
  const move = `Move it to ${up}${others}${isAny ? '' : ', or delete what is not to be read'}.`;
  const hint = ofCompany ?? (meant === null ? move : `Rename the folder to ${meant}.`);
  const at = { file: shownFile(folder, `${place}/${first}`), line: 1, column: 1 };
  return new ConfigError('FILE_NAME', `Files in the folder ${shownFile(folder, place)} are not read.`, { at, hint });
}

/** Pins and pauses at the top of the repository, where nobody reads them: records that are pinned as `skip` there would be booked. */
function beside({ folder, flows }: Surveyed, workspace: string): readonly ConfigError[] {
  const top = folderOf('', workspace);
  if (top.root === folder.root || OWN_FILES.some((file) => hasFile(top, file))) return [];
  const isOurs: Readonly<Record<string, (value: unknown) => boolean>> = {
    [LINKS]: (value) => isObject(value) && Object.keys(value).some((key) => flows.includes(key)),
    [PAUSES]: (value) => Array.isArray(value) && value.some((one) => isObject(one) && 'why' in one && 'until' in one),
  };
  return Object.entries(isOurs)
    .filter(([file, looksOurs]) => hasFile(top, file) && looksOurs(contentOf(top, file)))
    .map(([file]) => {
      const hint = `Move it to ${shownFile(folder, file)}.`;
      return new ConfigError('FILE_NAME', 'This file is not in the folder of mappings, so it is not read.', {
        at: { file, line: 1, column: 1 },
        hint,
      });
    });
}

/** The name of a folder right below that of tables, where companies have theirs. */
const ofTables = (place: string): readonly string[] => {
  const [kind, name, ...deeper] = place.split('/');
  return kind === TABLES && name !== undefined && deeper.length === 0 ? [name] : [];
};

/** True for the file of a flow. Other tools have files with `extends`, too, but none that builds on a flow of ours. */
function isWhole({ folder, flows }: Surveyed, name: string): boolean {
  const value = contentOf(folder, name);
  if (!isObject(value)) return false;
  if (['from', 'to', 'steps'].every((key) => key in value)) return true;
  return [value[EXTENDS], value[VERIFY]].some(
    (flow) => typeof flow === 'string' && (flow === SHIPPED || flows.includes(flow)),
  );
}

/** The folders below one; those of mappings that this folder builds on, of other mappings and of other things are left out. */
function foldersIn(surveyed: Surveyed, below: string, depth = 1): readonly string[] {
  const { folder, used } = surveyed;
  return entriesOf(folder, below)
    .filter((entry) => entry.isDirectory() && !OTHERS.test(entry.name))
    .map((entry) => (below === '' ? entry.name : `${below}/${entry.name}`))
    .filter((place) => !KINDS.includes(place) && !OWN_FILES.some((file) => hasFile(folder, `${place}/${file}`)))
    .filter((place) => !used.has(path.join(folder.root, place)))
    .flatMap((place) => [place, ...(depth < MAX_DEPTH ? foldersIn(surveyed, place, depth + 1) : [])])
    .sort();
}

/** The folders that are read: this one and all that it builds on. */
function rootsOf({ folder, bases }: Library): readonly string[] {
  return [folder.root, ...bases.flatMap(rootsOf)];
}

/** What a file says, as text; undefined if it cannot be read. */
function contentOf(folder: Folder, name: string): unknown {
  const read = readFile(folder, name, 'text');
  return 'value' in read ? read.value : undefined;
}
