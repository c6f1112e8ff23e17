import { z } from 'zod';
import { choice, keys } from '../../schema.ts';
import type { SystemFacts } from '../../systems/facts.ts';
import { systems } from '../../systems/registry.ts';
import { checks } from './check-schema.ts';
import { lines, tolerance, total } from './lines-schema.ts';
import { rule } from './rule-schema.ts';
import {
  alsoCheck,
  constant,
  expression,
  expressionName,
  type Mistake,
  resourceName,
  targetField,
} from './schema-parts.ts';
import { namedValues } from './with-schema.ts';

/** What a record that is out of use is called in each system that knows it. */
const outOfUse = (): string =>
  Object.values(systems)
    .map(({ title, outOfUse: word }: SystemFacts) => (word === undefined ? '' : `${word} in ${title}`))
    .filter((words) => words !== '')
    .join(', ');

/** What the default record has beside the fields that find it. */
export const FALLBACK_KEYS: readonly string[] = ['use', 'when'];

/** The default record: an existing one, found by its fields. */
const fallback = alsoCheck(
  z
    .object({
      when: expression.describe('Takes the default record only for records for which it is true.').optional(),
      use: choice({
        never: 'Not at all: the step works as if there were no default record.',
        'when-missing': 'For records that lack the related record that the step stands for, such as their customer.',
        always: 'For every record: the step writes nothing.',
      })
        .default('when-missing')
        .describe('When the default record is taken.'),
    })
    .catchall(
      constant
        .describe('What the field of the default record holds.')
        .meta({ type: ['string', 'number', 'boolean'], minLength: 1 }),
    ),
  function* (written): Generator<Mistake> {
    if (Object.keys(written).some((key) => !FALLBACK_KEYS.includes(key))) return;
    yield {
      path: [],
      code: 'MISSING_KEY',
      message: 'The default record is not named.',
      hint: 'Add the field that finds it, such as customerNumber: "99999".',
    };
  },
).meta({ not: { propertyNames: { enum: [...FALLBACK_KEYS] } } });

const stepKeys = keys({
  id: expressionName.describe('The name of the step. Later steps use it to read what it wrote: debtor.customerNumber.'),
  resource: resourceName.describe('The resource of the target that the step writes.').meta({ examples: ['debtors'] }),
  match: z
    .array(
      z.union(
        [
          targetField.describe('A mapped field.'),
          z.array(targetField).min(1).max(10).describe('One key of several mapped fields, which must all agree.'),
        ],
        { error: 'A key is a field or a list of fields.' },
      ),
    )
    .min(1)
    .max(10)
    .describe('The mapped fields by which an existing record is found, strongest first.')
    .meta({ title: 'list of keys', examples: [['characteristic5', 'vatNumber'], [['Item', 'Account', 'Quantity']]] }),
  each: expression
    .describe(
      'A list of the source: one record of the target per element, which is `line` here and `element` within `lines`. Existing master data stays.',
    )
    .meta({ examples: ['SalesOrderLines', 'invoices'] })
    .optional(),
  let: namedValues
    .describe('Names for the rules, checks and lines of this step; each may use those above it.')
    .meta({ examples: [{ sign: 'line.Type == 8021 ? -1 : 1' }] })
    .optional(),
  when: expression.describe('Leaves the step out for records for which it is not true.').optional(),
  checks: checks
    .describe('Doubts, checked before this step writes; they can use the records of earlier steps.')
    .optional(),
  create: z
    .boolean()
    .describe(
      'For master data: whether a missing record is created. Default: true. Without it, later steps are left out, too.',
    )
    .optional(),
  update: z.boolean().describe('For master data: whether an existing record may be changed.').optional(),
  inactive: choice({
    update: 'It is changed like any other.',
    skip: 'It is left as it is, and later steps are left out. What puts it in use again is written.',
    fail: 'The record fails (INACTIVE).',
  })
    .describe(
      `For master data: what happens to changes of a record that is out of use: ${outOfUse()}. Default: update.`,
    )
    .optional(),
  exists: choice({
    skip: 'It is left as it is, whatever it holds.',
    verify: 'It is compared and not written; a difference fails the record (DIFFERS).',
    update:
      'Its own fields are corrected while the target lets it; other lines, or a closed document, fail the record (DIFFERS).',
    fail: 'The record fails.',
  })
    .describe('For documents: what happens when the document already exists.')
    .optional(),
  unlessBooked: expression
    .describe(
      'For documents: the strongest match key of other documents for the same sale, or a list of them. If the target has one, the document is not created (BOOKED_TWICE).',
    )
    .meta({ examples: ['"O-" + string(OrderNumber)'] })
    .optional(),
  closed: choice({
    hold: 'The document waits as a dead letter until the period is open again.',
    redate:
      'It is booked today, in the book year and period of today, and the report names it; it waits if its own day is still to come.',
    fail: 'The flow stops.',
  })
    .describe('For documents: what happens when the period of their date is closed in the target. Default: hold.')
    .optional(),
  default: fallback
    .describe('The default record: a target record used instead, found by its fields, and when it is used.')
    .meta({ examples: [{ customerNumber: '99999', use: 'when-missing' }] })
    .optional(),
  fields: z
    .record(z.string().min(1), rule)
    .describe('How the fields of the target get their values: a rule per field.')
    .meta({ examples: [{ name: 'Name', comments: { expr: 'Remarks', write: 'create' } }] }),
  lines: lines.describe('For documents: their lines.').optional(),
  total: total.describe('What the lines must add up to, or the document is not written.').optional(),
  totals: z
    .array(total)
    .min(1)
    .max(10)
    .describe('Several of these, checked one after the other: without VAT and with it, for example.')
    .optional(),
  compare: choice({
    lines: 'The lines are compared field by field, in any order. What differs is told of the lines in the same place.',
    sums: 'The lines of both sides are added up by VAT code, and by account where the step maps it. How many lines there are, and in which order, does not matter.',
  })
    .describe('For flows that verify: how the lines of a document are compared. Default: lines.')
    .optional(),
  tolerance: tolerance
    .describe('Beside `compare: sums`: how far each sum may be off. Default: 0.')
    .meta({ examples: ['0.05'] })
    .optional(),
  scope: expression
    .describe(
      'For flows that verify documents: which documents of the target the step answers for, by their own fields. One without a source record is reported as only in the target. Default: all that no other flow has linked.',
    )
    .meta({ examples: ['startsWith(invoiceNumber, "EO-")'] })
    .optional(),
});

