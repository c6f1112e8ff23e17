import { ConfigError } from '../../errors/errors.ts';
import { nearest } from '../../nearest.ts';
import type { Note } from './merge.ts';
import { filesOf, type Tree } from './tree.ts';

/** Stands for the flow's own record as the value of a parameter: `$customer.Code` becomes `Code`. */
const RECORD = 'record';
/** The pattern of a text in quotes within an expression, in which nothing is filled in. */
export const QUOTED: string = String.raw`"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'`;

/** One use of a part: its name, and the texts that its parameters stand for. */
export interface Use {
  readonly name: string;
  readonly given: ReadonlyMap<string, string>;
  readonly at: Tree;
}

/** A quotation, which stays as it is, or a parameter with the dot behind it. */
const PARAMETER = new RegExp(`${QUOTED}|\\$(?!values\\.)([A-Za-z_]\\w*)(\\.?)`, 'g');
/** What is one thing in any surroundings: a name, a literal, a call with its arguments. */
const ONE_THING = /^\s*(?:[\w.]+|"[^"]*"|'[^']*'|[\w.]*\((?:[^()]|\([^()]*\))*\))(?:\.\w+|\[\w+\])*\s*$/;

/** True if nothing beside a parameter could take a piece of what it stands for: it is the whole text, or one argument. */
const isSeparate = (before: string, after: string): boolean =>
  /(^|[(,[])\s*$/.test(before) && /^\s*($|[),\]])/.test(after);

/** The part with its parameters filled in. */
export function fill(part: Tree, { name: partName, given, at }: Use, note: Note): Tree {
  const used = new Set<string>();
  /** With the first text that uses it. */
  const missing = new Map<string, Tree>();
  const fillText = (text: string, within: Tree): string =>
    text.replace(PARAMETER, (written: string, name: string | undefined, dot: string, at: number) => {
      if (name === undefined) return written;
      used.add(name);
      const value = given.get(name);
      if (value === undefined && !missing.has(name)) missing.set(name, within);
      if (value !== RECORD) {
        const isAlone = isSeparate(text.slice(0, at), text.slice(at + written.length));
        return value === undefined || isAlone || ONE_THING.test(value)
          ? `${value ?? 'null'}${dot}`
          : `(${value})${dot}`;
      }
      if (dot === '') missing.set(name, within);
      return '';
    });
  const fillIn = (tree: Tree): Tree => {
    if (tree.kind === 'list') return { ...tree, items: tree.items.map(fillIn) };
    if (tree.kind === 'map') {
      return { ...tree, entries: new Map([...tree.entries].map(([key, one]) => [key, fillIn(one)])) };
    }
    if (typeof tree.value !== 'string') return tree;
    const value = fillText(tree.value, tree);
    return value === tree.value ? tree : { ...tree, value, origin: { ...tree.origin, isFilled: true } };
  };
  const filled = fillIn(part);
  const place = at.origin.source.at(at.origin.path, 'key');
  const strangers = [...given.keys()].filter((one) => !used.has(one));
  for (const [name, within] of strangers.length > 0 ? [] : missing) {
    // A name that nobody gives and that is nearly one of those given is mistyped in the part.
    const meant = given.has(name) ? null : nearest(name, [...given.keys()]);
    if (meant !== null) {
      const typed = within.origin.source.at(within.origin.path);
      const message = `The part "${partName}" gets nothing named "${name}".`;
      note(new ConfigError('PART_PARAMETER', message, { at: typed, hint: `Did you mean "$${meant}"?` }));
      continue;
    }
    const message =
      given.get(name) === RECORD
        ? `The part "${partName}" uses "${name}" as a single value, but it is a record.`
        : `The part "${partName}" needs "${name}".`;
    note(new ConfigError('PART_PARAMETER', message, { at: place, hint: `Add ${name}: and an expression.` }));
  }
  // What an override of a part took out needs its parameters no more.
  const isChanged = missing.size === 0 && filesOf(part).length > 1;
  for (const name of isChanged ? [] : strangers) {
    const [only, ...others] = missing.keys();
    const meant = nearest(name, used) ?? (others.length === 0 ? (only ?? null) : null);
    const hint = meant === null ? 'Remove it.' : `Did you mean "${meant}"?`;
    note(new ConfigError('PART_PARAMETER', `The part "${partName}" has no parameter "${name}".`, { at: place, hint }));
  }
  return filled;
}
