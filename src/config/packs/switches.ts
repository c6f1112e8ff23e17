import { ConfigError } from '../../errors/errors.ts';
import { thereAre } from '../../nearest.ts';
import { hasFile } from '../folder.ts';
import type { Notes } from '../notes.ts';
import { alone, flowNames, type Library, meantFlows, readTree } from './library.ts';
import type { Note } from './merge.ts';
import { extendedFlow } from './parts.ts';
import { SHIPPED } from './shipped.ts';
import { childOf, type Leaf, type Tree } from './tree.ts';
import type { Opened, Surroundings } from './use.ts';

/** The flows that the key `flows` of the settings names; null if there is no such list, and each flow says itself whether it is on. */
export function switchedOn(
  { library, settings }: Opened,
  { shipped }: Surroundings,
  own: readonly string[],
  notes: Notes,
): readonly string[] | null {
  const listed = settings === null ? undefined : childOf(settings, 'flows');
  if (listed === undefined) return null;
  const known = flowNames(library);
  if (listed.kind !== 'list') {
    notes.note(notAList(listed, known));
    return null;
  }
  const items = listed.items.filter((item) => item.kind === 'leaf' && typeof item.value === 'string') as Leaf[];
  const unknown = items.filter(({ value }) => !known.includes(String(value)) && !own.includes(String(value)));
  const ofAction = library.bases.length > 0 ? [] : flowNames(alone(shipped));
  const first = unknown.find(({ value }) => ofAction.includes(String(value)));
  if (first !== undefined && notes.isWhole) notes.cause(notBuiltOn(first));
  for (const item of unknown) notes.note(unknownFlow(item, known));
  return items.filter((item) => !unknown.includes(item)).map(({ value }) => String(value));
}

/** A text, or a group of keys, where the names of flows stand below each other. */
function notAList(listed: Tree, known: readonly string[]): ConfigError {
  const names =
    listed.kind === 'map'
      ? [...listed.entries.keys()]
      : String(listed.kind === 'leaf' ? (listed.value ?? '') : '')
          .split(/[\s,;]+/)
          .map((name) => name.replace(/^-/, ''));
  const meant = names.filter((name) => name !== '').map((name) => listedFlows(name, known));
  const lists = meant.length === 1 ? (meant[0] ?? []) : [meant.map(([first]) => first).join(', ')];
  const { source, path } = listed.origin;
  const hint = `Write ${lists.map((list) => `flows: [${list}]`).join(' or ')}.`;
  return new ConfigError('WRONG_VALUE', '"flows" must be a list of flows.', { at: source.at(path), hint });
}

function notBuiltOn({ value, origin }: Leaf): ConfigError {
  const message = `The flow "${String(value)}" comes with the action, and this folder does not build on it.`;
  const hint = 'Write "use: shipped" as a line of settings.yml.';
  return new ConfigError('UNKNOWN_FLOW', message, { at: origin.source.at(origin.path), hint });
}

function unknownFlow({ value, origin }: Leaf, known: readonly string[]): ConfigError {
  const meant = meantFlows(String(value), known);
  const hint =
    meant.length === 0
      ? thereAre(known, 'Write "use: shipped" in settings.yml to build on the shipped flows.')
      : `Did you mean ${meant.map((name) => `"${name}"`).join(' or ')}?`;
  const at = origin.source.at(origin.path);
  return new ConfigError('UNKNOWN_FLOW', `There is no flow "${String(value)}".`, { at, hint });
}

/** The flows that a list should have for a name; the name itself if none is near. */
function listedFlows(name: string, known: readonly string[]): readonly string[] {
  const meant = known.includes(name) ? [] : meantFlows(name, known);
  return meant.length === 0 ? [name] : meant;
}

/** What a flow says itself: it runs unless it is switched off. */
export function enabledIn(tree: Tree): boolean {
  const found = childOf(tree, 'enabled');
  return !(found?.kind === 'leaf' && found.value === false);
}

/**
 * Notes a flow that the settings turn on, and that an override in the folder itself switches off. A whole flow that builds on another one says only what it
 * does without such a list.
 */
export function noteSwitchedOff(library: Library, name: string, note: Note): void {
  const file = `${name}.yml`;
  const own = hasFile(library.folder, file) ? readTree(library.folder, file, 'flow', () => {}) : null;
  const said = own === null || extendedFlow(own)?.name !== SHIPPED ? undefined : childOf(own, 'enabled');
  if (said?.kind !== 'leaf' || said.value !== false) return;
  const { source, path } = said.origin;
  const message = '"enabled: false" has no effect here: "flows" in settings.yml turns this flow on.';
  const hint = `Take ${name} out of "flows" to turn it off, or remove this line.`;
  note(new ConfigError('NEVER_USED', message, { at: source.at(path, 'key'), hint }));
}
