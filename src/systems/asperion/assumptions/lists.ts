import { DateTime } from 'luxon';
import { isDecimal, LocalDateTime } from '../../../values.ts';
import { confirmed, contradicted, type Test, untestable } from '../../assumption.ts';
import { sinceFilter } from '../listing.ts';
import { asperionNames } from '../names.ts';
import { orRefusal, type Probe } from './probe.ts';

const full = (resource: string): string => `asperion: { changes: { ${resource}: full } }`;

/** Whether a list can include inactive articles. */
export const testInactive =
  (probe: Probe): Test =>
  async ({ resource }, signal) => {
    const { all, inactive } = asperionNames.activeState;
    const count = (state: string | null) =>
      orRefusal(resource, () => probe.count(resource, state === null ? {} : { ActiveState: state }, signal));
    const [whole, active, hidden] = [await count(all), await count(null), await count(inactive)];
    if (typeof whole === 'string') return contradicted(`${resource} refuses ActiveState=${all}.`, null);
    if (typeof active !== 'number' || typeof hidden !== 'number' || whole === null) {
      return untestable(`${resource} does not say how many there are.`);
    }
    if (hidden === 0 && whole === active) return untestable(`${resource} has no inactive record yet.`);
    if (whole === active + hidden) return confirmed(`${resource} lists inactive records when it is asked.`);
    const says = `ActiveState=${all} does not list all ${resource}: inactive ones would not be found and would be created again.`;
    return contradicted(says, null);
  };

/** Whether dates are Dutch days. */
export const testWholeDays =
  (probe: Probe): Test =>
  async ({ resource }, signal) => {
    const { spec, records, refused } = await probe.sample(resource, signal);
    if (refused !== null) return untestable(refused);
    const times = records.flatMap((record) => {
      const date = record[spec.documentDate ?? ''];
      return date instanceof LocalDateTime ? [date.iso.slice(11)] : [];
    });
    if (times.length === 0) return untestable(`${resource} shows no date yet.`);
    if (!times.every((time) => /^2[23]:00:00$/.test(time))) return confirmed(`Dates of ${resource} are days.`);
    const says = `Dates of ${resource} come at ${times[0]?.slice(0, 5)} on the day before, as in UTC: each document would be a day too early.`;
    return contradicted(says, null);
  };

/** So many final invoices are not all credit notes. */
const ENOUGH = 5;

/** Whether invoices are above zero. */
export const testSigns =
  (probe: Probe): Test =>
  async ({ resource, fields: [field = ''] }, signal) => {
    const { spec, records, refused } = await probe.sample(resource, signal);
    if (refused !== null) return untestable(refused);
    const { frozen } = spec;
    const totals = records
      .filter((record) => frozen?.values.some((value) => value === record[frozen.field]) === true)
      .flatMap((record) => (isDecimal(record[field]) && !record[field].eq(0) ? [record[field]] : []));
    if (totals.some((total) => total.gt(0))) return confirmed(`Invoices of ${resource} are above zero.`);
    if (totals.length < ENOUGH) return untestable(`${resource} has too few final records to show a sign.`);
    const says = `All ${totals.length} final records of ${resource} that were read are below zero: each invoice would be booked as a credit note.`;
    return contradicted(says, null);
  };

/** Whether a list is sorted by newest change first. */
export const testNewestFirst =
  (probe: Probe): Test =>
  async ({ resource }, signal) => {
    if (probe.settings.changes[resource] !== 'newest-first') return null;
    const filters = { [asperionNames.query.orderBy]: 'dateLastChange desc' };
    const page = await orRefusal(resource, () =>
      probe.page(resource, { filters, size: probe.settings.pageSize }, signal),
    );
    if (typeof page === 'string') return contradicted(page, full(resource));
    const moments = page.rows.map((row) => row.dateLastChange ?? null);
    const texts = moments.filter((moment) => typeof moment === 'string');
    if (moments.length < 2) return untestable(`${resource} has too few records to show an order.`);
    if (texts.length < moments.length) {
      return contradicted(`Not all records of ${resource} show when they were changed.`, full(resource));
    }
    const isSorted = texts.every((text, index) => index === 0 || text <= (texts[index - 1] ?? ''));
    if (!isSorted) return contradicted(`${resource} does not come with the newest change first.`, full(resource));
    const isSame = texts.at(-1) === texts[0];
    return isSame
      ? untestable(`All records of ${resource} that were read changed at the same time.`)
      : confirmed(`${resource} comes with the newest change first.`);
  };

/** Whether a filter by date works. */
export const testSince =
  (probe: Probe): Test =>
  async ({ resource }, signal) => {
    if (probe.settings.changes[resource] !== 'recent') return null;
    const { spec, records, filters, refused } = await probe.sample(resource, signal);
    if (refused !== null) return untestable(refused);
    const field = spec.documentDate ?? '';
    const date = records.map((record) => record[field]).find((value) => value instanceof LocalDateTime);
    if (date === undefined) return untestable(`${resource} shows no date yet.`);
    if (!date.iso.endsWith('T00:00:00')) return untestable(`Dates of ${resource} are not days.`);
    const dayAfter = DateTime.fromISO(date.date).plus({ days: 1 }).toFormat('yyyy-MM-dd');
    const from = (day: string) =>
      orRefusal(resource, () => probe.count(resource, { ...filters, ...sinceFilter(field, day) }, signal));
    const [onThatDay, later] = [await from(date.date), await from(dayAfter)];
    if (typeof onThatDay === 'string') return contradicted(onThatDay, full(resource));
    if (typeof later !== 'number' || onThatDay === null) {
      return untestable(`${resource} does not say how many there are.`);
    }
    if (onThatDay > later) return confirmed(`${resource} can be asked for documents from a day on.`);
    return contradicted(`${resource} ignores the filter by date.`, full(resource));
  };

/** Whether entries are listed by their book year. */
export const testBookYear =
  (probe: Probe): Test =>
  async ({ resource }, signal) => {
    const [field = ''] = asperionNames.requiredFilters[resource] ?? [];
    const { records, filters, refused } = await probe.sample(resource, signal);
    if (refused !== null) return untestable(refused);
    if (records.length === 0) return untestable(`${resource} has no record in the book years that are read.`);
    const wanted = Object.values(filters)[0];
    const isRight = records.every((record) => String(record[field]) === wanted);
    if (isRight) return confirmed(`${resource} is listed by book year.`);
    return contradicted(`${resource} ignores the book year: each year is read in full.`, null);
  };
