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
  /** The first run in which every flow stopped, and none has come to its end since. */
  standsSinceMs: z.number().nullable(),
  /** The day (yyyy-MM-dd) on which a login ends however often it is renewed, by system; those of which it is not known are left out. */
  logins: z.record(z.string(), z.string()).default({}),
});

/** See `alarmMemorySchema`. */
export type AlarmMemory = z.infer<typeof alarmMemorySchema>;

/** The memory when all is well. */
export const noAlarm = (): AlarmMemory => ({
  format: 1,
  outages: {},
  told: {},
  redAtMs: null,
  standsSinceMs: null,
  logins: {},
});
