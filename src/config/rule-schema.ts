import Big from 'big.js';
import { z } from 'zod';
import { alsoCheck, type Constant, constant, expression, keys } from './schema-parts.ts';

/** When a field is sent: always, only on create, only on update, only where the target has nothing. */
export type WriteWhen = 'always' | 'create' | 'update' | 'empty';

/** What any rule written as an object may say beside its kind. */
export interface RuleOptions {
  readonly write?: WriteWhen | undefined;
  /** An expression; where it is not true the field is left alone. */
  readonly when?: string | undefined;
  /** Overrides whatever the rule gives. */
  readonly force?: Constant | undefined;
  /** Takes the place of null; for tables also of an unmapped key. */
  readonly default?: Constant | undefined;
}

export interface ExpressionRule extends RuleOptions {
  readonly expr: string;
}

export interface ValueRule extends RuleOptions {
  readonly value: Constant;
}

/** A look-up in `tables/NAME.yml`: one key expression per level. */
export interface TableRule extends RuleOptions {
  readonly table: string;
  readonly key: string | readonly string[];
  /** What an unmapped key leads to; nothing said = `default` when there is one, else `dead-letter`. */
  readonly unmapped?: 'fail' | 'default' | 'dead-letter' | undefined;
  /** The date that picks a dated row. */
  readonly at?: string | undefined;
}

/** The first of the rules that does not give null. */
export interface FirstRule extends RuleOptions {
  readonly first: readonly Rule[];
}

/** A code that is resolved to the id of a record in the target's own list: `ref` is the resource, `by` its code field. */
export type ReferenceRule = { readonly ref: string; readonly by: string } & (ExpressionRule | ValueRule | TableRule);

/** How one target field gets its value; a plain text is an expression. */
export type Rule = string | ExpressionRule | ValueRule | TableRule | FirstRule | ReferenceRule;

const options = {
  write: z.enum(['always', 'create', 'update', 'empty']).optional(),
  when: expression.optional(),
  force: constant.optional(),
  default: constant.optional(),
};

const table = {
  table: z.string().min(1),
  key: z.union([expression, z.array(expression).min(1).max(10)], {
    error: 'A key is an expression or a list of expressions.',
  }),
  unmapped: z.enum(['fail', 'default', 'dead-letter']).optional(),
  at: expression.optional(),
};

const reference = { ref: z.string().min(1).optional(), by: z.string().min(1).optional() };

const kinds = z.union(
  [
    expression,
    pairedReference(keys({ expr: expression, ...reference, ...options })),
    pairedReference(keys({ value: constant, ...reference, ...options })),
    pairedReference(keys({ ...table, ...reference, ...options })),
    keys({
      first: z
        .array(z.lazy(() => rule))
        .min(1)
        .max(20),
      ...options,
    }),
  ],
  {
    error: ({ input }) =>
      typeof input === 'number' || typeof input === 'boolean' || input instanceof Big
        ? `A plain value is an expression; the constant is written { value: ${String(input)} }.`
        : 'A rule is an expression, or has exactly one of expr, value, table and first.',
  },
);

/** zod's view of `Rule`. */
export const rule = kinds as unknown as z.ZodType<Rule>;

/** `ref` and `by` only say something together. */
function pairedReference<Schema extends z.ZodType>(schema: Schema): Schema {
  return alsoCheck(schema, function* ({ ref, by }) {
    if ((ref === undefined) === (by === undefined)) return;
    const [there, lacking] = by === undefined ? ['ref', 'by'] : ['by', 'ref'];
    const hint = `Add "${lacking}": "ref" names the list of the target, "by" the field that holds the code.`;
    yield { path: [], code: 'MISSING_KEY', message: `"${there}" stands here without "${lacking}".`, hint };
  });
}

/** Rules by the target field's name. */
export const ruleFields = z.record(z.string().min(1), rule).refine((fields) => Object.keys(fields).length > 0, {
  error: 'No field is given.',
  params: { code: 'EMPTY_VALUE', hint: 'Write one line per target field.' },
});
