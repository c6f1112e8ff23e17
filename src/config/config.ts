import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { ConfigError, ConfigErrors } from '../errors/errors.ts';
import { type Links, readLinks } from './links.ts';
import { type FlowFile, flowFile } from './schema/flow-schema.ts';
import { checkSchema } from './schema/schema-problems.ts';
import { defaultSettings, type Settings, settingsFile } from './schema/settings-schema.ts';
import { readTable, type Table } from './tables.ts';
import { type Dialect, type Locate, readYaml, type YamlSource } from './yaml/yaml-source.ts';

/** One flow as it is written; its name is the file's name without `.yml`. */
export interface FlowSource {
  readonly name: string;
  /** Path relative to the workspace. */
  readonly file: string;
  readonly flow: FlowFile;
  readonly at: Locate;
}

/** Everything in the folder of mappings. */
export interface LoadedConfig {
  /** Sorted by name. */
  readonly flows: readonly FlowSource[];
  readonly settings: Settings;
  readonly tables: ReadonlyMap<string, Table>;
  readonly links: Links;
}

/** A file of mapping tests, named after its flow. */
export type TestSource = { readonly flow: string; readonly file: string } & (
  | { readonly source: YamlSource }
  | { readonly problems: readonly ConfigError[] }
);

/** All problems of a folder of mappings; `readable` is what can still be checked, null if that would mislead. */
export class MappingProblems extends ConfigErrors {
  readonly readable: LoadedConfig | null;

  constructor(problems: readonly ConfigError[], readable: LoadedConfig | null) {
    super(problems);
    this.readable = readable;
  }
}

const SETTINGS = 'settings.yml';
const LINKS = 'links.yml';
const TABLES = 'tables';
const TEST_SUFFIX = '.test.yml';
/** The most YAML files in one folder. */
const MAX_FILES = 500;
/** Characters in a file's name that act instead of being shown: line ends, escape codes, changes of the reading direction. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
/** Largest file that is opened, in bytes; `readYaml` bounds its characters. */
const MAX_BYTES = 4_000_000;

/**
 * Reads settings.yml, links.yml, tables/*.yml and every flow (*.yml, not *.test.yml) of a folder. `folder` is relative
 * to `workspace`, and positions name files relative to `workspace`. Throws MappingProblems with all problems of all files,
 * including NO_MAPPINGS (no such folder) and NO_FLOWS.
 */
export function loadConfig(folder: string, workspace: string): LoadedConfig {
  const root = path.resolve(workspace, folder);
  if (!isFolder(root)) {
    const hint = 'Check out the repository first; the inputs "mappings" and "base" name folders below the workspace.';
    const problem = new ConfigError('NO_MAPPINGS', `There is no folder "${folder}" in the workspace.`, { hint });
    throw new MappingProblems([problem], null);
  }
  const problems: ConfigError[] = [];
  const keep = <Kept extends object>(found: Kept | readonly ConfigError[]): Kept | null => {
    if (!Array.isArray(found)) return found as Kept;
    problems.push(...found);
    return null;
  };
  const read = (name: string, dialect: Dialect): YamlSource | null =>
    keep(readFile(path.join(root, name), root, workspace, dialect));

  const names = yamlFiles(root, workspace, problems);
  const flowNames = names.filter(isFlow).map(bare);
  if (flowNames.length === 0) {
    const hint = 'Add a flow, such as customers.exact-online-to-asperion.yml.';
    problems.push(new ConfigError('NO_FLOWS', `The folder "${folder}" holds no flow (*.yml).`, { hint }));
  }
  const flows = flowNames.flatMap((name) => {
    const source = read(`${name}.yml`, 'flow');
    if (source === null) return [];
    const result = checkSchema(flowFile, source);
    if ('problems' in result) problems.push(...result.problems);
    const flow = 'problems' in result ? result.fixed : result.value;
    return flow === null ? [] : [{ name, file: source.file, flow, at: source.at }];
  });
  const flowProblems = problems.length;
  const settings = keep(readSettings(root, workspace));
  const tables = new Map<string, Table>();
  for (const file of isFolder(path.join(root, TABLES)) ? yamlFiles(path.join(root, TABLES), workspace, problems) : []) {
    const source = read(`${TABLES}/${file}`, 'text');
    const table = source === null ? null : keep(readTable(bare(file), source));
    if (table !== null) tables.set(table.name, table);
  }
  // If settings or a table could not be read, a correct flow looks wrong.
  const isReadable = problems.length === flowProblems;
  const linksSource = names.includes(LINKS) ? read(LINKS, 'text') : null;
  const links = linksSource === null ? new Map() : keep(readLinks(linksSource, flowNames));

  const config = settings === null ? null : { flows, settings, tables, links: links ?? new Map() };
  if (config !== null && problems.length === 0) return config;
  throw new MappingProblems(problems, isReadable ? config : null);
}

/**
 * Reads only settings.yml of a folder, for commands that need no mapping; without the file, the defaults. Throws
 * ConfigErrors with all problems found.
 */
export function loadSettings(folder: string, workspace: string): Settings {
  const found = readSettings(path.resolve(workspace, folder), workspace);
  if (Array.isArray(found)) throw new ConfigErrors(found);
  return found as Settings;
}

