import { isMap, parseDocument } from 'yaml';
import type { LoadedConfig } from '../../config/config.ts';
import type { Values } from './adopt-tables.ts';

/** The settings, with what they build on, which flows run, and the values that other settings, tables and rules hold. `text` = '' if there is no such file. */
export function newSettings(text: string, { flows, settings }: LoadedConfig, known: Values): string {
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
  for (const [name, value] of known) document.setIn(['values', ...name.split('.')], value);
  return document.toString({ lineWidth: 0 });
}
