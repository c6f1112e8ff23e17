import { ConfigError, ConfigErrors, onceEach } from '../errors/errors.ts';
import type { KnownMessage } from '../systems/known-message.ts';
import { oneOfSeveral } from './company/administrations.ts';
import { LINKS, linksOf } from './company/files.ts';
import type { Links } from './company/links.ts';
import { linksIn, pausesIn } from './company/named-records.ts';
import type { Pause } from './company/pauses.ts';
import { checkFlow, type FlowSource, pinnedOnly } from './flow-source.ts';
import { type Folder, folderOf, hasFile, isFolder, isLinked, readFile, shownFile } from './folder.ts';
import { kept } from './kept.ts';
import { readMessages } from './messages.ts';
import { changedSinceLock } from './packs/lock.ts';
import { type Merged, mergeFolder, type Substitutes } from './packs/merged.ts';
import { toldWhereTakenOut } from './packs/misses.ts';
import { shippedFolder } from './packs/shipped.ts';
import type { TableText } from './packs/tables.ts';
import { type Surroundings, surroundings } from './packs/use.ts';
import { checkSchema } from './schema/schema-problems.ts';
import { defaultSettings, type Settings, settingsFile } from './schema/settings-schema.ts';
import { readTable, type Table, withChoices } from './tables.ts';

/** Everything in the folder of mappings, with what it builds on. */
export interface LoadedConfig {
  /** Sorted by name. */
  readonly flows: readonly FlowSource[];
  /** The names of all flows that a run may ask for, also of those that are off and not read. */
  readonly known: readonly string[];
  readonly settings: Settings;
  readonly tables: ReadonlyMap<string, Table>;
  readonly links: Links;
  /** The file that links are pinned in, there or not; path relative to the workspace. */
  readonly linksFile: string;
  /** What is paused, over or not. */
  readonly pauses: readonly Pause[];
  /** What messages of the systems mean in this company. */
  readonly messages: readonly KnownMessage[];
  /** The files that the running flows and their tables are written in; `shipped/…` for those that come with the action. */
  readonly files: readonly string[];
  /** Promises of the flows below that the overrides of the folder take away. */
  readonly broken: readonly ConfigError[];
  /** The flows and parts that extend others, but for those that ship. */
  readonly extending: Merged['extending'];
  /** What the action brings in other words than mappings.lock says; empty if there is no such file. */
  readonly unlocked: readonly ConfigError[];
  /** Values that flows lack which do not run; see `Merged.unset`. */
  readonly unset: readonly ConfigError[];
}

/** All problems of a folder of mappings; `readable` is what can still be checked, null if that would mislead. */
export class MappingProblems extends ConfigErrors {
  readonly readable: LoadedConfig | null;

  constructor(problems: readonly ConfigError[], readable: LoadedConfig | null) {
    super(problems);
    this.readable = readable;
  }
}

const MESSAGES = 'messages.yml';

/** How a folder is read. */
export interface ConfigReading {
  /** The mappings of another version of the action. */
  readonly shipped?: Folder | undefined;
  /** The name of the administration that it is read for; left out or null, the first one if its settings list some. */
  readonly administration?: string | null;
  /** The flows that a run asks for by name; they may be off. */
  readonly asked?: readonly string[] | null;
  /** The folder itself, if it was opened before: what was read of it is not read again. */
  readonly place?: Folder;
}

/**
 * Reads settings.yml, links.yml, paused.yml, messages.yml, tables/*.yml and every flow (*.yml, not *.test.yml) of a folder, with the flows, parts, tables and
 * settings of the folders that it builds on. `folder` is relative to `workspace`, and positions
 * name files relative to `workspace`. Throws
 * MappingProblems with all problems of all files, including NO_MAPPINGS (no such folder) and NO_FLOWS.
 */
export function loadConfig(
  folder: string,
  workspace: string,
  {
    shipped = shippedFolder(),
    administration = null,
    asked = null,
    place = folderOf(folder, workspace),
  }: ConfigReading = {},
): LoadedConfig {
  if (!isFolder(place.root)) {
    const hint =
      'Run "exact-asperion-sync init", which writes one, or name yours: the inputs "mappings" and "base" are folders of the checked-out repository.';
    const problem = new ConfigError('NO_MAPPINGS', `There is no folder "${folder}" in the workspace.`, { hint });
    throw new MappingProblems([problem], null);
  }
  if (isLinked(place.root, workspace)) {
    const hint = 'Put the files themselves into the folder, or name the folder that the link leads to.';
    throw new MappingProblems([new ConfigError('PACK_OUTSIDE', `The folder "${folder}" is a link.`, { hint })], null);
  }
  const found: ConfigError[] = [];
  const merged = mergeFolder(place, { workspace, shipped, administration, asked }, (problem) => found.push(problem));
  const flows = merged.flows.flatMap((text) => checkFlow(text, found));
  const others: ConfigError[] = [];
  const settings = settingsIn(merged, others);
  const tables = tablesIn(merged, others);
  const companies = (settings?.administrations ?? []).map(({ name }) => name);
  const owner = oneOfSeveral(companies, administration);
  const links = linksIn(place, { merged, owner }, others);
  const linksFile = owner === null ? LINKS : linksOf(owner);
  const pauses = pausesIn(place, { merged, flows, owner }, others);
  const messages = messagesIn(place, others);
  const lost: ConfigError[] = [];
  const unlocked = changedSinceLock(place, { ...merged, shipped }, (problem) => lost.push(problem));
  const missed = found.filter((problem) => !lost.some((one) => isTwin(one, problem)));
  const owns = missed.length === 0 ? [] : merged.extending().map(({ own }) => own);
  const problems = [...toldWhereTakenOut(missed, owns), ...others, ...lost];
  // A company may be listed before it has a flow.
  const isOff = settings?.administrations.find(({ name }) => name === owner)?.flows?.length === 0;
  if (merged.names.length === 0 && !isOff && problems.length === 0) {
    const hint = 'Write settings.yml with "use: shipped" and the flows that run, or a flow of your own.';
    problems.push(
      new ConfigError('NO_FLOWS', `The folder "${folder}" holds no flow, and no settings.yml in it turns one on.`, {
        hint,
      }),
    );
  }
  const config =
    settings === null
      ? null
      : {
          flows: [...flows, ...pinnedOnly(merged, links)],
          known: merged.known,
          settings,
          tables,
          links: links ?? new Map(),
          linksFile: shownFile(place, linksFile),
          pauses,
          messages,
          files: merged.files,
          extending: merged.extending,
          broken: merged.broken,
          unlocked,
          unset: merged.unset,
        };
  if (config !== null && problems.length === 0) return config;
  // If settings or a table could not be read, a correct flow looks wrong.
  const isReadable = merged.isComplete && settings !== null && tables.size === merged.tables.size;
  throw new MappingProblems(onceEach(problems), isReadable ? config : null);
}

