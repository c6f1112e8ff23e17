import type { DeadLetter } from '../../src/state/progress.ts';
import { delivered, type Owed, printed } from '../sandbox-week/equal.ts';
import type { Diary } from './diary.ts';
import type { Desk } from './pairs.ts';

/** References that may wait, by code: the model has its own reasons for them. Any other dead letter is a mistake. */
export type Waiting = Readonly<Record<'CONFLICT' | 'AMBIGUOUS' | 'DIFFERS' | 'TARGET_GONE', Set<string>>>;

/** Which documents of Exact Online become which of Asperion: what was sold, printed invoices alone, or orders. */
export type Documents = 'sold' | 'invoices' | 'orders' | 'none';

type Row = Readonly<Record<string, unknown>>;

/** What is wrong with documents, in words; `hasForgotten`: the state was lost once, and removed invoices may have come back. */
export function documentProblems(
  desk: Desk,
  documents: Documents,
  diary: Diary,
  hasForgotten: boolean,
  mayWait: Waiting,
): string[] {
  if (documents === 'none') return [];
  if (documents === 'orders') return orderProblems(desk, diary, mayWait);
  const { exactOnline, asperion } = desk;
  const owed = [...printed(exactOnline), ...(documents === 'sold' ? delivered(exactOnline) : [])];
  if (diary.removedInvoices.size > 0) {
    for (const row of exactOnline.rows('SalesOrders')) mayWait.TARGET_GONE.add(String(row.OrderNumber));
    for (const row of exactOnline.rows('SalesInvoices')) mayWait.TARGET_GONE.add(String(row.InvoiceNumber));
  }
  const booked = Map.groupBy(asperion.rows('salesinvoiceswithlines'), ({ invoiceNumber }) => String(invoiceNumber));
  const numbers = new Set(owed.map(({ number }) => number));
  const strangers = [...booked.keys()].filter((number) => !numbers.has(number));
  return [
    ...owed.flatMap((one) => bookedWrong(one, booked.get(one.number) ?? [], diary, hasForgotten)),
    ...strangers.map((number) => `invoice ${number} is owed by nobody`),
  ];
}

function bookedWrong({ number, total }: Owed, own: readonly Row[], diary: Diary, hasForgotten: boolean): string[] {
  const wasRemoved = diary.removedInvoices.has(number);
  if (wasRemoved && own.length === 0) return [];
  if (own.length !== 1 || (wasRemoved && !hasForgotten)) return [`invoice ${number} is there ${own.length} times`];
  const sum = linesOf(own).reduce((cents, { amount }) => cents + Math.round(Number(amount) * 100), 0);
  return sum === Math.round(total * 100) ? [] : [`invoice ${number} comes to ${sum} cents instead of ${total}`];
}

/** An order that changes after it was sent waits, and so does one that is compared after its customer moved: half a correction would be worse than none. */
function orderProblems({ exactOnline, asperion }: Desk, diary: Diary, mayWait: Waiting): string[] {
  const sent = Map.groupBy(asperion.rows('salesorderswithlines'), ({ reference }) => reference);
  const lines = Map.groupBy(exactOnline.rows('SalesOrderLines'), ({ OrderID }) => OrderID);
  return exactOnline.rows('SalesOrders').flatMap(({ OrderID, OrderNumber, OrderedBy }) => {
    const own = sent.get(`EO-${OrderNumber}`) ?? [];
    if (own.length !== 1) return [`order ${OrderNumber} is there ${own.length} times`];
    const isChanged = diary.changedOrders.has(OrderNumber);
    if (isChanged || diary.changedAccounts.has(OrderedBy)) mayWait.DIFFERS.add(String(OrderNumber));
    if (isChanged) return [];
    const there = linesOf(own).map(({ quantity }) => Number(quantity));
    const here = (lines.get(OrderID) ?? []).map(({ Quantity }) => Number(Quantity));
    return there.join() === here.join() ? [] : [`order ${OrderNumber} has ${there} instead of ${here}`];
  });
}

/** Where two customers and a debtor share a mail address and a name, both customers wait and the debtor stays nobody's. */
export function sharedProblems(
  { exactOnline, asperion }: Desk,
  mark: string,
  letters: readonly DeadLetter[],
  mayWait: Waiting,
): string[] {
  const marked = exactOnline.rows('Accounts').filter((row) => String(row.AddressLine3 ?? '').startsWith(mark));
  return [...Map.groupBy(marked, ({ AddressLine3 }) => AddressLine3)].flatMap(([name, accounts]) => {
    const keys = new Set(accounts.map(({ Code }) => `EO-${Code}`));
    for (const { Code } of accounts) mayWait.AMBIGUOUS.add(String(Code));
    const isAsTyped = accounts.every(({ Name, Email }) => `${mark} ${Name}` === name && Email === accounts[0]?.Email);
    if (!isAsTyped || accounts.length < 2) return [];
    const taken = asperion.rows('debtors').filter(({ characteristic5 }) => keys.has(String(characteristic5)));
    const waits = letters.filter(({ code, reference }) => code === 'AMBIGUOUS' && keys.has(`EO-${reference}`));
    return taken.length === 0 && waits.length === 2
      ? []
      : [`${name}: taken ${taken.length} times, ${waits.length} wait`];
  });
}

const linesOf = (rows: readonly Row[]): readonly Row[] =>
  rows.flatMap(({ lines }) => (Array.isArray(lines) ? (lines as readonly Row[]) : []));
