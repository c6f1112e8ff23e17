import Big from 'big.js';
import type { Program } from '../../mapping/flow/program.ts';
import type { BookedIn, StepProgram } from '../../mapping/steps/step-program.ts';
import { type MoneyFields, moneyFieldsOf } from '../../systems/money-fields.ts';
import type { RecordValues } from '../../values.ts';
import { placeOf, revenueLines } from '../money/money-lines.ts';
import { Sums } from '../money/sums.ts';
import { type Item, resultsIn } from '../step/item.ts';

/** The sums of the lines of one VAT code in one period of the books, on both sides. */
export interface PeriodTotal {
  readonly step: string;
  /** Book year and period; null = the document has none. */
  readonly year: number | null;
  readonly period: number | null;
  /** In the target's codes; null = none. */
  readonly vatCode: string | null;
  /** Without VAT: what the mapping gives for the source, including documents that are missing in the target. */
  readonly source: Big;
  /** Without VAT: what the target holds, including documents that only it has. */
  readonly target: Big;
  readonly sourceVat: Big;
  readonly targetVat: Big;
  /** Lines of the source without VAT in the mapping, so that the target's VAT cannot be compared. */
  readonly withoutVat: number;
  /** Lines whose amount is not known on one side, because the system computes it. */
  readonly unknown: number;
}

type Growing = { -readonly [Part in keyof PeriodTotal]: PeriodTotal[Part] };

/** Adds up the documents that a flow verifies, by period and VAT code, as in a VAT return. */
export class VerifiedTotals {
  readonly #system: Program['target']['system'];
  readonly #steps: Program['steps'];
  readonly #sums = new Sums<Growing>();

  constructor({ steps, target }: Program) {
    this.#system = target.system;
    this.#steps = steps;
  }

  add(item: Item): void {
    for (const step of this.#steps) {
      const fields = this.#fieldsOf(step);
      if (fields === null) continue;
      for (const { values, before } of resultsIn(item, step.id))
        this.#addBoth(step, fields, values ?? {}, before ?? {});
    }
  }

  /** Adds a document that only the target has. */
  addOnlyThere(step: StepProgram, values: RecordValues): void {
    const fields = this.#fieldsOf(step);
    if (fields !== null) this.#addSide('target', placeOf(step, values), step.id, revenueLines(fields, values));
  }

  /** Sorted by step, period and VAT code. */
  rows(): readonly PeriodTotal[] {
    return this.#sums.inOrder();
  }

  #addBoth(step: StepProgram, fields: MoneyFields, values: RecordValues, before: RecordValues): void {
    const [own, there] = [placeOf(step, values), placeOf(step, before)];
    // A check of only amounts maps no date: its documents count in the target's periods.
    const isPlaced = own.year !== null || own.period !== null;
    this.#addSide('source', isPlaced ? own : there, step.id, revenueLines(fields, values));
    this.#addSide('target', there, step.id, revenueLines(fields, before));
  }

  #fieldsOf({ spec }: StepProgram): MoneyFields | null {
    return moneyFieldsOf(this.#system, spec.name);
  }

  #addSide(
    side: 'source' | 'target',
    { year, period }: BookedIn,
    step: string,
    lines: ReturnType<typeof revenueLines>,
  ): void {
    for (const { vatCode, amount, vat } of lines) {
      const sum = this.#sumAt({ step, year, period, vatCode });
      if (amount === null) sum.unknown += 1;
      else sum[side] = sum[side].plus(amount);
      const name = `${side}Vat` as const;
      if (vat !== null) sum[name] = sum[name].plus(vat);
      else if (side === 'source') sum.withoutVat += 1;
    }
  }

  #sumAt(place: Pick<PeriodTotal, 'step' | 'year' | 'period' | 'vatCode'>): Growing {
    const none = new Big(0);
    const nothing = { source: none, target: none, sourceVat: none, targetVat: none, withoutVat: 0, unknown: 0 };
    const { step, year, period, vatCode } = place;
    return this.#sums.at([step, year, period, vatCode], () => ({ ...place, ...nothing }));
  }
}
