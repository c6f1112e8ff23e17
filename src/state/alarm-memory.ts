import { z } from 'zod';

/** What was told of one cause. */
const toldSchema = z.object({
  /** When it was told as new, or a reminder of it came, in milliseconds since 1970. */
  atMs: z.number(),
  /** The flows that show whether it still stands. */
  flows: z.array(z.string()),
});

/** A system that does not answer; `overAtMs` = when it did again, null = not yet. In milliseconds since 1970. */
const outageSchema = z.object({ sinceMs: z.number(), overAtMs: z.number().nullable() });

/** What runs remember of what they told: the entry `alarm` of one administration. Times are in milliseconds since 1970. */
export const alarmMemorySchema = z.object({
  format: z.literal(1),
  /** By the system's name, or by the error's code if it does not say which system. */
  outages: z.record(z.string(), outageSchema),
  /** By the id of the cause. */
  told: z.record(z.string(), toldSchema),
  /** The last red run since all was well. */
  redAtMs: z.number().nullable(),
  /** Since all was well, something was told that is to be done by hand, and no run sees whether it was. */
  isByHand: z.boolean().default(false),
  /** The first run in which every flow stopped, and none has come to its end since. */
  standsSinceMs: z.number().nullable(),
  /** The first run of those in a row in which every flow was paused, so that no login was renewed; null = the last one was another. */
  pausedSinceMs: z.number().nullable().default(null),
  /** The day (yyyy-MM-dd) on which a login ends however often it is renewed, by system; those of which it is not known are left out. */
  logins: z.record(z.string(), z.string()).default({}),
  /** Progress was saved, by the run that kept this or by one before it. */
  hasSynced: z.boolean().default(false),
});

/** See `alarmMemorySchema`. */
export type AlarmMemory = z.infer<typeof alarmMemorySchema>;

/** The memory when all is well. */
export const noAlarm = (): AlarmMemory => ({
  format: 1,
  outages: {},
  told: {},
  redAtMs: null,
  isByHand: false,
  standsSinceMs: null,
  pausedSinceMs: null,
  logins: {},
  hasSynced: false,
});

/** The memory with no time later than this one, epoch ms: a run whose clock was ahead would otherwise keep later ones from telling anything. */
export function noLaterThan(nowMs: number, memory: AlarmMemory): AlarmMemory {
  const now = <Ms extends number | null>(ms: Ms): Ms | number => (ms === null ? ms : Math.min(ms, nowMs));
  const outages = Object.entries(memory.outages).map(
    ([key, { sinceMs, overAtMs }]) => [key, { sinceMs: now(sinceMs), overAtMs: now(overAtMs) }] as const,
  );
  const told = Object.entries(memory.told).map(([id, one]) => [id, { ...one, atMs: now(one.atMs) }] as const);
  return {
    ...memory,
    outages: Object.fromEntries(outages),
    told: Object.fromEntries(told),
    redAtMs: now(memory.redAtMs),
    standsSinceMs: now(memory.standsSinceMs),
    pausedSinceMs: now(memory.pausedSinceMs),
  };
}
