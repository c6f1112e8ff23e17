import { isObject } from '../schema.ts';
import type { Folder } from './folder.ts';
import { readDeclared } from './packs/declared.ts';
import { alone } from './packs/library.ts';
import { MissingValues } from './packs/missing-values.ts';
import { readFlow } from './packs/read-flow.ts';
import { SETTINGS_VALUES } from './packs/settings-values.ts';
import { readTables } from './packs/tables.ts';
import { plainValue } from './packs/tree.ts';
import { tablesIn } from './packs/uses.ts';
import { fillFlow } from './packs/values.ts';

/** A table as the folder has it. */
export interface NeededTable {
  /** The rows as text, level by level. */
  readonly rows: Readonly<Record<string, unknown>>;
  /** A folder that builds on this one has these rows, too. */
  readonly isHandedOn: boolean;
}

/** What a company has to say for some flows of a folder. */
export interface Needs {
  /** The tables that they look something up in. */
  readonly tables: ReadonlyMap<string, NeededTable>;
  /** The values that must be set, with what each of them says. */
  readonly values: ReadonlyMap<string, string>;
  /** The flows that are there, written out: plain values. */
  readonly flows: ReadonlyMap<string, unknown>;
}

/** What some flows of a folder that builds on nothing need. Flows that are not there need nothing. */
export function needsOf(folder: Folder, flows: readonly string[]): Needs {
  const note = (): void => {};
  const library = alone(folder);
  const declared = readDeclared(library, note);
  const missing = new MissingValues(new Set());
  const given = new Map();
  const running = flows.flatMap((name) => {
    const tree = readFlow(library, name, note);
    return tree === null ? [] : [{ name, tree, tables: tablesIn(tree) }];
  });
  for (const { name, tree } of running) {
    missing.addUsed(tree, name, given);
    fillFlow(tree, { declared, given, missing: (value, at) => missing.add(value, name, at), note });
  }
  const named = new Set(running.flatMap((flow) => [...flow.tables]));
  const tables = readTables(running, { library, declared, given, missing, named, substitutes: null, noteUnread: note });
  const about = (value: string): string => declared.values.get(value)?.about ?? SETTINGS_VALUES[value]?.about ?? value;
  return {
    tables: new Map(
      tables
        .filter(({ users }) => users.length > 0)
        .map(({ name, tree }) => {
          const rows = plainValue(tree);
          return [name, { rows: isObject(rows) ? rows : {}, isHandedOn: !declared.tables.has(name) }];
        }),
    ),
    values: new Map(missing.names.map((value) => [value, about(value)])),
    flows: new Map(running.map(({ name, tree }) => [name, plainValue(tree)])),
  };
}
