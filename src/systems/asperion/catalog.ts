import type { Catalog } from '../catalog.ts';
import { goods } from './catalog/articles.ts';
import { bookings } from './catalog/bookings.ts';
import { lists } from './catalog/lists.ts';
import { orders } from './catalog/orders.ts';
import { relations } from './catalog/relations.ts';
import { isNone } from './rows.ts';

/**
 * Everything known about Asperion's records, and the only place that spells inferred names of resources and fields.
 * For each resource, `catalog/` says what Asperion documents, what a public client shows and what is inferred.
 */
export const asperionCatalog: Catalog = {
  system: 'asperion',
  isNone,
  // Documents have only their date.
  changedAt: ['dateLastChange', 'date'],
  searchSettings: ['asperion.comparisonSuffix', 'asperion.paths'],
  resources: new Map([...relations, ...goods, ...bookings, ...orders, ...lists].map((spec) => [spec.name, spec])),
};
