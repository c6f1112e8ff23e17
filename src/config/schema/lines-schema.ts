import Big from 'big.js';
import { z } from 'zod';
import { isObject, keys } from '../../schema.ts';
import { ruleFields } from './rule-schema.ts';
import { alsoCheck, expression, type Mistake, targetField } from './schema-parts.ts';
import { namedValues, relations } from './with-schema.ts';

/** Lines that are added to those of the source. */
const appended = keys({
  id: z
    .string()
    .min(1)
    .max(60)
    .describe('A name by which a flow that extends this one changes these lines.')
    .optional(),
  each: expression
    .describe('A list: one line per element, which is "line" in the rules. Default: a single line.')
    .optional(),
  with: relations.describe('Related records of each of these lines, as "with" of "lines".').optional(),
  let: namedValues.describe('Names for the rules of these lines, as "let" of "lines".').optional(),
  when: expression.describe('Leaves the line out where it is not true.').optional(),
  fields: ruleFields.describe('How the fields of the line get their values: a rule per field of the target.'),
});

/** The lines of a document. */
export const lines = keys({
  each: expression
    .describe('The collection of the source, or an expression that gives a list. Each element is "line" in the rules.')
    .meta({ examples: ['SalesOrderLines', 'SalesOrderLines.filter(l, l.Quantity != 0)'] }),
  with: relations
    .describe('Related records of each line, with the keys that "with" of the flow has.')
    .meta({ examples: [{ account: { resource: 'financial/GLAccounts', by: 'ID', value: 'line.GLAccount' } }] })
    .optional(),
  let: namedValues
    .describe('Names for the rules of these lines; each may use those above it.')
    .meta({ examples: [{ net: 'round(line.AmountDC, 2)' }] })
    .optional(),
  fields: ruleFields.describe('How the fields of each line get their values: a rule per field of the target.'),
  append: z
    .array(appended)
    .max(50)
    .describe('Lines beside those of the source, such as shipping costs or a discount.')
    .optional(),
});

/** An amount of 0 or more, as decimal text. */
export const tolerance = z
  .union([z.int(), z.string(), z.custom<Big>((value) => value instanceof Big)], { error: 'An amount such as 0.01.' })
  .refine((value) => /^\d+(\.\d+)?$/.test(String(value)), { error: 'An amount of 0 or more, such as 0.01, is needed.' })
  .meta({ title: 'amount', type: ['number', 'string'], minimum: 0, pattern: '^\\d+(\\.\\d+)?$', anyOf: undefined })
  .transform((value) => new Big(value).toFixed());

/** The form of a summed expression that is more than a field. */
const isField = (of: unknown): boolean => typeof of !== 'string' || /^\w+$/.test(of);

/**
 * The sum over the lines of `of`, a field of theirs or an expression over several, must be `equals`, give or take
 * `tolerance` (decimal text). A difference within the tolerance becomes its own line, if `difference` says how that
 * line looks. It fills the field `into`, by default the field of `of`.
 */
export const total = alsoCheck(
  keys({
    of: expression
      .describe('What is added up: a field of the lines, or an expression over what is written into each line.')
      .meta({ title: 'field of the lines or expression', examples: ['amount', 'amount + vatAmount'] }),
    equals: expression.describe('What the sum must be.').meta({ examples: ['AmountFCExclVat'] }),
    when: expression
      .describe('Leaves the check out where it is not true.')
      .meta({ examples: ['AmountFC != null'] })
      .optional(),
    tolerance: tolerance
      .prefault(0)
      .describe('How far the sum may be off. Beyond that, the document is not written (TOTAL_MISMATCH).'),
    difference: keys({
      into: targetField
        .describe('The field of that line that gets the missing amount. Default: the field of "of".')
        .optional(),
      fields: ruleFields.describe('How the other fields of that line get their values.'),
    })
      .describe('An extra line for what is missing within the tolerance.')
      .optional(),
  }),
  function* ({ of, tolerance: most, difference }): Generator<Mistake> {
    if (difference === undefined) return;
    if (isObject(difference) && difference.into === undefined && !isField(of)) {
      const message = 'Nothing says which field of this line to fill.';
      yield { path: ['difference'], code: 'MISSING_KEY', message, hint: 'Add "into", such as into: amount.' };
    }
    // The schema reports what is not an amount.
    const isAmount = typeof most === 'string' || typeof most === 'number' || most instanceof Big;
    if (most !== undefined && !(isAmount && Number(most) === 0)) return;
    yield {
      path: ['difference'],
      code: 'NEVER_USED',
      message: '"difference" is never used: the tolerance is 0.',
      hint: 'Write a tolerance such as 0.05, or remove "difference".',
    };
  },
).meta({
  if: { properties: { of: { pattern: '\\W' } }, required: ['of', 'difference'] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema; nobody awaits it.
  then: { properties: { difference: { required: ['into'] } } },
});
