import Big from 'big.js';
import type { Pause } from '../../config/company/pauses.ts';
import type { LoadedConfig } from '../../config/config.ts';
import type { DatedRow } from '../../config/schema/dated-rows.ts';
import type { TableRow, TableRows } from '../../config/tables.ts';
import type { Program } from '../../mapping/flow/program.ts';
import type { ConfigChange, ConfigChanges } from '../../report/plan/comparison-report.ts';
import { isObject } from '../../schema.ts';
import { byText } from '../links.ts';

/** One version of a folder of mappings. */
export interface MappingsVersion {
  readonly config: LoadedConfig;
  readonly programs: readonly Program[];
}

/** What differs between two versions, file by file. Pure. */
export function compareConfigs(base: MappingsVersion, head: MappingsVersion): ConfigChanges {
  const programs = { base: byName(base.programs), head: byName(head.programs) };
  const names = [...new Set([...programs.base.keys(), ...programs.head.keys()])].sort(byText);
  const pick = (holds: (base: Program | undefined, head: Program | undefined) => boolean): readonly string[] =>
    names.filter((name) => holds(programs.base.get(name), programs.head.get(name)));
  const tables = [...new Set([...base.config.tables.keys(), ...head.config.tables.keys()])].sort(byText);
  const changed = pick((base, head) => isChanged(base, head) && !isOff(base, head));
  const files = [
    ...changed.map((name) => ({ file: name, changes: differing(textOf(base, name), textOf(head, name)) })),
    ...tables.map((name) => ({
      file: `tables/${name}`,
      changes: differing(rowsOf(base.config.tables.get(name)?.rows), rowsOf(head.config.tables.get(name)?.rows)),
    })),
    { file: 'settings', changes: differing(keysOf(base.config.settings), keysOf(head.config.settings)) },
    { file: 'links', changes: differing(pinsOf(base.config), pinsOf(head.config)) },
    { file: 'paused', changes: differing(pausesOf(base.config), pausesOf(head.config)) },
  ];
  return {
    flows: {
      added: pick((base) => base === undefined),
      removed: pick((_, head) => head === undefined),
      enabled: pick((base, head) => base?.enabled === false && head?.enabled === true),
      disabled: pick((base, head) => base?.enabled === true && head?.enabled === false),
      changed,
      changedOff: pick((base, head) => isChanged(base, head) && isOff(base, head)),
    },
    files: files.filter(({ changes }) => changes.length > 0),
  };
}

const byName = (programs: readonly Program[]): ReadonlyMap<string, Program> =>
  new Map(programs.map((program) => [program.name, program]));

const isChanged = (base: Program | undefined, head: Program | undefined): boolean =>
  base !== undefined && head !== undefined && base.version !== head.version;

const isOff = (base: Program | undefined, head: Program | undefined): boolean =>
  base?.enabled !== true && head?.enabled !== true;

/** Texts by their paths. */
export type Leaves = ReadonlyMap<string, string>;

function differing(base: Leaves, head: Leaves): readonly ConfigChange[] {
  return [...new Set([...base.keys(), ...head.keys()])]
    .filter((key) => base.get(key) !== head.get(key))
    .sort(byText)
    .map((key) => ({ key, base: base.get(key) ?? null, head: head.get(key) ?? null }));
}

/** The values of a table by their keys: `NL / 2` → `VH`, dated ones as `VH until 2027-12-31; …`. */
function rowsOf(rows: TableRows | undefined): Leaves {
  const leaves = (row: TableRow, path: readonly string[]): [string, string][] => {
    if (typeof row === 'string') return [[path.join(' / '), row]];
    if (isDated(row)) return [[path.join(' / '), row.map(dated).join('; ')]];
    return [...row].flatMap(([key, inner]) => leaves(inner, [...path, key]));
  };
  return new Map(rows === undefined ? [] : leaves(rows, []));
}

const isDated = (row: TableRow): row is readonly DatedRow[] => Array.isArray(row);

const dated = ({ value, from, until }: DatedRow): string =>
  [value, from === null ? '' : `from ${from}`, until === null ? '' : `until ${until}`].filter(Boolean).join(' ');

/** What a flow says, with all that it extends: so a newer version of the action shows what it brings. */
function textOf({ config }: MappingsVersion, name: string): Leaves {
  const { enabled: _, ...rest } = config.flows.find((flow) => flow.name === name)?.flow ?? {};
  return keysOf(rest);
}

/** Each value by its path; entries of lists by their ids. */
function keysOf(settings: object): Leaves {
  const leaves = (value: unknown, path: readonly string[]): [string, string][] =>
    typeof value === 'object' && value !== null && !(value instanceof Big)
      ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, nameOf(inner) ?? key]))
      : [[path.join('.'), value instanceof Big ? value.toFixed() : String(value)]];
  return new Map(leaves(settings, []));
}

const nameOf = (entry: unknown): string | null => (isObject(entry) && typeof entry.id === 'string' ? entry.id : null);

function pinsOf({ links }: LoadedConfig): Leaves {
  return new Map(
    [...links].flatMap(([flow, pins]) => [...pins].map(([source, target]) => [`${flow} / ${source}`, target] as const)),
  );
}

function pausesOf({ pauses }: LoadedConfig): Leaves {
  return new Map(pauses.map((pause) => [whatPauses(pause), termsOfPause(pause)]));
}

function whatPauses({ flow, record }: Pause): string {
  if (flow === null) return 'everything';
  return record === null ? flow : `${flow} / ${record}`;
}

function termsOfPause({ until, by, why }: Pause): string {
  return `until ${until}, by ${by}: ${why}`;
}
