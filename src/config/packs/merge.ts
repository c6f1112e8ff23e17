import type { ConfigError } from '../../errors/errors.ts';
import { changesNothing, lacksId, type MergePlace, miss, namedTwice } from './misses.ts';
import { type Branch, childOf, idOf, isRemoval, isRemoved, type Tree } from './tree.ts';

/** Takes what is wrong with an override. */
export type Note = (problem: ConfigError) => void;

/** Keys that say where the value of a field comes from. An override with one of them is a rule of its own. */
const KINDS: readonly string[] = ['expr', 'value', 'table', 'first'];
/** Groups in which a value may use only those above it. */
const IN_ORDER: readonly string[] = ['with', 'let'];
/** The key under which the steps stand: each of them has an id. */
const STEPS = 'steps';
/** The key under which the rules of fields stand. */
const FIELDS = 'fields';

/**
 * What a file says together with what it extends. Maps are merged key by key. Lists whose entries have ids are merged by them: a map
 * by id changes entries, a list with ids changes those that are there and adds the others. Every other list replaces that of the base, and so does any
 * plain value. A new step, relation or name comes last, or above the next one that is there and that the override names behind it. `remove: true` takes out what stands in its place. Options without a source, such as `{ write: create }`, are added to
 * the rule of a field. An override that meets nothing is noted (OVERRIDE_MISSES). A group that extends parts is merged part by part, and then
 * what stands beside them.
 */
export function merge(base: Tree, over: Tree, note: Note, parts: Parts = NO_PARTS): Tree {
  return mergeAt(base, over, { note, parts, root: base, path: [] });
}

/** What groups of keys extend. */
export interface Parts {
  /** What a group is merged over, one after the other: the parts that it extends, each written out. None = it extends nothing. */
  readonly of: (group: Branch) => readonly Tree[];
  /** A group without the key by which it extends parts. */
  readonly beside: (group: Branch) => Branch;
  /** A tree with every part written out. */
  readonly expand: (tree: Tree) => Tree;
  /** An entry of a list written out; the entries of a part that it extends stand in its place. */
  readonly entries: (item: Tree) => readonly Tree[];
}

const NO_PARTS: Parts = {
  of: () => [],
  beside: (group) => group,
  expand: (tree) => tree,
  entries: (item) => [item],
};

type List = Tree & { kind: 'list' };

interface Place extends MergePlace {
  readonly parts: Parts;
}

const below = (place: Place, key: string): Place => ({ ...place, path: [...place.path, key] });

function mergeAt(base: Tree, over: Tree, place: Place): Tree {
  const parts = over.kind === 'map' ? place.parts.of(over) : [];
  if (over.kind === 'map' && parts.length > 0) {
    return [...parts, place.parts.beside(over)].reduce((below, one) => mergeAt(below, one, place), base);
  }
  if (over.kind === 'map' && base.kind === 'map') return mergeMaps(base, over, place);
  if (over.kind === 'map' && base.kind === 'list') return mergeById(base, over, place);
  if (over.kind === 'list' && base.kind === 'list') return mergeLists(base, over, place);
  if (over.kind === 'map' && isRule(place) && !hasKind(over)) {
    return mergeAt({ kind: 'map', entries: new Map([['expr', base]]), origin: base.origin }, over, place);
  }
  return place.parts.expand(over);
}

function mergeMaps(base: Branch, over: Branch, place: Place): Tree {
  if (isRule(place) && hasKind(over)) return place.parts.expand(over);
  const entries = new Map(base.entries);
  for (const [key, own] of over.entries) {
    const before = base.entries.get(key);
    const here = below(place, key);
    if (isRemoval(own)) {
      if (before === undefined) miss(own, here, [...base.entries.keys()]);
      else entries.delete(key);
    } else if (before !== undefined) {
      const merged = mergeAt(before, own, here);
      // A group that has lost all that it held goes with it.
      if (isBare(merged) && !isBare(before) && !isBare(own)) entries.delete(key);
      else entries.set(key, merged);
    } else if (isRule(here) && own.kind === 'map' && !hasKind(own)) miss(own, here, [...base.entries.keys()]);
    else {
      for (const [inner, path] of removalsIn(own, here.path)) miss(inner, { ...place, path }, []);
      entries.set(key, place.parts.expand(own));
    }
  }
  const [only] = entries.values();
  // A rule that has lost its options is its expression.
  if (isRule(place) && entries.size === 1 && entries.has('expr') && only !== undefined) return only;
  return { kind: 'map', entries: isInOrder(place) ? inOrder(entries, base, over) : entries, origin: over.origin };
}

