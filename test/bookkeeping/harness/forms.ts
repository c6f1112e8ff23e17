import { z } from 'zod';

// The forms of the files of cases. Everything in them is text, and a key that nobody reads is a mistake.

const text = z.string();
/** A record, or what is grouped in it: texts, lists of texts or records, and records. */
const fields: z.ZodType = z.record(
  text,
  z.lazy(() => z.union([text, fields, z.array(z.union([text, fields]))])),
);
const records = z.record(text, z.array(fields));
const tableRows: z.ZodType = z.record(
  text,
  z.lazy(() => z.union([text, tableRows, z.array(tableRows)])),
);
const number = text.regex(/^\d+$/);
const runName = z.enum(['first', 'second', 'third', 'fourth']);
const day = text.regex(/^20\d\d-\d\d-\d\d$/);

/** An object that says at least one thing. */
const sayingSomething = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape).refine((value) => Object.keys(value).length > 0, 'It says nothing.');

const expected = {
  asperion: records.optional(),
  exact: records.optional(),
  count: z.record(text, number).optional(),
  waits: z
    .array(z.strictObject({ document: text, reason: text, person: text }))
    .min(1)
    .optional(),
  nothing: z.strictObject({ document: text, told: text }).optional(),
  told: text.optional(),
};

const oneCase = z.strictObject({
  id: text.regex(/^BK-[A-Z]\d\d$/),
  title: text,
  area: z.enum([
    'orders',
    'invoices',
    'credit notes',
    'entries',
    'customers',
    'products',
    'prices',
    'stock',
    'both directions',
  ]),
  flow: z.union([text, z.array(text).min(1)]),
  given: z.strictObject({
    exact: records.optional(),
    asperion: records.optional(),
    facts: z.array(text).optional(),
    assume: z.array(text).optional(),
  }),
  action: z.union([text, z.array(text).min(1)]),
  expect: sayingSomething(expected),
  also_fine: z.array(z.union([text, z.record(text, text)])).optional(),
  never: z.array(text).optional(),
  why: text,
  source: z.array(text),
  sure: z.literal('no').optional(),
});
const cases = z.array(oneCase);

/** cases.yml: the cast and the cases; what it says of the administration and of flows is for people. */
export const book = z.strictObject({
  format: z.literal('1'),
  administration: z.record(text, z.unknown()),
  flows: z.record(text, text),
  cast: z.strictObject({ customers: z.record(text, fields), items: z.record(text, fields) }),
  cases,
});

/** further-cases.yml. */
export const furtherBook = z.strictObject({ format: z.literal('1'), cases });

const run = {
  name: runName.optional(),
  day: day.optional(),
  exact: records.optional(),
  asperion: records.optional(),
  deleted: z.array(text).optional(),
  forget: z.literal('true').optional(),
};

/** readings.yml, by the ids of cases. */
export const readings = z.record(
  text,
  sayingSomething({
    flows: z.array(text).optional(),
    before: sayingSomething(run).optional(),
    runs: z.array(sayingSomething(run)).min(1).optional(),
    tables: z.record(text, tableRows).optional(),
    settings: tableRows.optional(),
    fine: z.array(z.strictObject({ ...expected, says: text })).optional(),
    covered: z.array(text).optional(),
    untold: z.literal('true').optional(),
    variants: z.array(z.strictObject({ name: text, exact: records })).optional(),
    addresses: z.record(text, text).optional(),
    noFlow: text.optional(),
  }),
);

const several = z.union([text, z.array(text)]);

/** never.yml, by the ids of cases and by their texts. */
export const nevers = z.record(
  text,
  z.record(
    text,
    sayingSomething({
      no: z.record(text, z.union([fields, z.array(fields)])).optional(),
      kept: z.record(text, several).optional(),
      most: z.record(text, number).optional(),
      sum: z.strictObject({ account: number, not: text }).optional(),
      idle: runName.optional(),
      silent: z.literal('true').optional(),
      because: text.optional(),
    }),
  ),
);

/** known-failing.yml: attempts with their first reasons. */
export const failures = z.record(text, text);
