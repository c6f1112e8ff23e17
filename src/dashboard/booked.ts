import Big from 'big.js';
import type { RunLine } from '../activity/format.ts';
import { ascending } from '../order.ts';
import type { BookedDay, DocumentsOfDay } from './overview.ts';
import type { TextList } from './words.ts';

interface Sum {
  readonly of: Omit<BookedDay, 'documents' | 'amount' | 'vat'>;
  documents: number;
  amount: Big;
  vat: Big | null;
}

interface Documents {
  readonly of: Omit<DocumentsOfDay, 'documents'>;
  documents: number | null;
}

/** Adds up what runs booked, day by day, so that the page has few rows to add. */
export class BookedDays {
  readonly #sums = new Map<string, Sum>();
  readonly #documents = new Map<string, Documents>();
  readonly #flows: TextList;

  /** `flows` gives the flows their places. */
  constructor(flows: TextList) {
    this.#flows = flows;
  }

  /** Adds what a run booked on this Dutch day. VAT that only the target knows of any part is not known of the sum. */
  add(run: RunLine, day: string): void {
    const { administration, booked } = run;
    for (const { flow, year, period, vatCode, documents, amount, vat } of booked) {
      const of = { administration, flow: this.#flows.place(flow), day, year, period, vatCode };
      const sum = at(this.#sums, of, () => ({ of, documents: 0, amount: new Big(0), vat: new Big(0) }));
      sum.documents += documents;
      sum.amount = sum.amount.plus(amount);
      sum.vat = vat === null || sum.vat === null ? null : sum.vat.plus(vat);
    }
    for (const { flow, year, period, documents } of documentsOf(run)) {
      const of = { administration, flow: this.#flows.place(flow), day, year, period };
      const all = at(this.#documents, of, () => ({ of, documents: 0 }));
      all.documents = documents === null || all.documents === null ? null : all.documents + documents;
    }
  }

  /** The sums, the oldest day first. */
  get rows(): readonly BookedDay[] {
    return [...this.#sums.values()]
      .map(({ of, documents, amount, vat }) => {
        return { ...of, documents, amount: amount.toFixed(), vat: vat?.toFixed() ?? null };
      })
      .sort((a, b) => ascending(a.day, b.day));
  }

  /** How many documents that were. */
  get documents(): readonly DocumentsOfDay[] {
    return [...this.#documents.values()].map(({ of, documents }) => ({ ...of, documents }));
  }
}

/** The documents of a run by flow and period. A sum over VAT codes would count some of them twice. */
const documentsOf = ({ booked, bookedDocuments }: RunLine): readonly DocumentsOfRun[] =>
  bookedDocuments ?? booked.map((row) => ({ ...row, documents: null }));

type DocumentsOfRun = Pick<RunLine['booked'][number], 'flow' | 'year' | 'period'> & Pick<DocumentsOfDay, 'documents'>;

function at<Value>(values: Map<string, Value>, of: object, make: () => Value): Value {
  const key = JSON.stringify(Object.values(of));
  const value = values.get(key) ?? make();
  values.set(key, value);
  return value;
}
