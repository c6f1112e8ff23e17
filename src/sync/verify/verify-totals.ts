import Big from 'big.js';
import type { Program } from '../../mapping/flow/program.ts';
import type { BookedIn, StepProgram } from '../../mapping/steps/step-program.ts';
import { type MoneyFields, moneyFieldsOf } from '../../systems/money-fields.ts';
import type { RecordValues } from '../../values.ts';
import { type Item, resultsIn, type StepResult } from '../item.ts';
import { type MoneyLine, placeOf, revenueLines } from '../money/money-lines.ts';
import { Sums } from '../money/sums.ts';

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
  /** References of documents that count as equal, and are off by less than their tolerance. */
  readonly #near = new Set<string>();

  constructor({ steps, target }: Program) {
    this.#system = target.system;
    this.#steps = steps;
  }

  add(item: Item): void {
    for (const step of this.#steps) {
      const fields = this.#fieldsOf(step);
      if (fields === null) continue;
      for (const result of resultsIn(item, step.id)) {
        // Of what was not compared, nobody knows whether the target has it; what links.yml skips is on neither side.
        if (result.difference?.kind === 'failed' || result.isSkipped === true) continue;
        const isOff = this.#addBoth(step, fields, result);
        if (isOff && result.outcome === 'unchanged') this.#near.add(item.source.reference);
      }
    }
  }

  /** Adds a document that only the target has. */
  addOnlyThere(step: StepProgram, values: RecordValues): void {
    const fields = this.#fieldsOf(step);
    if (fields !== null) this.#addSide('target', placeOf(step, values), step.id, revenueLines(fields, values));
  }

  /** References of documents that count as equal, though their amounts are off by a few cents. */
  near(): readonly string[] {
    return [...this.#near];
  }

  /** Sorted by step, period and VAT code. */
  rows(): readonly PeriodTotal[] {
    return this.#sums.inOrder();
  }

  /** True if the amounts of one VAT code are not the same on both sides. */
  #addBoth(step: StepProgram, fields: MoneyFields, { values, before, outcome }: StepResult): boolean {
    const [own, there] = [placeOf(step, values ?? {}), placeOf(step, before ?? {})];
    const isPlaced = ({ year, period }: BookedIn): boolean => year !== null || period !== null;
    // A document that is equal but for a period that the check does not compare counts in the target's; so does one of a check of only amounts, which maps no date.
    const isThere = outcome === 'unchanged' && isPlaced(there);
    const lines = revenueLines(fields, values ?? {});
    const actual = revenueLines(fields, before ?? {});
    this.#addSide('source', isPlaced(own) && !isThere ? own : there, step.id, lines);
    this.#addSide('target', there, step.id, actual);
    return sumsDiffer(lines, actual);
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

/** True for a cent or more. */
const isOff = (sum: Big): boolean => !sum.round(2).eq(0);

/** True if the lines of one VAT code come to other amounts, or to another VAT where both sides have it. */
function sumsDiffer(lines: readonly MoneyLine[], actual: readonly MoneyLine[]): boolean {
  const none = { amount: new Big(0), vat: new Big(0), hasVat: true };
  const sums = new Map<string | null, typeof none>();
  const add = (sign: 1 | -1, { vatCode, amount, vat }: MoneyLine): void => {
    const sum = sums.get(vatCode) ?? none;
    sums.set(vatCode, {
      amount: sum.amount.plus((amount ?? new Big(0)).times(sign)),
      vat: sum.vat.plus((vat ?? new Big(0)).times(sign)),
      hasVat: sum.hasVat && vat !== null,
    });
  };
  for (const line of lines) add(1, line);
  for (const line of actual) add(-1, line);
  return [...sums.values()].some(({ amount, vat, hasVat }) => isOff(amount) || (hasVat && isOff(vat)));
}
