/** A JSON Schema, or a part of one. */
export type Json = { readonly [keyword: string]: unknown };

/** The part of a schema that `path` leads to. Throws when it leads nowhere: the schema has another shape now. */
export function partOf(schema: Json, ...path: readonly (string | number)[]): Json {
  let part: unknown = schema;
  for (const key of path) part = (part as Record<string | number, unknown> | undefined)?.[key];
  if (typeof part !== 'object' || part === null) throw new Error(`The schema has nothing at ${path.join('.')}.`);
  return part as Json;
}

/** A schema with `more` at a place that exists. */
export function withPart(schema: Json, path: readonly (string | number)[], more: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return { ...schema, ...more };
  const part = partOf(schema, key);
  const changed = withPart(part, rest, more);
  return { ...schema, [key]: Array.isArray(part) ? Object.values(changed) : changed };
}

/** `then` where `key` is `value`. */
export function whereKeyIs(key: string, value: Json, then: Json): Json {
  return { if: { properties: { [key]: value }, required: [key] }, then };
}

/** A reference to a definition of the same file. */
export function definition(name: string): Json {
  return { $ref: `#/definitions/${name}` };
}
