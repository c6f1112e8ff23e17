import Big from 'big.js';
import type { RunLine } from '../activity/format.ts';
import type { BookedDay } from './overview.ts';
import type { Words } from './words.ts';

interface Sum {
  readonly of: Pick<BookedDay, 'administration' | 'flow' | 'day' | 'year' | 'period' | 'vatCode'>;
  documents: number;
  amount: Big;
  vat: Big | null;
}

/** Adds up what runs booked, day by day, so that the page has few rows to add. */
export class BookedDays {
  readonly #sums = new Map<string, Sum>();
  readonly #flows: Words;

  /** `flows` gives the flows their places. */
  constructor(flows: Words) {
    this.#flows = flows;
  }

  /** Adds what a run booked on this Dutch day. VAT that only the target knows of any part is not known of the sum. */
  add({ administration, booked }: RunLine, day: string): void {
    for (const { flow, year, period, vatCode, documents, amount, vat } of booked) {
      const of = { administration, flow: this.#flows.place(flow), day, year, period, vatCode };
      const key = JSON.stringify(Object.values(of));
      const sum = this.#sums.get(key) ?? { of, documents: 0, amount: new Big(0), vat: new Big(0) };
      this.#sums.set(key, sum);
      sum.documents += documents;
      sum.amount = sum.amount.plus(amount);
      sum.vat = vat === null || sum.vat === null ? null : sum.vat.plus(vat);
    }
  }

  /** The sums, the oldest day first. */
  get rows(): readonly BookedDay[] {
    return [...this.#sums.values()]
      .map(({ of, documents, amount, vat }) => {
        return { ...of, documents, amount: amount.toFixed(), vat: vat?.toFixed() ?? null };
      })
      .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  }
}
