import { canonical, type Value } from '../values.ts';
import type { LooseKind, ResourceSpec } from './catalog.ts';

/** The form of each kind of what people type in many ways; empty = nothing to compare. */
const FORMS: Readonly<Record<LooseKind, (text: string) => string>> = {
  email: (text) => text.toLowerCase().replace(/[\s.]/g, ''),
  // Some write the letters of the country, or other ones (GR for EL), and some leave them out.
  vat: (text) => numberIn(text).replace(/^[a-z]{2}/, ''),
  // A number that was once kept as a number has lost its zeros: at the chamber of commerce it has eight digits.
  registration: (text) => numberIn(text).replace(/^\d+$/, (digits) => digits.padStart(8, '0')),
};

/** The letters and digits of a number; empty if it has no digit, as `applied for` has none. */
function numberIn(text: string): string {
  const bare = text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return /[0-9]/.test(bare) ? bare : '';
}

/**
 * The form in which a field's value is compared when records are matched: that of its kind for loose fields, ids
 * without case, exact for everything else. Null if there is nothing to compare.
 */
export function matchForm(
  { fields }: Pick<ResourceSpec, 'fields'>,
  field: string,
  value: Value | undefined,
): string | null {
  if (value === null || value === undefined || value === '') return null;
  const loose = fields[field]?.loose;
  if (typeof value === 'string' && loose !== undefined) return FORMS[loose](value) || null;
  return canonical(value);
}
