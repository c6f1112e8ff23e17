import { canonical, type Value } from '../values.ts';

/** E-mail, VAT and chamber-of-commerce numbers are typed in many ways; they are compared without case, blanks and dots. */
const LOOSE = /^(e-?mail(address)?|vat_?number|coc_?number|chamberofcommerce)$/i;

/** True for a field whose values are compared normalised (DESIGN §4, Match). */
export function isLoose(field: string): boolean {
  return LOOSE.test(field);
}

/**
 * The form in which a value is compared when records are matched: normalised for loose fields, ids without case, exact
 * for everything else. Null when there is nothing to compare.
 */
export function matchForm(field: string, value: Value | undefined): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string' && isLoose(field)) {
    const bare = value.toLowerCase().replace(/[\s.]/g, '');
    return bare === '' ? null : bare;
  }
  return canonical(value);
}