/** A step of a flow as it is written. */
export const step = alsoCheck(stepKeys, function* (written): Generator<Mistake> {
  const { update, exists, lines: of } = written;
  for (const key of ['closed', 'unlessBooked']) {
    if (written[key] === undefined || exists !== undefined) continue;
    const message = `"${key}" is for documents, but this step has no "exists".`;
    yield { path: [key], code: 'DOCUMENT_POLICY', message, hint: `Remove "${key}".` };
  }
  for (const key of ['create', 'inactive']) {
    if (written[key] === undefined || exists === undefined) continue;
    const message = `"${key}" is for master data, but this step has "exists".`;
    yield { path: [key], code: 'DOCUMENT_POLICY', message, hint: `Remove "${key}".` };
  }
  if (written.inactive !== undefined && update === false) {
    const message = '"inactive" is about changes, but this step changes nothing.';
    yield { path: ['inactive'], code: 'NEVER_USED', message, hint: 'Remove "inactive", or write update: true.' };
  }
  const hint = 'Write update: true or false for master data, exists: skip, verify, fail or update for documents.';
  if (update !== undefined && exists !== undefined) {
    yield { path: ['exists'], code: 'UPDATE_OR_EXISTS', message: 'The step has both "update" and "exists".', hint };
  }
  if (written.each !== undefined) {
    for (const key of ['default', 'create', 'inactive']) {
      if (written[key] === undefined) continue;
      const message = `"${key}" has no meaning in a step with "each", which creates what is missing.`;
      yield { path: [key], code: 'EACH_MAKES', message, hint: `Remove "${key}".` };
    }
    if (written.update === true) {
      const message = 'A step with "each" does not change existing records.';
      yield {
        path: ['update'],
        code: 'EACH_MAKES',
        message,
        hint: 'Write update: false, and a separate flow for them.',
      };
    }
  }
  if (written.tolerance !== undefined && written.compare !== 'sums') {
    const message = '"tolerance" says how far sums may be off, but this step compares none.';
    yield { path: ['tolerance'], code: 'NEVER_USED', message, hint: 'Write compare: sums, or remove "tolerance".' };
  }
  if (written.compare === 'sums' && of === undefined) {
    const message = '"compare: sums" adds up lines, but the step has none.';
    yield { path: ['compare'], code: 'TOTAL_WITHOUT_LINES', message, hint: 'Add "lines", or remove "compare".' };
  }
  for (const key of ['total', 'totals']) {
    if (written[key] === undefined || of !== undefined) continue;
    const message = `"${key}" adds up lines, but the step has none.`;
    yield { path: [key], code: 'TOTAL_WITHOUT_LINES', message, hint: `Add "lines", or remove "${key}".` };
  }
}).meta({
  dependencies: {
    update: { properties: { exists: false } },
    create: { properties: { exists: false } },
    inactive: { properties: { exists: false, update: { enum: [true] } } },
    closed: ['exists'],
    unlessBooked: ['exists'],
    each: {
      properties: {
        default: false,
        create: false,
        inactive: false,
        update: { enum: [false] },
      },
    },
    total: ['lines'],
    totals: ['lines'],
    tolerance: { properties: { compare: { enum: ['sums'] } }, required: ['compare'] },
  },
});
