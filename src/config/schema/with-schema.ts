import { z } from 'zod';
import { choice, keys } from '../../schema.ts';
import { alsoCheck, expression, expressionName, type Mistake, resourceName } from './schema-parts.ts';

const related = alsoCheck(
  keys({
    resource: resourceName
      .describe('The resource of the related record, in the system that is read.')
      .meta({ examples: ['crm/Accounts'] }),
    by: z.string().min(1).describe('The field of the related record that is looked up.').meta({ title: 'field' }),
    value: expression
      .describe(
        'What that field holds; a relation may use those above it. Null = there is no related record. Beside many: true it may be a list.',
      )
      .meta({ examples: ['OrderedBy'] }),
    one: choice({ first: 'The first one in the given order.' })
      .describe('Which record is used when several match. Default: several are an error of the record.')
      .optional(),
    many: z
      .literal(true)
      .describe(
        'All records that match, as a list; it is empty if there are none. If they are named by their keys, each must exist.',
      )
      .meta({ title: '`true`' })
      .optional(),
    order: z
      .string()
      .regex(/^\s*[A-Za-z_]\w*(\s+desc)?\s*$/, { error: 'A field, or a field and "desc", is needed.' })
      .describe('A field of the related records that they are sorted by; "desc" puts the greatest first.')
      .meta({
        title: 'field or field desc',
        examples: ['Main desc', 'InvoiceNumber'],
        patternErrorMessage: 'A field, or a field and "desc", is needed.',
      })
      .optional(),
  }),
  function* ({ one, many, order }): Generator<Mistake> {
    if (one !== undefined && many !== undefined) {
      const hint = 'Keep "one" for a single record, "many" for a list.';
      yield { path: ['many'], code: 'ONE_OR_MANY', message: 'The relation has both "one" and "many".', hint };
    }
    if (one !== undefined && order === undefined) {
      const message = 'Nothing says which record is the first.';
      yield { path: ['one'], code: 'MISSING_KEY', message, hint: 'Add "order", such as order: Main desc.' };
    }
    if (order !== undefined && one === undefined && many === undefined) {
      const message = '"order" is never used: the relation gives one record, and several are an error.';
      const hint = 'Add one: first or many: true, or remove "order".';
      yield { path: ['order'], code: 'NEVER_USED', message, hint };
    }
  },
).meta({
  dependencies: { one: { required: ['order'], properties: { many: false } } },
  anyOf: [{ not: { required: ['order'] } }, { required: ['one'] }, { required: ['many'] }],
});

/** Related records by the names that expressions use for them: of the record, or of a line. */
export const relations = z.record(expressionName, related);

/** One relation as it is written. */
export type Relation = z.infer<typeof related>;

/** Expressions by the names that other expressions use for them. */
export const namedValues = z.record(expressionName, expression);
