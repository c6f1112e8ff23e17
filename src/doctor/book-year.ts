import { DateTime } from 'luxon';
import type { SystemName } from '../systems/registry.ts';
import type { RecordValues, Value } from '../values.ts';
import { type Finding, notChecked, ok, thrownFindings, warning } from './finding.ts';
import { closed, type Inspected } from './systems.ts';

/** How long before a book year begins it is worth a look: in December, where it begins in January. */
const AHEAD_DAYS = 31;

/** The first day of the next book year when it begins soon, yyyy-MM-dd, else null. `start` = MM-dd. Pure. */
export function nextBookYear(today: string, start: string): string | null {
  const year = Number(today.slice(0, 4));
  const next = [year, year + 1].map((one) => `${one}-${start}`).find((day) => day > today) ?? '';
  const days = (Date.parse(next) - Date.parse(today)) / 86_400_000;
  return days <= AHEAD_DAYS ? next : null;
}

/** Whether the financial periods of Exact Online cover a day (§4.1, `financial/FinancialPeriods`). Pure. */
export function isOpen(periods: readonly RecordValues[], day: string): boolean {
  return periods.some(({ StartDate, EndDate }) => dayOf(StartDate) <= day && day <= dayOf(EndDate));
}

function dayOf(moment: Value | undefined): string {
  return moment === null || moment === undefined ? '' : String(moment).slice(0, 10);
}

/** Looks, in the month before a book year begins, whether documents can be booked in it. */
export async function checkBookYear(
  start: string,
  inspected: Inspected,
  open: ReadonlySet<SystemName>,
  today: string,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const day = nextBookYear(today, start);
  if (day === null) {
    const from = DateTime.fromISO(`${today.slice(0, 4)}-${start}`)
      .minus({ days: AHEAD_DAYS })
      .toFormat('d MMMM');
    return [notChecked('book year', `The next book year is looked at from ${from} on.`)];
  }
  const asperion = notChecked(
    'book year',
    `Whether Asperion takes documents from ${day} on cannot be asked over its API: open the book year there in time.`,
  );
  if (!open.has('exact-online')) return [closed('book year', 'exact-online'), asperion];
  try {
    const fields = ['StartDate', 'EndDate'];
    const resource = 'financial/FinancialPeriods';
    const periods = await inspected['exact-online'].system.list({ resource, fields, signal });
    return [judge(periods, day), asperion];
  } catch (thrown) {
    const because = thrownFindings('book year', thrown, 'not-checked').map(({ says }) => notChecked('book year', says));
    return [...because, asperion];
  }
}

function judge(periods: readonly RecordValues[], day: string): Finding {
  if (periods.length === 0) return notChecked('book year', 'Exact Online shows this user no financial periods.');
  if (isOpen(periods, day)) return ok('book year', `Exact Online has a period for ${day}.`);
  const says = `The book year that begins on ${day} is not open yet in Exact Online.`;
  return warning('book year', says, `Create it there before ${day}: documents of that day on are refused otherwise.`);
}
