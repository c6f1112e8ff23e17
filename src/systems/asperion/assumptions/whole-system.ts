import { AccessError } from '../../../errors/errors.ts';
import { confirmed, contradicted, type Test, untestable } from '../../assumption.ts';
import { asperionNames } from '../names.ts';
import { readCount } from '../rows.ts';
import { isText, orRefusal, type Probe } from './probe.ts';

const line = (name: string, value: string | number): string => `asperion: { ${name}: ${value} }`;

/** The administration that an answer is about, by its own words: digits, or null. */
const administrationOf = ({ meta }: { readonly meta: Readonly<Record<string, unknown>> }): string | null =>
  meta.administrationId === undefined || meta.administrationId === null ? null : String(meta.administrationId);

const { withoutTenant } = asperionNames;

/** Whether the tenant header leads to the administration that it names. */
export const testTenant =
  (probe: Probe): Test =>
  async (_, signal) => {
    const { tenant, settings } = probe;
    try {
      const ends = await probe.ends(signal);
      const list = await probe.page(withoutTenant, {}, signal);
      const others = list.rows.map((row) => String(row.id)).filter((id) => id !== tenant);
      const [other] = others;
      if (other === undefined) return untestable('The user has only one administration.');
      if (ends === null || administrationOf(ends.first) === null) {
        const says = `The user has ${others.length + 1} administrations, and no answer says which one it is about.`;
        return ends === null ? untestable(says) : contradicted(says, null);
      }
      const byDefault = administrationOf(list);
      if (byDefault !== null && byDefault !== tenant) return confirmed(heard(settings.tenantHeader));
      const answered = await answersFor(
        probe,
        ends.resource,
        { tenant: other, tenantHeader: settings.tenantHeader },
        signal,
      );
      if (answered) return confirmed(heard(settings.tenantHeader));
      return contradicted(unheard(settings.tenantHeader), await otherSpelling(probe, other, signal));
    } catch (error) {
      if (!isWrongTenant(error)) throw error;
      return contradicted(unheard(settings.tenantHeader), await otherSpelling(probe, tenant, signal));
    }
  };

const heard = (name: string): string => `Asperion follows the header ${name}.`;
const unheard = (name: string): string =>
  `Asperion ignores the header ${name} and answers for the default administration.`;

const isWrongTenant = (error: unknown): boolean => error instanceof AccessError && error.code === 'WRONG_TENANT';

/** Asks an administration for an empty list. A refusal for a missing right also shows that the header works. */
async function answersFor(
  probe: Probe,
  resource: string,
  { tenant, tenantHeader }: { readonly tenant: string; readonly tenantHeader: string },
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const filters = { [asperionNames.query.metaOnly]: 'true' };
    const connection = probe.with({ tenantHeader }, tenant);
    return administrationOf(await probe.page(resource, { size: 1, filters }, signal, connection)) === tenant;
  } catch (error) {
    if (isWrongTenant(error)) return false;
    if (error instanceof AccessError && error.code === 'FORBIDDEN') return true;
    throw error;
  }
}

async function otherSpelling(probe: Probe, tenant: string, signal: AbortSignal): Promise<string | null> {
  for (const name of asperionNames.tenantHeaders) {
    if (name === probe.settings.tenantHeader) continue;
    if (await answersFor(probe, 'paymentconditions', { tenant, tenantHeader: name }, signal))
      return line('tenantHeader', name);
  }
  return null;
}

const NO_LIST = 'None of the small lists has two records.';

/** Whether pages are numbered as the settings say, and name each other. */
export const testPages =
  (probe: Probe): Test =>
  async (_, signal) => {
    const { firstPage } = probe.settings;
    const otherLine = firstPage < 2 ? line('firstPage', 1 - firstPage) : null;
    const ends = await orRefusal('a list', () => probe.ends(signal));
    if (typeof ends === 'string') {
      const other = (page: number) => probe.page('ledgeraccounts', { page, size: 1 }, signal);
      const says = `Asperion refuses page ${firstPage} of a list.`;
      const isThere = await orRefusal('a list', () => other(1 - firstPage));
      return typeof isThere === 'string' ? untestable(ends) : contradicted(says, otherLine);
    }
    if (ends === null) return untestable(NO_LIST);
    const { first, last, count } = ends;
    if (first.rows.length > 1) return untestable('Asperion gives no pages of one record.');
    if (isText(first.meta.previousPage)) {
      return contradicted(`Page ${firstPage} of a list is not the first one: it names a page before it.`, otherLine);
    }
    if (last === null) return untestable('The answers do not say how many pages a list has.');
    if (!isText(first.meta.nextPage)) {
      return contradicted(`The first of ${count} pages names no next page, so a list would end there.`, null);
    }
    const isOther = last.rows.length > 0 && String(last.rows[0]?.id) !== String(first.rows[0]?.id);
    if (!isOther) return contradicted(`Page ${firstPage + (count ?? 0) - 1} of ${count} is not the last.`, otherLine);
    if (isText(last.meta.nextPage)) return contradicted('The last page names a next page.', otherLine);
    return confirmed(`Page ${firstPage} is the first one, and the last ends the list.`);
  };

/** Whether the total counts what the settings say. */
export const testTotal =
  (probe: Probe): Test =>
  async (_, signal) => {
    const { totalCount: expected } = probe.settings;
    if (expected === 'none') return untestable('asperion.totalCount is none: the length of lists is not checked.');
    const ends = await orRefusal('a list', () => probe.ends(signal));
    if (typeof ends === 'string') return untestable(ends);
    if (ends === null) return untestable(NO_LIST);
    const { rows, meta } = ends.first;
    const [told, pageCount] = [readCount(meta.totalCount), readCount(meta.pageCount)];
    if (rows.length > 1) return untestable('Asperion gives no pages of one record.');
    if (told === null) {
      return contradicted('Lists do not say how many records they have.', line('totalCount', 'none'));
    }
    const counts = told === 1 ? 'page' : 'list';
    const says = `totalCount counts the records of ${counts === 'list' ? 'the whole list' : 'one page'}.`;
    if (counts === 'list' && pageCount !== null && pageCount !== told) {
      return contradicted('totalCount counts neither the page nor the whole list.', line('totalCount', 'none'));
    }
    return counts === expected ? confirmed(says) : contradicted(says, line('totalCount', counts));
  };

/** What an empty filter does. */
export const testEmptyFilter =
  (probe: Probe): Test =>
  async (_, signal) => {
    const ends = await orRefusal('a list', () => probe.ends(signal));
    if (typeof ends === 'string') return untestable(ends);
    if (ends?.count == null) return untestable(NO_LIST);
    const count = await orRefusal('a list', () => probe.count(ends.resource, { Description: '' }, signal));
    if (typeof count === 'string') return contradicted('An empty filter is refused. No flow sends one.', null);
    if (count === ends.count) return confirmed('An empty filter is none.');
    return contradicted('An empty filter asks for records in which the field is empty. No flow sends one.', null);
  };
