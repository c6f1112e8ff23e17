import { ConfigError } from '../../errors/errors.ts';
import { nearest } from '../../nearest.ts';
import type { Note } from './merge.ts';
import type { Tree } from './tree.ts';

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
  const missing = new Set<string>();
  const fillText = (text: string): string =>
    text.replace(PARAMETER, (written: string, name: string | undefined, dot: string, at: number) => {
      if (name === undefined) return written;
      used.add(name);
      const value = given.get(name);
      if (value === undefined) missing.add(name);
      if (value !== RECORD) {
        const isAlone = isSeparate(text.slice(0, at), text.slice(at + written.length));
        return value === undefined || isAlone || ONE_THING.test(value)
          ? `${value ?? 'null'}${dot}`
          : `(${value})${dot}`;
      }
      if (dot === '') missing.add(name);
      return '';
    });
  const fillIn = (tree: Tree): Tree => {
    if (tree.kind === 'list') return { ...tree, items: tree.items.map(fillIn) };
    if (tree.kind === 'map') {
      return { ...tree, entries: new Map([...tree.entries].map(([key, one]) => [key, fillIn(one)])) };
    }
    if (typeof tree.value !== 'string') return tree;
    const value = fillText(tree.value);
    return value === tree.value ? tree : { ...tree, value, origin: { ...tree.origin, isFilled: true } };
  };
  const filled = fillIn(part);
  const place = at.origin.source.at(at.origin.path, 'key');
  const strangers = [...given.keys()].filter((one) => !used.has(one));
  for (const name of strangers.length > 0 ? [] : missing) {
    const message =
      given.get(name) === RECORD
        ? `The part "${partName}" uses "${name}" as a value, and the record is none.`
        : `The part "${partName}" needs "${name}".`;
    note(new ConfigError('PART_PARAMETER', message, { at: place, hint: `Add ${name}: and an expression.` }));
  }
  for (const name of strangers) {
    const [only, ...others] = missing;
    const meant = nearest(name, used) ?? (others.length === 0 ? (only ?? null) : null);
    const hint = meant === null ? 'Remove it.' : `Did you mean "${meant}"?`;
    note(new ConfigError('PART_PARAMETER', `The part "${partName}" has no parameter "${name}".`, { at: place, hint }));
  }
  return filled;
}
