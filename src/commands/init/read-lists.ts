import { judgedFields, judgeEntry, placeOf } from '../../doctor/reference-lists.ts';
import { AccessError } from '../../errors/errors.ts';
import type { FirstLoad } from '../../init/guards.ts';
import type { Entries } from '../../init/proposal.ts';
import type { Inspection } from '../../systems/inspection.ts';
import type { Meaning } from '../../systems/meaning.ts';
import { factsOf, type SystemName, titleOf } from '../../systems/registry.ts';
import type { System } from '../../systems/system.ts';

/** What lists and counts are read with. */
export interface ListReading {
  readonly systems: Readonly<Record<SystemName, { readonly system: System; readonly inspection: Inspection }>>;
  /** The day of the run, yyyy-MM-dd. */
  readonly today: string;
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

/** The most records that are read for the few words in them, such as the units of articles. */
const MOST_RECORDS = 2000;

/**
 * The entries of lists that may be used for sales, by `SYSTEM.RESOURCE`, sorted by their codes. A list that the user may not see is told and
 * left out.
 */
export async function readLists(lists: ReadonlySet<string>, reading: ListReading): Promise<Entries> {
  const entries = new Map<string, readonly Meaning[]>();
  for (const list of lists) {
    const read = await unlessRefused(reading, list, () => readList(list, reading));
    if (read !== null) entries.set(list, read);
  }
  return entries;
}

async function readList(
  list: string,
  { systems, today, tell, signal }: ListReading,
): Promise<readonly Meaning[] | null> {
  const place = placeOf(list);
  const meaning = place === null ? undefined : factsOf(place.system).meanings?.[place.resource];
  if (place === null || meaning === undefined) return null;
  const { system, inspection } = systems[place.system];
  if (meaning.isDistinct === true) {
    const count = await inspection.count({ resource: place.resource, from: null }, signal);
    if (count === null || count > MOST_RECORDS) {
      tell(`${titleOf(place.system)} has too many ${place.resource} to read all of them (${count ?? 'not counted'}).`);
      return null;
    }
  }
  const fields = [...new Set([...meaning.fields, ...judgedFields(place)])];
  const rows = await system.list({ resource: place.resource, fields, signal });
  const use = { resource: 'sales', field: '' };
  const usable = rows.filter((row) => judgeEntry(place, row, use, { today })?.level !== 'error');
  const byCode = new Map(usable.map((row) => meaning.read(row)).map((entry) => [entry.code, entry] as const));
  byCode.delete('');
  return [...byCode.values()].sort((left, right) => left.code.localeCompare(right.code, 'en', { numeric: true }));
}

/** A flow whose first load is counted. */
export interface ToCount {
  readonly flow: string;
  /** `SYSTEM.RESOURCE`. */
  readonly source: string;
  /** The first day of its documents; null = all records. */
  readonly from: string | null;
}

/** What the first load of each flow would read: one call for each. */
export async function countLoads(flows: readonly ToCount[], reading: ListReading): Promise<readonly FirstLoad[]> {
  const loads: FirstLoad[] = [];
  for (const { flow, source, from } of flows) {
    const place = placeOf(source);
    const count = (): Promise<number | null> =>
      place === null
        ? Promise.resolve(null)
        : reading.systems[place.system].inspection.count({ resource: place.resource, from }, reading.signal);
    loads.push({ flow, source, from, records: await unlessRefused(reading, source, count) });
  }
  return loads;
}

async function unlessRefused<Read>(
  { tell }: ListReading,
  what: string,
  read: () => Promise<Read | null>,
): Promise<Read | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof AccessError) || !['FORBIDDEN', 'READ_REFUSED'].includes(error.code)) throw error;
    tell(`${what} could not be read: ${error.message}`);
    return null;
  }
}
