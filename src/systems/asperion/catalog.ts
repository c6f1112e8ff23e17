import type { Catalog } from '../catalog.ts';
import { goods } from './catalog/articles.ts';
import { bookings } from './catalog/bookings.ts';
import { lists } from './catalog/lists.ts';
import { orders } from './catalog/orders.ts';
import { relations } from './catalog/relations.ts';

/**
 * All that is known of Asperion's records, and the one place where inferred names of resources and fields are spelled.
 * What a page of Asperion states, what a public client shows and what is inferred is said per resource in `catalog/`.
 */
export const asperionCatalog: Catalog = {
  system: 'asperion',
  // Documents have their date only.
  changedAt: ['dateLastChange', 'date'],
  searchSettings: ['asperion.comparisonSuffix', 'asperion.paths'],
  resources: new Map([...relations, ...goods, ...bookings, ...orders, ...lists].map((spec) => [spec.name, spec])),
};
