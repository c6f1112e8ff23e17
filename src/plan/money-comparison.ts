import Big from 'big.js';
import type { ComparedMoney, MoneyMove } from '../report/plan/comparison-report.ts';
import { linesOf, type MoneyLine, moneyLine, moneyLines } from '../sync/money/money-lines.ts';
import { moneyFieldsOf } from '../systems/money-fields.ts';
import { pairLines } from './changes.ts';
import type { ComparisonOptions } from './compare.ts';
import { byText } from './links.ts';
import { MoneyTotals, money } from './money.ts';
import type { ValueDisplay } from './value-display.ts';
import type { StepSide } from './version-run.ts';

/**
 * Money under two versions of the mappings: sums of documents by VAT code and ledger account, including those
 * sent before, and the lines that move. A refused document is not booked and holds nothing.
 */
export class MoneyComparison {
  readonly #nameAccount: ComparisonOptions['nameAccount'];
  readonly #base = new MoneyTotals();
  readonly #head = new MoneyTotals();
  readonly #moves = new Map<
    string,
    { of: MoneyMove['of']; from: string | null; to: string | null; lines: number; amount: Big }
  >();

  constructor({ nameAccount }: ComparisonOptions) {
    this.#nameAccount = nameAccount;
  }

  /** Adds one record's step under both versions; null = that version does not take it. */
  add(base: StepSide | null, head: StepSide | null, display: ValueDisplay): void {
    const place = (head ?? base)?.place;
    const fields = place === undefined ? null : moneyFieldsOf(place.system, place.spec.name);
    if (fields === null) return;
    const name = this.#nameAccount(fields.accounts);
    const before = isBooked(base) ? base?.values : null;
    const after = isBooked(head) ? head?.values : null;
    for (const line of before ? moneyLines(fields, before, name) : []) this.#base.add(line);
    for (const line of after ? moneyLines(fields, after, name) : []) this.#head.add(line);
    if (!before || !after) return;
    for (const pair of pairLines(linesOf(before, fields.lines), linesOf(after, fields.lines), display)) {
      if (pair.before === null || pair.after === null) continue;
      this.#move(moneyLine(fields, pair.before, name), moneyLine(fields, pair.after, name));
    }
  }

  /** Where the versions differ, in order. */
  rows(): readonly ComparedMoney[] {
    const places = new Map(
      [...this.#base.places(), ...this.#head.places()].map((place) => [
        JSON.stringify([place.vatCode, place.account]),
        place,
      ]),
    );
    return [...places.values()]
      .map(({ vatCode, account }) => {
        const base = this.#base.at(vatCode, account);
        const head = this.#head.at(vatCode, account);
        const difference = head.amount.minus(base.amount);
        return {
          vatCode,
          account,
          base: money(base.amount),
          head: money(head.amount),
          difference: money(difference),
          lines: [base.lines, head.lines] as const,
          unknown: base.unknown + head.unknown,
        };
      })
      .filter(({ difference, lines }) => !new Big(difference).eq(0) || lines[0] !== lines[1])
      .sort(
        (left, right) =>
          byText(left.vatCode ?? '', right.vatCode ?? '') || byText(left.account ?? '', right.account ?? ''),
      );
  }

  /** The largest first. */
  moves(): readonly MoneyMove[] {
    return [...this.#moves.values()]
      .sort(
        (left, right) =>
          right.amount.abs().cmp(left.amount.abs()) || byText(JSON.stringify(left), JSON.stringify(right)),
      )
      .map((move) => ({ ...move, amount: money(move.amount) }));
  }

  #move(before: MoneyLine, after: MoneyLine): void {
    const amount = before.amount ?? after.amount ?? new Big(0);
    const note = (of: MoneyMove['of'], from: string | null, to: string | null): void => {
      if (from === to) return;
      const key = JSON.stringify([of, from, to]);
      const move = this.#moves.get(key) ?? { of, from, to, lines: 0, amount: new Big(0) };
      this.#moves.set(key, { ...move, lines: move.lines + 1, amount: move.amount.plus(amount) });
    };
    note('VAT code', before.vatCode, after.vatCode);
    note('ledger account', before.account, after.account);
  }
}

/** A document that differs was booked, as it was then. */
const isBooked = (side: StepSide | null): boolean =>
  side !== null && (side.outcome !== 'refused' || side.code === 'DIFFERS');
