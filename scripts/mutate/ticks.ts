import ts from 'typescript';
import { parse } from './changes.ts';

/** A stretch of a source that runs or does not run as one: the module, a function, a branch, the body of a loop. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/**
 * The source with a call of `tick` in each of its places, each in its line, so that messages keep their lines.
 * `first` is the number of the first place, `module` where `tick` is imported from.
 */
export function withTicks(
  file: string,
  text: string,
  first: number,
  module: string,
): { readonly text: string; readonly places: readonly Place[] } {
  const source = parse(file, text);
  const places: Place[] = [{ start: 0, end: text.length }];
  const insertions: Insertion[] = [{ at: 0, text: `import { tick as __tick } from '${module}'; __tick(${first}); ` }];
  const placed = (start: number, end: number): string => `__tick(${first + places.push({ start, end }) - 1})`;
  const insert = (at: number, inserted: string): void => void insertions.push({ at, text: inserted });
  /** Around a statement or an expression that has no braces. */
  const wrap = (node: ts.Node, [before, after]: readonly [string, string]): void => {
    const start = node.getStart(source);
    insert(start, before + placed(start, node.end) + (before === '(' ? ', ' : '; '));
    visitChildren(node);
    insert(node.end, after);
  };
  const visitBranch = (node: ts.Statement | undefined): void => {
    if (node === undefined) return;
    if (ts.isBlock(node) || ts.isIfStatement(node)) visit(node);
    else wrap(node, ['{ ', ' }']);
  };
  const visitChildren = (node: ts.Node): void => ts.forEachChild(node, visit);
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node)) {
      const start = node.getStart(source);
      insert(start + 1, ` ${placed(start, node.end)};`);
      visitChildren(node);
    } else if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) {
      for (const parameter of node.parameters) visit(parameter);
      wrap(node.body, ['(', ')']);
    } else if (ts.isIfStatement(node)) {
      visit(node.expression);
      visitBranch(node.thenStatement);
      visitBranch(node.elseStatement);
    } else if (ts.isIterationStatement(node, false)) {
      ts.forEachChild(node, (child) => (child === node.statement ? visitBranch(node.statement) : visit(child)));
    } else visitChildren(node);
  };
  visitChildren(source);
  return { text: inserted(text, insertions), places };
}

/** The number of the smallest place around a position. */
export function placeAt(places: readonly Place[], position: number): number {
  const around = places
    .map(({ start, end }, index) => ({ index, length: end - start, isAround: start <= position && position < end }))
    .filter(({ isAround }) => isAround);
  return around.reduce((best, place) => (place.length < best.length ? place : best)).index;
}

function inserted(text: string, insertions: readonly Insertion[]): string {
  let made = '';
  let from = 0;
  // What is inserted at one position stays in the order in which the tree was walked.
  for (const { at, text: piece } of insertions.toSorted((a, b) => a.at - b.at)) {
    made += text.slice(from, at) + piece;
    from = at;
  }
  return made + text.slice(from);
}
