import type { Administration } from '../administration.ts';
import { isLedgerFeed } from '../documents/invoice-feed.ts';
import { denies } from '../http/rights.ts';
import type { Endpoint } from '../records/catalog.ts';
import { sourceOf } from '../records/sources.ts';
import type { Row } from '../records/store.ts';
import type { Stored } from '../records/values.ts';
import type { Expression } from './filter-syntax.ts';

/** Properties that are stored as they are shown, without blanks at their ends, and that people look up among very many rows. */
const STORED_AS_SHOWN: ReadonlySet<string> = new Set([
  'Items.Code',
  'Items.ID',
  'SalesItemPrices.ID',
  'SalesItemPrices.Item',
]);

/**
 * The rows that can pass a filter for some values of one property, found without looking at all rows; null = look at all. Whether they pass is
 * for the filter to say.
 */
export function narrowed(
  company: Administration,
  endpoint: Endpoint,
  filter: Expression | null,
): readonly Row[] | null {
  if (denies(company.switches.withoutRights, endpoint) || isLedgerFeed(company, endpoint)) return null;
  const { table } = sourceOf(endpoint);
  const terms = filter === null ? null : termsOf(filter);
  const [property] = terms?.map(({ name }) => name) ?? [];
  if (terms === null || terms.some(({ name }) => name !== property)) return null;
  if (!STORED_AS_SHOWN.has(`${table}.${property}`)) return null;
  const values = terms.flatMap(({ value }): Stored[] => (typeof value === 'string' ? [value, value.trim()] : [value]));
  return [...new Set(values)].flatMap((value) => company.store.where(table, property ?? '', value));
}

/** The terms of `A eq 1 or A eq 2`; null for any other filter. */
function termsOf(
  filter: Expression,
): readonly { readonly name: string; readonly value: string | number | boolean }[] | null {
  if (filter.kind === 'logic' && filter.operator === 'or') {
    const [left, right] = [termsOf(filter.left), termsOf(filter.right)];
    return left === null || right === null ? null : [...left, ...right];
  }
  if (filter.kind !== 'compare' || filter.operator !== 'eq') return null;
  const { left, right } = filter;
  if (left.kind !== 'property' || right.kind !== 'literal' || right.value === null) return null;
  return [{ name: left.name, value: right.value }];
}
