import { isDeepStrictEqual } from 'node:util';
import { type Document, isMap, isScalar, parseDocument, type YAMLMap } from 'yaml';
import { commentBehind, scalar } from '../init/yaml-text.ts';
import { isObject } from '../schema.ts';

/** The file has another value in this place. */
export class RowTaken extends Error {
  readonly key: string;

  constructor(key: string) {
    super(`There is another row for ${key}.`);
    this.key = key;
  }
}

/** A row of a YAML file: the keys that lead to it, and its value. */
export interface NewRow {
  readonly keys: readonly string[];
  readonly value: string;
  /** What people call them, for a comment behind the row; absent = nothing. */
  readonly remark?: string;
}

/**
 * The text of a file of rows with further ones; every other line stays as it is, comments as well. Null if it has all of them. A value that `base` does
 * not have, the file as people merged it, is replaced. Throws RowTaken, and RangeError for a file that is no YAML.
 */
export function withRows(before: string | null, rows: readonly NewRow[], base = before): string | null {
  let text = before ?? '';
  for (const row of rows) text = withRow(text, row, base ?? '');
  return text === (before ?? '') ? null : text;
}

/** The rows of a file that another text of it lacks. Throws RangeError for a text that is no YAML. */
export function rowsBeyond(text: string, base: string): readonly NewRow[] {
  const known = new Set(rowsIn(base).map(({ keys }) => keys.join('\n')));
  return rowsIn(text).filter(({ keys }) => !known.has(keys.join('\n')));
}

function rowsIn(text: string): readonly NewRow[] {
  const flat = (value: unknown, keys: readonly string[]): readonly NewRow[] =>
    isObject(value)
      ? Object.entries(value).flatMap(([key, inner]) => flat(inner, [...keys, key]))
      : [{ keys, value: typeof value === 'string' ? value : '' }];
  const all = meaningOf(parseDocument(text, { schema: 'failsafe' }));
  return isObject(all) ? flat(all, []) : [];
}

function withRow(text: string, row: NewRow, base: string): string {
  const { keys, value } = row;
  const document = parseDocument(text, { schema: 'failsafe' });
  if (document.errors.length > 0) throw new RangeError('The file is no YAML.');
  const there = present(document, keys);
  if (there?.keys.length === keys.length && there.value === value) return text;
  const isOwn =
    there?.keys.length === keys.length && present(parseDocument(base, { schema: 'failsafe' }), keys) === null;
  if (there !== null && !isOwn) throw new RowTaken(there.keys.join('/'));
  const whole = withValue(text, row);
  const wanted = meaningOf(whole);
  // Inside of braces there is no room for a comment.
  const texts = [row, { keys, value }].flatMap((one) => [
    ...inPlaceOfValue(text, document, one),
    ...inPlaceOfOpen(text, one),
    ...inPlaceOf(text, document, one),
  ]);
  // Only what means the same is taken.
  const right = texts.find((one) => isDeepStrictEqual(readBack(one), wanted));
  if (right !== undefined) return right;
  return whole.toString({ lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE' });
}

/** The document with the row, written anew: blanks before comments may differ. */
function withValue(text: string, { keys, value }: NewRow): Document {
  const whole: Document = parseDocument(text, { schema: 'failsafe' });
  for (let depth = 0; depth < keys.length; depth += 1) {
    const path = keys.slice(0, depth);
    const group = depth === 0 ? whole.contents : whole.getIn(path, true);
    if ((isMap(group) && !isTakenOut(group)) || (depth > 0 && group === undefined)) continue;
    if (depth === 0) whole.contents = whole.createNode({});
    else whole.setIn(path, whole.createNode({}));
  }
  whole.setIn(keys, value);
  return whole;
}

/** Throws RangeError if an alias has nothing to stand for: the row took the place of what it means, or it never was there. */
function meaningOf(document: Document): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    throw new RangeError('With this row, an alias (*) in the file would stand for nothing.', { cause });
  }
}

function readBack(text: string): unknown {
  const document = parseDocument(text, { schema: 'failsafe' });
  return document.errors.length > 0 ? null : document.toJS();
}

/**
 * What stands at the keys, or at the first of them, where it leaves no room for the others; an empty value = something else than a text. Null = nothing,
 * or that the row or its group is taken out.
 */
function present(document: Document, keys: readonly string[]): NewRow | null {
  let node: unknown = document.contents;
  for (const [depth, key] of keys.entries()) {
    if (node === null || isTakenOut(node)) return null;
    if (isScalar(node) && (node.value === '' || node.value === null)) return null;
    if (!isMap(node)) return { keys: keys.slice(0, Math.max(depth, 1)), value: '' };
    node = node.get(key, true) ?? null;
  }
  if (node === null || isTakenOut(node) || (isScalar(node) && node.value === null)) return null;
  return { keys, value: isScalar(node) ? String(node.value) : '' };
}

