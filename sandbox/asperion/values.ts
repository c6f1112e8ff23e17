import Big from 'big.js';
import type { FieldSpec } from '../../src/systems/catalog.ts';
import type { Cell } from './books.ts';

/** What a field takes, in the words of the API's messages. */
export function typeName(spec: FieldSpec): string {
  const names = { integer: 'number', decimal: 'number', boolean: 'boolean', date: 'date', lines: 'list of lines' };
  return names[spec.type as keyof typeof names] ?? 'text';
}

/**
 * A JSON value as a cell of the field's type, or undefined for any other type: text is not taken for a number,
 * nor a number for text, and a date carries no zone (AS-values).
 */
export function cellOf(spec: FieldSpec, value: unknown): Cell | undefined {
  if (value === null) return null;
  if (spec.type === 'integer') return Number.isSafeInteger(value) ? (value as number) : undefined;
  if (spec.type === 'decimal') return typeof value === 'number' ? value : undefined;
  if (spec.type === 'boolean') return typeof value === 'boolean' ? value : undefined;
  if (typeof value !== 'string') return undefined;
  return spec.type === 'date' ? dateCell(value) : value;
}

/** `yyyy-MM-dd` or `yyyy-MM-ddTHH:mm:ss` as the latter; undefined for anything else, and for an impossible day. */
export function dateCell(value: string): string | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}:\d{2})?$/.exec(value);
  if (match === null) return undefined;
  const moment = `${match[1]}${match[2] ?? 'T00:00:00'}`;
  const ms = Date.parse(`${moment}Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 19) !== moment ? undefined : moment;
}

/** A cell's amount; 0 if empty. */
export function amountOf(cell: Cell | undefined): Big {
  return new Big(typeof cell === 'number' ? cell : 0);
}

/** An amount rounded to cents, half away from zero, as a cell. */
export function cents(amount: Big): number {
  return amount.round(2, Big.roundHalfUp).toNumber();
}

/** True when an amount has more than two decimals. */
export function hasFractionOfCent(cell: Cell | undefined): boolean {
  return typeof cell === 'number' && !new Big(cell).round(2).eq(cell);
}

/** True for an empty optional reference: null, empty text or 0 (the public client sends `""` and 0, AS-journal-entries). */
export function isEmpty(cell: Cell | undefined): boolean {
  return cell === undefined || cell === null || cell === '' || cell === 0;
}
