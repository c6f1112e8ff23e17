import { z } from 'zod';
import { nearest } from '../../nearest.ts';
import { choice, isObject, keys } from '../../schema.ts';
import { bySystem, factsOf, type SystemName, systemNames, titleOf } from '../../systems/registry.ts';
import { checks } from './check-schema.ts';
import { purposeFindings, purposeKeywords } from './purpose-checks.ts';
import { ruleFields } from './rule-schema.ts';
import { alsoCheck, asIssue, dateText, expression, type Mistake, resourceName } from './schema-parts.ts';
import { step } from './step-schema.ts';
import { namedValues, relations } from './with-schema.ts';

const SYSTEMS = systemNames();

/** The two halves of `from: exact-online.crm/Accounts`. The text has passed the schema. */
export function splitSource(from: string): { system: SystemName; resource: string } {
  const dot = from.indexOf('.');
  return { system: from.slice(0, dot) as SystemName, resource: from.slice(dot + 1) };
}

/** A source of a system, as flows write it. */
const exampleOf = (system: SystemName | undefined): string =>
  system === undefined ? 'SYSTEM.RESOURCE' : `${system}.${factsOf(system).example}`;

const source = z.string().superRefine((value, context) => {
  const dot = value.indexOf('.');
  const system = dot < 0 ? value : value.slice(0, dot);
  if (dot > 0 && dot < value.length - 1 && (SYSTEMS as readonly string[]).includes(system)) return;
  const meant = nearest(system, SYSTEMS);
  context.addIssue(
    asIssue({
      path: [],
      code: 'WRONG_VALUE',
      message: `"from" must be a system and a resource, found "${value}".`,
      hint: `Write it like ${exampleOf(SYSTEMS.find((name) => name === meant) ?? SYSTEMS[0])}.`,
    }),
  );
});

/** Words for what a condition excludes, and the condition. */
const conditions = z
  .record(z.string().trim().min(1).max(100), expression)
  .refine((written) => Object.keys(written).length > 0, {
    error: 'No condition is given.',
    params: { code: 'EMPTY_VALUE', hint: 'Write words and an expression, or remove "where".' },
  })
  .meta({ title: 'expression by words', minProperties: 1 });

/** A record of the target that the flow's own record is a copy of. */
const copyOf = keys({
  resource: resourceName.describe('The resource of the target that a copy was made of.'),
  by: z
    .string()
    .min(1)
    .describe('The field of that resource that is looked up.')
    .meta({ title: 'field of the target' }),
  value: expression
    .describe('What that field holds if the record is a copy. Null = it is not a copy, and nothing is looked up.')
    .meta({ examples: ['startsWith(Description, "Asperion ") ? YourRef : null'] }),
});

const guard = keys({
  maxCreates: z.int().min(0).describe('Most records that one run creates.').optional(),
  maxUpdates: z.int().min(0).describe('Most records that one run changes.').optional(),
  maxPercent: z
    .int()
    .min(0)
    .max(100)
    .describe('Most records that one run changes, in percent of the linked ones; from 50 linked records on.')
    .optional(),
})
  .refine((bounds) => Object.keys(bounds).length > 0, {
    error: 'The guard limits nothing.',
    params: {
      code: 'EMPTY_VALUE',
      hint: 'Write maxCreates, maxUpdates or maxPercent, or remove "guard".',
      sentence: true,
    },
  })
  .meta({ minProperties: 1 });

const back = keys({
  when: expression
    .describe('Leaves the source record alone where it is not true.')
    .meta({ examples: ['Status == 12'] })
    .optional(),
  fields: ruleFields
    .describe('How the fields of the source record get their values: a rule per field. Null writes nothing.')
    .meta({ examples: [{ Remarks: 'invoice.invoiceNumber' }] }),
});

