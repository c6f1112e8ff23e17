import type { ResourceSpec } from '../../catalog.ts';
import { date, flag, integer, numberId, readOnly, required, requiredKey, searchable, text } from './fields.ts';

/** `/v1/debtors`: fields and filters observed in the public client, required ones those of the application (AS-debtors). */
const debtors: ResourceSpec = {
  name: 'debtors',
  key: 'id',
  reference: 'customerNumber',
  nameField: 'name',
  together: ['address', 'addressLine2', 'addressLine3', 'postCode', 'city', 'countryCode'],
  always: 'customerNumber',
  creatable: true,
  updatable: true,
  feed: { kind: 'list' },
  fields: {
    id: numberId,
    customerNumber: text(null, {
      searchable: true,
      description: 'Debtor number; if left out, the next free one.',
    }),
    name: text('name', { ...requiredKey, description: 'Company, or the person of a private debtor.' }),
    address: text('address', { ...requiredKey, description: 'Street and house number.' }),
    addressLine2: text('address', searchable),
    addressLine3: text('address', searchable),
    postCode: text('address', searchable),
    city: text('address', searchable),
    countryCode: text(null, { searchable: true, description: 'ISO 3166-1 alpha-2.' }),
    attentionTo: text('name', { searchable: true, description: 'Contact person or department of a company.' }),
    debtorKindId: text(null, { ...requiredKey, description: 'A debtor kind of debtorkinds.' }),
    paymentConditionId: integer({ searchable: true, description: 'A payment condition of paymentconditions.' }),
    paymentMethodId: text(null, { searchable: true, description: 'A payment method of paymentmethods.' }),
    phoneNumber: text('phone', searchable),
    mobileNumber: text('phone', searchable),
    faxNumber: text('phone', searchable),
    emailAddress: text('email', { loose: 'email', ...searchable }),
    iban: text('bank', searchable),
    bic: text('bank', searchable),
    bban: text('bank', searchable),
    directDebit: flag(searchable),
    cocNumber: text('identity', {
      loose: 'registration',
      searchable: true,
      description: 'Chamber of Commerce number; companies only.',
    }),
    vatNumber: text('identity', { loose: 'vat', searchable: true, description: 'VAT number; companies only.' }),
    comments: text('text', searchable),
    characteristic4: text(null, searchable),
    characteristic5: text(null, { searchable: true, description: 'Carries the external key of a debtor.' }),
    blocked: flag(searchable),
    noReminder: flag(searchable),
    dateAdded: readOnly(date(searchable)),
    dateLastChange: readOnly(date()),
  },
};

/** `/v1/contacts`: path and fields inferred; off unless the settings switch it on (AS-contacts-and-addresses). */
const contacts: ResourceSpec = {
  name: 'contacts',
  key: 'id',
  reference: 'id',
  unconfirmed: 'contactsAndAddresses',
  creatable: true,
  updatable: true,
  fields: {
    id: numberId,
    debtorId: integer(requiredKey),
    name: text('name', requiredKey),
    emailAddress: text('email', { loose: 'email', ...searchable }),
    phoneNumber: text('phone'),
    mobileNumber: text('phone'),
  },
};

/** `/v1/addresses`: path and fields inferred; off unless the settings switch it on (AS-contacts-and-addresses). */
const addresses: ResourceSpec = {
  name: 'addresses',
  key: 'id',
  reference: 'id',
  unconfirmed: 'contactsAndAddresses',
  creatable: true,
  updatable: true,
  fields: {
    id: numberId,
    debtorId: integer(requiredKey),
    name: text('name', searchable),
    address: text('address', required),
    postCode: text('address'),
    city: text('address'),
    countryCode: text(null),
    attentionTo: text('name'),
  },
};

/** Debtors and what belongs to them. */
export const relations: readonly ResourceSpec[] = [debtors, contacts, addresses];
