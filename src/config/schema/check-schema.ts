import { z } from 'zod';
import { choice, keys } from '../../schema.ts';
import { expression, plainText } from './schema-parts.ts';
import { namedValues } from './with-schema.ts';

/** What happens to a record for which a check's condition is true. */
const check = keys({
  id: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]*$/, { error: 'A name of letters, digits and dashes is needed.' })
    .max(60)
    .describe('The name of the check in reports and tests. Default: its position.')
    .meta({ title: 'name', examples: ['reverse-charge'] })
    .optional(),
  each: expression
    .describe('A list: the check is made for each element, which is `line` in the two expressions.')
    .meta({ examples: ['SalesOrderLines'] })
    .optional(),
  let: namedValues
    .describe('Names for the two expressions; each may use those above it.')
    .meta({ examples: [{ code: 'table("vat-codes", customer.Country, line.VATCode)' }] })
    .optional(),
  when: expression
    .describe('The doubt: where it is true, the check says something.')
    .meta({ examples: ['size(SalesOrderLines) == 0'] }),
  says: expression
    .describe('What the check says, an expression that gives text. Personal values in it are hidden.')
    .meta({ examples: ['"The order has no lines."'] }),
  fix: plainText
    .max(300)
    .describe(
      'What to do about it, a sentence. It is said once, behind all that the check says of a record. Left out, the advice is general.',
    )
    .meta({ examples: ['Correct the VAT code of the line.'] })
    .optional(),
  // biome-ignore lint/suspicious/noThenProperty: the word for it in the file; nobody awaits a schema's shape.
  then: choice({
    wait: 'The record is not written (CHECK_FAILED) until the doubt is gone.',
    tell: 'The record is written, and the report says so.',
  })
    .describe('What happens to the record. Default: wait.')
    .optional(),
});

/** The checks of a flow or a step. */
export const checks = z.array(check).min(1).max(50);
