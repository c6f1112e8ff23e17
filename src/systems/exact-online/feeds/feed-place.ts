import { ascending } from '../../../order.ts';
import { MINUTE_MS } from '../../../time.ts';
import type { Cursor } from '../../system.ts';

/**
 * How long a row may stay invisible after it got its row version: until the transaction that wrote it ends. No
 * source says how long that takes; fifteen minutes are far longer than the time-out of any call.
 */
export const LATE_MS = 15 * MINUTE_MS;

/** So many times the next lower row version is no step of a counter, but perhaps a digit too many. */
const A_JUMP = 8n;

/** The most marks that a cursor keeps. */
const MOST_MARKS = 12;

/** A row version that was given out, with all lower ones, by some time (epoch ms). */
interface FeedMark {
  readonly at: number;
  readonly version: bigint;
}

/** Which rows of a feed are settled. It does not depend on the order in which rows come (EX-feed-order). */
export interface FeedPlace {
  /** Every row up to this row version is settled, including those that became visible late; null = no such place yet. */
  readonly settled: bigint | null;
  /** Row versions above it that are also settled. */
  readonly seen: ReadonlySet<bigint>;
  /** The oldest first. */
  readonly marks: readonly FeedMark[];
}

/** Before the first run, and after the division moved. */
export const NOWHERE: FeedPlace = { settled: null, seen: new Set(), marks: [] };

/** The place in a cursor: `part` holds the row version, `partSeen` and `partMarks` what goes beyond it. */
export function readPlace(cursor: Cursor | null, part: string): FeedPlace {
  const settled = cursor?.[part];
  const seen = new Set<bigint>();
  let version = isWhole(settled) ? BigInt(settled) : 0n;
  for (const step of (cursor?.[`${part}Seen`] ?? '').split('.').filter(isWhole)) {
    version += BigInt(step);
    seen.add(version);
  }
  const marks = (cursor?.[`${part}Marks`] ?? '').split(',').flatMap((text) => {
    const [at, marked] = text.split(':');
    return isWhole(at) && isWhole(marked) ? [{ at: Number(at), version: BigInt(marked) }] : [];
  });
  return { settled: isWhole(settled) ? BigInt(settled) : null, seen, marks };
}

/** The parts of a cursor for a place: what was seen as the steps from one row version to the next, which are short. */
export function writePlace({ settled, seen, marks }: FeedPlace, part: string): Cursor {
  let before = settled ?? 0n;
  const steps = [...seen].sort(ascending).map((version) => {
    const step = version - before;
    before = version;
    return String(step);
  });
  return {
    ...(settled === null ? {} : { [part]: String(settled) }),
    ...(steps.length === 0 ? {} : { [`${part}Seen`]: steps.join('.') }),
    ...(marks.length === 0 ? {} : { [`${part}Marks`]: marks.map(({ at, version }) => `${at}:${version}`).join(',') }),
  };
}

const isWhole = (text: string | undefined): text is string => text !== undefined && /^\d+$/.test(text);

/** One reading of a feed from a place to its end. */
export class FeedReading {
  readonly #place: FeedPlace;
  readonly #startedMs: number;
  readonly #seen: Set<bigint>;
  /** Row versions that prove, if they come back, that they still mean the same. */
  readonly #proofs: ReadonlySet<bigint>;
  /** The highest row version of the place and of what came, and the highest below it. */
  #highest: bigint | null;
  #second: bigint | null = null;
  #first: FeedMark | undefined;
  #latest: FeedMark | undefined;
  #cameBack: boolean;

  constructor(place: FeedPlace, startedMs: number) {
    this.#place = place;
    this.#startedMs = startedMs;
    this.#seen = new Set(place.seen);
    this.#highest = place.settled;
    this.#proofs = new Set([place.settled, highestOf(null, ...place.seen)].filter((version) => version !== null));
    this.#cameBack = this.#proofs.size === 0;
  }

  /** Rows are asked for from above this row version: one below the place, so that the row at it comes back. */
  get above(): bigint {
    return this.#place.settled === null ? 1n : this.#place.settled - 1n;
  }

  /** A row that an earlier run settled came back, or there was none; false = it changed, was deleted, or the division moved. */
  get cameBack(): boolean {
    return this.#cameBack;
  }

  /** Notes what a page holds, at the time at which it was there; returns whether a row version is new. */
  note(versions: readonly bigint[], nowMs: number): (version: bigint) => boolean {
    for (const version of versions) {
      if (this.#highest === null || version > this.#highest) [this.#highest, this.#second] = [version, this.#highest];
      else if (version < this.#highest) this.#second = highestOf(this.#second, version);
      if (this.#proofs.has(version)) this.#cameBack = true;
    }
    const reached = this.#reached;
    if (reached !== null) this.#latest = { at: nowMs, version: reached };
    this.#first ??= this.#latest;
    const { settled } = this.#place;
    return (version) => (settled === null || version > settled) && !this.#seen.has(version);
  }

  /**
   * The highest row version that is believed to have been given out. One far above all others may be a wrong number, and everything below it would never be
   * asked for again: it counts once another run has read it as well.
   */
  get #reached(): bigint | null {
    const [top, second] = [this.#highest, this.#second];
    if (top === null || top === this.#place.settled || this.#place.seen.has(top)) return top;
    return second === null || top < second * A_JUMP ? top : second;
  }

  /** Row versions whose records are settled. */
  settle(versions: readonly bigint[]): void {
    for (const version of versions) this.#seen.add(version);
  }

  /**
   * The place that was reached. `below` = the lowest row version that was read and is not settled, null if all are settled;
   * undefined until the feed has been read to its end, because lower row versions may still come.
   *
   * A complete reading settles every row version that was given out at least fifteen minutes before it began: by then all of
   * those are visible. Among younger ones, the next reading skips what was seen.
   */
  place(below: bigint | null | undefined): FeedPlace {
    const all = [...this.#place.marks, this.#first, this.#latest].filter((mark) => mark !== undefined);
    const { settled: before } = this.#place;
    const due = all.filter(({ at }) => at <= this.#startedMs - LATE_MS).map(({ version }) => version);
    const settled = below === undefined ? before : highestOf(before, lowestOf(highestOf(null, ...due), below));
    const isBeyond = (version: bigint): boolean => settled === null || version > settled;
    return {
      settled,
      seen: new Set([...this.#seen].filter(isBeyond)),
      marks: thinned(all.filter(({ version }) => isBeyond(version))),
    };
  }
}

function highestOf(...versions: readonly (bigint | null)[]): bigint | null {
  return versions.reduce((high, one) => (high === null || (one !== null && one > high) ? one : high), null);
}

/** The row version, but lower than `below`. */
function lowestOf(version: bigint | null, below: bigint | null): bigint | null {
  return version === null || below === null || version < below ? version : below - 1n;
}

/** The earliest mark of each row version. If there are too many, keeps every second one: still correct, but the place moves later. */
function thinned(marks: readonly FeedMark[]): readonly FeedMark[] {
  let kept = marks.filter((mark, index) => marks.findIndex(({ version }) => version === mark.version) === index);
  while (kept.length > MOST_MARKS) kept = kept.filter((_, index) => index % 2 === 0);
  return kept;
}
