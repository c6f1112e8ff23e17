import Big from 'big.js';
import type { Constant } from '../../config/schema/schema-parts.ts';
import { FIELD_WORDS, type FieldSpec } from '../../systems/catalog.ts';
import { nameOf, type Type } from '../expressions/types.ts';

/** Replaces an unknown field: everything fits. */
export const ANYTHING: FieldSpec = {
  type: 'binary',
  personal: null,
  create: true,
  update: true,
  required: false,
  searchable: null,
};

/** What is wrong with a value for a field, and what to write. */
export interface Misfit {
  readonly message: string;
  readonly hint: string | undefined;
}

/** What is certainly wrong with a result of this type in this field, or null. `text` is the expression, if there is one. */
export function misfit(type: Type, spec: FieldSpec, text?: string): Misfit | null {
  if (type.kind === 'any' || type.kind === 'null' || spec === ANYTHING) return null;
  const fits = FITTING[spec.type].includes(type.kind);
  if (fits) return null;
  return {
    message: `the field holds ${FIELD_WORDS[spec.type]}, but this gives ${nameOf(type)}`,
    hint: fittingHint(type, spec, text !== undefined && /^\s*[\w.]+\s*$/.test(text) ? text.trim() : '…'),
  };
}

function fittingHint(type: Type, spec: FieldSpec, text: string): string | undefined {
  if (spec.type === 'binary') return 'Map a picture of the source as it is, such as Picture of logistics/Items.';
  if (type.kind === 'list') {
    return spec.type === 'text' ? 'Join it to one text: join(list, ", "); or take one: list[0].' : 'Take one: list[0].';
  }
  if (type.kind === 'record') return `Name a field of it: ${text}.NAME.`;
  if (spec.type === 'boolean') return 'Compare it, as in x != null.';
  if (spec.type === 'id') return `Name the record by its code: { ref: RESOURCE, by: FIELD, expr: ${text} }.`;
  const isTextual = type.kind === 'text' || type.kind === 'id';
  if (isTextual && spec.type === 'integer') {
    return `Write int(${text}) where it holds digits, or translate it: { table: NAME, key: ${text} }.`;
  }
  if (isTextual && spec.type === 'decimal') return `Write dec(${text}).`;
  if (isTextual && spec.type === 'date') return `Make it a date: date(${text}), or parseDate(${text}, "dd-MM-yyyy").`;
  if (type.kind === 'boolean' && spec.type !== 'text') return `Say what each stands for, as in ${text} ? … : ….`;
  return spec.type === 'text' ? `Make it text: string(${text}).` : undefined;
}

/** What is wrong with a constant in this field, or null. Dates and ids are written as text; their contents are checked later. */
export function constantMisfit(constant: Constant, spec: FieldSpec): Misfit | null {
  if (constant === null || constant === '' || spec === ANYTHING) return null;
  const kind = typeof constant === 'string' ? 'text' : constant instanceof Big ? 'decimal' : kindOf(constant);
  if (CONSTANTS[spec.type].includes(kind)) return null;
  const found = { text: 'text', decimal: 'a decimal', integer: 'a whole number', boolean: 'true or false' }[kind];
  return {
    message: `the field holds ${FIELD_WORDS[spec.type]}, but this is ${found}`,
    hint: constantHint(constant, spec),
  };
}

const kindOf = (constant: boolean | number): 'boolean' | 'integer' =>
  typeof constant === 'boolean' ? 'boolean' : 'integer';

function constantHint(constant: Constant, { type }: FieldSpec): string | undefined {
  const bare = String(constant).trim();
  const isNumber = type === 'integer' ? /^-?[1-9]\d*$|^0$/ : /^-?(0|[1-9]\d*)(\.\d+)?$/;
  if (type === 'integer' || type === 'decimal') {
    return isNumber.test(bare) ? `Write ${bare}, without quotes.` : 'Write a number, without quotes.';
  }
  if (type === 'boolean') return 'Write true or false, without quotes.';
  if (type === 'date') return 'Write a date such as 2026-01-31.';
  return type === 'text' ? `Put it in quotes: "${bare}".` : undefined;
}

/** Kinds of results that a field can hold. A decimal may be whole, and a number is text as it is written. */
const FITTING: Readonly<Record<FieldSpec['type'], readonly Type['kind'][]>> = {
  text: ['text', 'id', 'integer', 'decimal'],
  integer: ['integer', 'decimal'],
  decimal: ['integer', 'decimal'],
  boolean: ['boolean'],
  date: ['date'],
  id: ['id'],
  lines: [],
  binary: ['file'],
};

type ConstantKind = 'text' | 'integer' | 'decimal' | 'boolean';

/** Kinds of constants that a field can hold. */
const CONSTANTS: Readonly<Record<FieldSpec['type'], readonly ConstantKind[]>> = {
  text: ['text', 'integer', 'decimal'],
  integer: ['integer', 'decimal'],
  decimal: ['integer', 'decimal'],
  boolean: ['boolean'],
  date: ['text'],
  id: ['text'],
  lines: [],
  binary: ['text'],
};
