import { z } from 'zod';
import { systemNames } from '../../systems/registry.ts';
import type { RunReport } from '../run-report.ts';

const count = z.number();
const name = z.string();

const position = z.looseObject({ file: name, line: count, column: count });
const records = { created: count, updated: count, unchanged: count, skipped: count, failed: count };

const letter = {
  reference: name,
  screen: name.optional(),
  code: name,
  reason: name,
  at: position.optional(),
  firstAt: name,
  nextAt: name.nullable(),
  advice: z.looseObject({ cause: name.nullable(), action: name }).optional(),
};

const error = z.looseObject({
  code: name,
  message: name,
  hint: name.nullable(),
  at: position.optional(),
  outage: z.looseObject({ system: name, why: name.nullable() }).optional(),
});

const rest = z.looseObject({
  reason: z.enum(['time', 'token', 'calls', 'limit', 'since', 'guard', 'lost']),
  began: z.boolean(),
  done: count.nullable(),
  left: count.nullable(),
  minutes: count.nullable(),
  goesOnAt: z.iso.datetime().optional(),
});

const kinds = { missing: count, differs: count, ambiguous: count, only: count, failed: count };
const verified = z.looseObject({
  ...{ target: name, compared: count, equal: count, isNew: count, ...kinds },
  bySteps: z.array(
    z.looseObject({
      step: name,
      of: z.looseObject({ system: z.enum(systemNames()), resource: name }),
      equal: count,
      ...kinds,
    }),
  ),
});

const difference = z.looseObject({
  reference: name,
  kind: z.enum(['missing', 'differs', 'ambiguous', 'only', 'failed']),
  fields: z.array(
    z.looseObject({
      field: name,
      source: name.nullable(),
      target: name.nullable(),
      isNumber: z.literal(true).optional(),
    }),
  ),
  candidates: z.array(name),
  code: name.nullable(),
  reason: name.nullable(),
  at: position.optional(),
  screen: name.optional(),
  isNew: z.boolean(),
});

const amount = z.string().regex(/^-?\d+(\.\d+)?$/);

const source = z.looseObject({ system: z.enum(systemNames()), resource: name });

const deleted = z.looseObject({
  step: name,
  system: z.enum(systemNames()),
  resource: name,
  target: name,
  outcome: z.enum(['stands', 'deactivated', 'refused']),
  reason: name.nullable(),
});

const flow = z.looseObject({
  flow: name,
  source: source.optional(),
  related: z.array(z.looseObject({ source, count })).optional(),
  records: z.looseObject(records).optional(),
  status: z.enum(['ok', 'stopped']),
  isPaused: z.literal(true).optional(),
  rest: rest.optional(),
  error: error.optional(),
  steps: z.array(z.looseObject({ step: name, read: count, ...records })),
  calls: z.record(name, count),
  deadLetters: z.array(z.looseObject(letter)),
  waitingMoney: z.looseObject({ documents: count, amount, unknown: count }).optional(),
  failures: z.array(z.looseObject({ ...letter, isNew: z.boolean() })),
  bookedTotals: z.array(z.looseObject({ quarter: name.nullable(), amount })).optional(),
  linked: z
    .looseObject({ bookedTotals: z.array(z.looseObject({ quarter: name.nullable(), amount, documents: count })) })
    .optional(),
  verified: verified.optional(),
  differences: z.array(difference).optional(),
  deleted: z.array(deleted).optional(),
  missedDeletions: z.looseObject({ from: z.iso.date(), until: z.iso.date() }).optional(),
});

const alarm = z.looseObject({
  isRed: z.boolean(),
  why: z.array(name),
  outages: z.array(
    z.looseObject({
      system: name.nullable(),
      why: name.nullable(),
      message: name,
      since: z.iso.datetime(),
      isYoung: z.boolean(),
    }),
  ),
  answering: z.array(name),
  isWellAgain: z.boolean(),
  remindsOn: z.iso.date().nullable(),
});

/** What the summary of all companies tells of a report; the rest is as this action wrote it in a job of the same run. */
const reportSchema = z.looseObject({
  administration: name,
  finishedAt: name,
  flows: z.array(flow),
  calls: z.record(name, count),
  warnings: z.array(z.string()),
  errors: z.array(error),
  alarm: alarm.optional(),
});

/** A report as a job left it in its file, or whose it is if parts of it are missing; null if not even that can be read. */
export function readReport(
  text: string,
): { readonly administration: string; readonly report: RunReport | null } | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const whose = reportSchema.pick({ administration: true }).safeParse(value);
  if (!whose.success) return null;
  const isWhole = reportSchema.safeParse(value).success;
  return { administration: whose.data.administration, report: isWhole ? (value as RunReport) : null };
}
