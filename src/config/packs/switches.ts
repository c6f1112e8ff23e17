import { ConfigError } from '../../errors/errors.ts';
import { fewOf, nearest } from '../../nearest.ts';
import { flowNames } from './library.ts';
import type { Note } from './merge.ts';
import { childOf, type Tree } from './tree.ts';
import type { Opened } from './use.ts';

/** The flows that the key `flows` of the settings names; null if there is no such key, and each flow says itself whether it is on. */
export function switchedOn(
  { library, settings }: Opened,
  own: readonly string[],
  note: Note,
): readonly string[] | null {
  const listed = settings === null ? undefined : childOf(settings, 'flows');
  if (listed?.kind !== 'list') return null;
  const known = flowNames(library);
  return listed.items.flatMap((item) => {
    if (item.kind !== 'leaf' || typeof item.value !== 'string') return [];
    if (known.includes(item.value) || own.includes(item.value)) return [item.value];
    const meant = meantFlow(item.value, known);
    const hint =
      meant !== null
        ? `Did you mean "${meant}"?`
        : library.bases.length === 0
          ? 'Write "use: shipped" to build on the shipped flows.'
          : `There are: ${fewOf(known)}.`;
    const at = item.origin.source.at(item.origin.path);
    note(new ConfigError('UNKNOWN_FLOW', `There is no flow "${item.value}".`, { at, hint }));
    return [];
  });
}

/** The flow that a mistyped or shortened name means; null if none is near. */
export const meantFlow = (name: string, known: readonly string[]): string | null =>
  nearest(name, known) ?? known.find((one) => one.startsWith(`${name}.`)) ?? null;

/** What a flow says itself: it runs unless it is switched off. */
export function enabledIn(tree: Tree): boolean {
  const found = childOf(tree, 'enabled');
  return !(found?.kind === 'leaf' && found.value === false);
}
