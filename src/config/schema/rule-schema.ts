import Big from 'big.js';
import { z } from 'zod';
import { choice, keys } from '../../schema.ts';
import { alsoCheck, type Constant, constant, expression, resourceName } from './schema-parts.ts';

/** When a field is sent: always, only on create, only on update, only where the target has nothing. */
export type WriteWhen = 'always' | 'create' | 'update' | 'empty';

/** What any rule written as an object may have beside its kind. */
export interface RuleOptions {
  readonly write?: WriteWhen | undefined;
  /** An expression; if it is not true, the field is left alone. */
  readonly when?: string | undefined;
  /** Overrides whatever the rule gives. */
  readonly force?: Constant | undefined;
  /** Replaces null; replaces an unmapped key only with `unmapped: default`. */
  readonly default?: Constant | undefined;
}

/** A rule whose value an expression gives. */
export interface ExpressionRule extends RuleOptions {
  readonly expr: string;
}

/** A rule that gives the same value for every record. */
export interface ValueRule extends RuleOptions {
  readonly value: Constant;
}

/** A look-up in `tables/NAME.yml`: one key expression per level. */
export interface TableRule extends RuleOptions {
  readonly table: string;
  readonly key: string | readonly string[];
  /** What an unmapped key leads to; default `dead-letter`. */
  readonly unmapped?: 'fail' | 'default' | 'dead-letter' | undefined;
  /** The date that picks a dated row. */
  readonly at?: string | undefined;
  /** The table of the other direction: values of the target that it translates to the same are equal. */
  readonly sameIn?: string | undefined;
}

/** The first rule that does not give null. */
export interface FirstRule extends RuleOptions {
  readonly first: readonly Rule[];
}

/** A code that is resolved to the id of a record in the target's own list: `ref` is the resource, `by` its code field. */
export type ReferenceRule = {
  readonly ref: string;
  readonly by: string;
  /** What is written: the record's id, or the code itself, after checking that there is such a record. */
  readonly gives?: 'id' | 'code' | undefined;
  /** The code that replaces one that the list does not have. */
  readonly missing?: Constant | undefined;
} & (ExpressionRule | ValueRule | TableRule);

/** How one target field gets its value; a plain text is an expression. */
export type Rule = string | ExpressionRule | ValueRule | TableRule | FirstRule | ReferenceRule;

const options = {
  write: choice({
    always: 'Whenever its value changes in the source.',
    create: 'Once, when the record is created; never touched again.',
    update: 'Only when a record that is there already is updated.',
    empty: 'Only where the target has nothing.',
  })
    .describe('When the field is written. Default: always.')
    .optional(),
  when: expression.describe('Leaves the field alone where it is not true.').optional(),
  force: constant.describe('Always wins over what the rest of the rule gives.').optional(),
  default: constant.describe('Taken when the rest of the rule gives null.').optional(),
};

const table = {
  table: z
    .string()
    .min(1)
    .describe('A translation by the table of this name: tables/NAME.yml.')
    .meta({ title: 'name of a table', examples: ['vat-codes'] }),
  key: z
    .union([expression, z.array(expression).min(1).max(10)], {
      error: 'A key is an expression or a list of expressions.',
    })
    .describe('What is looked up in the table: an expression, or a list of one per level. Null gives null.')
    .meta({ examples: ['Country', ['customer.Country', 'line.VATCode']] }),
  unmapped: choice({
    fail: 'The flow stops.',
    default: 'The default of the rule is taken.',
    'dead-letter': 'The record is not written, and tried again when the table has the key (UNMAPPED_KEY).',
  })
    .describe(
      'What happens when the table lacks the key. Default: dead-letter, even with a default, which only replaces null.',
    )
    .optional(),
  at: expression
    .describe('The date by which a dated row of the table is chosen.')
    .meta({ examples: ['OrderDate'] })
    .optional(),
  sameIn: z
    .string()
    .min(1)
    .describe(
      'The table of the other direction, if several values of the target share one in the source: the target keeps its own value if that table gives the same for it as for the new one. Without that table in the folder, it has no effect.',
    )
    .meta({ title: 'name of a table', examples: ['payment-conditions'] })
    .optional(),
};

const reference = {
  ref: resourceName
    .describe('The list of the target whose record is meant: the rule gives a code, and its id is written.')
    .meta({ examples: ['financial/GLAccounts'] })
    .optional(),
  by: z.string().min(1).describe('The field of that list that holds the code.').meta({ title: 'field' }).optional(),
  gives: choice({
    id: 'The id of the record.',
    code: 'The code itself, once it is known that the list has such a record.',
  })
    .describe('What "ref" gives. Default: the id.')
    .optional(),
  missing: constant
    .describe('The code to use if the list lacks the given one. Default: none, and the record waits as a dead letter.')
    .optional(),
};

const kinds = z.union(
  [
    expression,
    pairedReference(
      keys({
        expr: expression.describe('The value of an expression, with options beside it.'),
        ...reference,
        ...options,
      }),
    ).meta({ title: 'expression with options' }),
    pairedReference(
      keys({
        value: constant.describe('The same for every record: a text, a number, true, false or null.'),
        ...reference,
        ...options,
      }),
    ).meta({ title: 'constant' }),
    pairedReference(keys({ ...table, ...reference, ...options })).meta({ title: 'table' }),
    keys({
      first: z
        .array(z.lazy(() => rule))
        .min(1)
        .max(20)
        .describe('The first of these rules that does not give null.'),
      ...options,
    }).meta({ title: 'first' }),
  ],
  {
    error: ({ input }) =>
      typeof input === 'number' || typeof input === 'boolean' || input instanceof Big
        ? `A plain value is an expression; the constant is written { value: ${String(input)} }.`
        : 'A rule is an expression, or has exactly one of expr, value, table and first. Use one of them.',
  },
);

/** zod's view of `Rule`. */
export const rule = kinds.meta({ id: 'rule', title: 'rule' }) as unknown as z.ZodType<Rule>;

/** `ref` and `by` only mean something together. */
function pairedReference<Schema extends z.ZodType>(schema: Schema): Schema {
  return alsoCheck(schema, function* ({ ref, by, ...rest }) {
    const alone = ref === undefined ? ['gives', 'missing'].find((name) => rest[name] !== undefined) : undefined;
    if (alone !== undefined && by === undefined) {
      const hint = `Add "ref" and "by", or remove "${alone}".`;
      yield { path: [alone], code: 'MISSING_KEY', message: `"${alone}" only works with "ref".`, hint };
    }
    if ((ref === undefined) === (by === undefined)) return;
    const [there, lacking] = by === undefined ? ['ref', 'by'] : ['by', 'ref'];
    const hint = `Add "${lacking}": "ref" names the list of the target, "by" the field that holds the code.`;
    yield { path: [], code: 'MISSING_KEY', message: `"${there}" is here without "${lacking}".`, hint };
  }).meta({ dependencies: { ref: ['by'], by: ['ref'], gives: ['ref'], missing: ['ref'] } });
}

/** Rules by the target field's name. */
export const ruleFields = z
  .record(z.string().min(1), rule)
  .refine((fields) => Object.keys(fields).length > 0, {
    error: 'No field is given.',
    params: { code: 'EMPTY_VALUE', hint: 'Write one line per target field.' },
  })
  .meta({ minProperties: 1 });
