import type { RoundingMode } from 'big.js';
import type { Value } from '../../../values.ts';
import { isDecimal } from '../../../values.ts';
import { add, compare, negate, toDecimal } from '../../expressions/operators.ts';
import { ANY, DECIMAL, INTEGER, isNumeric, isOpen, listOf, NULL, type Type, unite } from '../../expressions/types.ts';
import { asList, asWhole, between, type Kind, type MappingFunction, NUMBERS, number, whole } from '../function.ts';

const ORDERED: readonly Kind[] = ['integer', 'decimal', 'date'];

/** How many decimal places are kept. */
export const places = { ...whole('places'), check: between(0, 20, 'decimal places') };

/** Functions on numbers, and on lists of them. Nothing ever becomes a float. */
export const numberFunctions: readonly MappingFunction[] = [
  rounding('round', 'The number rounded to the given decimal places (default 0), a half away from zero.', '2.35', 1),
  rounding('roundEven', 'Rounded like round, but a half to the even neighbour, as banks do.', '2.34', 2),
  rounding('roundDown', 'The number cut off after the given decimal places (default 0), towards zero.', '2.34', 0),
  rounding('roundUp', 'The number rounded to the given decimal places (default 0), away from zero.', '2.35', 3),
  {
    name: 'abs',
    doc: 'The number without its sign.',
    example: ['abs(-12.5)', '12.5'],
    parameters: [number('number')],
    result: ([of]) => of ?? DECIMAL,
    run: ([of = null]) => ((compare(of, 0) ?? 0) < 0 ? negate(of) : of),
  },
  {
    name: 'min',
    doc: 'The smallest of some numbers or dates, or of a list; nulls of a list are left out.',
    example: ['min(3, 2.5)', '2.5'],
    parameters: [
      { name: 'first', accepts: [...ORDERED, 'list'], of: ORDERED },
      { name: 'more', accepts: ORDERED, repeats: true },
    ],
    result: comparable,
    run: (args) => extreme(args, -1),
  },
  {
    name: 'max',
    doc: 'The largest of some numbers or dates, or of a list; nulls of a list are left out.',
    example: ['max([1, null, 7])', '7'],
    parameters: [
      { name: 'first', accepts: [...ORDERED, 'list'], of: ORDERED },
      { name: 'more', accepts: ORDERED, repeats: true },
    ],
    result: comparable,
    run: (args) => extreme(args, 1),
  },
  {
    name: 'sum',
    doc: 'The sum of a list of numbers; nulls are left out, an empty list gives 0.',
    example: ['sum([10.5, null, 2])', '12.5'],
    parameters: [{ name: 'list', accepts: ['list'], of: NUMBERS }],
    result: ([list]) => (list?.kind === 'list' && list.element.kind === 'integer' ? INTEGER : DECIMAL),
    run: ([list]) => sum(Array.isArray(list) ? list : []),
  },
  {
    name: 'flatten',
    doc: 'The elements of a list of lists as one list; lists that are null are left out.',
    example: ['flatten([[1, 2], null, [3]])', '[1, 2, 3]'],
    parameters: [{ name: 'lists', accepts: ['list'], of: ['list'] }],
    result: ([lists]) => (lists?.kind === 'list' && lists.element.kind === 'list' ? lists.element : listOf(ANY)),
    run: ([lists]) => asList(lists).flatMap((list) => asList(list ?? [])),
  },
  {
    name: 'size',
    doc: 'How many characters a text (an emoji counts as two or more), or elements a list has. An empty text equals null, but has 0; null has none.',
    example: ['size([1, 2, 3])', '3'],
    parameters: [{ name: 'of', accepts: ['text', 'list'] }],
    method: true,
    result: INTEGER,
    run: ([value]) => (typeof value === 'string' || Array.isArray(value) ? value.length : null),
  },
];

/** One of the ways to round; the example rounds 2.345 to two decimal places. */
function rounding(name: string, doc: string, gives: string, mode: RoundingMode): MappingFunction {
  return {
    name,
    doc,
    example: [`${name}(2.345, 2)`, gives],
    more: [[`${name}(-7.5)`, mode === 0 ? '-7' : '-8']],
    parameters: [number('number'), { ...places, optional: true }],
    result: DECIMAL,
    run: ([of = null, to]) => toDecimal(of).round(asWhole(to), mode),
  };
}

/** The exact sum of the numbers of a list; nulls are left out. */
export function sum(list: readonly Value[]): Value {
  let total: Value = 0;
  for (const value of list) if (value !== null) total = add(total, value);
  return typeof total === 'number' || isDecimal(total) ? total : toDecimal(total);
}

/** Numbers can be mixed with numbers and dates with dates; a list must be the only argument. */
function comparable(args: readonly Type[]): Type | null {
  const [first, ...more] = args;
  if (first?.kind === 'list') return more.length === 0 ? first.element : null;
  const known = args.filter((type) => !isOpen(type));
  const fits = known.every(isNumeric) || known.every((type) => type.kind === 'date');
  return fits ? known.reduce(unite, NULL) : null;
}

function extreme(args: readonly Value[], direction: 1 | -1): Value {
  const first = args[0] ?? null;
  const values = (Array.isArray(first) ? (first as readonly Value[]) : args).filter((value) => value !== null);
  return values.reduce<Value>(
    (best, value) => (best === null || (compare(value, best) ?? 0) * direction > 0 ? value : best),
    null,
  );
}