const flowKeys = keys({
  from: source
    .describe('What is read: a system and one of its resources.')
    .meta({ title: 'system.resource', examples: [exampleOf(SYSTEMS[0])] }),
  to: choice(bySystem(titleOf)).describe('The system that is written.'),
  enabled: z.boolean().default(true).describe('Whether runs sync this flow. It is checked either way.'),
  disjoint: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .describe(
      'A word of your choice. Two flows that book the same resource as documents (BOOKED_TWICE), or write one field of the same records by two rules (RULES_DIFFER), are refused unless both have the same word; a record that meets the conditions of both then waits. So are one of orders and one of invoices into a system that invoices orders: there the word says that no sale is in both, and nothing checks it.',
    )
    .meta({ title: 'word', examples: ['currency'] })
    .optional(),
  with: relations
    .describe('Related records of the source, by the names that expressions use for them.')
    .meta({ examples: [{ customer: { resource: 'crm/Accounts', by: 'ID', value: 'OrderedBy' } }] })
    .optional(),
  let: namedValues
    .describe(
      'Expressions over the record and its related records that are used by these names; each may use those above it.',
    )
    .meta({ examples: [{ goods: 'sum(SalesOrderLines.map(l, l.AmountFC))' }] })
    .optional(),
  where: z
    .union([expression, conditions], { error: 'A condition is an expression, or words with an expression each.' })
    .describe(
      'Which records take part: those for which the condition is true, or all conditions if each has words. Null counts as not true. Records left out are counted under the words of the first condition that is not true.',
    )
    .meta({ examples: ['Status == "C"', { 'in another currency': 'Currency == "EUR"' }] })
    .optional(),
  cancelled: expression
    .describe(
      'For documents: true if one was cancelled in the source. It is not sent; if it was sent before, it waits (CANCELLED) until a person cancels it in the target.',
    )
    .meta({ examples: ['Status == 45'] })
    .optional(),
  withdrawn: z
    .array(z.string().trim().min(1))
    .min(1)
    .max(10)
    .describe(
      'For documents: words of "where". A record that is left out under one of them and was sent before waits (CANCELLED) until a person takes its document back in the target.',
    )
    .meta({ examples: [['invoiced meanwhile']] })
    .optional(),
  copyOf: z
    .array(copyOf)
    .min(1)
    .max(10)
    .describe('How to recognise records that the other direction made, if their links are lost: they are left out.')
    .meta({ examples: [[{ resource: 'salesinvoiceswithlines', by: 'invoiceNumber', value: 'YourRef' }]] })
    .optional(),
  checks: checks
    .describe('Doubts, checked in this order before anything of the record is written.')
    .meta({ examples: [[{ when: 'YourRef == null', says: '"The order has no reference."' }]] })
    .optional(),
  since: dateText
    .describe(
      'Documents that are dated before this day are left alone; without documents that have a date, records that were last changed before it. Flows that write documents need it, here or in settings.yml.',
    )
    .meta({ examples: ['2026-01-01'] })
    .optional(),
  limit: z
    .int()
    .min(1)
    .describe(
      'Most records that one run works on: new, changed, waiting and deleted ones, not unchanged ones. The rest follows in the next runs; with the input since, when it is started once more.',
    )
    .optional(),
  guard: guard.describe('Limits on what one run writes. Beyond any of them, the flow writes nothing.').optional(),
  purpose: choice({
    sync: 'Records are written.',
    verify: 'Nothing is written: both sides are compared in full, and every difference is reported.',
  })
    .describe('What the flow is for. Default: sync.')
    .optional(),
  deleted: choice({
    ignore: 'Its record in the target stays as it is.',
    report: 'The same, and the run reports it once.',
    deactivate: 'Its record in the target is put out of use, where the API has a way: an article becomes Inactive.',
  })
    .describe('What happens when a record is deleted in the source. Default: ignore.')
    .optional(),
  winner: choice({
    source: 'The value of the source is written.',
    'dead-letter': 'The record waits (CONFLICT) until a person has made both sides equal.',
  })
    .describe('Which value wins when a field changed on both sides since the last sync. Default: source.')
    .optional(),
  back: back
    .describe('The write-back: what is written into the source record itself once all steps are done.')
    .optional(),
  steps: z.array(step).min(1).max(30).describe('What is written to the target for each record, step by step.'),
});

/** The name that reports use for the write-back. */
export const WRITE_BACK = 'back';

/** One flow's file as it is written. */
export const flowFile = alsoCheck(flowKeys, function* (written): Generator<Mistake> {
  if (typeof written.from === 'string' && written.from.slice(0, written.from.indexOf('.')) === written.to) {
    yield {
      path: ['to'],
      code: 'SAME_SYSTEM',
      message: `The flow reads from and writes to ${String(written.to)}.`,
      hint: 'Let "from" and "to" name different systems.',
    };
  }
  yield* purposeFindings(written);
  yield* sameIds(written);
  const names = (of: unknown): readonly string[] => Object.keys(isObject(of) ? of : {});
  const taken = new Set([...names(written.with), ...names(written.let)]);
  // Reports show the write-back under this name, like a step.
  if (written.back !== undefined) taken.add(WRITE_BACK);
  for (const [index, one] of (Array.isArray(written.steps) ? written.steps : []).entries()) {
    const id = isObject(one) ? one.id : undefined;
    if (typeof id !== 'string') continue;
    if (taken.has(id)) {
      yield {
        path: ['steps', index, 'id'],
        code: 'NAME_TAKEN',
        message: `The name "${id}" is used twice.`,
        hint: 'Give each step and each related record its own name.',
      };
    }
    taken.add(id);
  }
}).meta(purposeKeywords);

/** Tests and reports name a check by its id, so two checks of a flow and its steps may not share one. */
function* sameIds(written: Readonly<Record<string, unknown>>): Generator<Mistake> {
  const list = (of: unknown): readonly unknown[] => (Array.isArray(of) ? of : []);
  const all = [
    ...list(written.checks).map((check, index) => ({ check, path: ['checks', index] })),
    ...list(written.steps).flatMap((step, position) =>
      list(isObject(step) ? step.checks : []).map((check, index) => ({
        check,
        path: ['steps', position, 'checks', index],
      })),
    ),
  ];
  const seen = new Set<string>();
  for (const { check, path } of all) {
    const id = isObject(check) ? check.id : undefined;
    if (typeof id !== 'string') continue;
    const message = `The name "${id}" is used for two checks.`;
    if (seen.has(id)) yield { path: [...path, 'id'], code: 'NAME_TAKEN', message, hint: 'Give each its own name.' };
    seen.add(id);
  }
}

/** A checked flow. */
export type FlowFile = z.infer<typeof flowFile>;
/** A checked step of a flow. */
export type FlowStep = FlowFile['steps'][number];
