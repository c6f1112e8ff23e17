import Big from 'big.js';
import { ascending } from '../order.ts';
import type { PlanMoney } from '../report/plan/plan-report.ts';
import { asRevenue, type MoneyLine, moneyLines, type NameAccount } from '../sync/money/money-lines.ts';
import type { MoneyFields } from '../systems/money-fields.ts';
import type { RecordValues } from '../values.ts';

/** Sums of lines by VAT code and ledger account. */
export class MoneyTotals {
  readonly #sums = new Map<string, { vatCode: string | null; account: string | null } & Sum>();

  /** The lines of a document. In an entry, revenue is positive as it is in an invoice; its other lines are debit positive. */
  addDocument(fields: MoneyFields, values: RecordValues, nameAccount: NameAccount): void {
    for (const line of moneyLines(fields, values, nameAccount)) this.add(asRevenue(fields, line));
  }

  add({ vatCode, account, amount }: MoneyLine): void {
    const key = placeOf(vatCode, account);
    const sum = this.#sums.get(key) ?? { vatCode, account, lines: 0, amount: new Big(0), unknown: 0 };
    sum.lines += 1;
    if (amount === null) sum.unknown += 1;
    else sum.amount = sum.amount.plus(amount);
    this.#sums.set(key, sum);
  }

  /** The sum of one place, zero where nothing was added. */
  at(vatCode: string | null, account: string | null): Sum {
    return this.#sums.get(placeOf(vatCode, account)) ?? { lines: 0, amount: new Big(0), unknown: 0 };
  }

  /** Where something was added, in order. */
  places(): readonly { readonly vatCode: string | null; readonly account: string | null }[] {
    return [...this.#sums].sort(([left], [right]) => ascending(left, right)).map(([, sum]) => sum);
  }

  /** The sums as in a report, in order. */
  rows(): readonly PlanMoney[] {
    return this.places().map(({ vatCode, account }) => {
      const { lines, amount, unknown } = this.at(vatCode, account);
      return { vatCode, account, lines, amount: money(amount), unknown };
    });
  }
}

interface Sum {
  lines: number;
  amount: Big;
  /** Lines whose amount is not known. */
  unknown: number;
}

/** One text per VAT code and account, in an order for people. */
const placeOf = (vatCode: string | null, account: string | null): string => `${vatCode ?? ''}\n${account ?? ''}`;

/** An amount with all its decimals, two at least. */
export function money(amount: Big): string {
  return amount.round(2).eq(amount) ? amount.toFixed(2) : amount.toFixed();
}
