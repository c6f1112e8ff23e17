import { realpathSync } from 'node:fs';
import path from 'node:path';
import { ConfigError } from '../../errors/errors.ts';
import { nearest } from '../../nearest.ts';
import { settingsFor, tablesFor } from '../company/administrations.ts';
import { type Folder, folderOf, hasFile, isFolder } from '../folder.ts';
import { type Library, readTree } from './library.ts';
import { merge, type Note } from './merge.ts';
import { SHIPPED, shippedFolder } from './shipped.ts';
import { contradictions, refuseDoubles, standing } from './side-by-side.ts';
import { type Branch, childOf, type Leaf, type Tree } from './tree.ts';

/** The file of settings. */
export const SETTINGS = 'settings.yml';
const USE = 'use';
/** Settings that speak of the folder they stand in, and not of one that builds on it. */
const OWN: readonly string[] = [USE, 'tests', 'administrations'];
/** The most folders that build on one another. */
const MAX_DEPTH = 8;

/** Where folders are looked for. */
export interface Surroundings {
  /** Absolute path. */
  readonly workspace: string;
  /** The mappings that come with the action, of this version or of another one. */
  readonly shipped: Folder;
  /** The name of the administration that the folder is read for; null = the first one that its settings list, if they do. */
  readonly administration: string | null;
  /** Flows that a run asks for by name: they are read although the settings do not name them, and need their values. */
  readonly asked?: readonly string[] | null;
}

/** The surroundings of a folder in a workspace, with the mappings of this version of the action. */
export const surroundings = (workspace: string, administration: string | null = null): Surroundings => ({
  workspace,
  shipped: shippedFolder(),
  administration,
});

/** A folder with all that it builds on. */
export interface Opened {
  readonly library: Library;
  /** What settings.yml says together with the settings of the folders below; null if there is none, or if it cannot be read, which is noted. */
  readonly settings: Tree | null;
}

/**
 * Opens a folder of mappings and those that the key `use` of its settings names: `shipped`, or folders of the workspace by their relative path.
 * Nothing is fetched. What is wrong is noted: PACK_OUTSIDE, NO_MAPPINGS, EXTENDS_CYCLE, PACK_TWICE.
 */
export function openLibrary(folder: Folder, around: Surroundings, note: Note, chain: readonly string[] = []): Opened {
  const own = readSettings(folder, note);
  const named = own === null ? undefined : childOf(own, USE);
  const below = (named === undefined ? [] : namesIn(named)).flatMap((name) => {
    const base = baseFolder(name, folder, around, note);
    if (base === null) return [];
    if (chain.length >= MAX_DEPTH || [...chain, folder.root].includes(base.root)) {
      const at = name.origin.source.at(name.origin.path);
      note(new ConfigError('EXTENDS_CYCLE', 'These folders build on one another.', { at, hint: 'Remove this "use".' }));
      return [];
    }
    return [openLibrary(base, around, note, [...chain, folder.root])];
  });
  const isTop = chain.length === 0;
  const library = {
    folder,
    bases: below.map((one) => one.library),
    ownTables: isTop ? tablesFor(own, around.administration) : null,
  };
  if (named !== undefined) refuseDoubles(library, named, note);
  const said = below.flatMap(({ library, settings }) =>
    settings === null ? [] : [{ library, tree: inherited(settings, library.folder) }],
  );
  const settings = standing(SETTINGS, said);
  if (named !== undefined) refuseContradictions(settings, own, named, note);
  const all = own === null ? settings : [...settings, own];
  const merged = all.length === 0 ? null : all.reduce((base, over) => merge(base, over, note));
  return { library, settings: isTop ? settingsFor(merged, around.administration, note) : merged };
}

/** The settings of a folder; null also for a file that holds only comments. */
function readSettings(folder: Folder, note: Note): Tree | null {
  const read = hasFile(folder, SETTINGS) ? readTree(folder, SETTINGS, 'settings', note) : null;
  return read?.kind === 'leaf' && read.value === null ? null : read;
}

/** The names behind `use`; the schema of the settings says what else is wrong with them. */
function namesIn(named: Tree): readonly Leaf[] {
  if (named.kind === 'map') return [];
  return named.kind === 'list' ? named.items.filter((item) => item.kind === 'leaf') : [named];
}

function baseFolder(name: Leaf, folder: Folder, { workspace, shipped }: Surroundings, note: Note): Folder | null {
  if (typeof name.value !== 'string' || name.value === '') return null;
  const at = name.origin.source.at(name.origin.path);
  if (name.value === SHIPPED) {
    if (isFolder(shipped.root)) return shipped;
    const hint = 'Check out the whole repository of the action: its folder mappings lies beside action.';
    note(new ConfigError('NO_MAPPINGS', 'The mappings that come with the action are missing.', { at, hint }));
    return null;
  }
  const place = path.resolve(folder.root, name.value);
  const isThere = isFolder(place);
  if (path.isAbsolute(name.value) || !isInside(place, workspace) || (isThere && leadsOut(place, workspace))) {
    const hint =
      'Check the other repository out into a folder of the workspace, and write the path relative to this file.';
    note(new ConfigError('PACK_OUTSIDE', `"${name.value}" leads out of the workspace.`, { at, hint }));
    return null;
  }
  if (isThere) return named(folder, place, workspace);
  const hint = /^(?:\w+:\/\/|git@)/.test(name.value)
    ? 'Nothing is fetched: check that repository out in the workflow (actions/checkout with "path"), and write the path of its folder relative to this file.'
    : nearest(name.value, [SHIPPED]) === null
      ? `Write "use: ${SHIPPED}", or the path of a folder relative to this file.`
      : `Did you mean "use: ${SHIPPED}"?`;
  note(new ConfigError('NO_MAPPINGS', `There is no folder "${name.value}".`, { at, hint }));
  return null;
}

/** The folders that a folder names: what was read of one is known as long as the folder above it is open. */
const namedBy = new WeakMap<Folder, Map<string, Folder>>();

function named(folder: Folder, place: string, workspace: string): Folder {
  const known = namedBy.get(folder) ?? new Map<string, Folder>();
  namedBy.set(folder, known);
  const found = known.get(place) ?? folderOf(place, workspace);
  known.set(place, found);
  return found;
}

/** True for a folder, and for all that lies in it. */
export const isInside = (place: string, folder: string): boolean =>
  `${path.resolve(place)}${path.sep}`.startsWith(`${path.resolve(folder)}${path.sep}`);

/** True if a link on the way to the folder leads elsewhere. */
const leadsOut = (place: string, workspace: string): boolean => !isInside(realpathSync(place), realpathSync(workspace));

/** What several folders below set differently must be set here: none of them is meant more than the others. */
function refuseContradictions(settings: readonly Tree[], own: Tree | null, named: Tree, note: Note): void {
  for (const { name, one, other } of contradictions(settings, own === null ? [] : [own])) {
    const files = [one, other].map(({ origin }) => origin.source.file).join(' and ');
    const at = named.origin.source.at(named.origin.path);
    const hint = `Set ${name} in this folder.`;
    note(new ConfigError('PACK_TWICE', `${files} set ${name} differently.`, { at, hint }));
  }
}

/** What the settings of a folder hand on. The values of the mappings that come with the action are those of an example company. */
function inherited(settings: Tree, folder: Folder): Tree {
  if (settings.kind !== 'map') return settings;
  const own = folder.name === SHIPPED ? [...OWN, 'values'] : OWN;
  const kept: Branch['entries'] = new Map([...settings.entries].filter(([key]) => !own.includes(key)));
  return { ...settings, entries: kept };
}