/** True for `{ remove: true }`, which takes out a row of a table below. */
const isTakenOut = (node: unknown): boolean => isMap(node) && node.items.length === 1 && node.get('remove') === 'true';

/** The row written over its other value, and over the comment that told of it. */
function inPlaceOfValue(text: string, document: Document, row: NewRow): readonly string[] {
  const node = document.getIn(row.keys, true);
  const [start, end] = (isScalar(node) && node.range) || [];
  if (start === undefined || end === undefined) return [];
  return [text.slice(0, start) + valueText(row) + text.slice(end).replace(/^[ \t]*#.*/, '')];
}

/** The row written over each line that leaves it open: `# "15": ? # 15 days`. */
function inPlaceOfOpen(text: string, row: NewRow): readonly string[] {
  const key = scalar(row.keys.at(-1) ?? '');
  const all = text.split('\n');
  return all.flatMap((line, at) => {
    const indent = line.slice(0, line.length - line.trimStart().length);
    if (!`${line.trim()} `.startsWith(`# ${key}: ? `)) return [];
    return [all.with(at, `${indent}${key}: ${valueText(row)}`).join('\n')];
  });
}

/** The row written over the one that takes it or its group out, or behind the last one. */
function inPlaceOf(text: string, document: Document, wanted: NewRow): readonly string[] {
  const { keys, value, remark: says = '' } = wanted;
  for (const [above] of keys.entries()) {
    const node = document.getIn(keys.slice(0, above + 1), true);
    const [start, end] = (isTakenOut(node) && (node as YAMLMap).range) || [];
    if (start === undefined || end === undefined) continue;
    const row = keys.slice(above + 1).reduceRight((within, key) => `{ ${scalar(key)}: ${within} }`, scalar(value));
    // What init wrote behind an open row goes with it.
    const rest = text.slice(end).replace(/^ # \?.*/, '');
    return [text.slice(0, start) + row + (/^(\n|$)/.test(rest) ? commentBehind(says) : '') + rest];
  }
  const inserted = insertion(text, document, wanted);
  return inserted === null ? [] : [inserted];
}

/** The row put behind the last one of its group; null if the group is written in braces, or there is none. */
function insertion(text: string, document: Document, { keys, ...row }: NewRow): string | null {
  let group: unknown = document.contents;
  let depth = 0;
  while (isMap(group)) {
    const inner: unknown = group.get(keys[depth] ?? '', true);
    if (!isMap(inner) || depth >= keys.length - 1) break;
    group = inner;
    depth += 1;
  }
  const left = keys.slice(depth);
  if (!isMap(group)) return `${text.trimEnd()}${text.trim() === '' ? '' : '\n'}${lines({ keys: left, ...row }, '')}`;
  const end = endOf(group);
  const column = columnOf(text, group);
  if (group.flow === true || end === null || column === null) return null;
  const lineEnd = text.indexOf('\n', Math.max(end - 1, 0));
  const at = lineEnd < 0 ? text.length : lineEnd + 1;
  const head = text.slice(0, at);
  return `${head}${head.endsWith('\n') ? '' : '\n'}${lines({ keys: left, ...row }, ' '.repeat(column))}${text.slice(at)}`;
}

/** The lines of a row, each group below its key. */
function lines(row: NewRow, indent: string): string {
  const { keys } = row;
  const above = keys.slice(0, -1).map((key, level) => `${indent}${'  '.repeat(level)}${scalar(key)}:\n`);
  return `${above.join('')}${indent}${'  '.repeat(above.length)}${scalar(keys.at(-1) ?? '')}: ${valueText(row)}\n`;
}

/** A value with what is said of the row. */
const valueText = ({ value, remark: says = '' }: NewRow): string => `${scalar(value)}${commentBehind(says)}`;

/** Where the last value of a group ends. */
function endOf(group: YAMLMap): number | null {
  const value = group.items.at(-1)?.value;
  if (isMap(value) && value.flow !== true) return endOf(value);
  return (value as { range?: readonly number[] } | null)?.range?.[1] ?? null;
}

function columnOf(text: string, group: YAMLMap): number | null {
  const start = (group.items[0]?.key as { range?: readonly number[] } | undefined)?.range?.[0];
  return start === undefined ? null : start - (text.lastIndexOf('\n', start - 1) + 1);
}
