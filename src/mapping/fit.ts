import type { FieldSpec } from '../systems/catalog.ts';
import { nameOf, type Type } from './expressions/types.ts';

/** Stands in for a field that is unknown: everything fits. */
export const ANYTHING: FieldSpec = { type: 'binary', create: true, update: true, required: false, searchable: null };

/** What is certainly wrong with a result of this type in this field, or null. */
export function misfit(type: Type, spec: FieldSpec): { message: string; hint: string | undefined } | null {
  if (type.kind === 'any' || type.kind === 'null' || spec === ANYTHING) return null;
  const fits = FITTING[spec.type]?.includes(type.kind) ?? false;
  if (fits) return null;
  return {
    message: `the field holds ${KINDS[spec.type]}, and this gives ${nameOf(type)}`,
    hint: fittingHint(type, spec),
  };
}

function fittingHint(type: Type, spec: FieldSpec): string | undefined {
  if (spec.type === 'binary') return 'Map a picture of the source as it is, such as Picture of logistics/Items.';
  if (type.kind === 'list') {
    return spec.type === 'text' ? 'Join it to one text: join(list, ", "); or take one: list[0].' : 'Take one: list[0].';
  }
  if (spec.type === 'boolean') return 'Compare it, as in x != null.';
  return spec.type === 'text' && ['date', 'boolean'].includes(type.kind) ? 'Make it text: string(…).' : undefined;
}

/** Kinds of results that a field may be able to hold: text may turn out to be a number when the record comes. */
const FITTING: Readonly<Record<string, readonly string[]>> = {
  text: ['text', 'id', 'integer', 'decimal'],
  integer: ['integer', 'decimal', 'text', 'id'],
  decimal: ['integer', 'decimal', 'text'],
  boolean: ['boolean', 'text'],
  date: ['date', 'text'],
  id: ['id', 'text', 'integer'],
  binary: ['file'],
};

const KINDS: Readonly<Record<FieldSpec['type'], string>> = {
  text: 'text',
  integer: 'whole numbers',
  decimal: 'decimals',
  boolean: 'true or false',
  date: 'dates',
  id: 'ids',
  lines: 'lines',
  binary: 'files',
};
