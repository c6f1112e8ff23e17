import Big from 'big.js';
import type { BookedIn, StepProgram } from '../../mapping/steps/step-program.ts';
import type { MoneyFields } from '../../systems/money-fields.ts';
import { isDecimal, isRecord, type RecordValues, type Value } from '../../values.ts';

/** One line of a document, as a bookkeeper sees it. */
export interface MoneyLine {
  /** Null = none is sent. */
  readonly vatCode: string | null;
  readonly account: string | null;
  /** Null = the system computes it from something that the plan does not know, such as an article's price. */
  readonly amount: Big | null;
  /** Null = the system computes it. */
  readonly vat: Big | null;
}

/** Names an account by its code if it is sent as an id. */
export type NameAccount = (account: Value) => string;

/** A document's place in the books. */
export const placeOf = ({ bookedIn }: StepProgram, values: RecordValues): BookedIn =>
  bookedIn?.(values) ?? { year: null, period: null, quarter: null };

/** The lines of a document's mapped values. */
export function moneyLines(fields: MoneyFields, values: RecordValues, nameAccount: NameAccount): readonly MoneyLine[] {
  return linesOf(values, fields.lines).map((line) => moneyLine(fields, line, nameAccount));
}

/** The lines with revenue, as positive amounts: in an entry those with a VAT code, which are credits there. */
export function revenueLines(fields: MoneyFields, values: RecordValues): readonly MoneyLine[] {
  const lines = moneyLines(fields, values, String);
  return fields.books === 'entry'
    ? lines.filter(({ vatCode }) => vatCode !== null).map((line) => asRevenue(fields, line))
    : lines;
}

/** A line as revenue, if it is: in an entry one with a VAT code, whose credit is a positive amount then. */
export function asRevenue({ books }: MoneyFields, line: MoneyLine): MoneyLine {
  if (books !== 'entry' || line.vatCode === null) return line;
  return { ...line, amount: line.amount?.times(-1) ?? null, vat: line.vat?.times(-1) ?? null };
}

/** A document's lines; empty if the values have none. */
export function linesOf(values: RecordValues, field: string): readonly RecordValues[] {
  const lines = values[field];
  return Array.isArray(lines) ? (lines as readonly Value[]).filter(isRecord) : [];
}

/** One line. */
export function moneyLine(fields: MoneyFields, line: RecordValues, nameAccount: NameAccount): MoneyLine {
  const text = (field: string | null, name: NameAccount): string | null => {
    const value = field === null ? null : (line[field] ?? null);
    return value === null ? null : name(value);
  };
  return {
    vatCode: text(fields.vatCode, String),
    account: text(fields.account, nameAccount),
    amount: number(fields.amount === null ? null : line[fields.amount]) ?? computed(fields.pieces, line),
    vat: number(fields.vatAmount === null ? null : line[fields.vatAmount]),
  };
}

function computed(pieces: MoneyFields['pieces'], line: RecordValues): Big | null {
  if (pieces === null) return null;
  const quantity = number(line[pieces.quantity]);
  const net = pieces.netPrice === null ? null : number(line[pieces.netPrice]);
  const gross = number(line[pieces.price]);
  const discount = number(line[pieces.discount]) ?? new Big(0);
  const price = net ?? gross?.times(new Big(1).minus(discount.div(pieces.discountOf))) ?? null;
  return quantity === null || price === null ? null : quantity.times(price).round(2, Big.roundHalfUp);
}

/** A number or a decimal; null for everything else. */
export function number(value: Value | undefined): Big | null {
  if (typeof value === 'number') return new Big(value);
  return value !== undefined && isDecimal(value) ? value : null;
}
