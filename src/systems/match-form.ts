import { canonical, type Value } from '../values.ts';
import type { ResourceSpec } from './catalog.ts';

/**
 * The form in which a field's value is compared when records are matched: without case, blanks and dots for loose fields, ids
 * without case, exact for everything else. Null if there is nothing to compare.
 */
export function matchForm(
  { fields }: Pick<ResourceSpec, 'fields'>,
  field: string,
  value: Value | undefined,
): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string' && fields[field]?.loose === true) {
    const bare = value.toLowerCase().replace(/[\s.]/g, '');
    return bare === '' ? null : bare;
  }
  return canonical(value);
}
