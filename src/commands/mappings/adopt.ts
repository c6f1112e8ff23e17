import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isMap, parseDocument } from 'yaml';
import { type LoadedConfig, loadConfig } from '../../config/config.ts';
import { type Folder, hasFile, readFile, shownFile, yamlFiles } from '../../config/folder.ts';
import { readDeclared } from '../../config/packs/declared.ts';
import { alone, ownFlows, PARTS, readFlow, TABLES } from '../../config/packs/library.ts';
import { canonicalText, isSame, overridesOf } from '../../config/packs/overrides.ts';
import { SHIPPED, shippedFolder } from '../../config/packs/shipped.ts';
import { plainValue } from '../../config/packs/tree.ts';
import type { YamlSource } from '../../config/yaml/yaml-source.ts';
import { ConfigError } from '../../errors/errors.ts';
import { count } from '../../report/count.ts';
import type { MappingsWorld } from './command-line.ts';
import { asWritten, lostComments, type Written } from './comments.ts';
import { type Changes, inCopy, rewrite } from './rewrite.ts';
import { openFolder } from './show.ts';

/** A folder that was copied, and the shipped mappings that it was copied from; left out, those of this version. */
export interface Copied {
  readonly folder: string;
  readonly from: string | undefined;
}

/**
 * Turns a copied folder into one that builds on the shipped mappings. Nothing is written unless the result, read again, says the same in
 * every flow that runs or is written here, and in every table. Throws ConfigError ADOPT_DIFFERS, ADOPT_TWICE, and ConfigErrors with what is wrong with the folder.
 */
export function adopt({ folder, from }: Copied, { output, currentFolder }: MappingsWorld): void {
  const place = openFolder(folder, currentFolder);
  const before = loadConfig(folder, currentFolder);
  const settings = hasFile(place, 'settings.yml') ? readFileSync(path.join(place.root, 'settings.yml'), 'utf8') : '';
  if (/^(use|flows):/m.test(settings)) {
    throw new ConfigError('ADOPT_TWICE', `The folder "${folder}" builds on other mappings already.`, {
      hint: 'mappings list shows them.',
    });
  }
  const shipped = from === undefined ? shippedFolder() : { ...openFolder(from, currentFolder), name: SHIPPED };
  const changes = new Map([
    ...flowChanges(place, shipped),
    ...tableChanges(place, shipped),
    ...sameFiles(place, shipped),
  ]);
  changes.set('settings.yml', newSettings(settings, before));
  check(place, { changes, shipped }, before, currentFolder);
  const comments = goneComments(place, { changes, shipped });
  rewrite(place.root, changes);
  const gone = [...changes.values()].filter((text) => text === null).length;
  const kept = [...changes].filter(([, text]) => text !== null).map(([file]) => file);
  output.write(
    `${folder} builds on the shipped mappings now. ${gone} files went; what is yours: ${kept.join(', ')}.\n`,
  );
  if (comments.length > 0) {
    output.write(
      `${count(comments.length, 'comment')} of yours went with what is shipped; write again what you need:\n`,
    );
    output.write(comments.join(''));
  }
  const on = from === undefined ? '' : ` on ${from}`;
  output.write(`Every flow that runs says the same as before${on}. See mappings list, then commit the change.\n`);
  if (from !== undefined) output.write('What this version of the action brings instead, a plan shows: plan --base.\n');
}

/** A file as it is in the folder, and as it is shipped. */
function written(file: string, place: Folder, shipped: Folder): Written {
  const textIn = (folder: Folder): string =>
    hasFile(folder, file) ? readFileSync(path.join(folder.root, file), 'utf8') : '';
  return { own: textIn(place), shipped: textIn(shipped) };
}

/** The comments that go, each with its place: what they stood beside is shipped, or written in another way. */
function goneComments(place: Folder, { changes, shipped }: Adoption): readonly string[] {
  return [...changes].flatMap(([file, text]) =>
    lostComments(written(file, place, shipped), text).map(({ text: comment, line }) => {
      return `  ${shownFile(place, file)}:${line}  ${comment}\n`;
    }),
  );
}

/** The flows that are shipped as well, as overrides. */
function flowChanges(place: Folder, shipped: Folder): Changes {
  const names = ownFlows(place).filter((name) => hasFile(shipped, `${name}.yml`));
  return new Map(
    names.flatMap((name): (readonly [string, string | null])[] => {
      const [own, base] = [place, shipped].map((one) => readFlow(alone(one), name, () => {}));
      if (own == null || base == null) return [];
      const change = overridesOf(plainValue(base), plainValue(own));
      if (change === undefined) return [[`${name}.yml`, null]];
      // The entries of a list stand in another order: the file stays as it is.
      if (change === null) return [];
      const { enabled: _, ...rest } = change as Readonly<Record<string, unknown>>;
      const file = `${name}.yml`;
      const isNothing = Object.keys(rest).length === 0;
      const over = { extends: 'shipped', ...rest };
      return [[file, isNothing ? null : asWritten(over, written(file, place, shipped), 'core')]];
    }),
  );
}

