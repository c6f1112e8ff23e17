import type { ResourceSpec } from '../../src/systems/catalog.ts';
import { type Cell, linesOf, type Row, specOf } from './books.ts';
import { amountOf, cents } from './values.ts';

/** Names of prices; `priceFactor` is a number of pieces. */
const PRICE = /price$/i;

/** A record with its prices and those of its lines rounded to cents, as a system without more decimals stores them. */
export function inCents(resource: string, row: Row): Row {
  const spec = specOf(resource);
  const rounded = roundPrices(spec, row);
  const lines = spec.lines?.lines;
  return lines === undefined
    ? rounded
    : { ...rounded, lines: linesOf(row).map((line) => roundPrices(specOf(lines), line)) };
}

function roundPrices({ fields }: ResourceSpec, row: Row): Row {
  const round = (name: string, cell: Cell): Cell =>
    fields[name]?.type === 'decimal' && PRICE.test(name) && typeof cell === 'number' ? cents(amountOf(cell)) : cell;
  return Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, round(name, cell)]));
}
