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

/** A line of a written schema is no longer than this where it can be helped. */
const WIDTH = 150;

/** A schema as text: what fits into a line stands on one, and short parts share their lines. */
export function written(value: unknown, indent = 0, before = 0): string {
  const short = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || indent + before + short.length <= WIDTH) return short;
  const isList = Array.isArray(value);
  const parts = Object.entries(value).map(([key, part]) => {
    const name = isList ? '' : `${JSON.stringify(key)}: `;
    return `${name}${written(part, indent + 1, name.length)}`;
  });
  const blank = ' '.repeat(indent + 1);
  const lines = parts.some((part) => part.includes('\n')) ? parts : filled(parts, WIDTH - blank.length);
  const [open, close] = isList ? '[]' : '{}';
  return `${open}\n${lines.map((line) => `${blank}${line}`).join(',\n')}\n${' '.repeat(indent)}${close}`;
}

/** Parts on lines of a width, as many as fit on each. */
function filled(parts: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + part.length + 2 <= width) lines[lines.length - 1] = `${last}, ${part}`;
    else lines.push(part);
  }
  return lines;
}
