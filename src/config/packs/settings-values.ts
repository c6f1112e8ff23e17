import { ConfigError } from '../../errors/errors.ts';
import type { YamlSource } from '../yaml/yaml-source.ts';
import type { Note } from './merge.ts';
import { childOf, sourceOf, type Tree } from './tree.ts';
import type { Given } from './values.ts';

interface SettingsValue {
  readonly setting: readonly [string, string?];
  /** The functions that read it. */
  readonly functions: readonly string[];
  readonly about: string;
}

/** Values that the settings hold themselves, by name: they have no default where a folder builds on others. */
export const SETTINGS_VALUES: Readonly<Record<string, SettingsValue>> = {
  prefix: {
    setting: ['externalKeys', 'prefix'],
    functions: ['externalKey', 'fromExternalKey'],
    about: 'what the numbers of this administration begin with in the other system, such as EO-',
  },
  since: { setting: ['since'], functions: [], about: 'the first day whose documents this sync books' },
  bookYear: {
    setting: ['bookYear', 'start'],
    functions: ['bookYear', 'bookPeriod'],
    about: 'the first day of the book year, MM-DD',
  },
};

/** The settings with the values that they hold themselves in their places. */
export function settingsSource(settings: Tree | null, given: Given, file: string, note: Note): YamlSource | null {
  if (settings?.kind !== 'map') return settings === null ? null : sourceOf(settings, file);
  const entries = new Map(settings.entries);
  for (const [name, { setting }] of Object.entries(SETTINGS_VALUES)) {
    const value = given.get(name);
    if (value === undefined) continue;
    const [first, second] = setting;
    const group = entries.get(first);
    const taken = second === undefined ? group : group && childOf(group, second);
    if (taken !== undefined && taken.origin.source === value.origin.source) {
      const { source, path } = value.origin;
      const hint = 'Keep the one under "values".';
      note(
        new ConfigError('NAME_TAKEN', `"${name}" is set twice: here, and as ${setting.join('.')}.`, {
          at: source.at(path, 'key'),
          hint,
        }),
      );
    }
    const before = group?.kind === 'map' ? group.entries : new Map();
    const inside: Tree =
      second === undefined
        ? value
        : { kind: 'map', entries: new Map([...before, [second, value]]), origin: value.origin };
    entries.set(first, inside);
  }
  return sourceOf({ ...settings, entries }, file);
}
