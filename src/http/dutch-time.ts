import { DateTime } from 'luxon';
import { LocalDateTime } from '../values.ts';

/** The time zone of both systems. */
export const DUTCH = 'Europe/Amsterdam';

/** A moment (epoch ms) for people: `2026-11-26 01:00` on Dutch clocks. */
export function dutchTime(epochMs: number): string {
  return inDutch(epochMs).toFormat('yyyy-MM-dd HH:mm');
}

/** The day of a moment (epoch ms) on Dutch clocks, yyyy-MM-dd. */
export function dutchDay(epochMs: number): string {
  return inDutch(epochMs).toFormat('yyyy-MM-dd');
}

/** The same as a value of a record. */
export function dutchDate(epochMs: number): LocalDateTime {
  return new LocalDateTime(`${dutchDay(epochMs)}T00:00:00`);
}

/** A moment (epoch ms) on Dutch clocks, to calculate with. */
export const inDutch = (epochMs: number): DateTime => DateTime.fromMillis(epochMs, { zone: DUTCH });
