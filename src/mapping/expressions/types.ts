import type { Catalog, FieldSpec, PersonalClass, ResourceSpec } from '../../systems/catalog.ts';

/** Whose field an expression reads: that of the source record, a related one, an earlier step's, or one related to a line. */
export interface Origin {
  readonly from: 'record' | 'related' | 'step' | 'line';
  /** The alias or step id, or the place of a line's related record; empty for the source record. */
  readonly name: string;
  /** The collection the record is an element of, such as `SalesOrderLines`; empty for the record itself. */
  readonly path: string;
}

/** A shape whose fields are known from a catalog. */
export interface RecordType {
  readonly kind: 'record';
  readonly spec: ResourceSpec;
  readonly catalog: Catalog;
  readonly origin: Origin;
  /** Of a record that an earlier step made: its fields that hold something personal, though fields of that name do not. */
  readonly madeOf?: ReadonlyMap<string, PersonalClass>;
}

/** What a value is, as far as it is certain before the run. Every type may be null. */
export type Type =
  | { readonly kind: 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'id' | 'file' | 'null' | 'any' }
  | { readonly kind: 'list'; readonly element: Type }
  | RecordType;

// The types without parts, one object each.

/** A text. */
export const TEXT: Type = { kind: 'text' };
/** A whole number. */
export const INTEGER: Type = { kind: 'integer' };
/** A number with decimals, kept exactly. */
export const DECIMAL: Type = { kind: 'decimal' };
/** True or false. */
export const BOOLEAN: Type = { kind: 'boolean' };
/** A Dutch wall-clock date with its time. */
export const DATE: Type = { kind: 'date' };
const ID: Type = { kind: 'id' };
/** A field of type `binary`: it can only be passed on as it is. */
const FILE: Type = { kind: 'file' };
/** The type of `null` itself. */
export const NULL: Type = { kind: 'null' };
/** Nothing is certain; it is checked when it is used. */
export const ANY: Type = { kind: 'any' };
/** Replaces what is wrong and noted already: nothing more is said about it. */
export const UNCHECKED: Type = { kind: 'any' };

/** A list of one type. */
export const listOf = (element: Type): Type => ({ kind: 'list', element });

/** Types for which no mistake is certain. */
export const isOpen = (type: Type): boolean => type.kind === 'any' || type.kind === 'null';
/** Whole numbers and decimals. */
export const isNumeric = (type: Type): boolean => type.kind === 'integer' || type.kind === 'decimal';
/** Text and ids, which are text that is compared without case. */
export const isTextual = (type: Type): boolean => type.kind === 'text' || type.kind === 'id';

/** The type in words, for messages. */
export function nameOf(type: Type): string {
  if (type.kind === 'list') return type.element.kind === 'any' ? 'a list' : `a list (of ${nameOf(type.element)})`;
  if (type.kind === 'record') return `a record of ${type.spec.name}`;
  return NAMES[type.kind];
}

const NAMES = {
  text: 'text',
  integer: 'a whole number',
  decimal: 'a decimal',
  boolean: 'true or false',
  date: 'a date',
  id: 'an id',
  file: 'a file',
  null: 'null',
  any: 'a value',
} as const;

/** The type of a field of a record; a collection is a list of its element's records. */
export function fieldType(record: RecordType, name: string, field: FieldSpec): Type {
  switch (field.type) {
    case 'text':
      return TEXT;
    case 'integer':
      return INTEGER;
    case 'decimal':
      return DECIMAL;
    case 'boolean':
      return BOOLEAN;
    case 'date':
      return DATE;
    case 'id':
      return ID;
    case 'binary':
      return FILE;
    case 'lines': {
      const element = record.catalog.resources.get(record.spec.lines?.[name] ?? '');
      if (element === undefined) return listOf(ANY);
      const path = record.origin.path === '' ? name : `${record.origin.path}.${name}`;
      return listOf({ kind: 'record', spec: element, catalog: record.catalog, origin: { ...record.origin, path } });
    }
  }
}

/** The type that covers both: null adds nothing, whole numbers and decimals mix, and types with nothing in common give `any`. */
export function unite(left: Type, right: Type): Type {
  if (left.kind === 'null') return right;
  if (right.kind === 'null') return left;
  if (isNumeric(left) && isNumeric(right)) return left.kind === right.kind ? left : DECIMAL;
  if (isTextual(left) && isTextual(right)) return left.kind === right.kind ? left : TEXT;
  if (left.kind === 'list' && right.kind === 'list') return listOf(unite(left.element, right.element));
  if (left.kind === 'record' && right.kind === 'record') return isSameRecord(left, right) ? left : ANY;
  return left.kind === right.kind ? left : ANY;
}

const isSameRecord = (left: RecordType, right: RecordType): boolean =>
  left.spec === right.spec &&
  left.origin.from === right.origin.from &&
  left.origin.name === right.origin.name &&
  left.origin.path === right.origin.path;
