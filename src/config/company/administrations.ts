import { merge, type Note } from '../packs/merge.ts';
import { type Branch, childOf, type Leaf, type Tree, textAt } from '../packs/tree.ts';
import { WORD } from '../schema/administrations-schema.ts';

const LIST = 'administrations';

/** Keys of an entry that stand over those of the folder: the values one by one, the flows as a whole. */
const OVER: readonly string[] = ['flows', 'values'];

/** What an entry is called, also if it is a number. */
const nameOf = (entry: Branch): string => {
  const name = childOf(entry, 'name');
  return name?.kind === 'leaf' ? String(name.value ?? '') : '';
};

const entriesIn = (settings: Tree | null): readonly Branch[] => {
  const list = settings === null ? undefined : childOf(settings, LIST);
  return list?.kind === 'list' ? list.items.filter((item) => item.kind === 'map') : [];
};

/** The entry of an administration; without a name the first one. Undefined if the settings list none, or none of this name. */
function entryOf(settings: Tree | null, administration: string | null): Branch | undefined {
  const entries = entriesIn(settings);
  return administration === null ? entries[0] : entries.find((entry) => nameOf(entry) === administration);
}

/** The settings of a folder with what they say of one administration over what they say of all. */
export function settingsFor(settings: Tree | null, administration: string | null, note: Note): Tree | null {
  const entry = entryOf(settings, administration);
  if (entry === undefined || settings?.kind !== 'map') return settings;
  const over = new Map([...entry.entries].filter(([key]) => OVER.includes(key)));
  return merge(settings, { ...entry, entries: over }, note);
}

/** Null for a name that could not be one of a folder here: the schema says what is wrong with it. */
function tablesOf(entry: Branch): string | null {
  const name = textAt(entry, 'tables') ?? nameOf(entry);
  return WORD.test(name) ? name : null;
}

/** The folder below `tables/` that an administration has for itself; null = the settings list none of this name. */
export function tablesFor(settings: Tree | null, administration: string | null): string | null {
  const entry = entryOf(settings, administration);
  return entry === undefined ? null : tablesOf(entry);
}

/** The folders below `tables/` of all administrations that the settings list. */
export const tableFolders = (settings: Tree | null): readonly string[] =>
  entriesIn(settings).flatMap((entry) => tablesOf(entry) ?? []);

/** The names of all administrations that the settings list. */
export const companyNames = (settings: Tree | null): readonly string[] => entriesIn(settings).map(nameOf);

/** Which of several companies a run is about, without a name the first one; null = there are not several. `names` are those of all. */
export const oneOfSeveral = (names: readonly string[], administration: string | null): string | null =>
  names.length > 1 ? (administration ?? names[0] ?? null) : null;

/** A folder below `tables/` that an entry names, and where. */
export interface NamedTables extends Pick<Leaf, 'origin'> {
  readonly name: string;
}

/** The folders below `tables/` that entries name themselves, instead of having the one of their own name. */
export const namedTables = (settings: Tree | null): readonly NamedTables[] =>
  entriesIn(settings).flatMap((entry) => {
    const named = childOf(entry, 'tables');
    const name = tablesOf(entry);
    return named === undefined || name === null ? [] : [{ name, origin: named.origin }];
  });
