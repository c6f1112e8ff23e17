import type { ResourceSpec } from '../../catalog.ts';
import {
  date,
  decimal,
  integer,
  lines,
  numberId,
  readOnly,
  required,
  requiredKey,
  searchable,
  text,
} from './fields.ts';

/** Totals of a document, computed from its lines (inferred). */
const totals = {
  amountExclVat: readOnly(decimal(searchable)),
  amountInclVat: readOnly(decimal(searchable)),
  vatAmount: readOnly(decimal(searchable)),
} as const;

/** A line with an article: fields inferred (AS-orders); the article fills description and price when they are left out (AS-line-from-article). */
const articleLine = {
  id: numberId,
  articleId: integer({ description: 'Can be used instead of articleNumber.' }),
  articleNumber: text(null, { ...required, description: 'An article of articles; shipping costs are an article too.' }),
  description: text(null),
  quantity: decimal(required),
  price: decimal({ description: 'Per piece, without VAT.' }),
  discountPercentage: decimal(),
  salesTypeId: text(null),
  vatCode: text(null),
  amount: readOnly(decimal()),
  vatAmount: readOnly(decimal()),
} as const;

/** Sales orders of the trade package: the path is documented, every field inferred (AS-order-path, AS-orders). */
const salesOrdersWithLines: ResourceSpec = {
  name: 'salesorderswithlines',
  key: 'id',
  reference: 'orderNumber',
  creatable: true,
  updatable: true,
  feed: { kind: 'list' },
  documentDate: 'date',
  isOrder: true,
  fields: {
    id: numberId,
    orderNumber: text(null, searchable),
    date: date(requiredKey),
    deliveryDate: date(searchable),
    debtorId: integer(searchable),
    debtorCustomerNumber: text(null, requiredKey),
    description: text(null, searchable),
    reference: text(null, { searchable: true, description: "Carries the source's order number." }),
    paymentConditionId: integer(searchable),
    paymentMethodId: text(null, searchable),
    journalId: text(null, searchable),
    status: readOnly(integer({ searchable: true, description: 'Values unknown; nothing may depend on them.' })),
    deliveryName: text('name'),
    deliveryAddress: text('address'),
    deliveryPostCode: text('address'),
    deliveryCity: text('address'),
    deliveryCountryCode: text(null),
    ...totals,
    lines: lines(required),
  },
  lines: { lines: 'salesorderswithlines.lines' },
};

const salesOrderLines: ResourceSpec = {
  name: 'salesorderswithlines.lines',
  key: 'id',
  reference: 'id',
  creatable: true,
  updatable: true,
  fields: articleLine,
};

/** Draft invoices with article lines, which get a number only when a person processes them: path and fields inferred (AS-drafts). */
const draftSalesInvoicesWithLines: ResourceSpec = {
  name: 'draftsalesinvoiceswithlines',
  key: 'id',
  reference: 'reference',
  documentDate: 'date',
  creatable: true,
  updatable: true,
  fields: {
    id: numberId,
    invoiceNumber: readOnly(text(null, searchable)),
    date: date(requiredKey),
    debtorId: integer(searchable),
    debtorCustomerNumber: text(null, requiredKey),
    description: text(null, searchable),
    reference: text(null, { searchable: true, description: "Carries the source's document number." }),
    paymentConditionId: integer(searchable),
    paymentMethodId: text(null, searchable),
    journalId: text(null, searchable),
    status: readOnly(integer(searchable)),
    ...totals,
    lines: lines(required),
  },
  lines: { lines: 'draftsalesinvoiceswithlines.lines' },
};

const draftSalesInvoiceLines: ResourceSpec = {
  name: 'draftsalesinvoiceswithlines.lines',
  key: 'id',
  reference: 'id',
  creatable: true,
  updatable: true,
  fields: articleLine,
};

/** Documents with article lines. */
export const orders: readonly ResourceSpec[] = [
  salesOrdersWithLines,
  salesOrderLines,
  draftSalesInvoicesWithLines,
  draftSalesInvoiceLines,
];