/** Tables whose rows are handed on, as the rows that differ. */
function tableChanges(place: Folder, shipped: Folder): Changes {
  const examples = readDeclared(alone(shipped), () => {}).tables;
  const names = yamlFiles(place, [], TABLES).filter((name) => hasFile(shipped, `${TABLES}/${name}`));
  return new Map(
    names.flatMap((name): (readonly [string, string | null])[] => {
      const file = `${TABLES}/${name}`;
      const [own, base] = [place, shipped].map((one) => readFile(one, file, 'text'));
      if (Array.isArray(own) || Array.isArray(base) || examples.has(name.slice(0, -'.yml'.length))) return [];
      const change = overridesOf((base as YamlSource).value, (own as YamlSource).value);
      if (change === undefined) return [[file, null]];
      const rows = change as Readonly<Record<string, unknown>> | null;
      return rows === null ? [] : [[file, asWritten(rows, written(file, place, shipped), 'failsafe')]];
    }),
  );
}

/** Parts, declared values and mapping tests that are shipped word for word go: they are read, and run, where they are shipped. */
function sameFiles(place: Folder, shipped: Folder): Changes {
  const parts = yamlFiles(place, [], PARTS).map((name) => `${PARTS}/${name}`);
  const others = yamlFiles(place, []).filter((name) => name.endsWith('.test.yml') || name === 'values.yml');
  const same = [...parts, ...others].filter(
    (name) =>
      hasFile(shipped, name) &&
      [place, shipped]
        .map(({ root }) => readFileSync(path.join(root, name), 'utf8').replaceAll('\r\n', '\n'))
        .every((text, _, [first]) => text === first),
  );
  return new Map(same.map((name) => [name, null]));
}

/** The settings, with what they build on, which flows run, and the values that other settings hold. */
function newSettings(text: string, { flows, settings }: LoadedConfig): string {
  const document = parseDocument(text.trim() === '' ? '{}' : text);
  const { contents } = document;
  if (!isMap(contents)) throw new Error('Settings that were read are a group of keys.');
  contents.flow = false;
  const running = flows.filter(({ flow }) => flow.enabled).map(({ name }) => name);
  const own = { prefix: settings.externalKeys.prefix, bookYear: settings.bookYear.start };
  const before = contents.get('values');
  const values = { ...own, ...(isMap(before) ? before.toJSON() : {}) };
  // How much tests must reach was said of the shipped ones, which are gone.
  for (const key of ['values', 'externalKeys', 'bookYear', 'tests']) contents.delete(key);
  contents.items.unshift(
    ...Object.entries({ use: 'shipped', flows: running, values }).map(
      ([key, value]) => document.createPair(key, value) as (typeof contents.items)[number],
    ),
  );
  return document.toString({ lineWidth: 0 });
}

interface Adoption {
  readonly changes: Changes;
  readonly shipped: Folder;
}

/** Applies the changes to a copy of the folder and compares what both say. */
function check(place: Folder, { changes, shipped }: Adoption, before: LoadedConfig, workspace: string): void {
  inCopy(place, (copy) => {
    rewrite(copy, changes);
    const after = loadConfig(path.relative(workspace, copy), workspace, { shipped });
    const differing = [...flowsThatDiffer(before, after), ...tablesThatDiffer(before, after)];
    if (differing.length === 0) return;
    const message = `The result would not say the same: ${differing.slice(0, 5).join(', ')}.`;
    const hint = 'Name the shipped mappings of the version that was copied with --from.';
    throw new ConfigError('ADOPT_DIFFERS', message, { hint });
  });
}

function flowsThatDiffer(before: LoadedConfig, after: LoadedConfig): readonly string[] {
  return before.flows.flatMap(({ name, flow }) => {
    const now = after.flows.find((one) => one.name === name)?.flow;
    // One that is off and shipped word for word is not read any more.
    return isSame(flow, now) || (now === undefined && !flow.enabled) ? [] : [name];
  });
}

function tablesThatDiffer(before: LoadedConfig, after: LoadedConfig): readonly string[] {
  return [...before.tables.values()]
    .filter(
      ({ name, rows }) => canonicalText(plainRows(rows)) !== canonicalText(plainRows(after.tables.get(name)?.rows)),
    )
    .map(({ name }) => `table ${name}`);
}

const plainRows = (rows: unknown): unknown =>
  rows instanceof Map ? Object.fromEntries([...rows].map(([key, row]) => [key, plainRows(row)])) : rows;