/** The same line of an override, once as what a newer version has lost and once as what is not there: the first says more. */
const isTwin = (one: ConfigError, other: ConfigError): boolean =>
  one.code === 'OVERRIDE_MISSES' &&
  other.code === one.code &&
  other.at?.file === one.at?.file &&
  other.at?.line === one.at?.line;

function settingsIn({ settings }: Merged, problems: ConfigError[]): Settings | null {
  if (settings === null) return defaultSettings;
  return kept(checked(checkSchema(settingsFile, settings)), problems);
}

function tablesIn({ tables, ownTables, columns }: Merged, problems: ConfigError[]): ReadonlyMap<string, Table> {
  const read = [...tables].flatMap(([name, table]): readonly Table[] => {
    if (!table.isRead) return [unread(table)];
    const found = kept(readTable(name, table.source), problems);
    return found === null ? [] : [{ ...found, mayBeEmpty: ownTables.has(name), columns: columns.get(name) ?? {} }];
  });
  const byName = new Map(read.map((table) => [table.name, table]));
  return new Map(read.map((table) => [table.name, withChoices(table, byName)]));
}

/** A table that no flow names, of which rows are read when somebody asks for them. */
function unread(text: TableText): Table {
  return {
    name: text.name,
    get file() {
      return text.source.file;
    },
    get rows() {
      const table = readTable(text.name, text.source);
      return 'rows' in table ? table.rows : new Map();
    },
    at: (...place) => text.source.at(...place),
  };
}

function messagesIn(folder: Folder, problems: ConfigError[]): readonly KnownMessage[] {
  if (!hasFile(folder, MESSAGES)) return [];
  const source = kept(readFile(folder, MESSAGES, 'text'), problems);
  return source === null ? [] : readMessages(source, problems);
}

/** Reads only the messages of a folder; none if there is no such folder or file. Throws ConfigErrors with all problems found. */
export function loadMessages(folder: string, workspace: string): readonly KnownMessage[] {
  const problems: ConfigError[] = [];
  const messages = messagesIn(folderOf(folder, workspace), problems);
  if (problems.length > 0) throw new ConfigErrors(problems);
  return messages;
}

/**
 * One flow of a folder with the tables and values that a mapping test gives itself. `place` and `around` are opened once for all tests: what was read of
 * them is known then. Throws ConfigErrors with what is wrong with the substitutes; the folder itself must be right.
 */
export function loadFlow(place: Folder, around: Surroundings, substitutes: Substitutes): LoadedConfig {
  const problems: ConfigError[] = [];
  const merged = mergeFolder(place, around, (problem) => problems.push(problem), substitutes);
  const flows = merged.flows.flatMap((text) => checkFlow(text, problems));
  const settings = settingsIn(merged, problems);
  const tables = tablesIn(merged, problems);
  if (settings === null || problems.length > 0) throw new ConfigErrors(onceEach(problems));
  return {
    flows,
    known: merged.known,
    settings,
    tables,
    links: new Map(),
    linksFile: shownFile(place, LINKS),
    pauses: [],
    messages: [],
    files: merged.files,
    extending: merged.extending,
    broken: merged.broken,
    unlocked: [],
    unset: [],
  };
}

/**
 * Reads only the settings of a folder, with those of the folders that it builds on, for commands that need no mapping; without the file, the
 * defaults. Throws ConfigErrors with all problems found.
 */
export function loadSettings(folder: string, workspace: string, administration: string | null = null): Settings {
  const problems: ConfigError[] = [];
  const merged = mergeFolder(
    folderOf(folder, workspace),
    surroundings(workspace, administration),
    (problem) => problems.push(problem),
    'settings',
  );
  const settings = settingsIn(merged, problems);
  if (settings === null || problems.length > 0) throw new ConfigErrors(onceEach(problems));
  return settings;
}

function checked<Value extends object>(
  result: { readonly value: Value } | { readonly problems: readonly ConfigError[] },
): Value | readonly ConfigError[] {
  return 'problems' in result ? result.problems : result.value;
}
