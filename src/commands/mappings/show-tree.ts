import Big from 'big.js';
import { Document, type Node, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Tree } from '../../config/packs/tree.ts';

/** A tree as YAML, with the file and line of each value behind it. Read again, it gives the same values. */
export function showTree(tree: Tree): string {
  const document = new Document();
  document.contents = nodeOf(tree) as typeof document.contents;
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function nodeOf(tree: Tree): Node {
  if (tree.kind === 'leaf') return withOrigin(scalarOf(tree.value), tree);
  if (tree.kind === 'map') {
    const map = new YAMLMap();
    for (const [key, one] of tree.entries) map.set(new Scalar(key), nodeOf(one));
    return map;
  }
  const list = new YAMLSeq();
  // A list of single words stays on one line.
  list.flow = tree.items.every(({ kind }) => kind === 'leaf');
  list.items = tree.items.map((item) => (list.flow && item.kind === 'leaf' ? scalarOf(item.value) : nodeOf(item)));
  return list.flow ? withOrigin(list, tree) : list;
}

function scalarOf(value: unknown): Scalar {
  return new Scalar(value instanceof Big ? value.toNumber() : value);
}

function withOrigin<Shown extends Node>(node: Shown, { origin }: Tree): Shown {
  const { file, line } = origin.source.at(origin.path);
  node.comment = ` ${file}:${line}`;
  return node;
}
