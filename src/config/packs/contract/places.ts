import { childOf, idOf, type Tree } from '../tree.ts';

/** The entries of a list; none of anything else. */
export const itemsOf = (tree: Tree | undefined): readonly Tree[] => (tree?.kind === 'list' ? tree.items : []);

/** The name of an entry of a list; empty if it has none. */
export const nameOf = (item: Tree): string => idOf(item) ?? '';

/** The text of a plain value; null for nothing. */
export const textOf = (tree: Tree | undefined): string | null =>
  tree?.kind === 'leaf' && tree.value !== null ? String(tree.value).trim() : null;

/** What a rule or an expression says, without how it is written: `write` aside, `{ expr: TEXT }` says what TEXT says. Null for nothing. */
export function saidBy(tree: Tree | undefined): string | null {
  if (tree?.kind === 'list') return tree.items.map(saidBy).join();
  if (tree?.kind !== 'map') return textOf(tree);
  const said = [...tree.entries].filter(([key]) => key !== 'write').map(([key, one]) => [key, saidBy(one)]);
  return said.length === 1 && said[0]?.[0] === 'expr' ? (said[0][1] ?? null) : said.toSorted().join();
}

/** A name of `let`: what it stands for, and where. */
export interface Named {
  readonly text: string;
  readonly path: string;
}

/** The names that a place of a flow may use: those of each `let` above it. */
export function namesIn(flow: Tree, path: string): ReadonlyMap<string, Named> {
  const keys = path.split('.');
  const groups = keys.map((_, length) => [...keys.slice(0, length), 'let'].join('.'));
  return new Map(
    groups.flatMap((group) => {
      const found = at(flow, group);
      const entries = found?.kind === 'map' ? [...found.entries] : [];
      return entries.map(([name, one]) => [name, { text: textOf(one) ?? '', path: `${group}.${name}` }] as const);
    }),
  );
}

/**
 * A flow in which each step that overrides gave another id, or made anew of the same part, has the id of the step below again: what it promised, it still
 * promises.
 */
export function withFormerIds(flow: Tree, below: Tree): Tree {
  const [steps, former] = [childOf(flow, STEPS), itemsOf(childOf(below, STEPS))];
  if (flow.kind !== 'map' || steps?.kind !== 'list') return flow;
  const ids = new Set(former.map(nameOf));
  const gone = former.filter((step) => at(steps, nameOf(step)) === undefined);
  const items = steps.items.map((step) => {
    const before = ids.has(nameOf(step)) ? undefined : gone.find((one) => isMadeOf(step, one));
    const id = childOf(step, 'id');
    if (before === undefined || step.kind !== 'map' || id?.kind !== 'leaf') return step;
    return { ...step, entries: new Map([...step.entries, ['id', { ...id, value: nameOf(before) }]]) };
  });
  return { ...flow, entries: new Map([...flow.entries, [STEPS, { ...steps, items }]]) };
}

const STEPS = 'steps';

/** True for a step that has something of another one as it was written there. */
function isMadeOf(step: Tree, before: Tree): boolean {
  if (step.kind !== 'map') return false;
  return [...step.entries].some(([key, { origin }]) => {
    const there = childOf(before, key)?.origin;
    return origin.source === there?.source && origin.path.join('.') === there.path.join('.');
  });
}

/** What stands at a path of keys and ids. */
export function at(tree: Tree, path: string): Tree | undefined {
  const step = (from: Tree | undefined, name: string): Tree | undefined => {
    if (from?.kind === 'list') return from.items.find((item) => nameOf(item) === name);
    return from === undefined ? undefined : childOf(from, name);
  };
  // What a total adds up may hold dots: the longest name that fits is taken.
  const parts = path.split('.');
  let found: Tree | undefined = tree;
  for (let index = 0; index < parts.length && found !== undefined; ) {
    const rest = parts.slice(index).join('.');
    const whole = step(found, rest);
    found = whole ?? step(found, parts[index] ?? '');
    index = whole === undefined ? index + 1 : parts.length;
  }
  return found;
}

/** What is there of a path, for the place of a message. */
export function nearestTo(tree: Tree, path: string): Tree {
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const found = at(tree, parts.slice(0, length).join('.'));
    if (found !== undefined) return found;
  }
  return tree;
}
