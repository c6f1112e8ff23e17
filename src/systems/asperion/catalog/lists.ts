import type { FieldSpec, ResourceSpec } from '../../catalog.ts';
import { date, decimal, flag, integer, numberId, readOnly, searchable, text, textId } from './fields.ts';

/** A reference list: only read over the API (AS-read-only-lists), named by its id. */
function list(name: string, reference: string, fields: Readonly<Record<string, FieldSpec>>): ResourceSpec {
  const own = Object.entries(fields).map(([field, spec]) => [field, readOnly(spec)] as const);
  return { name, key: 'id', reference, creatable: false, updatable: false, fields: Object.fromEntries(own) };
}

const description = text(null, searchable);

/** The small lists that records refer to by id. */
export const lists: readonly ResourceSpec[] = [
  // The tenants of the user (AS-administrations): observed; phone and e-mail are inferred from the filters.
  list('administrations', 'name', {
    id: numberId,
    name: text('name', searchable),
    telephoneNumber: text('phone', searchable),
    email: text('email', { loose: 'email', ...searchable }),
  }),
  // Observed; that `percentage` is 21, not 0.21, is inferred (AS-vat-codes).
  list('vatcodes', 'id', {
    id: textId,
    description,
    salesCode: flag(searchable),
    percentage: decimal(searchable),
    isDefault: flag(searchable),
    validFrom: date(),
    validUntil: date(),
    countryCode: text(null, searchable),
  }),
  // Observed (AS-payment-conditions).
  list('paymentconditions', 'id', { id: numberId, description }),
  // Path and fields inferred (AS-reference-lists).
  list('paymentmethods', 'id', { id: textId, description }),
  // Observed; that `id` is the account number is inferred (AS-ledger-accounts).
  list('ledgeraccounts', 'id', {
    id: numberId,
    type: integer(searchable),
    description,
    vatCode: text(null, searchable),
    disabled: flag(searchable),
    rcsfi: text(null, searchable),
  }),
  // Observed (AS-reference-lists).
  list('journals', 'id', { id: textId, description, type: text(null, searchable) }),
  list('costcenters', 'id', { id: numberId, description, conversionCode: text(null, searchable) }),
  // The path is observed, the fields are inferred from its filters (AS-reference-lists).
  list('costunits', 'id', {
    id: numberId,
    type: integer(searchable),
    description,
    conversionCode: text(null, searchable),
    costCenter: integer(searchable),
  }),
  // Path and fields inferred (AS-reference-lists).
  list('debtorkinds', 'id', { id: textId, description }),
  // The path is documented, the fields are inferred (AS-sales-types).
  list('salestypes', 'id', {
    id: textId,
    description,
    ledgerAccountId: integer(searchable),
    vatCode: text(null, searchable),
  }),
  // Path and fields inferred; optional (AS-article-categories).
  list('articlecategories', 'id', { id: numberId, description, parentId: integer(searchable) }),
];
