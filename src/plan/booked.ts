import type { BookedSumReport, FlowBooked, WaitingMoneyReport } from '../report/booked-report.ts';
import type { Booked, BookedSum } from '../sync/money/booked.ts';
import type { WaitingMoney } from '../sync/money/waiting.ts';
import { type SystemName, titleOf } from '../systems/registry.ts';
import { money } from './money.ts';

/** What a flow books, as plans and reports show it. Pure. */
export function reportBooked(booked: Booked | null, target: SystemName): FlowBooked {
  if (booked === null) return { booked: [], bookedTotals: [] };
  const { rows, periods, quarters } = booked;
  return {
    booked: rows.map((sum) => {
      const { year, period, vatCode } = sum;
      return { year, period, vatCode, ...sumReport(sum, target) };
    }),
    bookedTotals: [...periods, ...quarters].map((sum) => {
      const { year, period, quarter } = sum;
      return { year, period, quarter, ...sumReport(sum, target) };
    }),
  };
}

/** What the documents of a flow come to that wait, as plans and reports show it; nothing if there are none. Pure. */
export const reportWaiting = (waiting: WaitingMoney | null): { readonly waitingMoney?: WaitingMoneyReport } =>
  waiting === null ? {} : { waitingMoney: { ...waiting, amount: money(waiting.amount) } };

function sumReport(
  { documents, amount, vat, sent, computed, unknown }: BookedSum,
  target: SystemName,
): BookedSumReport {
  const isWhole = computed === 0 && unknown === 0;
  return {
    documents,
    amount: money(amount),
    vat: sent === 0 && computed > 0 ? null : money(vat),
    withVat: isWhole ? money(amount.plus(vat)) : null,
    vatComputedBy: computed > 0 ? titleOf(target) : null,
    unknown,
  };
}
