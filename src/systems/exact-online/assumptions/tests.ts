import { AccessError } from '../../../errors/errors.ts';
import { LocalDateTime, type RecordValues } from '../../../values.ts';
import { confirmed, contradicted, type Test, untestable } from '../../assumption.ts';
import { matchForm } from '../../match-form.ts';
import { exactOnlineCatalog } from '../catalog.ts';
import { type ConnectionOptions, connect } from '../connection.ts';
import { readLog } from '../feeds/deletions.ts';
import { queryAddress } from '../query/address.ts';
import { findRecords } from '../query/lookup.ts';
import { type Source, specOf } from '../query/query.ts';
import { readWhole } from '../rows.ts';
import { testMonths } from './months.ts';
import type { ExactOnlineAssumption } from './table.ts';

/** A list that every administration has, without a feed and so without a required filter. */
const SMALL_LIST = 'vat/VATCodes';

/** No row has a row version above this one. */
const HIGHEST = 2n ** 63n - 2n;

/** What was read; null if Exact Online does not take the question. */
async function unlessRefused<Answer>(read: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AccessError && error.code === 'READ_REFUSED') return null;
    throw error;
  }
}

/** The tests of what can be tested. `bookYearStart` = MM-DD. */
export function exactOnlineTests(options: ConnectionOptions, bookYearStart: string): ReadonlyMap<string, Test> {
  const source: Source = { connection: connect(options), catalog: exactOnlineCatalog };
  const { base } = source.connection;
  const { clock = Date.now } = options;
  const firsts = new Map<string, Promise<RecordValues | null>>();

  /**
   * The first record of a list, perhaps by the order of a field: `$top=1` is taken without a filter (EX-top-one). All fields come along, so
   * that one call serves several tests.
   */
  const firstOf = (resource: string, signal: AbortSignal, by?: string): Promise<RecordValues | null> => {
    const order = by === undefined ? '' : `$orderby=${encodeURIComponent(by)}&`;
    const address = `${base}${resource}?${order}$top=1`;
    const known = firsts.get(address) ?? readFirst(resource, address, signal);
    firsts.set(address, known);
    return known;
  };
  const readFirst = async (resource: string, address: string, signal: AbortSignal): Promise<RecordValues | null> => {
    const { rows } = await source.connection.read(resource, address, signal);
    return rows[0] === undefined ? null : readWhole(rows[0], specOf(source, resource));
  };

  const tests: Partial<Record<ExactOnlineAssumption, Test>> = {
    async pages(_, signal) {
      const select = [specOf(source, SMALL_LIST).key];
      const address = `${queryAddress(base, SMALL_LIST, { select })}&$inlinecount=allpages`;
      const { rows, next, count } = await source.connection.read(SMALL_LIST, address, signal);
      if (count === null) return untestable(`${SMALL_LIST} does not say how many there are.`);
      if (next !== null) return confirmed('Every page but the last names the next one.');
      if (rows.length === count) return untestable(`${SMALL_LIST} has only one page.`);
      return contradicted(`A page of ${rows.length} of ${count} records names no next page.`, null);
    },

    async search({ resource, fields: [field = ''] }, signal) {
      const padding = specOf(source, resource).fields[field]?.padding;
      // Of codes with a fixed width, the first may be the shortest.
      const record = await firstOf(resource, signal, padding === undefined ? undefined : field);
      const value = record?.[field] ?? null;
      if (record === null || value === null) return untestable(`The first record of ${resource} has no ${field}.`);
      if (padding !== undefined && String(value).length >= padding.width) {
        return untestable(`The first ${field} of ${resource} has no padding.`);
      }
      const found = await unlessRefused(() =>
        findRecords(source, { resource, field, values: [value], fields: [field], signal }),
      );
      if (found === null) return contradicted(`${resource} cannot be searched by ${field}.`, null);
      const spec = specOf(source, resource);
      const idOf = (one: RecordValues) => matchForm(spec, spec.key, one[spec.key]);
      const isIt = found.some((one) => idOf(one) === idOf(record));
      if (isIt) return confirmed(`${resource} is found by ${field}.`);
      return contradicted(`An existing record of ${resource} is not found by its ${field}.`, null);
    },

    async deletions(_, signal) {
      const rows = await unlessRefused(() => readLog(source, HIGHEST, signal));
      if (rows !== null) return confirmed('The log of deletions can be asked from a row version on.');
      return contradicted('The log of deletions cannot be asked from a row version on.', null);
    },

    async 'whole-days'({ resource, fields: [field = ''] }, signal) {
      const { documentDate } = specOf(source, resource);
      // Most records have no last day, and those come first.
      const date = (await firstOf(resource, signal, documentDate === field ? undefined : `${field} desc`))?.[field];
      if (!(date instanceof LocalDateTime)) return untestable(`The first record of ${resource} has no ${field}.`);
      if (!/T2[23]:00:00$/.test(date.iso)) return confirmed(`Dates of ${resource} are days.`);
      const says = `Dates of ${resource} come as ${date.iso.slice(11, 16)} of the day before: each would count as a day too early.`;
      return contradicted(says, null);
    },

    months: testMonths({ source, clock, bookYearStart }),
  };
  return new Map(Object.entries(tests));
}
