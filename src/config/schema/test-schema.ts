import { z } from 'zod';
import { keys } from '../../schema.ts';
import { alsoCheck, dateText, type Mistake } from './schema-parts.ts';

/** Everything is text, just as it is written: the field's type in the catalog turns it into a value. */
const plain = z.string().meta({ type: ['string', 'number', 'boolean', 'null'] });

const VALUE = 'A value is a text, a number, a date, true, false or null, or a list of lines.';

const line = z.record(z.string(), plain);

const record = z
  .record(z.string(), z.union([plain, z.array(line)], { error: VALUE }))
  .describe('The fields of one record, by the names that the system has for them; what is left out is null.')
  .meta({ title: 'values by field' });

const records = z.record(z.string(), z.array(record)).meta({
  title: 'records by resource',
  examples: [{ 'crm/Accounts': [{ Code: '20001', Name: 'Bakkerij De Molen' }] }],
});

const state = {
  today: dateText
    .describe(
      'The day of the run, for today(). Default: 2026-06-15, and in a further run the day after the previous run.',
    )
    .meta({ examples: ['2026-01-31'] })
    .optional(),
  source: records.describe('The records of the system that is read, by resource; related ones too.').optional(),
  target: records
    .describe('What the written system already has, by resource; the lists that codes are looked up in too.')
    .optional(),
};

/** Groups of any depth: the rows of a table, or values. What is wrong inside is noticed when they are merged with those of the folder. */
const nested = z.record(z.string(), z.unknown());

const given = keys({
  ...state,
  tables: z
    .record(z.string(), nested)
    .describe(
      'Rows of tables for this case, merged over those of the folder: so that a case holds whatever the tables say.',
    )
    .meta({ title: 'rows by table', examples: [{ 'vat-codes': { NL: { '2': 'VH' } } }] })
    .optional(),
  values: nested
    .describe('Values for this case, over those of the folder.')
    .meta({ title: 'values by name', examples: [{ prefix: 'EO-' }] })
    .optional(),
  links: z
    .record(z.string(), z.string().min(1))
    .describe('Pinned links as in links.yml: reference in the source, then reference in the target, new or skip.')
    .meta({ examples: [{ '20001': '10042' }] })
    .optional(),
});

/** The kinds of expectations, each with the keys that go with it. */
const COMPANIONS = {
  create: ['fields'],
  update: ['record', 'fields'],
  refused: ['record'],
  stopped: [],
  missing: ['record'],
  differs: ['record', 'in'],
  ambiguous: ['record'],
  only: ['record'],
  stands: ['record'],
  told: ['record'],
} as const satisfies Readonly<Record<string, readonly ('record' | 'fields' | 'in')[]>>;

type Kind = keyof typeof COMPANIONS;

const KINDS = Object.keys(COMPANIONS) as Kind[];

const resource = z.string().min(1);

