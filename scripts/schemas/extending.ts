import { definition, type Json } from './json.ts';

const EXTENDS: Json = {
  description:
    'The flow that this one changes, or parts (parts/NAME.yml) that are written out here, with their parameters; what stands beside it is merged over them.',
  examples: ['shipped', { debtor: { customer: 'customer' } }],
};
const VERIFY: Json = {
  type: 'string',
  description: 'The flow whose rules this one compares by: nothing is written, and it runs when it is named.',
  examples: ['customers'],
};
const REMOVE: Json = { const: true, description: 'Takes out what stands in this place.' };
const REMOVED: Json = {
  type: 'object',
  properties: { remove: REMOVE },
  required: ['remove'],
  additionalProperties: false,
};

/** Keywords that ask for a key, or say what goes with what: where something is extended, the other half may stand there. */
const WHOLE: readonly string[] = ['required', 'if', 'then', 'else', 'allOf', 'not', 'dependencies', 'minProperties'];
/** Keywords that explain. They stay at the top of a part, where editors look for them. */
const ABOUT: readonly string[] = ['description', 'title', 'examples', 'default'];

/** The schema of a flow that extends another one or has parts: every key is explained, none is asked for. */
export function extending(flow: Json): Json {
  const shared: Record<string, Json> = { extends: EXTENDS, removed: REMOVED };
  const { $schema, definitions, ...rest } = flow;
  for (const [name, part] of Object.entries(definitions as Json)) shared[name] = loose(part as Json, shared);
  const whole = loose(rest, shared);
  return { $schema, ...whole, properties: { verify: VERIFY, ...(whole.properties as Json) }, definitions: shared };
}

/** A part of the schema in which groups may extend, and keys may be missing or be removed. `shared` takes entries of lists. */
function loose(part: Json, shared: Record<string, Json>): Json {
  const kept = Object.entries(part).filter(([keyword]) => !WHOLE.includes(keyword));
  const schema = Object.fromEntries(kept.map(([keyword, value]) => [keyword, inner(keyword, value, shared)])) as Json;
  if (part.type === 'object') return group(schema);
  return part.type === 'array' && (schema.items as Json).type === 'object' ? listById(schema, shared) : schema;
}

function inner(keyword: string, value: unknown, shared: Record<string, Json>): unknown {
  if (keyword === 'properties') {
    return Object.fromEntries(Object.entries(value as Json).map(([name, one]) => [name, loose(one as Json, shared)]));
  }
  if (keyword === 'anyOf' || keyword === 'oneOf') return (value as readonly Json[]).map((one) => loose(one, shared));
  const isSchema = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isSchema && ['items', 'additionalProperties'].includes(keyword) ? loose(value as Json, shared) : value;
}

/** A group may extend parts, and each of its keys may be removed. */
function group(schema: Json): Json {
  const { additionalProperties: other } = schema;
  const names = Object.entries((schema.properties ?? {}) as Json).map(([name, one]) => [name, removable(one as Json)]);
  const properties = { ...Object.fromEntries(names), extends: definition('extends'), remove: REMOVE };
  const isOpen = typeof other === 'object' && other !== null;
  return { ...schema, properties, ...(isOpen && { additionalProperties: removable(other as Json) }) };
}

function removable(part: Json): Json {
  const about = Object.entries(part).filter(([keyword]) => ABOUT.includes(keyword));
  const rest = Object.entries(part).filter(([keyword]) => !ABOUT.includes(keyword));
  return { ...Object.fromEntries(about), anyOf: [Object.fromEntries(rest), definition('removed')] };
}

/** A list whose entries are changed by their ids; an entry that extends a part with a list changes those of it. */
function listById({ type, items, minItems, maxItems, ...about }: Json, shared: Record<string, Json>): Json {
  const known = Object.keys(shared).find((name) => JSON.stringify(shared[name]) === JSON.stringify(items));
  const name = known ?? `entry ${Object.keys(shared).length}`;
  shared[name] = items as Json;
  const byId = { anyOf: [definition(name), definition('removed')] };
  const part = {
    type: 'object',
    properties: { extends: definition('extends') },
    required: ['extends'],
    additionalProperties: byId,
  };
  return {
    ...about,
    anyOf: [
      { type, items: { anyOf: [definition(name), part] } },
      { type: 'object', additionalProperties: byId },
    ],
  };
}
