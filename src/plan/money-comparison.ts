import Big from 'big.js';
import type { ComparedMoney, ComparedPeriod, ComparedRecord, MoneyMove } from '../report/plan/comparison-report.ts';
import { asRevenue, linesOf, type MoneyLine, moneyLine, revenueLines } from '../sync/money/money-lines.ts';
import { type MoneyFields, moneyFieldsOf } from '../systems/money-fields.ts';
import type { RecordValues } from '../values.ts';
import { pairLines } from './changes.ts';
import type { ComparisonOptions } from './compare.ts';
import { byText } from './links.ts';
import { MoneyTotals, money } from './money.ts';
import type { Place } from './places.ts';
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
  /** Revenue; the account is the text of a period. */
  readonly #basePeriods = new MoneyTotals();
  readonly #headPeriods = new MoneyTotals();
  readonly #moves: MoneyMove[] = [];

  constructor({ nameAccount }: ComparisonOptions) {
    this.#nameAccount = nameAccount;
  }

  /**
   * Adds one record's step under both versions; null = that version does not take it. Returns the document's revenue without VAT, as
   * the head books it, or the base if the head does not (null = none is booked, or it is not known), and its lines that move. Adds nothing if
   * it is not known what one of them does, or if its money `counts` elsewhere.
   */
  add(
    base: StepSide | null,
    head: StepSide | null,
    display: ValueDisplay,
    counts: boolean,
  ): Pick<ComparedRecord, 'amount' | 'moves'> {
    const place = (head ?? base)?.place;
    const fields = place === undefined ? null : moneyFieldsOf(place.system, place.spec.name);
    const isUnknown = base?.outcome === 'not known' || head?.outcome === 'not known';
    if (place === undefined || fields === null || isUnknown) return { amount: null };
    const name = this.#nameAccount(fields.accounts);
    const before = isBooked(base) ? base?.values : null;
    const after = isBooked(head) ? head?.values : null;
    const [was, is] = [revenueOf(fields, before), revenueOf(fields, after)];
    if (counts) {
      if (before) this.#base.addDocument(fields, before, name);
      if (after) this.#head.addDocument(fields, after, name);
      for (const line of was ?? []) this.#basePeriods.add({ ...line, account: periodOf(place, before) });
      for (const line of is ?? []) this.#headPeriods.add({ ...line, account: periodOf(place, after) });
    }
    const amount = totalOf(is ?? was);
    if (!before || !after) return { amount };
    const isCredit = amount !== null && new Big(amount).lt(0);
    const lines = pairLines(linesOf(before, fields.lines), linesOf(after, fields.lines), display);
    const moves = lines.flatMap((pair) => {
      if (pair.before === null || pair.after === null) return [];
      const [from, to] = [pair.before, pair.after].map((line) => asRevenue(fields, moneyLine(fields, line, name)));
      return from === undefined || to === undefined ? [] : movesOf(from, to, isCredit);
    });
    if (counts) this.#moves.push(...moves);
    return moves.length === 0 ? { amount } : { amount, moves };
  }

  /** Where the versions differ, in order. */
  rows(): readonly ComparedMoney[] {
    return differing(this.#base, this.#head);
  }

  /** The same by period and VAT code, as revenue. */
  periods(): readonly ComparedPeriod[] {
    return differing(this.#basePeriods, this.#headPeriods)
      .map(({ account: period, ...row }) => ({ period, ...row }))
      .sort((left, right) => byText(left.period ?? '', right.period ?? ''));
  }

  /** The largest first. */
  moves(): readonly MoneyMove[] {
    return summed(this.#moves);
  }
}

/** What moves if a line stands in another place. */
function movesOf(before: MoneyLine, after: MoneyLine, isCredit: boolean): readonly MoneyMove[] {
  const amount = before.amount ?? after.amount ?? new Big(0);
  // The VAT lines of an entry are no revenue, and have the other sign.
  const credited = isCredit && amount.lt(0) ? { credited: amount.toFixed() } : {};
  const move = (of: MoneyMove['of'], from: string | null, to: string | null): readonly MoneyMove[] =>
    from === to ? [] : [{ of, from, to, lines: 1, amount: amount.toFixed(), ...credited }];
  return [...move('VAT code', before.vatCode, after.vatCode), ...move('ledger account', before.account, after.account)];
}

/** One move for those from the same place to the same other one; the largest first. */
function summed(moves: readonly MoneyMove[]): readonly MoneyMove[] {
  const sum = (amounts: readonly string[]): Big => amounts.reduce((total, one) => total.plus(one), new Big(0));
  return [...Map.groupBy(moves, ({ of, from, to }) => JSON.stringify([of, from, to])).values()]
    .flatMap((same) => {
      const credited = sum(same.flatMap((move) => move.credited ?? []));
      return same.slice(0, 1).map(({ of, from, to }) => ({
        ...{ of, from, to, lines: same.length, amount: money(sum(same.map(({ amount }) => amount))) },
        ...(credited.eq(0) ? {} : { credited: money(credited) }),
      }));
    })
    .sort(
      (left, right) =>
        new Big(right.amount).abs().cmp(new Big(left.amount).abs()) ||
        byText(JSON.stringify(left), JSON.stringify(right)),
    );
}

function differing(before: MoneyTotals, after: MoneyTotals): readonly ComparedMoney[] {
  const places = new Map(
    [...before.places(), ...after.places()].map((place) => [JSON.stringify([place.vatCode, place.account]), place]),
  );
  return [...places.values()]
    .map(({ vatCode, account }) => {
      const base = before.at(vatCode, account);
      const head = after.at(vatCode, account);
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

const revenueOf = (fields: MoneyFields, values: RecordValues | null | undefined): readonly MoneyLine[] | null =>
  values === null || values === undefined ? null : revenueLines(fields, values);

/** `2026 / 12`; null = the document has no period. */
function periodOf({ bookedIn }: Place, values: RecordValues | null | undefined): string | null {
  const { year = null, period = null } = values ? (bookedIn?.(values) ?? {}) : {};
  return year === null ? null : `${year} / ${period ?? '–'}`;
}

function totalOf(lines: readonly MoneyLine[] | null): string | null {
  if (lines === null || lines.length === 0) return null;
  const amounts = lines.flatMap(({ amount }) => amount ?? []);
  return amounts.length < lines.length ? null : money(amounts.reduce((sum, one) => sum.plus(one), new Big(0)));
}

/** A document that differs was booked, as it was then; the next one like it waits if it lacks what the target requires. */
export const isBooked = (side: StepSide | null): boolean =>
  side !== null &&
  (side.outcome !== 'refused' || side.code === 'DIFFERS') &&
  (side.values === null || !side.place.isIncomplete(side.values));
