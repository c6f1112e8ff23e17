import type { FieldType } from '../catalog.ts';
import type { DescribedField } from '../inspection.ts';
import { isObject, type WireObject } from './rows.ts';

/** A Swagger 2 or OpenAPI 3 document, as far as it says which fields a resource has. */
export interface Swagger {
  /** Addresses after `/v1/`, as they are spelled there, without a slash at the end and without those with an id. */
  readonly paths: readonly string[];
  /**
   * The fields of the resource at an address, whatever its case; null if there is none. With `collection`, those of the
   * elements of that field.
   */
  fieldsOf(path: string, collection: string | null): ReadonlyMap<string, DescribedField> | null;
}

/** Reads a description; null if the object is not one. */
export function readSwagger(document: unknown): Swagger | null {
  if (!isObject(document) || !isObject(document.paths)) return null;
  const resolve = resolver(document);
  const paths = new Map(Object.entries(document.paths).map(([path, item]) => [relative(path), resolve(item)] as const));
  return {
    paths: [...paths.keys()].filter((path) => !path.includes('{')),
    fieldsOf(path, collection) {
      const wanted = path.toLowerCase();
      const item = [...paths].find(([name]) => name.toLowerCase() === wanted)?.[1];
      if (item === undefined) return null;
      const read = elementOf(answerSchema(resolve(item.get), resolve), resolve);
      const written = bodySchema(resolve(item.post), resolve) ?? bodySchema(resolve(item.put), resolve);
      const inside = (schema: WireObject | null): WireObject | null =>
        collection === null || schema === null
          ? schema
          : elementOf(resolve(propertiesOf(schema, resolve).get(collection)), resolve);
      return fieldsIn(inside(read), inside(written), resolve);
    },
  };
}

type Resolve = (schema: unknown) => WireObject;

/** Follows references from one to the next; a circle leads nowhere. */
function resolver(document: WireObject): Resolve {
  return (schema) => {
    const followed = new Set<string>();
    let current = schema;
    while (isObject(current)) {
      if (typeof current.$ref !== 'string') return current;
      if (followed.has(current.$ref)) return {};
      followed.add(current.$ref);
      const parts = current.$ref.split('/').slice(1);
      current = parts.reduce<unknown>((at, part) => {
        const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
        return isObject(at) ? at[key] : undefined;
      }, document);
    }
    return {};
  };
}

/** `/v1/Debtors/` → `Debtors`. */
function relative(path: string): string {
  return path.replace(/^\/+/, '').replace(/^v1\//i, '').replace(/\/+$/, '');
}

/** The schema of a successful answer. */
function answerSchema(operation: WireObject, resolve: Resolve): WireObject | null {
  const responses = resolve(operation.responses);
  const found = ['200', '201', 'default'].map((status) => responses[status]).find(isObject);
  return found === undefined ? null : schemaIn(resolve(found), resolve);
}

/** The schema of a request: a body with a content type, or a parameter `in: body` (Swagger 2). */
function bodySchema(operation: WireObject, resolve: Resolve): WireObject | null {
  if (isObject(operation.requestBody)) return schemaIn(resolve(operation.requestBody), resolve);
  const parameters = Array.isArray(operation.parameters) ? operation.parameters.map(resolve) : [];
  const body = parameters.find((parameter) => parameter.in === 'body');
  return body === undefined ? null : schemaIn(body, resolve);
}

function schemaIn(holder: WireObject, resolve: Resolve): WireObject | null {
  if (isObject(holder.schema)) return resolve(holder.schema);
  const content = Object.entries(resolve(holder.content));
  const chosen = content.find(([type]) => /json/i.test(type)) ?? content[0];
  return chosen === undefined ? null : resolve(resolve(chosen[1]).schema);
}

/** The elements of a list, in their envelope `_data` or bare; else the object itself. */
function elementOf(schema: WireObject | null, resolve: Resolve): WireObject | null {
  if (schema === null) return null;
  const enveloped = propertiesOf(schema, resolve).get('_data');
  const list = enveloped === undefined ? schema : resolve(enveloped);
  return isObject(list.items) ? resolve(list.items) : list;
}

/** All properties of a schema and of the schemas it is composed of, its own last; each schema is read once. */
function propertiesOf(schema: WireObject, resolve: Resolve): ReadonlyMap<string, unknown> {
  const known = new Set([schema]);
  const left = [schema];
  const found: WireObject[] = [];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    found.push(one);
    const parts = Array.isArray(one.allOf) ? one.allOf.map(resolve) : [];
    for (const part of parts.filter((each) => !known.has(each))) {
      known.add(part);
      left.push(part);
    }
  }
  return new Map(found.reverse().flatMap(({ properties }) => Object.entries(isObject(properties) ? properties : {})));
}

function fieldsIn(
  read: WireObject | null,
  written: WireObject | null,
  resolve: Resolve,
): ReadonlyMap<string, DescribedField> | null {
  const shown = read === null ? new Map<string, unknown>() : propertiesOf(read, resolve);
  const taken = written === null ? null : propertiesOf(written, resolve);
  const all = new Map([...shown, ...(taken ?? [])]);
  if (all.size === 0) return null;
  const fields = [...all].map(([name, property]) => {
    const schema = resolve(property);
    const isReadOnly = schema.readOnly === true || (isObject(property) && property.readOnly === true);
    return [name, { type: typeOf(schema), isWritable: !isReadOnly && (taken?.has(name) ?? true) }] as const;
  });
  return new Map(fields);
}

const TYPES: Readonly<Record<string, FieldType>> = {
  string: 'text',
  integer: 'integer',
  number: 'decimal',
  boolean: 'boolean',
  array: 'lines',
  object: 'lines',
};

function typeOf({ type, format }: WireObject): FieldType | null {
  const name = Array.isArray(type) ? type.find((one) => one !== 'null') : type;
  if (name === 'string' && (format === 'date-time' || format === 'date')) return 'date';
  if (name === 'string' && (format === 'byte' || format === 'binary')) return 'binary';
  return TYPES[String(name)] ?? null;
}
