import type { Context, Way } from './expressions/names.ts';
import type { Expression } from './expressions/syntax.ts';
import { isNumeric, type Type } from './expressions/types.ts';
import { library } from './functions/library.ts';

/**
 * What a part of an expression makes of the fields in it. Copies are a name, a list and what is taken from it, the branches of a choice, texts one after the other, and what
 * functions give that copy, such as `coalesce`. Anything else may tell a part of a value, its length, its place in an order, or that it is equal to another one.
 */
export function wayOf(node: Expression, type: Type): Way {
  switch (node.kind) {
    case 'literal':
    case 'name':
    case 'field':
    case 'list':
    case 'index':
    case 'choose':
      return 'copied';
    case 'call':
      if (library.get(node.name)?.copies === true || ['map', 'filter'].includes(node.name)) return 'copied';
      return type.kind === 'boolean' ? 'chosen' : 'computed';
    case 'binary':
      if (node.operator === '+') return isNumeric(type) ? 'computed' : 'copied';
      if (isComparedWithNull(node)) return 'tested';
      return type.kind === 'boolean' ? 'chosen' : 'computed';
    default:
      return type.kind === 'boolean' ? 'chosen' : 'computed';
  }
}

/** What became of a field may become less: of a name its first letter, of that letter an answer. */
const BECOMES: Readonly<Record<Way, readonly Way[]>> = {
  copied: [],
  computed: ['copied'],
  chosen: ['copied', 'computed'],
  tested: ['copied'],
};

/** Notes what became of the fields that were read since `before`. */
export function noteWay(way: Way, before: number, { uses }: Pick<Context, 'uses'>): void {
  for (let at = before; at < uses.length; at++) {
    const use = uses[at];
    if (use !== undefined && BECOMES[way].includes(use.way)) uses[at] = { ...use, way };
  }
}

const isComparedWithNull = ({ operator, left, right }: Extract<Expression, { kind: 'binary' }>): boolean =>
  ['==', '!='].includes(operator) && [left, right].some((side) => side.kind === 'literal' && side.value === null);
