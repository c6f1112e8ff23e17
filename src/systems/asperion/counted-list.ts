import { TransientError } from '../../errors/errors.ts';
import type { Connection } from './connection.ts';
import type { AsperionSettings } from './facts/settings.ts';
import { type ListPage, type ListRequest, readPage } from './listing.ts';
import type { WireObject } from './rows.ts';

/** The most times that a list is read until it is consistent. */
const READINGS = 3;

/** One page of a list. */
export interface CountedPage {
  readonly rows: readonly WireObject[];
  /** The list is read from its beginning, perhaps again; earlier pages do not count. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** How many records the list still has behind this page; null = it does not say. */
  readonly left: number | null;
}

/**
 * The pages of a list, and the only place that counts them: the last page is only given if as many records came as the list
 * says it has. A record that is added or removed while pages are read shifts the others, so that one is lost or doubled. Then, and
 * if a page is missing, the list is read again. Throws TransientError `BAD_ANSWER` if it is never consistent. `first` is
 * its first page, if that was read already.
 */
export async function* countedPages(
  connection: Connection,
  list: ListRequest,
  signal: AbortSignal,
  first?: ListPage,
): AsyncGenerator<CountedPage, void, undefined> {
  let fault: string | null = null;
  for (let reading = 1; reading <= READINGS; reading += 1) {
    const known = reading === 1 ? first : undefined;
    fault = yield* readOnce(connection, list, signal, known);
    if (fault === null) return;
  }
  throw new TransientError('BAD_ANSWER', `Asperion's list of ${list.resource} is not consistent: ${fault}.`, {
    hint: 'The next run reads it again. If it recurs, see asperion.totalCount in settings.yml: it says what the list counts.',
  });
}

/** All rows of a list, once it is consistent. Throws as `countedPages` does. */
export async function readList(
  connection: Connection,
  list: ListRequest,
  signal: AbortSignal,
  first?: ListPage,
): Promise<readonly WireObject[]> {
  let rows: WireObject[] = [];
  for await (const page of countedPages(connection, list, signal, first)) {
    if (page.isFirst) rows = [];
    rows.push(...page.rows);
  }
  return rows;
}

/** Reads a list from page to page; returns what is inconsistent, or null. */
async function* readOnce(
  connection: Connection,
  list: ListRequest,
  signal: AbortSignal,
  first: ListPage | undefined,
): AsyncGenerator<CountedPage, string | null, undefined> {
  const { firstPage, totalCount } = connection.settings;
  const count = new ListCount(totalCount);
  for (let number = firstPage; ; number += 1) {
    const known = number === firstPage ? first : undefined;
    const page = known ?? (await readPage(connection, list, number, signal));
    // An empty page ends the list, whatever it says.
    const isLast = !page.hasNext || page.rows.length === 0;
    const fault = count.add(page) ?? (isLast ? count.end() : null);
    if (fault !== null) return fault;
    yield { rows: page.rows, isFirst: number === firstPage, isLast, left: count.left };
    if (isLast) return null;
  }
}

/** The result of one reading of a list. */
class ListCount {
  readonly #mode: AsperionSettings['totalCount'];
  readonly #ids = new Set<string>();
  #rows = 0;
  #pages = 0;
  #total: number | null = null;
  #pageCount: number | null = null;

  constructor(mode: AsperionSettings['totalCount']) {
    this.#mode = mode;
  }

  /** How many records are still to come; null = not known. */
  get left(): number | null {
    return this.#total === null ? null : this.#total - this.#ids.size;
  }

  /** Counts a page; returns what is wrong with it. */
  add({ rows, totalCount, pageCount }: ListPage): string | null {
    const before = this.#ids.size;
    for (const { id } of rows) this.#ids.add(String(id));
    this.#pages += 1;
    this.#rows += rows.length;
    this.#pageCount = pageCount;
    if (this.#mode === 'list') return this.#compare(totalCount);
    if (rows.length > 0 && this.#ids.size === before) return 'a page of records that were read before';
    if (this.#mode === 'page' && totalCount !== rows.length) {
      return `a page of ${rows.length} records, but totalCount says ${totalCount ?? 'nothing'}`;
    }
    return null;
  }

  /** There are no more pages; returns what is missing. */
  end(): string | null {
    if (this.#mode === 'list' && this.#ids.size !== this.#total) {
      return `it ended after ${this.#ids.size} different records, but totalCount says ${this.#total}`;
    }
    if (this.#ids.size !== this.#rows) return 'a record came twice';
    if (this.#mode === 'page' && this.#pageCount !== null && this.#pages < this.#pageCount) {
      return `it ended after ${this.#pages} pages, but pageCount says ${this.#pageCount}`;
    }
    return null;
  }

  #compare(totalCount: number | null): string | null {
    if (totalCount === null) return 'it has no totalCount';
    this.#total ??= totalCount;
    if (this.#total !== totalCount) return `totalCount changed from ${this.#total} to ${totalCount} while it was read`;
    return this.#rows > totalCount ? `${this.#rows} records came, but totalCount says ${totalCount}` : null;
  }
}