const expectation = alsoCheck(
  keys({
    create: resource.describe('The resource in which a record is created.').optional(),
    update: resource
      .describe('The resource in which a record is changed; for a write-back that of the source.')
      .optional(),
    refused: z
      .string()
      .min(1)
      .describe('The code with which a record of the source is refused.')
      .meta({ examples: ['UNMAPPED_KEY', 'AMBIGUOUS'] })
      .optional(),
    stopped: z
      .string()
      .min(1)
      .describe('The code with which the whole flow stops.')
      .meta({ examples: ['GUARD_EXCEEDED'] })
      .optional(),
    record: z
      .string()
      .min(1)
      .describe(
        'Which record: the reference in the system that is written for update, only and stands, else in the source.',
      )
      .optional(),
    fields: record.describe('All that is sent, field by field, and nothing else.').optional(),
    missing: resource.describe('For a flow that verifies: the resource in which the record is missing.').optional(),
    differs: resource.describe('For a flow that verifies: the resource in which the record differs.').optional(),
    in: z
      .array(z.string().min(1))
      .describe('The fields that differ; one of a line as `lines 2.amount`.')
      .meta({ examples: [['name', 'lines 2.amount']] })
      .optional(),
    ambiguous: resource.describe('For a flow that verifies: the resource in which several records match.').optional(),
    only: resource
      .describe('For a flow that verifies documents: the resource of a record that only the written system has.')
      .optional(),
    stands: resource
      .describe('The resource of a record that stays, although its source record was deleted, and is reported.')
      .optional(),
    told: z
      .string()
      .min(1)
      .describe('The id of a check that reports a record of the source, which is still written.')
      .meta({ examples: ['reverse-charge'] })
      .optional(),
  }),
  function* (written): Generator<Mistake> {
    const found = KINDS.filter((kind) => written[kind] !== undefined);
    const [kind, second] = found;
    const hint = 'Begin it with create: RESOURCE, update: RESOURCE or refused: CODE.';
    if (kind === undefined) {
      const message = 'This does not say what is expected.';
      yield { path: ['create'], code: 'MISSING_KEY', message, hint, missing: KINDS };
      return;
    }
    if (second !== undefined) {
      const message = `"${kind}" and "${second}" are in one entry.`;
      yield { path: [second], code: 'WRONG_VALUE', message, hint: 'Give each an entry of its own, with a dash.' };
      return;
    }
    const companions: readonly string[] = COMPANIONS[kind];
    for (const key of ['record', 'fields', 'in'] as const) {
      const isNeeded = companions.includes(key);
      if (isNeeded === (written[key] !== undefined)) continue;
      yield isNeeded
        ? {
            path: [key],
            code: 'MISSING_KEY',
            message: `"${kind}" lacks "${key}".`,
            hint: `Add "${key}".`,
            missing: [key],
          }
        : {
            path: [key],
            code: 'WRONG_VALUE',
            message: `"${key}" has no meaning beside "${kind}".`,
            hint: 'Remove it.',
          };
    }
  },
).meta({
  anyOf: KINDS.map((kind) => {
    const own: readonly string[] = [kind, ...COMPANIONS[kind]];
    const others = [...KINDS, 'record', 'fields'].filter((key) => !own.includes(key));
    return { required: own, properties: Object.fromEntries(others.map((key) => [key, false])) };
  }),
});

const expectations = z
  .array(expectation)
  .describe('All writes in the order in which they are sent, then what is refused or reported. [] = nothing happens.');

const furtherRun = keys({
  given: keys({
    ...state,
    deleted: z
      .record(z.string(), z.array(z.string().min(1)))
      .describe('What was deleted in the system that is read: by resource, the keys of the records.')
      .meta({ examples: [{ 'crm/Accounts': ['acc-1'] }] })
      .optional(),
  })
    .describe('What changed since: records with the same key or reference get these fields, others are added.')
    .optional(),
  expect: expectations,
});

const testCase = keys({
  name: z.string().min(1).max(200).describe('What the case shows, for people.'),
  given: given.describe('What both systems hold before the run.'),
  expect: expectations,
  // biome-ignore lint/suspicious/noThenProperty: the word for it in the file; nobody awaits a schema's shape.
  then: z
    .array(furtherRun)
    .min(1)
    .max(20)
    .describe('Further runs over the same records, links and fingerprints kept.')
    .optional(),
});

/** `NAME.test.yml`, the tests of one flow, read as text. */
export const testFile = z.array(testCase).min(1).max(500).describe('The tests of one flow; each is independent.');

/** A checked case as it is written. */
export type WrittenTest = z.infer<typeof testFile>[number];
/** Records as they are written, by resource. */
export type WrittenRecords = z.infer<typeof records>;
/** The fields of a record as they are written. */
export type WrittenRecord = z.infer<typeof record>;
/** An expectation as it is written; exactly one of its kinds is there, with the keys that go with it. */
export type WrittenExpectation = z.infer<typeof expectation>;
