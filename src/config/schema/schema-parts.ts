import Big from 'big.js';
import { z } from 'zod';
import type { ErrorCode } from '../../errors/codes.ts';
import { isObject } from '../../schema.ts';

/** A mistake that zod does not find; `path` is relative to the checked value. */
export interface Mistake {
  readonly path: readonly (string | number)[];
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  /** Names of keys of which one is missing: if one of them was mistyped, that explains the mistake. */
  readonly missing?: readonly string[];
}

/**
 * A check of an object that also runs if some of its keys are wrong, so that every problem is shown at once. What it
 * gets may therefore have anything under its keys.
 */
export function alsoCheck<Schema extends z.ZodType>(
  schema: Schema,
  find: (written: Readonly<Record<string, unknown>>) => Iterable<Mistake>,
): Schema {
  return schema.superRefine(
    (value, context) => {
      for (const mistake of isObject(value) ? find(value) : []) context.addIssue(asIssue(mistake));
    },
    { when: () => true },
  );
}

/** A mistake as an issue of zod; `sentence` says that its message needs no path in front of it. */
export function asIssue({ path, code, message, hint, missing = [] }: Mistake) {
  return { code: 'custom' as const, path: [...path], message, params: { code, hint, missing, sentence: true } };
}

/** An expression as written; it is parsed when the flow is compiled. */
export const expression = z
  .string()
  .refine((text) => text.trim() !== '', {
    error: 'The expression is empty.',
    params: { code: 'EMPTY_VALUE', hint: 'Write an expression, or remove the key.' },
  })
  .meta({ title: 'expression', pattern: '\\S', patternErrorMessage: 'The expression is empty.' });

/** A text in a file that is read as it is written: editors take `08` for a number and `yes` for true. */
export const plainText = z
  .string()
  .min(1)
  .meta({ title: 'text', type: ['string', 'number', 'boolean'] });

/** The name of a resource of a catalog. */
export const resourceName = z.string().min(1).meta({ title: 'resource' });

/** The name of a field of the target. */
export const targetField = z.string().min(1).meta({ title: 'field of the target' });

/** A constant: text, whole number, decimal, true, false or null. */
export type Constant = null | boolean | number | string | Big;

const CONSTANT = 'A constant is a text, a number, true, false or null.';

/** A constant as a file has it. */
export const constant: z.ZodType<Constant> = z
  .union(
    [z.null(), z.boolean(), z.int(), z.string(), z.custom<Big>((value) => value instanceof Big, { error: CONSTANT })],
    { error: CONSTANT },
  )
  .meta({ title: 'constant', type: ['string', 'number', 'boolean', 'null'], anyOf: undefined });

const RESERVED: readonly string[] = ['line', 'element', 'index', 'null', 'true', 'false', 'in'];

/** A name that expressions use: letters, digits and underscores, but no reserved word. */
export const expressionName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: 'A name of letters, digits and underscores is needed.' })
  .refine((name) => !RESERVED.includes(name), {
    error: (issue) => `"${String(issue.input)}" has its own meaning in expressions.`,
    params: { code: 'RESERVED_NAME', hint: 'Choose another name.', sentence: true },
  })
  .meta({
    title: 'name',
    not: { enum: RESERVED },
    patternErrorMessage: 'A name of letters, digits and underscores is needed.',
  });

/** A calendar date as text, `yyyy-MM-dd`. */
export const dateText = z.iso
  .date({
    error: ({ input }) => {
      const found =
        typeof input === 'string' && input !== '' ? `, found "${input.replace(/\s+/g, ' ').slice(0, 20)}"` : '';
      return `A date such as 2026-01-31 is needed${found}.`;
    },
  })
  .meta({ title: 'date', patternErrorMessage: 'A date such as 2026-01-31 is needed.' });
