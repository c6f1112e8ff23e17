import { DateTime } from 'luxon';
import type { FinancialPeriods } from '../systems/facts.ts';
import { factsOf, type SystemName, systemNames, titleOf } from '../systems/registry.ts';
import { DAY_MS } from '../time.ts';
import type { RecordValues, Value } from '../values.ts';
import { type Finding, notChecked, ok, thrownFindings, warning } from './finding.ts';
import { type CheckContext, closed } from './systems.ts';

/** How long before a book year begins it is checked: in December, if it begins in January. */
const AHEAD_DAYS = 31;

/** The first day of the next book year when it begins soon, yyyy-MM-dd, else null. `start` = MM-dd. Pure. */
export function nextBookYear(today: string, start: string): string | null {
  const year = Number(today.slice(0, 4));
  const next = [year, year + 1].map((one) => `${one}-${start}`).find((day) => day > today) ?? '';
  const days = (Date.parse(next) - Date.parse(today)) / DAY_MS;
  return days <= AHEAD_DAYS ? next : null;
}

/** Whether the financial periods of a system cover a day. Pure. */
export function isOpen(
  { from, until }: Pick<FinancialPeriods, 'from' | 'until'>,
  periods: readonly RecordValues[],
  day: string,
): boolean {
  return periods.some((period) => dayOf(period[from]) <= day && day <= dayOf(period[until]));
}

function dayOf(moment: Value | undefined): string {
  return moment === null || moment === undefined ? '' : String(moment).slice(0, 10);
}

/** Checks, in the month before a book year begins, whether documents can be booked in it. */
export async function checkBookYear(start: string, context: CheckContext): Promise<readonly Finding[]> {
  const { today, open } = context;
  const day = nextBookYear(today, start);
  if (day === null) {
    const from = DateTime.fromISO(`${today.slice(0, 4)}-${start}`)
      .minus({ days: AHEAD_DAYS })
      .toFormat('d MMMM');
    return [notChecked('book year', `The next book year is checked from ${from} on.`)];
  }
  const findings: Finding[] = [];
  for (const system of systemNames().filter(keepsBooks)) {
    const { periods } = factsOf(system);
    if (periods === undefined) findings.push(notAsked(system, day));
    else if (!open.has(system)) findings.push(closed('book year', system));
    else findings.push(...(await askPeriods({ system, periods, day }, context)));
  }
  return findings;
}

const keepsBooks = (system: SystemName): boolean =>
  [...factsOf(system).catalog.resources.values()].some(({ documentDate }) => documentDate !== undefined);

function notAsked(system: SystemName, day: string): Finding {
  const says = `Whether ${titleOf(system)} takes documents from ${day} on cannot be asked over its API: open the book year there in time.`;
  return notChecked('book year', says);
}

async function askPeriods(
  { system, periods: where, day }: { system: SystemName; periods: FinancialPeriods; day: string },
  { inspected, signal }: CheckContext,
): Promise<readonly Finding[]> {
  const { resource, from, until } = where;
  try {
    const periods = await inspected[system].system.list({ resource, fields: [from, until], signal });
    if (periods.length === 0)
      return [notChecked('book year', `${titleOf(system)} shows this user no financial periods.`)];
    return [judge(titleOf(system), isOpen(where, periods, day), day)];
  } catch (thrown) {
    return thrownFindings('book year', thrown, 'not-checked').map(({ says }) => notChecked('book year', says));
  }
}

function judge(title: string, isThere: boolean, day: string): Finding {
  if (isThere) return ok('book year', `${title} has a period for ${day}.`);
  const says = `The book year that begins on ${day} is not open yet in ${title}.`;
  return warning('book year', says, `Create it there before ${day}: otherwise documents from that day on are refused.`);
}
