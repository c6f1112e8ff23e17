import { DateTime } from 'luxon';

/** A moment (epoch ms) for people: `2026-11-26 01:00` on Dutch clocks. */
export function dutchTime(epochMs: number): string {
  return DateTime.fromMillis(epochMs, { zone: 'Europe/Amsterdam' }).toFormat('yyyy-MM-dd HH:mm');
}
