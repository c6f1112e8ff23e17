import { Document } from 'yaml';
import { type Json, partOf } from './json.ts';

/** A row of a table: a key, what stands behind it, and what that says. */
type Row = readonly [key: string, value: string, says: string];

/** The keys of a schema as a Markdown table, keys within keys by their path. Those in `apart` are not entered. */
export function keyTable(schema: Json, apart: readonly string[] = []): string {
  const rows = rowsOf(schema, '', apart).map(
    (row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  );
  return ['| key | value | what it says |', '| --- | --- | --- |', ...rows].join('\n');
}

/** Several shapes as one: their keys, each once. */
export function united(shapes: readonly Json[]): Json {
  const all = shapes.map((shape) => (shape.properties ?? {}) as Json);
  return { properties: Object.assign({}, ...all) as Json };
}

function rowsOf(schema: Json, path: string, apart: readonly string[]): readonly Row[] {
  const required = (schema.required ?? []) as readonly string[];
  const own = Object.entries((schema.properties ?? {}) as Record<string, Json>).flatMap(([key, part]) => {
    const place = `${path}${path === '' ? '' : '.'}${key}`;
    const needed = required.includes(key) ? ' (needed)' : '';
    const row: Row = [`\`${place}\``, `${typeOf(part)}${needed}`, says(part)];
    return [row, ...(apart.includes(place) ? [] : within(part, place, apart))];
  });
  return path === '' || schema.properties === undefined
    ? [...own, ...within({ ...schema, properties: undefined }, path, apart)]
    : own;
}

/** The keys of the groups that stand behind a key: the group itself, the entries of a list, or groups by names of one's choice. */
function within(part: Json, place: string, apart: readonly string[]): readonly Row[] {
  const { properties, items, additionalProperties } = part as { [key: string]: Json | undefined };
  if (properties !== undefined) return rowsOf(part, place, apart);
  if (isGroup(items)) return rowsOf(items, `${place}[]`, apart);
  if (isGroup(additionalProperties))
    return rowsOf(additionalProperties, `${place}${place === '' ? '' : '.'}NAME`, apart);
  return [];
}

function isGroup(schema: Json | undefined): schema is Json {
  return typeof schema === 'object' && schema.properties !== undefined;
}

/** What stands behind a key, in a few words. */
function typeOf(schema: Json): string {
  const { $ref, title, enum: words, type, items, anyOf, allOf, additionalProperties, minimum, maximum } = schema;
  if (typeof $ref === 'string') return $ref.slice($ref.lastIndexOf('/') + 1);
  if (Array.isArray(words)) return words.map((word) => `\`${String(word)}\``).join(', ');
  if (typeof title === 'string') return title;
  if (Array.isArray(allOf)) return typeOf(allOf[0] as Json);
  if (schema.properties !== undefined) return 'group';
  if (Array.isArray(anyOf)) return [...new Set(anyOf.map((one) => typeOf(one as Json)))].join(' or ');
  if (type === 'boolean') return '`true`, `false`';
  if (type === 'integer') {
    if (maximum !== undefined) return `whole number, ${String(minimum)} to ${String(maximum)}`;
    return `whole number, ${String(minimum)} or more`;
  }
  if (type === 'array') return `list of ${plural(typeOf(items as Json))}`;
  if (type !== 'object') return 'text';
  if (typeof additionalProperties !== 'object') return 'group';
  return `${typeOf(additionalProperties as Json)} by name`;
}

function plural(type: string): string {
  const named = type.replace(/^(field)( .*)?$/, '$1s$2');
  return named === type ? `${type}s` : named;
}

/** What a key says: its words, and what holds without it. */
function says(schema: Json): string {
  const { description, default: left, additionalProperties } = schema;
  const { enum: words, enumDescriptions } = { ...(additionalProperties as Json | undefined), ...schema } as Json;
  const parts = [typeof description === 'string' ? description : ''];
  if (Array.isArray(words) && Array.isArray(enumDescriptions)) {
    parts.push(...words.map((word, at) => `\`${String(word)}\`: ${sentence(String(enumDescriptions[at]))}`));
  }
  if (left !== undefined) parts.push(`Left out: ${inYaml(left)}.`);
  const [example] = (schema.examples ?? []) as readonly unknown[];
  if (example !== undefined) parts.push(`Example: ${inYaml(example)}.`);
  return parts.filter((part) => part !== '').join(' ');
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

/** A value as it is written in a file, on one line. */
function inYaml(value: unknown): string {
  const document = new Document(value);
  return `\`${document.toString({ collectionStyle: 'flow', lineWidth: 0 }).trim()}\``;
}

/** The rules of a field as one group: all keys that a rule may have. */
export function ruleKeys(flow: Json): Json {
  return united(partOf(flow, 'definitions', 'rule', 'anyOf') as unknown as readonly Json[]);
}
