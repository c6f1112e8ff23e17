import Big from 'big.js';
import type { Books, Row } from '../books.ts';
import { linesOf } from '../books.ts';
import { type Problems, sentences } from '../problems.ts';
import type { AsperionSwitches } from '../switches.ts';
import { amountOf, cents, isEmpty } from '../values.ts';

/** Types of journals whose entries need no balance, because the other side is the journal's account (AS-journal-entries). */
const moneyJournals = new Set(['bank', 'cash', 'kas']);

/** Fills book year and period from the document's date if they are left out or 0. */
export function completeBooking(row: Row): Row {
  if (typeof row.date !== 'string') return row;
  return {
    ...row,
    bookyear: isEmpty(row.bookyear) ? Number(row.date.slice(0, 4)) : (row.bookyear ?? null),
    bookperiod: isEmpty(row.bookperiod) ? Number(row.date.slice(5, 7)) : (row.bookperiod ?? null),
  };
}

/** Fills missing VAT per line, and header totals from the lines (AS-invoices). */
export function completeInvoice(row: Row, books: Books): Row {
  const lines = linesOf(row).map((line) => {
    if (typeof line.vatAmount === 'number') return line;
    const rate = amountOf(books.find('vatcodes', 'id', line.vatCode)?.percentage);
    return { ...line, vatAmount: cents(amountOf(line.amount).times(rate).div(100)) };
  });
  return completeBooking({ ...row, lines, ...totalsOf(lines) });
}

/** The totals of a document, from its lines' `amount` and `vatAmount`. */
export function totalsOf(lines: readonly Row[]): Row {
  const sum = (field: string) => lines.reduce((total, line) => total.plus(amountOf(line[field])), new Big(0));
  const [excl, vat] = [sum('amount'), sum('vatAmount')];
  return { amountExclVat: cents(excl), vatAmount: cents(vat), amountInclVat: cents(excl.plus(vat)) };
}

/** An invoice must fall in an open period. */
export function checkInvoice(row: Row, _books: Books, switches: AsperionSwitches, problems: Problems): void {
  checkPeriod(row, switches, problems);
}

/** An entry must fall in an open period and balance, except in bank and cash journals (AS-journal-entries). */
export function checkEntry(row: Row, books: Books, switches: AsperionSwitches, problems: Problems): void {
  checkPeriod(row, switches, problems);
  const journal = books.find('journals', 'id', row.journalId);
  if (moneyJournals.has(String(journal?.type).toLowerCase())) return;
  const sum = linesOf(row).reduce((total, line) => total.plus(amountOf(line.amount)), new Big(0));
  if (!sum.eq(0)) problems.add('lines', sentences.unbalanced(sum.toFixed(2)));
}

function checkPeriod(row: Row, switches: AsperionSwitches, problems: Problems): void {
  const isClosed = switches.closedPeriods.some(
    (period) =>
      period.bookyear === row.bookyear && (period.bookperiod === undefined || period.bookperiod === row.bookperiod),
  );
  if (isClosed) problems.add('bookperiod', sentences.closed(row.bookyear, row.bookperiod));
}
