import { SyncError } from '../../../errors/errors.ts';
import { MINUTE_MS } from '../../../time.ts';
import type { Value } from '../../../values.ts';
import type { ResourceSpec } from '../../catalog.ts';
import { matchForm } from '../../match-form.ts';
import { readRow, type WireRow } from '../rows.ts';
import { anyOfAddresses, queryAddress } from './address.ts';
import { type AnyOf, rowsMatchingAny } from './any-of.ts';
import { endpointOf, isTooLarge, keyed, lacksField, listingOf, pages, type Source } from './query.ts';

/** Rows of a page of a list (EX-paging). */
const PAGE = 1000;
/** Lists with more pages are not held: they would take too much memory. */
const MOST_PAGES = 5;
/** A list of which it is not known how long it is, is begun after so many calls. */
const TRIED_AFTER = 2;
/** So many pages more than what look-ups have cost are read at once: the list would be begun a second time soon. */
const SOON = 2;
/** A list is read again after this time. */
const VALID_MS = 5 * MINUTE_MS;

/** What refuses a list, and not the look-ups of its records. */
const LEAVES_LOOK_UPS: ReadonlySet<string> = new Set(['READ_REFUSED', 'FORBIDDEN', 'ERROR_BUDGET']);

/** A question for the rows whose field has one of some values. */
export interface ByValues {
  readonly spec: ResourceSpec;
  readonly field: string;
  /** The term of a value, such as `Code eq 'A1'`. */
  readonly termOf: (value: Value) => string;
  readonly values: readonly Value[];
  /** See `FindRequest`. */
  readonly guessed?: (() => void) | undefined;
}

interface Held {
  /** Calls that look-ups have cost. */
  spent: number;
  /** How long the list is, if that is known. */
  pages: number | null;
  /** Rows by the comparable form of the field. */
  rows: ReadonlyMap<string, readonly WireRow[]> | null;
  readAtMs: number;
}

/**
 * Lists that a reading holds because their pages cost fewer calls than the look-ups that it makes one after the other. What a list lacks is
 * looked up as before, so it need not be complete, unless the answer is only a guess. What it holds is up to five minutes old: use it only for records that the next run reads again if
 * they change.
 */
export class HeldLists {
  readonly #lists = new Map<string, Held>();

  /** The rows that a question asks for: from a list, if it is the cheaper way, else by look-ups. Throws as both do. */
  async rows(source: Source, question: Omit<AnyOf, 'terms'>, by: ByValues): Promise<readonly WireRow[]> {
    const { path, select } = question;
    const name = [path, by.field, ...select].join('\n');
    const held = this.#lists.get(name) ?? { spent: 0, pages: null, rows: null, readAtMs: 0 };
    this.#lists.set(name, held);
    if (source.connection.clock() - held.readAtMs > VALID_MS) held.rows = null;
    if (held.rows === null && held.spent + SOON >= (held.pages ?? TRIED_AFTER + SOON))
      await read(source, question, by, held);
    const rows: WireRow[] = [];
    const absent: Value[] = [];
    for (const value of new Set(by.values)) {
      const known = held.rows?.get(matchForm(by.spec, by.field, value) ?? '');
      if (known === undefined) absent.push(value);
      else rows.push(...known);
    }
    if (absent.length === 0) return rows;
    if (held.rows !== null && by.guessed !== undefined) {
      by.guessed();
      return rows;
    }
    const terms = absent.map(by.termOf);
    const found = await rowsMatchingAny(source, { ...question, terms });
    const addresses = anyOfAddresses(source.connection.base, path, select, terms).length;
    held.spent += Math.max(addresses, Math.ceil(found.length / (endpointOf(path).pageSize ?? PAGE)));
    return [...rows, ...found];
  }
}

/** Reads a list, unless its first page says that it is longer than what look-ups cost. */
async function read(source: Source, question: Omit<AnyOf, 'terms'>, by: ByValues, held: Held): Promise<void> {
  const { select, signal } = question;
  const listing = listingOf(by.spec, select);
  const refused = refusedOf(source);
  held.pages = Number.POSITIVE_INFINITY;
  if (listing === undefined || refused.has(listing.path)) return;
  const { path, filter = everyKey(by.spec) } = listing;
  try {
    const address = `${queryAddress(source.connection.base, path, { select, filter })}&$inlinecount=allpages`;
    const first = await source.connection.read(path, address, signal);
    held.spent += 1;
    const isWhole = first.next === null;
    const length = isWhole ? 1 : first.count === null ? Number.POSITIVE_INFINITY : Math.ceil(first.count / PAGE);
    held.pages = length > MOST_PAGES ? Number.POSITIVE_INFINITY : length;
    if (held.pages > held.spent + SOON) return;
    const rows = [...keyed(first.rows, path, select)];
    if (first.next !== null)
      for await (const page of pages(source, path, first.next, signal)) rows.push(...keyed(page.rows, path, select));
    held.rows = Map.groupBy(rows, (row) => matchForm(by.spec, by.field, readRow(row, by.spec)[by.field]) ?? '');
    held.readAtMs = source.connection.clock();
  } catch (error) {
    // A list that may not be read, or not at once, leaves the look-ups. It is not asked for again: too many refusals block the app's key (EX-error-limit).
    held.pages = Number.POSITIVE_INFINITY;
    if (!isTooLarge(error) && !lacksField(error) && !(error instanceof SyncError && LEAVES_LOOK_UPS.has(error.code)))
      throw error;
    refused.add(path);
  }
}

/** A filter that every row passes: without one, a list may be refused (EX-mandatory-filter). */
const everyKey = ({ key }: ResourceSpec): string => `${key} ne guid'00000000-0000-0000-0000-000000000000'`;

const refusals = new WeakMap<Source['connection'], Set<string>>();

/** The lists that were refused in this run. */
function refusedOf({ connection }: Source): Set<string> {
  const paths = refusals.get(connection) ?? new Set();
  refusals.set(connection, paths);
  return paths;
}

/** The lists of those who ask, by the object that they give with a question. */
export class ListsOfMemories {
  #lists = new WeakMap<object, HeldLists>();

  /** The lists of a memory; undefined without one. */
  of(memory: object | undefined): HeldLists | undefined {
    if (memory === undefined) return undefined;
    const lists = this.#lists.get(memory) ?? new HeldLists();
    this.#lists.set(memory, lists);
    return lists;
  }

  /** Forgets all: what was just written may be in any of them. */
  forget(): void {
    this.#lists = new WeakMap();
  }
}
