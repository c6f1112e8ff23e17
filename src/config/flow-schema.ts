import Big from 'big.js';
import { z } from 'zod';
import { nearest } from './nearest.ts';
import { rule, ruleFields } from './rule-schema.ts';
import {
  alsoCheck,
  asIssue,
  builtChoice,
  constant,
  dateText,
  expression,
  expressionName,
  type Finding,
  isObject,
  keys,
  notBuiltYet,
} from './schema-parts.ts';

const SYSTEMS = ['exact-online', 'asperion'] as const;

/** The two halves of `from: exact-online.crm/Accounts`. The text has passed the schema. */
export function splitSource(from: string): { system: (typeof SYSTEMS)[number]; resource: string } {
  const dot = from.indexOf('.');
  return { system: from.slice(0, dot) as (typeof SYSTEMS)[number], resource: from.slice(dot + 1) };
}

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
      hint: `Write it like ${meant === 'asperion' ? 'asperion.articles' : 'exact-online.crm/Accounts'}.`,
    }),
  );
});

const related = keys({ resource: z.string().min(1), by: z.string().min(1), value: expression });

const lines = keys({
  /** The source's collection, or an expression that gives a list; each element is `line`. */
  each: expression,
  fields: ruleFields,
  /** Lines beside those of the source, such as shipping costs. */
  append: z
    .array(keys({ when: expression.optional(), fields: ruleFields }))
    .max(50)
    .optional(),
});

const tolerance = z
  .union([z.int(), z.string(), z.custom<Big>((value) => value instanceof Big)], { error: 'An amount such as 0.01.' })
  .refine((value) => /^\d+(\.\d+)?$/.test(String(value)), { error: 'An amount of 0 or more, such as 0.01, is needed.' })
  .transform((value) => new Big(value).toFixed());

/** The sum of the lines' field `of` must be `equals`, give or take `tolerance` (decimal text). */
const total = keys({ of: z.string().min(1), equals: expression, tolerance: tolerance.default('0') });

const fallback = alsoCheck(
  z.object({ use: z.enum(['never', 'when-missing', 'always']).default('when-missing') }).catchall(constant),
  function* (written): Generator<Finding> {
    if (Object.keys(written).some((key) => key !== 'use')) return;
    yield {
      path: [],
      code: 'MISSING_KEY',
      message: 'The default record is not named.',
      hint: 'Add the field that finds it, such as customerNumber: "99999".',
    };
  },
);

const stepKeys = keys({
  id: expressionName,
  resource: z.string().min(1),
  /** Keys from the strongest to the weakest; a list is a composite key. */
  match: z
    .array(
      z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(10)], {
        error: 'A key is a field or a list of fields.',
      }),
    )
    .min(1)
    .max(10),
  when: expression.optional(),
  /** Master data: may an existing record be changed? */
  update: z.boolean().optional(),
  /** Documents: what to do when the record exists. */
  exists: builtChoice(['skip', 'verify', 'fail'], ['update']).optional(),
  default: fallback.optional(),
  fields: z.record(z.string().min(1), rule),
  lines: lines.optional(),
  total: total.optional(),
});

const step = alsoCheck(stepKeys, function* (written): Generator<Finding> {
  const { update, exists, total: sum, lines: of } = written;
  const hint = 'Write update: true or false for master data, exists: skip, verify, fail or update for documents.';
  if (update === undefined && exists === undefined) {
    const message = 'The step has neither "update" nor "exists".';
    yield { path: ['update'], code: 'UPDATE_OR_EXISTS', message, hint, missing: ['update', 'exists'] };
  }
  if (update !== undefined && exists !== undefined) {
    yield { path: ['exists'], code: 'UPDATE_OR_EXISTS', message: 'The step has both "update" and "exists".', hint };
  }
  if (sum !== undefined && of === undefined) {
    yield {
      path: ['total'],
      code: 'TOTAL_WITHOUT_LINES',
      message: '"total" adds up lines, and the step has none.',
      hint: 'Add "lines", or remove "total".',
    };
  }
});

const guard = keys({
  maxCreates: z.int().min(0).optional(),
  maxUpdates: z.int().min(0).optional(),
  /** Updates in percent of the linked records. */
  maxPercent: z.int().min(0).max(100).optional(),
}).refine((bounds) => Object.keys(bounds).length > 0, {
  error: 'The guard bounds nothing.',
  params: {
    code: 'EMPTY_VALUE',
    hint: 'Write maxCreates, maxUpdates or maxPercent, or remove "guard".',
    sentence: true,
  },
});

const flowKeys = keys({
  from: source,
  to: z.enum(SYSTEMS),
  enabled: z.boolean().default(true),
  /** Related source records by the name that expressions use for them. */
  with: z.record(expressionName, related).optional(),
  where: expression.optional(),
  since: dateText.optional(),
  limit: z.int().min(1).optional(),
  guard: guard.optional(),
  purpose: builtChoice(['sync'], ['verify']).optional(),
  deleted: builtChoice(['ignore'], ['deactivate', 'report']).optional(),
  winner: notBuiltYet('winner'),
  steps: z.array(step).min(1).max(30),
});

/** One flow's file as it is written. */
export const flowFile = alsoCheck(flowKeys, function* (written): Generator<Finding> {
  if (typeof written.from === 'string' && written.from.slice(0, written.from.indexOf('.')) === written.to) {
    yield {
      path: ['to'],
      code: 'SAME_SYSTEM',
      message: `The flow reads from and writes to ${String(written.to)}.`,
      hint: 'Let "from" and "to" name different systems.',
    };
  }
  const taken = new Set(Object.keys(isObject(written.with) ? written.with : {}));
  for (const [index, one] of (Array.isArray(written.steps) ? written.steps : []).entries()) {
    const id = isObject(one) ? one.id : undefined;
    if (typeof id !== 'string') continue;
    if (taken.has(id)) {
      yield {
        path: ['steps', index, 'id'],
        code: 'NAME_TAKEN',
        message: `The name "${id}" is used twice.`,
        hint: 'Give each step and each related record a name of its own.',
      };
    }
    taken.add(id);
  }
});

/** A checked flow. */
export type FlowFile = z.infer<typeof flowFile>;
/** A checked step of a flow. */
export type FlowStep = FlowFile['steps'][number];
