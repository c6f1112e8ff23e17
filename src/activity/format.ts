import { z } from 'zod';

// The activity log is a file of JSON Lines: one line per run, the lines of its events below. People keep these files for years, so what
// is here may only grow: a new field is optional, and anything else is a new `format`.

/** A decimal number as text. A line with anything else was not written by this action. */
const amount = z.string().regex(/^-?\d{1,20}(\.\d{1,40})?$/);

/** ISO text in UTC. */
const time = z.iso.datetime();

/** Records of one flow that became something, and how the flow ended. */
const flowLineSchema = z.object({
  flow: z.string(),
  status: z.enum(['ok', 'stopped']),
  /** Why it stopped; null = it did not. */
  code: z.string().nullable(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  skipped: z.number(),
  /** Records that failed in this run. */
  failed: z.number(),
  /** Dead letters when the run ended, tried in it or not. */
  waiting: z.number(),
  /** What a flow that verifies compared and did not find equal; absent = it does not verify, or an older version wrote the line. */
  differences: z.number().optional(),
  /** It ended in good order before it was done, for want of time, of a token or of the day's calls, at its `limit`, behind a guard, or because a run was lost just before; `done` and `left` in records of the source, null = not known. */
  rest: z
    .object({
      reason: z.enum(['time', 'token', 'calls', 'limit', 'since', 'guard', 'lost']),
      done: z.number().nullable(),
      left: z.number().nullable(),
    })
    .optional(),
});

/** A control total: what a flow booked under one VAT code in one period. Amounts are decimal texts; revenue is positive. */
const bookedLineSchema = z.object({
  flow: z.string(),
  /** Book year and period; null = the document has none. */
  year: z.number().nullable(),
  period: z.number().nullable(),
  /** In the target's codes; null = none. */
  vatCode: z.string().nullable(),
  /** A document with several VAT codes counts under each. */
  documents: z.number(),
  /** Without VAT. */
  amount,
  /** The VAT that was sent; null = none, the target computes it. */
  vat: amount.nullable(),
});

/** What a flow booked in one period: each document once. */
const bookedDocumentsSchema = z.object({
  flow: z.string(),
  /** Book year and period; null = the document has none. */
  year: z.number().nullable(),
  period: z.number().nullable(),
  documents: z.number(),
});

/** Place of a run in the chain of runs. */
const ledgerSchema = z.object({
  /** Hash of the run before; null = the first run of a chain. */
  previous: z.string().nullable(),
  /** Merkle root of the event lines. */
  root: z.string(),
  /** How many event lines there are. */
  events: z.number(),
  /** False if the progress of this run could not be saved or another run's was kept: the next run then follows `previous` as well. */
  kept: z.boolean(),
  /** Hash of the run line without this field. */
  hash: z.string(),
});

/** The first line of a run. */
export const runLineSchema = z.object({
  kind: z.literal('run'),
  format: z.literal(1),
  /** `<run id>-<attempt>`; `local-<ISO time>` outside of GitHub. */
  run: z.string(),
  /** Address of the run's page; null outside of GitHub. */
  page: z.string().nullable(),
  /** Name of the administration. Each has a chain of its own. */
  administration: z.string(),
  startedAt: time,
  finishedAt: time,
  /** Version of the action. */
  version: z.string(),
  /** Git commit of the mappings; null = not known. */
  config: z.string().nullable(),
  /** SHA-256 of the first file of the program that ran (action/index.js, which loads the others), hexadecimal; null = not known. */
  action: z.string().nullable(),
  /**
   * The worst of: `waiting` = all went well, but records wait. `differs` = a flow that verifies found differences between the books.
   * `red` = a flow stopped, or something outside of the flows went wrong.
   */
  result: z.enum(['ok', 'waiting', 'differs', 'red']),
  /** Calls by system. */
  calls: z.record(z.string(), z.number()),
  flows: z.array(flowLineSchema),
  booked: z.array(bookedLineSchema),
  /** Absent = an older version wrote the line. */
  bookedDocuments: z.array(bookedDocumentsSchema).optional(),
  /** Dead letters when the run ended, by flow and code. */
  waiting: z.array(z.object({ flow: z.string(), code: z.string(), count: z.number() })),
  ledger: ledgerSchema,
});

/** What can happen to a record in a run. What stays as it was is no event. */
export const ACTIONS = {
  created: 'was created in the target',
  updated: 'was changed in the target',
  linked: 'was found in the target and is linked from now on',
  deactivated: 'was deleted in the source and put out of use in the target',
  refused: 'was deleted in the source, and the target does not let it be put out of use',
  stands: 'was deleted in the source, and stays in the target',
  waits: 'waits for a person',
  failed: 'failed, and the next run tries it again',
  missing: 'was compared, and the target does not have it',
  differs: 'was compared, and differs in the target',
  ambiguous: 'was compared, and may be one of several records of the target',
} as const;

/** See `ACTIONS`. */
export type Action = keyof typeof ACTIONS;

/** A line about one record. It holds references and names of fields, never a value. */
export const eventLineSchema = z.object({
  kind: z.literal('event'),
  at: time,
  flow: z.string(),
  step: z.string(),
  /** Human name of the source record that the step stands for. */
  reference: z.string(),
  /** Human name of the record of the flow that brought it, if that is another one: the order of a new customer. */
  through: z.string().optional(),
  /** The address at which its system shows it, or else the target record; absent = not known. It holds ids only. */
  screen: z.string().optional(),
  /** Human name of the target record; null = none, or not known. */
  target: z.string().nullable(),
  action: z.enum(Object.keys(ACTIONS) as [Action, ...Action[]]),
  /** Names of the fields that were written, or that differ. */
  fields: z.array(z.string()),
  /** Why it waits or failed. */
  code: z.string().nullable(),
});

/** See `runLineSchema`. */
export type RunLine = z.infer<typeof runLineSchema>;
/** How a run ended: see `runLineSchema`. */
export type RunResult = RunLine['result'];
/** See `eventLineSchema`. */
export type EventLine = z.infer<typeof eventLineSchema>;

/** How the file of a run is named. A reader takes any file whose name ends like it. */
export const LOG_FILE = 'exact-asperion-sync-activity.jsonl';
