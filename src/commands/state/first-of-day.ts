/**
 * True for the first run of a day (in UTC): what a cache forgets after a week is asked for once a day. `lastAt`: when the run before saved its progress, ISO text in
 * UTC; empty if there was none.
 */
export const isFirstOfDay = (lastAt: string, nowMs: number): boolean =>
  dayOf(lastAt) !== dayOf(new Date(nowMs).toISOString());

const dayOf = (iso: string): string => iso.slice(0, 10);
