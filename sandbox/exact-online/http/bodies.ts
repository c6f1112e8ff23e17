import { collectionOf, type Endpoint, endpoints, modelOf, pad } from '../records/catalog.ts';
import { type Fields, fromBody, fromSeed, type Stored } from '../records/values.ts';
import { Refusal, texts } from './refusals.ts';

/** A record as sent: its own fields, and the elements of its collections. */
export interface Draft {
  readonly fields: Fields;
  readonly collections: Readonly<Record<string, readonly Draft[]>>;
  /** Elements of collections that have no resource of their own. */
  readonly inside: Fields;
}

/** Who writes: the API ignores what it does not allow; a person or a seed may set everything. */
export type Origin = 'post' | 'put' | 'person';

const LETTER: Readonly<Record<Origin, string>> = { post: 'C', put: 'U', person: '' };

type Source = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Source {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses a body; throws a Refusal with 400 if it is not a JSON object. */
export function parseBody(text: string): Source {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refusal(400, texts.body);
  }
  if (!isObject(body)) throw new Refusal(400, texts.body);
  return body;
}

/**
 * Checks names and types against the catalog. An unknown property or a value of the wrong type is a Refusal with 400;
 * read-only properties are dropped silently (EX-unknown-names, EX-read-only-ignored), and so are collections in a PUT (EX-lines-in-put).
 */
export function readDraft(endpoint: Endpoint, body: Source, origin: Origin): Draft {
  const fields: Record<string, Stored> = {};
  const collections: Record<string, readonly Draft[]> = {};
  const inside: Record<string, Stored> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name === '__metadata' || name === 'd') continue;
    const property = Object.hasOwn(endpoint.properties, name) ? endpoint.properties[name] : undefined;
    if (property === undefined) throw new Refusal(400, texts.unknownProperty(name, modelOf(endpoint.resource)));
    const isWritable = (property.access ?? '').includes(LETTER[origin]);
    const collection = collectionOf(property);
    if (collection === null) {
      const stored = origin === 'person' ? fromSeed(name, property, value) : fromBody(name, property, value);
      if (isWritable) fields[name] = withoutPadding(endpoint.resource, name, stored);
    } else if (isWritable && origin !== 'put') {
      const elements = readElements(name, value);
      const lines = endpoints.get(collection);
      if (lines === undefined) inside[name] = elements;
      else collections[name] = elements.map((element) => readDraft(lines, element, origin));
    }
  }
  return { fields, collections, inside };
}

function readElements(name: string, value: unknown): readonly Source[] {
  const elements = isObject(value) ? value.results : value;
  if (elements === null || elements === undefined) return [];
  if (!Array.isArray(elements) || !elements.every(isObject)) throw new Refusal(400, texts.badValue(name));
  return elements;
}

/** Fixed-width codes are stored bare, whether they were sent padded or not (EX-padded-codes). */
function withoutPadding(resource: string, name: string, value: Stored): Stored {
  return typeof value === 'string' && pad(resource, name, '') !== '' ? value.trim() || null : value;
}
