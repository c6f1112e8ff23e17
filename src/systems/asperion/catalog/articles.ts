import type { ResourceSpec } from '../../catalog.ts';
import {
  decimal,
  file,
  flag,
  integer,
  numberId,
  readOnly,
  requiredKey,
  searchable,
  text,
  timestamps,
} from './fields.ts';

/**
 * `/v1/articles` (AS-articles). Documented: the path, `currentStock` (read-only), `SalesTypeId`, `ActiveState`. Every other
 * name is inferred; the first to confirm is `articleNumber`.
 */
const articles: ResourceSpec = {
  name: 'articles',
  key: 'id',
  reference: 'articleNumber',
  // The price is that of so many pieces.
  together: ['salesPrice', 'priceFactor'],
  always: 'articleNumber',
  creatable: true,
  updatable: true,
  feed: { kind: 'list' },
  // Articles are never deleted; lists hide inactive ones (AS-inactive-articles).
  deactivated: { activeState: 'Inactive' },
  fields: {
    id: numberId,
    articleNumber: text(null, {
      ...requiredKey,
      description: 'The SKU, unique; each variant is an article of its own.',
    }),
    description: text(null, requiredKey),
    longDescription: text(null),
    brand: text(null, searchable),
    articleCategoryId: integer(searchable),
    articleSubCategoryId: integer(searchable),
    salesTypeId: text(null, {
      searchable: true,
      description: 'A sales type of salestypes: decides revenue account and VAT.',
    }),
    activeState: text(null, {
      searchable: true,
      description: 'Active or Inactive; lists hide inactive articles by default.',
    }),
    isStockArticle: flag(searchable),
    currentStock: readOnly(decimal({ description: 'Cannot be written: stock moves through orders.' })),
    openOrderQuantity: readOnly(
      decimal({
        searchable: false,
        computed: true,
        description: 'The quantity in open sales orders; free stock is currentStock less this.',
      }),
    ),
    minimumStock: decimal(),
    purchasePrice: decimal(),
    costPrice: decimal(),
    grossSalesPrice: decimal(),
    salesPrice: decimal({ description: 'Without VAT.' }),
    priceFactor: decimal(),
    unit: text(null),
    eanCode: text(null, searchable),
    supplierArticleNumber: text(null, searchable),
    image: file({ description: 'One per article: a new one replaces it.' }),
    ...timestamps,
  },
};

/** Articles. */
export const goods: readonly ResourceSpec[] = [articles];
