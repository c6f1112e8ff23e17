import Big from 'big.js';
import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Range,
  type ScalarTag,
  type Tags,
  visit,
  type YAMLMap,
} from 'yaml';
import { ConfigError, ConfigErrors, type SourcePosition } from '../../errors/errors.ts';
import { foreignLine } from './foreign-lines.ts';
import { contentProblems, type PositionOf, syntaxProblems } from './yaml-problems.ts';

/** Keys and list positions that lead to a place in a file. */
export type Path = readonly (string | number)[];

/**
 * Gives the position of a path, by default of its value; of the nearest parent if there is nothing at the path.
 * `offset` counts characters into a text.
 */
export type Locate = (path: Path, part?: 'key' | 'value', offset?: number) => SourcePosition;

/** A YAML file that has been read. */
export interface YamlSource {
  /** Path relative to the workspace, with `/`. */
  readonly file: string;
  /** Objects, lists, text, safe integers, decimals (Big), booleans and null; in the text dialect text only. */
  readonly value: unknown;
  readonly at: Locate;
}

/**
 * How plain values are read: `flow` (YAML 1.2 core, decimals exact, with checks for texts that YAML splits),
 * `settings` (the same without those checks), or `text` (YAML's failsafe schema: everything stays as it is written).
 */
export type Dialect = 'flow' | 'settings' | 'text';

const MAX_CHARACTERS = 1_000_000;
/**
 * The most aliases, and the most copies that they may make, so that a small file can't grow without limit. Each is looked up by going through
 * the file from its start, so many of them take hours however little they copy.
 */
const MAX_ALIASES = 100;
/** The most levels of nested groups and lists. */
const MAX_DEPTH = 40;
/** The most keys and values; those that aliases repeat count each time. */
const MAX_NODES: Readonly<Record<Dialect, number>> = { flow: 20_000, settings: 20_000, text: 200_000 };

/**
 * Reads one YAML file. Throws ConfigErrors with every problem of its syntax: broken YAML, duplicate keys, unknown tags,
 * numbers that would lose digits, aliases that lead nowhere, form a circle or go too far, and a file that is too large.
 */
export function readYaml(file: string, text: string, dialect: Dialect): YamlSource {
  const start = { file, line: 1, column: 1 };
  if (text.length > MAX_CHARACTERS) {
    const message = `The file is larger than ${MAX_CHARACTERS / 1_000_000} million characters.`;
    throw new ConfigErrors([new ConfigError('FILE_TOO_LARGE', message, { at: start, hint: 'Split it.' })]);
  }
  const lines = new LineCounter();
  const position: PositionOf = (offset) => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      // This would compare every key with every other one, which takes minutes for a long table; `contentProblems` does it instead.
      uniqueKeys: false,
      schema: dialect === 'text' ? 'failsafe' : 'core',
      customTags: (tags: Tags) => tags.flatMap((tag) => (isFloat(tag) ? exactDecimal(tag) : [tag])),
    });
    const foreign = foreignLine(document, text, position);
    if (foreign !== null) throw new ConfigErrors([foreign]);
    if (hasManyAliases(document)) throw new ReferenceError('Excessive alias count');
    const problems = [...syntaxProblems(document, text, dialect === 'text', position)];
    if (problems.length === 0) problems.push(...contentProblems(document, text, dialect === 'flow', position));
    if (problems.length > 0) throw new ConfigErrors(problems);
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    const at = locator(document, text, position);
    checkSize(value, MAX_NODES[dialect], at);
    return { file, value, at };
  } catch (error) {
    if (error instanceof ConfigErrors) throw error;
    // yaml throws ReferenceError for aliases that multiply; the engine throws RangeError when nesting exhausts the stack.
    const deep = error instanceof RangeError;
    if (!deep && !(error instanceof ReferenceError)) throw error;
    const message = deep ? 'The file is nested too deeply.' : 'The aliases of the file make too many copies.';
    const hint = deep ? 'Use fewer levels.' : 'Write the parts out.';
    throw new ConfigErrors([new ConfigError('YAML_TOO_COMPLEX', message, { at: start, hint })]);
  }
}

