import Big from 'big.js';
import type { Program } from '../../mapping/flow/program.ts';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import { type MoneyFields, moneyFieldsOf } from '../../systems/money-fields.ts';
import type { RecordValues } from '../../values.ts';
import { type Item, resultsIn, type StepResult } from '../item.ts';
import { type MoneyLine, placeOf, revenueLines } from './money-lines.ts';
import { Sums } from './sums.ts';

/** The sum of some lines. */
export interface BookedSum {
  readonly documents: number;
  /** Without VAT; revenue is positive, whatever the sign that is sent. */
  readonly amount: Big;
  /** The VAT that is sent, and the number of lines with it. */
  readonly vat: Big;
  readonly sent: number;
  /** Lines that are sent without VAT: the target computes it. */
  readonly computed: number;
  /** Lines whose amount the target computes, too. */
  readonly unknown: number;
}

/** What is booked under one VAT code in one period. */
export interface BookedRow extends BookedSum {
  readonly year: number | null;
  readonly period: number | null;
  /** In the target's codes; null = none. */
  readonly vatCode: string | null;
}

/** What is booked in one period, or in one quarter of VAT returns. */
export interface BookedTotal extends BookedSum {
  readonly year: number | null;
  readonly period: number | null;
  /** `2026-Q1`; null for the total of a period. */
  readonly quarter: string | null;
}

/** What documents of a flow come to, sorted by year, period and VAT code. */
export interface Booked {
  readonly rows: readonly BookedRow[];
  readonly periods: readonly BookedTotal[];
  readonly quarters: readonly BookedTotal[];
}

type Growing<Place> = Place & { -readonly [Part in keyof BookedSum]: BookedSum[Part] };

/** A document's lines, and what says when it is booked. */
interface CountedDocument {
  readonly lines: RecordValues;
  readonly dated: RecordValues;
}

/** Which results of a step count; null = this one does not. */
type Counted = (result: StepResult) => CountedDocument | null;

/** A document that was created: what it holds, which may be something else than what was sent. */
export const created: Counted = ({ outcome, sent, stored }) => {
  const held = stored ?? sent;
  return outcome === 'created' && held !== null ? { lines: held, dated: held } : null;
};

/** A document that was found and linked, such as one that an interrupted run had booked. It may have been booked on a later day than its own. */
export const linked: Counted = ({ isMet, values, before }) =>
  isMet && values !== null ? { lines: values, dated: { ...values, ...before } } : null;

/** Adds up documents of a flow, as a bookkeeper lists them: by book year, period and VAT code. */
export class BookedTotals {
  readonly #program: Program;
  readonly #counted: Counted;
  readonly #rows = new Sums<Growing<Pick<BookedRow, 'year' | 'period' | 'vatCode'>>>();
  readonly #periods = new Sums<Growing<Pick<BookedTotal, 'year' | 'period' | 'quarter'>>>();
  readonly #quarters = new Sums<Growing<Pick<BookedTotal, 'year' | 'period' | 'quarter'>>>();

  constructor(program: Program, counted: Counted) {
    this.#program = program;
    this.#counted = counted;
  }

  /** Adds the documents of a record, whatever happened to it afterwards. */
  add(item: Item): void {
    for (const step of this.#program.steps) {
      const fields = moneyFieldsOf(this.#program.target.system, step.spec.name);
      if (fields === null || fields.books === 'later') continue;
      for (const result of resultsIn(item, step.id)) {
        const document = this.#counted(result);
        if (document !== null) this.#addDocument(step, fields, document);
      }
    }
  }

  result(): Booked {
    return { rows: this.#rows.inOrder(), periods: this.#periods.inOrder(), quarters: this.#quarters.inOrder() };
  }

  #addDocument(step: StepProgram, fields: MoneyFields, { lines: values, dated }: CountedDocument): void {
    const { year, period, quarter } = placeOf(step, dated);
    const lines = revenueLines(fields, values);
    for (const vatCode of new Set(lines.map((line) => line.vatCode))) {
      const own = lines.filter((line) => line.vatCode === vatCode);
      grow(this.#rows, [year, period, vatCode], { year, period, vatCode }, own);
    }
    grow(this.#periods, [year, period], { year, period, quarter: null }, lines);
    if (quarter !== null) grow(this.#quarters, [quarter], { year: null, period: null, quarter }, lines);
  }
}

/** Adds the lines of one document to a sum. */
function grow<Place>(
  sums: Sums<Growing<Place>>,
  parts: readonly (number | string | null)[],
  place: Place,
  lines: readonly MoneyLine[],
): void {
  const none = new Big(0);
  const nothing = { documents: 0, amount: none, vat: none, sent: 0, computed: 0, unknown: 0 };
  const sum = sums.at(parts, () => ({ ...place, ...nothing }));
  sum.documents += 1;
  for (const { amount, vat } of lines) {
    if (amount === null) sum.unknown += 1;
    else sum.amount = sum.amount.plus(amount);
    sum[vat === null ? 'computed' : 'sent'] += 1;
    sum.vat = sum.vat.plus(vat ?? 0);
  }
}
