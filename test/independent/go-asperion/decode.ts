import type { Kind, Shape } from './shapes.ts';

/** What a strict reader objects to, each as `path: what`. */
export interface Objections {
  /** Values that do not fit the field's kind: no reader of these types can take them. */
  readonly wrong: readonly string[];
  /** Fields that the types lack: the client's tests refuse them. */
  readonly unknown: readonly string[];
}

/**
 * Reads JSON into a shape by the rules of Go's `encoding/json`, unknown fields refused: null fits everything, an `int` has no
 * fraction, names match whatever their case.
 */
export function decode(shape: Shape, json: unknown): Objections {
  const wrong: string[] = [];
  const unknown: string[] = [];
  readObject(shape, json, '', { wrong, unknown });
  return { wrong, unknown };
}

interface Found {
  readonly wrong: string[];
  readonly unknown: string[];
}

function readObject(shape: Shape, value: unknown, path: string, found: Found): void {
  if (value === null) return;
  if (typeof value !== 'object' || Array.isArray(value)) {
    found.wrong.push(`${path}: not an object`);
    return;
  }
  const fields = new Map(Object.entries(shape).map(([name, kind]) => [name.toLowerCase(), kind]));
  for (const [name, inner] of Object.entries(value)) {
    const kind = fields.get(name.toLowerCase());
    const place = path === '' ? name : `${path}.${name}`;
    if (kind === undefined) found.unknown.push(place);
    else readField(kind, inner, place, found);
  }
}

function readField(kind: Kind | Shape | readonly [Shape], value: unknown, path: string, found: Found): void {
  if (typeof kind === 'string') {
    if (value !== null && !fits(kind, value)) found.wrong.push(`${path}: ${JSON.stringify(value)} is no ${kind}`);
  } else if (isList(kind)) {
    if (value === null) return;
    if (Array.isArray(value)) for (const element of value) readObject(kind[0], element, path, found);
    else found.wrong.push(`${path}: not a list`);
  } else {
    readObject(kind, value, path, found);
  }
}

const isList = (kind: Shape | readonly [Shape]): kind is readonly [Shape] => Array.isArray(kind);

/** The three forms of a date that the client tries (AS-values). */
const DATE = /^(|\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d((\.\d+)?(Z|[+-]\d\d:\d\d))?)?)$/;

function fits(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'any':
      return true;
    case 'int':
      return Number.isSafeInteger(value);
    case 'float':
      return typeof value === 'number';
    case 'bool':
      return typeof value === 'boolean';
    case 'string':
      return typeof value === 'string';
    case 'date':
      return typeof value === 'string' && DATE.test(value);
  }
}
