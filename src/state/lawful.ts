import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time.ts';
import type { FlowProgress, Progress } from './progress.ts';

/** Clocks of machines differ a little, ms. */
const SKEW_MS = 2 * MINUTE_MS;
/** A job of GitHub ends after so long, ms, so no run writes for longer. */
const LONGEST_RUN_MS = 6 * HOUR_MS;
/** A clock on a wall is never further ahead of UTC, ms. */
const LATEST_ZONE_MS = 14 * HOUR_MS;
/** A dead letter waits no longer than this, ms. */
export const LONGEST_WAIT_MS = DAY_MS;

/**
 * Makes the times of a loaded progress lawful, in place: none may lie further ahead of now, epoch ms, than its kind can. A run whose clock was ahead, or a
 * system that answered with a wrong time, would otherwise keep later runs from reading, trying or writing until that time comes. What lies beyond is
 * not believed: waits end now, and what counts as read is read again. Returns whether there was anything.
 */
export function bringBack(progress: Progress, nowMs: number): boolean {
  const door = new Door(nowMs);
  if (progress.savedAt !== '') progress.savedAt = door.iso(progress.savedAt);
  const { mayWriteUntilMs, unanswered, lists, flows } = progress;
  if (mayWriteUntilMs !== null) progress.mayWriteUntilMs = door.time(mayWriteUntilMs, LONGEST_RUN_MS);
  door.times(unanswered);
  for (const [name, { readAtMs }] of Object.entries(lists)) if (door.time(readAtMs) !== readAtMs) delete lists[name];
  for (const flow of Object.values(flows)) bringFlowBack(flow, door);
  return door.hasRefused;
}

function bringFlowBack(flow: FlowProgress, door: Door): void {
  for (const letter of Object.values(flow.deadLetters)) {
    letter.nextAtMs = door.time(letter.nextAtMs, LONGEST_WAIT_MS);
    letter.firstAt = door.iso(letter.firstAt);
    letter.lastAt = door.iso(letter.lastAt);
  }
  door.times(flow.unseen ?? {});
  if (flow.backlog !== undefined) flow.backlog.sinceMs = door.time(flow.backlog.sinceMs);
  if (flow.deletionsReadMs !== undefined) flow.deletionsReadMs = door.time(flow.deletionsReadMs);
  if (flow.cursor !== null && !door.passes(flow.cursor)) flow.cursor = null;
  if (flow.deletions !== undefined && !door.passes(flow.deletions)) delete flow.deletions;
}

/** What is loaded passes here; `hasRefused` = something was not believed. */
class Door {
  hasRefused = false;
  readonly #nowMs: number;

  constructor(nowMs: number) {
    this.#nowMs = nowMs;
  }

  /** The time, epoch ms, or now if it is more than `aheadMs` away. */
  time(ms: number, aheadMs = 0): number {
    if (ms <= this.#nowMs + aheadMs + SKEW_MS) return ms;
    this.hasRefused = true;
    return this.#nowMs;
  }

  /** The same of ISO text. */
  iso(text: string): string {
    const ms = Date.parse(text);
    return this.time(ms) === ms ? text : new Date(this.#nowMs).toISOString();
  }

  /** The same of all times of a record, in place. */
  times(times: Record<string, number>): void {
    for (const [name, ms] of Object.entries(times)) times[name] = this.time(ms);
  }

  /**
   * True if no time of a cursor is still to come. In all rooms `…At` is epoch ms of our clock and `…Marks` begins with such times; a time of a system is
   * ISO text without its zone.
   */
  passes(cursor: Readonly<Record<string, string>>): boolean {
    const latest = new Date(this.#nowMs + LATEST_ZONE_MS).toISOString().slice(0, 19);
    const isPast = (ms: number): boolean => this.time(ms) === ms;
    const parts = Object.entries(cursor);
    const isWrong = parts.some(([part, value]) => {
      if (part.endsWith('At')) return !isPast(Number(value));
      if (part.endsWith('Marks')) return !value.split(',').every((mark) => isPast(Number(mark.split(':', 1)[0])));
      return /^\d{4}-\d\d-\d\dT/.test(value) && value > latest;
    });
    this.hasRefused ||= isWrong;
    return !isWrong;
  }
}