function readSettings(root: string, workspace: string): Settings | readonly ConfigError[] {
  const place = path.join(root, SETTINGS);
  if (!existsSync(place)) return defaultSettings;
  const source = readFile(place, root, workspace, 'settings');
  if (Array.isArray(source)) return source;
  const { value } = source as YamlSource;
  // A file that holds only comments changes nothing.
  return value === null ? defaultSettings : checked(checkSchema(settingsFile, source as YamlSource));
}

function checked<Value extends object>(
  result: { readonly value: Value } | { readonly problems: readonly ConfigError[] },
): Value | readonly ConfigError[] {
  return 'problems' in result ? result.problems : result.value;
}

function bare(file: string): string {
  return file.slice(0, -'.yml'.length);
}

function isFolder(place: string): boolean {
  return existsSync(place) && statSync(place).isDirectory();
}

/** The *.yml files of a folder by name. A *.yaml or *.YML file would be ignored silently, so it is a problem. */
function yamlFiles(folder: string, workspace: string, problems: ConfigError[]): readonly string[] {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  for (const name of files.filter((one) => /\.ya?ml$/i.test(one) && !one.endsWith('.yml'))) {
    const at = { file: fromWorkspace(path.join(folder, name), workspace), line: 1, column: 1 };
    const hint = `Rename it to ${name.replace(/ya?ml$/i, 'yml')}.`;
    problems.push(new ConfigError('FILE_NAME', `Files that end in ${path.extname(name)} are not read.`, { at, hint }));
  }
  // Names appear in the log and in summaries: with a line end in its name, a file could write its own lines there.
  for (const name of files.filter((one) => UNSEEN.test(one))) {
    const at = {
      file: fromWorkspace(path.join(folder, name.replaceAll(new RegExp(UNSEEN, 'gu'), '\ufffd')), workspace),
      line: 1,
      column: 1,
    };
    const hint = 'Rename it to letters, digits, dots and dashes.';
    problems.push(new ConfigError('FILE_NAME', 'The name of this file has invisible characters.', { at, hint }));
  }
  const found = files.filter((name) => name.endsWith('.yml') && !UNSEEN.test(name));
  if (found.length <= MAX_FILES) return found;
  const message = `The folder "${fromWorkspace(folder, workspace)}" holds more than ${MAX_FILES} YAML files.`;
  problems.push(new ConfigError('TOO_MANY', message, { hint: 'Put them into separate folders.' }));
  return found.slice(0, MAX_FILES);
}

const isFlow = (name: string): boolean => name !== SETTINGS && name !== LINKS && !name.endsWith(TEST_SUFFIX);

/** The mapping tests of a folder: `NAME.test.yml` beside the flow `NAME.yml`. */
export interface TestFiles {
  readonly files: readonly TestSource[];
  /** The names of all flows, including those with errors. */
  readonly flows: readonly string[];
}

/** Reads the mapping tests of a folder that exists; `folder` is relative to `workspace`. */
export function readTestFiles(folder: string, workspace: string): TestFiles {
  const root = path.resolve(workspace, folder);
  const names = yamlFiles(root, workspace, []);
  const files = names
    .filter((name) => name.endsWith(TEST_SUFFIX))
    .map((name): TestSource => {
      const read = readFile(path.join(root, name), root, workspace, 'text');
      const file = fromWorkspace(path.join(root, name), workspace);
      const flow = name.slice(0, -TEST_SUFFIX.length);
      return Array.isArray(read) ? { flow, file, problems: read } : { flow, file, source: read as YamlSource };
    });
  return { files, flows: names.filter(isFlow).map(bare) };
}

/** Reads one file below `root`. A mapping must not show files from elsewhere, so a link may not lead out of the folder. */
function readFile(
  place: string,
  root: string,
  workspace: string,
  dialect: Dialect,
): YamlSource | readonly ConfigError[] {
  const file = fromWorkspace(place, workspace);
  const refuse = (message: string, hint: string, cause: unknown) => {
    return [new ConfigError('FILE_UNREADABLE', message, { at: { file, line: 1, column: 1 }, hint, cause })];
  };
  let bytes: Uint8Array;
  try {
    const real = realpathSync(place);
    const { size } = statSync(real);
    if (!statSync(real).isFile() || !real.startsWith(`${realpathSync(root)}${path.sep}`)) {
      return refuse('This is not a file in this folder.', 'Put a copy of the file in its place.', undefined);
    }
    if (size > MAX_BYTES) {
      const at = { file, line: 1, column: 1 };
      const message = `The file is larger than ${MAX_BYTES / 1_000_000} MB.`;
      return [new ConfigError('FILE_TOO_LARGE', message, { at, hint: 'Split it.' })];
    }
    bytes = readFileSync(real);
  } catch (error) {
    return refuse('The file cannot be read.', 'Check its permissions.', error);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    return refuse('The file is not UTF-8 text.', 'Save it as UTF-8.', error);
  }
  try {
    return readYaml(file, text, dialect);
  } catch (error) {
    if (error instanceof ConfigErrors) return error.problems;
    throw error;
  }
}

function fromWorkspace(place: string, workspace: string): string {
  return path.relative(path.resolve(workspace), place).split(path.sep).join('/');
}
