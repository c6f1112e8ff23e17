import Big from 'big.js';
import { z } from 'zod';

// What `.describe` and `.meta` say is for editors and the reference (scripts/schemas.ts): `title` is the word for a value,
// the other keywords are JSON Schema for what a check of our own asks.

/**
 * An object that knows all its keys. The message of its unknown-key issue lists them, separated by spaces:
 * `schemaProblems` makes the sentence with the nearest right name from it.
 */
export function keys<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : undefined),
  });
}

/** One of some words, each with what it means. */
export function choice<const Word extends string>(words: Readonly<Record<Word, string>>): z.ZodType<Word, Word> {
  return z.enum(Object.keys(words) as Word[]).meta({ enumDescriptions: Object.values(words) });
}

/** A number above zero that may have decimals; decimals become a JavaScript number, so not for money. */
export const positiveNumber = z
  .union([z.number(), z.custom<Big>((value) => value instanceof Big)], { error: 'A number above 0 is needed.' })
  .meta({ title: 'number above 0', type: 'number', exclusiveMinimum: 0, anyOf: undefined })
  .transform((value) => Number(value))
  .refine((value) => value > 0, { error: 'A number above 0 is needed.' });

/** True for an object of keys, not for a list or null. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
