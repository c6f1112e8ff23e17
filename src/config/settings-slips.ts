import { ConfigError } from '../errors/errors.ts';
import { SETTINGS_VALUES } from './packs/settings-values.ts';
import { childOf, type Tree } from './packs/tree.ts';
import type { Opened } from './packs/use.ts';
import type { Given } from './packs/values.ts';
import { settingsFile } from './schema/settings-schema.ts';

const KNOWN: readonly string[] = Object.keys(settingsFile.shape);

/**
 * True if the settings say what the folder is made of: each key at their top is one of theirs, and `use` and `flows` name something. Else the schema
 * says what is wrong, and what seems to be missing would only repeat it.
 */
export function isClear(settings: Tree | null): boolean {
  if (settings?.kind !== 'map') return settings === null;
  const use = childOf(settings, 'use');
  const flows = childOf(settings, 'flows');
  return (
    [...settings.entries.keys()].every((key) => KNOWN.includes(key)) &&
    (flows === undefined || flows.kind === 'list') &&
    (use === undefined || use.kind === 'list' || (use.kind === 'leaf' && typeof use.value === 'string'))
  );
}

/** What stands in the settings at a place where it says nothing. */
export interface Slips {
  readonly problems: readonly ConfigError[];
  /** The values that were meant: nobody needs to hear that they are not set. */
  readonly meant: readonly string[];
  /** The settings without what is told here. */
  readonly settings: Tree | null;
}

/**
 * Finds values that the settings hold outside of "values": under the name of the value, or where a folder that builds on nothing has them. `file` is
 * the settings of the folder itself.
 */
export function slipsIn({ library, settings }: Opened, given: Given, file: string): Slips {
  if (settings?.kind !== 'map' || library.bases.length === 0) return { problems: [], meant: [], settings };
  const slips = Object.entries(SETTINGS_VALUES).flatMap(
    ([
      name,
      {
        setting: [first, second],
        functions,
      },
    ]) => {
      const top = childOf(settings, name);
      const group = childOf(settings, first);
      const isTop = top?.kind === 'leaf' && second !== undefined;
      const found = isTop ? top : group !== undefined && second !== undefined ? childOf(group, second) : undefined;
      const isSet = functions.length === 0 || (given.has(name) && !isTop);
      return isSet || found?.kind !== 'leaf' || found.origin.source.file !== file ? [] : [{ name, found, isTop }];
    },
  );
  const stray = slips.filter(({ isTop }) => isTop).map(({ name }) => name);
  return {
    problems: slips.map(({ name, found: { origin, value } }) => {
      const message = `The value "${name}" is set under "values" in a folder that builds on others.`;
      const hint = `Move it there: values: { ${name}: ${JSON.stringify(value)} }.`;
      return new ConfigError('WRONG_VALUE', message, { at: origin.source.at(origin.path, 'key'), hint });
    }),
    meant: slips.map(({ name }) => name),
    settings: { ...settings, entries: new Map([...settings.entries].filter(([key]) => !stray.includes(key))) },
  };
}

/** The settings without `flows` if that is no list, which `switchedOn` tells. */
export function withFlowsListed(settings: Tree | null): Tree | null {
  if (settings?.kind !== 'map' || childOf(settings, 'flows')?.kind === 'list') return settings;
  return { ...settings, entries: new Map([...settings.entries].filter(([key]) => key !== 'flows')) };
}
