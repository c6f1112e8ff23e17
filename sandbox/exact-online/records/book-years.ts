import type { Administration } from '../administration.ts';
import { insertRow } from './seed.ts';
import { idOf } from './store.ts';

const TABLE = 'FinancialPeriods';
/** A book year is opened so long before it begins: in December. */
const AHEAD_MS = 31 * 86_400_000;

/**
 * Opens the months of the book years that the clock needs, each year once, as a bookkeeper does in December. Whoever keeps other periods than
 * calendar months, or none, opens them himself.
 */
export class BookYears {
  readonly #company: Administration;
  #until: number | null;

  constructor(company: Administration) {
    this.#company = company;
    const { store } = company;
    const last = store.highest(TABLE, 'FinYear', 0);
    const periods = store.where(TABLE, 'FinYear', last);
    const isByMonth = periods.length === 12 && String(periods[0]?.fields.StartDate).slice(5, 10) === '01-01';
    this.#until = isByMonth ? last : null;
    this.open();
  }

  /** To be called whenever time may have passed. */
  open(): void {
    const needed = new Date(this.#company.clock() + AHEAD_MS).getUTCFullYear();
    while (this.#until !== null && this.#until < needed) {
      this.#until += 1;
      for (let month = 0; month < 12; month += 1) insertRow(this.#company, TABLE, monthOf(this.#until, month));
    }
  }
}

function monthOf(year: number, month: number): object {
  return {
    ID: idOf(`${TABLE} ${year}-${month + 1}`),
    FinYear: year,
    FinPeriod: month + 1,
    StartDate: midnight(Date.UTC(year, month, 1)),
    EndDate: midnight(Date.UTC(year, month + 1, 0)),
  };
}

const midnight = (ms: number): string => `${new Date(ms).toISOString().slice(0, 10)}T00:00:00`;
