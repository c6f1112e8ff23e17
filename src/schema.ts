import Big from 'big.js';
import { z } from 'zod';

// `.describe` and `.meta` are for editors and the reference (scripts/schemas.ts): `title` is the word for a value,
// the other keywords are JSON Schema for what our own checks ask.

/**
 * An object that knows all its keys. The message of its unknown-key issue lists them, separated by spaces:
 * `schemaProblems` turns it into a sentence with the nearest right name.
 */
export function keys<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, knowing(Object.keys(shape)));
}

/** An object with one kind of value under any of these names; an unknown one is reported as by `keys`. */
export function valuesUnder<Name extends string, Value extends z.ZodType>(names: readonly Name[], value: Value) {
  return z.partialRecord(z.enum(names), value, knowing(names));
}

const knowing = (names: readonly string[]): { readonly error: z.core.$ZodErrorMap } => ({
  error: (issue) => (issue.code === 'unrecognized_keys' ? names.join(' ') : undefined),
});

/** One of several words, each with its meaning. */
export function choice<const Word extends string>(words: Readonly<Record<Word, string>>): z.ZodType<Word, Word> {
  return z.enum(Object.keys(words) as Word[]).meta({ enumDescriptions: Object.values(words) });
}

/** A number above zero, perhaps with decimals. It becomes a JavaScript number, so it is not for money. */
export const positiveNumber = z
  .union([z.number(), z.custom<Big>((value) => value instanceof Big, { error: 'A number above 0 is needed.' })], {
    error: 'A number above 0 is needed.',
  })
  .meta({ title: 'number above 0', type: 'number', exclusiveMinimum: 0, anyOf: undefined })
  .transform((value) => Number(value))
  .refine((value) => value > 0, { error: 'A number above 0 is needed.' });

/** How to read what comes a few times in a run: by default zod writes and compiles code for each schema, which takes longer than to read without it. */
export const READ_ONCE = { jitless: true } as const;

/** True for an object with keys, not for a list or null. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
