import Big from 'big.js';
import {
  Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  Pair,
  parseDocument,
  Scalar,
  visit,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { isSame } from '../../config/packs/overrides.ts';
import { isObject } from '../../schema.ts';

/** A comment of a file: its text, with the `#`, and its line counted from 1. */
export interface Comment {
  readonly text: string;
  readonly line: number;
}

/** A file of a copied folder, and the shipped one that it was copied from; '' = there is none. */
export interface Written {
  readonly own: string;
  readonly shipped: string;
}

/** The comments of a file that its author wrote, and not the one who wrote the shipped file. */
function ownComments({ own, shipped }: Written): readonly Comment[] {
  const theirs = new Set(commentsOf(shipped).map(({ text }) => text));
  return commentsOf(own).filter(({ text }) => !theirs.has(text));
}

function commentsOf(text: string): readonly Comment[] {
  const found: Comment[] = [];
  let line = 1;
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('#')) found.push({ text: token.trimEnd(), line });
    line += token.split('\n').length - 1;
  }
  return found;
}

/** Those of them that the new text of the file does not have; null = it has gone. */
export function lostComments(written: Written, text: string | null): readonly Comment[] {
  const kept = new Set(text === null ? [] : commentsOf(text).map((comment) => comment.text));
  return ownComments(written).filter((comment) => !kept.has(comment.text));
}

/**
 * A plain value, overrides or rows, as YAML. What the author's file holds in the same place stays as it is written there, with the comments
 * of its author; those at the top of the file stay at its top.
 */
export function asWritten(
  value: Readonly<Record<string, unknown>>,
  written: Written,
  schema: 'core' | 'failsafe',
): string {
  const before = parseDocument(written.own.replaceAll('\r\n', '\n'), { schema });
  const comments = new Set(ownComments(written).map(({ text }) => text.slice(1)));
  const document = new Document();
  const top = topOf(before);
  const contents = nodeFor(value, before.contents, before);
  contents.commentBefore = top;
  document.contents = contents as typeof document.contents;
  const only = (text: string | null | undefined): string | null => {
    const lines = (text ?? '').split('\n').filter((line) => comments.has(line.trimEnd()));
    return lines.length === 0 ? null : lines.join('\n');
  };
  document.comment = only(before.comment);
  visit(document, {
    Node(_, node) {
      node.commentBefore = only(node.commentBefore);
      node.comment = only(node.comment);
    },
  });
  return document.toString({ lineWidth: 0 });
}

/** Takes the comments at the top of a file off its first key, which may go. */
function topOf({ commentBefore, contents }: Document.Parsed): string {
  const first = isMap(contents) ? contents.items[0]?.key : undefined;
  const places = [contents, first].filter((node) => isNode(node));
  const texts = [commentBefore, ...places.map((node) => node.commentBefore)];
  for (const node of places) node.commentBefore = null;
  return texts.filter((text) => text != null).join('\n');
}

/** The value as the author wrote it in the same place, else as a node of its own that has the comments of that place. */
function nodeFor(value: unknown, own: unknown, before: Document): Node {
  if (isNode(own) && !isShared(own) && isSame(own.toJS(before), value)) return own;
  if (Array.isArray(value)) {
    const list = new YAMLSeq<Node>();
    list.items = value.map((item, at) =>
      nodeFor(item, entryOf(own, nameOf(item)) ?? (isSeq(own) && own.items[at]), before),
    );
    return withComments(list, own);
  }
  if (!isObject(value) || value instanceof Big) {
    return withComments(new Scalar(value instanceof Big ? value.toNumber() : value), own);
  }
  const group = new YAMLMap<Node, Node>();
  group.items = Object.entries(value).map(([key, one]) => {
    const pair = isMap(own) ? own.items.find((other) => isScalar(other.key) && other.key.value === key) : undefined;
    const entry = entryOf(own, key);
    const name = isScalar(pair?.key) ? pair.key : new Scalar(key);
    const node = nodeFor(one, pair?.value ?? entry, before);
    if (entry !== undefined) [name.commentBefore, node.commentBefore] = [entry.commentBefore ?? null, null];
    return new Pair<Node, Node>(name, node);
  });
  return withComments(group, own);
}

function withComments<Made extends Node>(made: Made, own: unknown): Made {
  if (!isNode(own)) return made;
  made.comment = own.comment ?? null;
  made.commentBefore = own.commentBefore ?? null;
  return made;
}

/** The entry of a list that has this id, or that adds this up. */
function entryOf(list: unknown, name: string | null): Node | undefined {
  if (!isSeq(list) || name === null) return undefined;
  return list.items.find((item): item is YAMLMap => isMap(item) && (item.get('id') ?? item.get('of')) === name);
}

function nameOf(item: unknown): string | null {
  const name = isObject(item) ? (item.id ?? item.of) : null;
  return typeof name === 'string' ? name : null;
}

/** True if a node means another one, or another one may mean it: apart, they would not say the same. */
function isShared(node: Node): boolean {
  let found = false;
  visit(node, {
    Node: (_, one) => {
      found ||= isAlias(one) || one.anchor !== undefined;
    },
  });
  return found;
}
