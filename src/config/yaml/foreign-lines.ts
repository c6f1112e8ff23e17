import { type Document, isMap, isScalar, visit, type YAMLMap } from 'yaml';
import { ConfigError } from '../../errors/errors.ts';
import type { PositionOf } from './yaml-problems.ts';

/** Lines that are no YAML, or that YAML reads as something that nobody means, in any file. The place is where the group begins, or the match. */
interface Foreign {
  readonly pattern: RegExp;
  /** True if a text in quotes or a block may hold it. */
  readonly isText: boolean;
  readonly message: string;
  readonly hint: string;
}

const LINES: readonly Foreign[] = [
  {
    pattern: /^(<{7}|={7}|>{7}|\|{7})( .*)?$/gm,
    isText: false,
    message: 'Git could not merge two versions of these lines, and marked both.',
    hint: 'Keep the lines that are right, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>.',
  },
  {
    // An apostrophe at the start of a word, as in ’s-Hertogenbosch, has no second one.
    pattern: /(?<=^[ -]*|[:,{[] *)(?:[“”„][^“”„\n]*[“”]|[‘’][^‘’\n]*[‘’](?![\p{L}\p{N}]))/gmu,
    isText: true,
    message: 'A curly quote stands here, which is a letter like any other.',
    hint: 'Type straight quotes: " or \'.',
  },
  {
    pattern: /(?<=^ *|(?:^[ -]*|[{,] *)(?:"[^"\n]*"|'[^'\n]*'|[\w.-]+):)[\u00a0\u2007\u202f]/gm,
    isText: true,
    message: 'A no-break space stands here, which looks like a blank and is a letter.',
    hint: 'Delete it and type a blank.',
  },
];

/** The first line of a file that was not meant as YAML; null if there is none. What follows from it is not worth reading. */
export function foreignLine(document: Document.Parsed, text: string, position: PositionOf): ConfigError | null {
  const hits = LINES.flatMap((line) =>
    [...text.matchAll(line.pattern)].map(({ index }) => ({ ...line, offset: index })),
  );
  const texts = hits.some(({ isText }) => isText) ? textsIn(document) : [];
  const [first] = hits
    .filter(({ offset }) => !isComment(text, offset))
    .filter(({ offset, isText }) => !isText || !texts.some(([start, end]) => start <= offset && offset < end))
    .sort((a, b) => a.offset - b.offset);
  if (first === undefined) return null;
  return new ConfigError('YAML_SYNTAX', first.message, { at: position(first.offset), hint: first.hint });
}

/** Where texts in quotes and blocks stand, in which every letter is meant. */
function textsIn(document: Document.Parsed): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  visit(document, {
    Scalar: (_, { type, range }) => {
      if (type !== 'PLAIN' && range) found.push([range[0], range[1]]);
    },
  });
  return found;
}

const isComment = (text: string, offset: number): boolean =>
  /(^|\s)#/.test(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset));

/**
 * How a line of a table is written that lacks its colon or the blank behind it, or has another sign in its place; null if that is not what is
 * wrong with it.
 */
export function rowForm(text: string, offset: number): string | null {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end < 0 ? undefined : end);
  const match =
    /^\s*("[^"]*"|'[^']*'|[\w.-]+)(?:\s*(?:[=;→|,]|->|:(?=\S))\s*|\s+(?![:#]))("[^"]*"|[^\s"':#,;][^:#]*?)\s*(#.*)?$/.exec(
      line,
    );
  return match === null ? null : `${match[1]}: ${match[2]}`;
}

/** True if the line of a table at this offset is a row of `init` that waits for its value, with its # taken away: `"08": ?`. */
export function isOpenRow(text: string, offset: number): boolean {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return /:\s+\?\s*(\s#.*)?$/.test(text.slice(start, end < 0 ? undefined : end));
}

/** Where a habit from elsewhere tears a group in braces, and what to write. */
export interface Habit {
  readonly offset: number;
  readonly message: string;
  readonly hint: string;
}

/** A name in braces, as templates have it, and a decimal comma: YAML reads both as keys. Null for any other group. */
export function tornByHabit(group: YAMLMap, text: string, isFlow: boolean): Habit | null {
  if (group.flow !== true) return null;
  const [start = 0, end = 0] = group.range ?? [];
  const [only] = group.items;
  const inner = text.slice(start, end).replace(/[{}\s]/g, '');
  if (isFlow && group.items.length === 1 && /^[A-Za-z_][\w.]*$/.test(inner)) {
    const message = 'Braces begin a group of keys, and this is a name.';
    return { offset: start, message, hint: `Write it without braces: ${inner}` };
  }
  if (only !== undefined && isMap(only.key)) return tornByHabit(only.key, text, isFlow);
  for (const [at, { key, value }] of group.items.entries()) {
    const next = group.items[at + 1];
    const hasRest = isScalar(next?.key) && /^\d+$/.test(next.key.source ?? '') && isEmpty(next.value);
    if (!hasRest || !isScalar(value) || !/^-?\d+$/.test(value.source ?? '')) continue;
    const number = `${value.source}.${isScalar(next?.key) ? next.key.source : ''}`;
    const name = isScalar(key) ? `${String(key.value)}: ` : '';
    const hint = `Decimals come after a point: ${name}${number}`;
    return { offset: value.range?.[0] ?? start, message: 'A comma ends a value inside braces.', hint };
  }
  return null;
}

const isEmpty = (node: unknown): boolean =>
  node === null || node === undefined || (isScalar(node) && node.value === null);
