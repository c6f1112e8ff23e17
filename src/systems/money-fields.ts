import { type SystemName, systems } from './registry.ts';

/** The fields that hold the money of a document, in each line, with VAT code and ledger account. */
export interface MoneyFields {
  /** The date that the document is booked on; null = its header has none. */
  readonly date: string | null;
  /** The collection field that holds the lines. */
  readonly lines: string;
  /** The line's amount as it is sent; null = only computed by the system. */
  readonly amount: string | null;
  /** What the amount is computed from if it is not sent; null = nothing. */
  readonly pieces: Pieces | null;
  /** The line's VAT as it is sent; a line without it gets the VAT that the system computes. Null = always computed. */
  readonly vatAmount: string | null;
  readonly vatCode: string;
  /** The header field in which the system shows the sum of all lines with their VAT; null = there is none, or the system computes the lines. */
  readonly total: string | null;
  /** What the whole document comes to; null = no field of its header says it. */
  readonly worth: Worth | null;
  /** Null = the article decides the account. */
  readonly account: string | null;
  /** The list whose ids are in `account`; people know its codes. Null = the code itself is sent. */
  readonly accounts: string | null;
  /** The fields that say on which cost centre and cost unit the line is. */
  readonly costs: readonly string[];
  /**
   * How a document that is created gets into the books: `sales` = it is booked, its lines are the revenue; `entry` = it is booked,
   * its lines are both sides of the entry with debit positive, so revenue is negative and a line without a VAT code is the other
   * side; `later` = an order or a draft, which is booked when somebody processes it.
   */
  readonly books: 'sales' | 'entry' | 'later';
}

/** Where a document says what it comes to with VAT, in the currency of the administration. */
export interface Worth {
  readonly field: string;
  /** What makes it a credit note, whose amount counts as negative, however it comes; null = its sign says it. */
  readonly credit: { readonly field: string; readonly values: readonly number[] } | null;
}

/** Quantity × price, less the discount, rounded to cents. */
export interface Pieces {
  readonly quantity: string;
  /** The price after discount, where there is such a field. */
  readonly netPrice: string | null;
  readonly price: string;
  readonly discount: string;
  /** The whole of a discount: 1 = it is a fraction, 100 = a percentage. */
  readonly discountOf: 1 | 100;
}

/** The money fields of a resource; null = its records have no money that is booked. */
export function moneyFieldsOf(system: SystemName, resource: string): MoneyFields | null {
  const resources = systems[system].money;
  return Object.hasOwn(resources, resource) ? (resources[resource] ?? null) : null;
}

/** The fields of a header that its worth is read from. */
export const worthFieldNames = (worth: Worth | null | undefined): readonly string[] =>
  worth ? [worth.field, ...(worth.credit === null ? [] : [worth.credit.field])] : [];

/** The fields of a line that its money is read from. */
export function moneyFieldNames({ amount, pieces, vatAmount, vatCode, account }: MoneyFields): readonly string[] {
  const parts = pieces === null ? [] : [pieces.quantity, pieces.netPrice, pieces.price, pieces.discount];
  return [amount, ...parts, vatAmount, vatCode, account].filter((field) => field !== null);
}
