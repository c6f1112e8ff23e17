import type { FieldSpec, ResourceSpec } from '../../catalog.ts';
import { date, decimal, flag, integer, numberId, readOnly, searchable, text, textId } from './fields.ts';

/** A reference list: only read over the API (§6), named by its id. */
function list(name: string, reference: string, fields: Readonly<Record<string, FieldSpec>>): ResourceSpec {
  const own = Object.entries(fields).map(([field, spec]) => [field, readOnly(spec)] as const);
  return { name, key: 'id', reference, creatable: false, updatable: false, fields: Object.fromEntries(own) };
}

const description = text(null, searchable);

/** The small lists that records refer to by id. */
export const lists: readonly ResourceSpec[] = [
  // The tenants of the user (§4.12, observed; phone and e-mail inferred from the filters).
  list('administrations', 'name', {
    id: numberId,
    name: text('name', searchable),
    telephoneNumber: text('phone', searchable),
    email: text('email', { loose: true, ...searchable }),
  }),
  // §4.8, observed; `percentage` as 21, not 0.21 (inferred).
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
  // §4.9, observed.
  list('paymentconditions', 'id', { id: numberId, description }),
  // §4.12, path and fields inferred.
  list('paymentmethods', 'id', { id: textId, description }),
  // §4.10, observed; that `id` is the account number is inferred.
  list('ledgeraccounts', 'id', {
    id: numberId,
    type: integer(searchable),
    description,
    vatCode: text(null, searchable),
    disabled: flag(searchable),
    rcsfi: text(null, searchable),
  }),
  // §4.12, observed.
  list('journals', 'id', { id: textId, description, type: text(null, searchable) }),
  list('costcenters', 'id', { id: numberId, description, conversionCode: text(null, searchable) }),
  // §4.12, the path observed, the fields inferred from its filters.
  list('costunits', 'id', {
    id: numberId,
    type: integer(searchable),
    description,
    conversionCode: text(null, searchable),
    costCenter: integer(searchable),
  }),
  // §4.12, path and fields inferred.
  list('debtorkinds', 'id', { id: textId, description }),
  // §4.11, the path documented, the fields inferred.
  list('salestypes', 'id', {
    id: textId,
    description,
    ledgerAccountId: integer(searchable),
    vatCode: text(null, searchable),
  }),
  // §4.3, path and fields inferred; optional.
  list('articlecategories', 'id', { id: numberId, description, parentId: integer(searchable) }),
];
