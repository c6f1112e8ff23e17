import { ConfigError } from '../../errors/errors.ts';
import { guessText } from '../../nearest.ts';
import { fill, type Use } from './fill.ts';
import { merge, type Note, type Parts } from './merge.ts';
import { type Branch, childOf, type Tree } from './tree.ts';

/** The word under which a group of keys names what it begins with. */
export const EXTENDS = 'extends';
/** The key that names the flow which a flow verifies. */
export const VERIFY = 'verify';

/** Parts that can be extended. */
export interface PartShelf {
  /** The names of all parts. */
  readonly names: () => readonly string[];
  /** A part as it is written; null if it cannot be read, which is noted. Undefined = there is none. */
  readonly part: (name: string) => Tree | null | undefined;
}

/**
 * A file with every part written out: a group of keys with `extends: NAME`, or `extends: { NAME: { parameter: expression } }`, is what that part
 * (parts/NAME.yml) holds together with the other keys of the group, by the rules of `merge`. Several parts are merged one after the other;
 * names above `extends` stay above those of the parts. An entry of a list that extends a part with a list gives way
 * to the entries of it.
 * What is wrong is noted: UNKNOWN_PART, EXTENDS_CYCLE, PART_PARAMETER, WRONG_VALUE.
 */
export function expandParts(tree: Tree, shelf: PartShelf, note: Note): Tree {
  return new Expansion(shelf, note).expand(tree);
}

/**
 * `over` merged over what it extends, by the rules of `merge`. The parts of a group come over what is extended, and over both what stands beside
 * them: that may change or take out what either has.
 */
export function mergeOver(base: Tree, over: Tree, shelf: PartShelf, note: Note): Tree {
  const expansion = new Expansion(shelf, note);
  return merge(base, over, note, expansion);
}

/** Writes parts out. `within` are the names of the parts that are being written out already. */
class Expansion implements Parts {
  readonly #shelf: PartShelf;
  readonly #note: Note;
  readonly #within: readonly string[];

  constructor(shelf: PartShelf, note: Note, within: readonly string[] = []) {
    this.#shelf = shelf;
    this.#note = note;
    this.#within = within;
  }

  readonly of = (group: Branch): readonly Tree[] => {
    const named = group.entries.get(EXTENDS);
    if (named === undefined) return [];
    const above = textsAbove(group);
    const parts = usesOf(named, this.#note).flatMap((use) => this.#open(use));
    return above.entries.size === 0 ? parts : [above, ...parts];
  };

  readonly beside = (group: Branch): Branch => ({
    ...group,
    entries: new Map([...group.entries].filter(([key]) => key !== EXTENDS)),
  });

  readonly expand = (tree: Tree): Tree => {
    if (tree.kind === 'leaf') return tree;
    if (tree.kind === 'list') return { ...tree, items: tree.items.flatMap(this.entries) };
    const beside = this.beside(tree);
    const rest = { ...beside, entries: new Map([...beside.entries].map(([key, one]) => [key, this.expand(one)])) };
    return [...this.of(tree), rest].reduce((base, over) => merge(base, over, this.#note));
  };

  readonly entries = (item: Tree): readonly Tree[] => {
    const written = this.expand(item);
    return item.kind === 'map' && written.kind === 'list' ? written.items : [written];
  };

  #open(use: Use): readonly Tree[] {
    if (this.#within.includes(use.name)) {
      this.#note(cycle(use.at, [...this.#within, use.name]));
      return [];
    }
    const part = openPart(use, this.#shelf, this.#note);
    if (part === null) return [];
    const inside = new Expansion(this.#shelf, this.#note, [...this.#within, use.name]);
    return [inside.expand(fill(part, use, this.#note))];
  }
}

/** What a group says in texts above the key by which it extends parts: names that the parts may use keep their place. */
function textsAbove(group: Branch): Branch {
  const keys = [...group.entries.keys()];
  const above = keys.slice(0, keys.indexOf(EXTENDS));
  return {
    ...group,
    entries: new Map([...group.entries].filter(([key, one]) => above.includes(key) && one.kind === 'leaf')),
  };
}

/** A chain of names that ends where it began. */
export function cycle({ origin }: Tree, names: readonly string[]): ConfigError {
  // What led to the circle does not belong to it.
  const circle = names.slice(names.indexOf(names.at(-1) ?? ''));
  const key = origin.path.includes(VERIFY) ? VERIFY : EXTENDS;
  const message =
    key === VERIFY ? `This verifies itself: ${circle.join(' → ')}.` : `This extends itself: ${circle.join(' → ')}.`;
  const hint =
    circle.length === 2 && key === EXTENDS
      ? 'Remove it, or write "extends: shipped" to build on the one of the same name below.'
      : `Remove one of these "${key}".`;
  return new ConfigError('EXTENDS_CYCLE', message, { at: origin.source.at(origin.path), hint });
}

function usesOf(named: Tree, note: Note): readonly Use[] {
  if (named.kind === 'list') return named.items.flatMap((item) => usesOf(item, note));
  if (named.kind === 'map') {
    return [...named.entries].map(([name, parameters]) => ({ name, given: givenIn(parameters, note), at: parameters }));
  }
  if (typeof named.value === 'string') return [{ name: named.value, given: new Map(), at: named }];
  note(wrong(named, '"extends" names a part, or parts with their parameters.'));
  return [];
}

function givenIn(parameters: Tree, note: Note): ReadonlyMap<string, string> {
  if (parameters.kind !== 'map') {
    note(wrong(parameters, 'Behind the name of a part stand its parameters.'));
    return new Map();
  }
  return new Map(
    [...parameters.entries].flatMap(([name, value]) => {
      if (value.kind === 'leaf' && typeof value.value === 'string') return [[name, value.value] as const];
      note(wrong(value, `The parameter "${name}" must be an expression.`));
      return [];
    }),
  );
}

function wrong({ origin }: Tree, message: string): ConfigError {
  const hint = 'Write it like extends: { debtor: { customer: customer } }.';
  return new ConfigError('WRONG_VALUE', message, { at: origin.source.at(origin.path), hint });
}

function openPart({ name, at: { origin } }: Use, shelf: PartShelf, note: Note): Tree | null {
  const part = shelf.part(name);
  if (part !== undefined) return part;
  const hint = guessText(name, shelf.names()) ?? `Write it as parts/${name}.yml.`;
  const at = origin.source.at(origin.path, 'key');
  note(new ConfigError('UNKNOWN_PART', `There is no part "${name}".`, { at, hint }));
  return null;
}

/** The flow that a file builds on at its top. */
export interface ExtendedFlow {
  readonly name: string;
  readonly at: Tree;
  /** True for `verify`: only what is compared is taken over. */
  readonly isVerified: boolean;
}

/** What a file extends or verifies at its top; null if it stands alone. */
export function extendedFlow(tree: Tree): ExtendedFlow | null {
  for (const key of [EXTENDS, VERIFY]) {
    const at = childOf(tree, key);
    if (at?.kind === 'leaf' && typeof at.value === 'string') return { name: at.value, at, isVerified: key === VERIFY };
  }
  return null;
}
