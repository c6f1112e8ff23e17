import Big from 'big.js';
import type { Program } from '../mapping/program.ts';
import { type MoneyFields, moneyFieldsOf } from '../systems/money-fields.ts';
import { LocalDateTime, type RecordValues } from '../values.ts';
import type { Item } from './item.ts';
import { moneyLines } from './money-lines.ts';

/** What the lines of one VAT code come to in one month, without VAT, on both sides. */
export interface PeriodTotal {
  readonly step: string;
  /** yyyy-MM; null = no date. */
  readonly month: string | null;
  /** In the target's codes; null = none. */
  readonly vatCode: string | null;
  /** What the mapping makes of the source, documents that are missing in the target included. */
  readonly source: Big;
  readonly target: Big;
  /** Lines whose amount is not known on one of the sides: the system computes it. */
  readonly unknown: number;
}

/** Adds up the documents that a flow verifies, by month and VAT code: which is how VAT is declared. */
export class VerifiedTotals {
  readonly #sums = new Map<string, { -readonly [Part in keyof PeriodTotal]: PeriodTotal[Part] }>();

  add(item: Item, { steps, target }: Program): void {
    for (const { id, spec } of steps) {
      const fields = moneyFieldsOf(target.system, spec.name);
      const result = item.results.get(id);
      if (fields === null || result === undefined) continue;
      for (const { values, before } of result.elements ?? [result]) {
        this.#addSide('source', id, fields, values ?? {});
        this.#addSide('target', id, fields, before ?? {});
      }
    }
  }

  /** In order of step, month and VAT code. */
  rows(): readonly PeriodTotal[] {
    return [...this.#sums].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, sum]) => ({ ...sum }));
  }

  #addSide(side: 'source' | 'target', step: string, fields: MoneyFields, values: RecordValues): void {
    const date = fields.date === null ? null : (values[fields.date] ?? null);
    const month = date instanceof LocalDateTime ? date.date.slice(0, 7) : null;
    for (const { vatCode, amount } of moneyLines(fields, values, String)) {
      const key = [step, month ?? '', vatCode ?? ''].join('\n');
      const sum = this.#sums.get(key) ?? { step, month, vatCode, source: new Big(0), target: new Big(0), unknown: 0 };
      this.#sums.set(key, sum);
      if (amount === null) sum.unknown += 1;
      else sum[side] = sum[side].plus(amount);
    }
  }
}