/** Counts before any alias is looked up. */
function hasManyAliases(document: Document.Parsed): boolean {
  let aliases = 0;
  visit(document, {
    Alias: () => {
      aliases += 1;
      return aliases > MAX_ALIASES ? visit.BREAK : undefined;
    },
  });
  return aliases > MAX_ALIASES;
}

/** Refuses a file that is nested too deeply or has too many parts, before anything goes through it. */
function checkSize(root: unknown, most: number, at: Locate): void {
  let nodes = 0;
  const refuse = (path: Path, message: string, hint: string): never => {
    throw new ConfigErrors([new ConfigError('YAML_TOO_COMPLEX', message, { at: at(path), hint })]);
  };
  const visit = (value: unknown, path: Path): void => {
    nodes += 1;
    if (nodes > most)
      refuse([], `The file has more than ${most.toLocaleString('en-US')} keys and values.`, 'Split it.');
    if (typeof value !== 'object' || value === null || value instanceof Big) return;
    if (path.length >= MAX_DEPTH)
      refuse(path, `This is nested more than ${MAX_DEPTH} levels deep.`, 'Use fewer levels.');
    for (const [key, part] of Object.entries(value)) visit(part, [...path, Array.isArray(value) ? Number(key) : key]);
  };
  visit(root, []);
}

function locator(document: Document.Parsed, text: string, position: PositionOf): Locate {
  const pairOf = pairFinder();
  return (path, part = 'value', offset = 0) => {
    let value: unknown = document.contents;
    let key: unknown = null;
    let found = true;
    for (const step of path) {
      const parent = isAlias(value) ? value.resolve(document) : value;
      if (isMap(parent)) {
        const pair = pairOf(parent, String(step));
        if (pair === undefined) found = false;
        else {
          key = pair.key;
          value = pair.value;
        }
      } else if (isSeq(parent) && parent.items[Number(step)] !== undefined) {
        key = null;
        value = parent.items[Number(step)];
      } else found = false;
      if (!found) break;
    }
    const range = rangeOf(value);
    const isShown = range !== undefined && range[1] > range[0];
    // A missing key is best shown at the name of its group.
    const preferKey = part === 'key' || !found || !isShown;
    if (preferKey) return position((rangeOf(key) ?? range)?.[0] ?? 0);
    return position(range[0] + (offset === 0 ? 0 : charactersInto(value, text.slice(range[0], range[1]), offset)));
  };
}

/** Finds the pair of a key. Each group is read only once, because tables have many keys and each is looked up. */
function pairFinder(): (group: YAMLMap, key: string) => Pair | undefined {
  const known = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  return (group, key) => {
    const pairs = known.get(group) ?? pairsOf(group);
    known.set(group, pairs);
    return pairs.get(key);
  };
}

function pairsOf(group: YAMLMap): ReadonlyMap<string, Pair> {
  return new Map(group.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair] as const] : [])));
}

/** The position of the character at `offset` in the text as it is written; 0 if folding or escapes hide it. */
function charactersInto(node: unknown, written: string, offset: number): number {
  const value = isScalar(node) ? String(node.value) : '';
  if (written === value) return offset;
  const inside = written.slice(1, -1);
  if (inside === value) return offset + 1;
  // Within single quotes, a quote is written twice.
  if (!written.startsWith("'") || inside.replaceAll("''", "'") !== value) return 0;
  return 1 + value.slice(0, offset).replaceAll("'", "''").length;
}

function rangeOf(node: unknown): Range | undefined {
  return (isPair(node) ? (node.key as Node) : (node as Node | null))?.range ?? undefined;
}

function isFloat(tag: Tags[number]): tag is ScalarTag {
  return typeof tag === 'object' && tag.tag === 'tag:yaml.org,2002:float';
}

/** Money must not pass through binary floats: decimals are read as Big; infinity and not-a-number stay text. */
function exactDecimal(tag: ScalarTag): readonly Tags[number][] {
  const { test } = tag;
  return test?.test('.nan') ? [] : [{ ...tag, resolve: (written: string) => new Big(written.replace(/^\+/, '')) }];
}