function inOrder(entries: Branch['entries'], base: Branch, over: Branch): Branch['entries'] {
  const own = [...over.entries.keys()];
  const added = additions([...base.entries.keys()], own);
  const names = [...base.entries.keys(), null].flatMap((next) => [
    ...(added.get(next) ?? []).map((at) => own[at] ?? ''),
    ...(next === null ? [] : [next]),
  ]);
  return new Map([...entries].sort(([a], [b]) => names.indexOf(a) - names.indexOf(b)));
}

/** Where in `own` the new names stand, by the next one behind them that is known; those of null come last. */
function additions(
  known: readonly (string | null)[],
  own: readonly (string | null)[],
): ReadonlyMap<string | null, readonly number[]> {
  const added = new Map<string | null, readonly number[]>();
  let next: string | null = null;
  for (const [at, name] of [...own.entries()].reverse()) {
    if (known.includes(name)) next = name;
    else added.set(next, [at, ...(added.get(next) ?? [])]);
  }
  return added;
}

const isBare = (tree: Tree): boolean =>
  (tree.kind === 'map' && tree.entries.size === 0) || (tree.kind === 'list' && tree.items.length === 0);

/** Changes entries of a list by their ids; each of them must be there. */
function mergeById(base: List, over: Branch, place: Place): Tree {
  const ids = base.items.map(idOf);
  const known = ids.filter((id) => id !== null);
  // Beside an entry that is empty stands what belongs into it: that is told when the entry is checked.
  const isHollow = [...over.entries.values()].some((own) => own.kind === 'leaf' && own.value === null);
  for (const [key, own] of over.entries) {
    if (!known.includes(key) && !isHollow) miss(own, below(place, key), known);
  }
  const items = base.items.flatMap((item, at) => {
    const id = ids[at] ?? null;
    const own = id === null ? undefined : over.entries.get(id);
    if (own === undefined || id === null) return [item];
    return isRemoval(own) ? [] : [mergeAt(item, own, below(place, id))];
  });
  return { kind: 'list', items, origin: over.origin };
}

/** Lists with ids are merged by them, new ones come last; any other list replaces that of the base. */
function mergeLists(base: List, written: List, place: Place): Tree {
  const over: List = {
    ...written,
    items: written.items.flatMap((item) => (idOf(item) === null ? place.parts.entries(item) : [item])),
  };
  const known = base.items.map(idOf);
  const own = over.items.map(idOf);
  if (place.path.at(-1) === STEPS && !known.includes(null) && own.includes(null)) {
    place.note(lacksId(over.items[own.indexOf(null)] ?? over, known));
    return base;
  }
  if (known.includes(null) || own.includes(null)) return place.parts.expand(over);
  if (over.items.length === 0 && base.items.length > 0) place.note(changesNothing(written));
  const twice = over.items.find((_, at) => own.indexOf(own[at] ?? null) !== at);
  if (twice !== undefined) place.note(namedTwice(twice));
  const added = additions(known, own);
  const addedAbove = (id: string | null): readonly Tree[] =>
    (added.get(id) ?? []).flatMap((at) => {
      const item = over.items[at];
      if (item === undefined) return [];
      if (!isRemoved(item) && !isMistyped(item, place)) return [place.parts.expand(item)];
      const ids = known.filter((one) => one !== null);
      miss(item, below(place, String(own[at])), ids);
      return [];
    });
  const items = base.items.flatMap((item, at) => {
    const id = known[at] ?? null;
    const above = known.indexOf(id) === at ? addedAbove(id) : [];
    const change = over.items[own.indexOf(id)];
    if (change === undefined) return [...above, item];
    return isRemoved(change) ? above : [...above, mergeAt(item, change, below(place, String(id)))];
  });
  return { kind: 'list', items: [...items, ...addedAbove(null)], origin: over.origin };
}

/** A new step without what each one needs: it was meant to change one that is there. */
const isMistyped = (item: Tree, { path }: Place): boolean =>
  path.length === 1 && path[0] === STEPS && ['resource', 'extends'].every((key) => childOf(item, key) === undefined);

/** At the top of a part may stand names, too; elsewhere the order says nothing. */
const isInOrder = ({ path }: Place): boolean => path.length === 0 || IN_ORDER.includes(path.at(-1) ?? '');

const isRule = ({ path }: Place): boolean => path.at(-2) === FIELDS;

const hasKind = (tree: Branch): boolean => KINDS.some((kind) => tree.entries.has(kind));

/** What would be taken out below a key that is new: there is nothing yet. */
function removalsIn(tree: Tree, path: readonly string[]): readonly (readonly [Tree, readonly string[]])[] {
  if (tree.kind !== 'map') return [];
  return [...tree.entries].flatMap(([key, one]): readonly (readonly [Tree, readonly string[]])[] =>
    isRemoval(one) ? [[one, [...path, key]]] : removalsIn(one, [...path, key]),
  );
}
