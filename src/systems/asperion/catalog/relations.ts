import type { ResourceSpec } from '../../catalog.ts';
import { date, flag, integer, numberId, readOnly, required, requiredKey, searchable, text } from './fields.ts';

/** `/v1/debtors`: fields and filters observed in the public client, required ones those of the application (§4.1, rule 7). */
const debtors: ResourceSpec = {
  name: 'debtors',
  key: 'id',
  reference: 'customerNumber',
  nameField: 'name',
  creatable: true,
  updatable: true,
  feed: { kind: 'list' },
  fields: {
    id: numberId,
    customerNumber: text({
      searchable: true,
      description: 'Debtor number; the next one is given when it is left out.',
    }),
    name: text({ ...requiredKey, description: 'Company, or the person of a private debtor.' }),
    address: text({ ...requiredKey, description: 'Street and house number.' }),
    addressLine2: text(searchable),
    addressLine3: text(searchable),
    postCode: text(searchable),
    city: text(searchable),
    countryCode: text({ searchable: true, description: 'ISO 3166-1 alpha-2.' }),
    attentionTo: text({ searchable: true, description: 'Contact person or department of a company.' }),
    debtorKindId: text({ ...requiredKey, description: 'A debtor kind of debtorkinds.' }),
    paymentConditionId: integer({ searchable: true, description: 'A payment condition of paymentconditions.' }),
    paymentMethodId: text({ searchable: true, description: 'A payment method of paymentmethods.' }),
    phoneNumber: text(searchable),
    mobileNumber: text(searchable),
    faxNumber: text(searchable),
    emailAddress: text(searchable),
    iban: text(searchable),
    bic: text(searchable),
    bban: text(searchable),
    directDebit: flag(searchable),
    cocNumber: text({ searchable: true, description: 'Chamber of Commerce number; companies only.' }),
    vatNumber: text({ searchable: true, description: 'VAT number; companies only.' }),
    comments: text(searchable),
    characteristic4: text(searchable),
    characteristic5: text({ searchable: true, description: 'Carries the external key of a debtor.' }),
    blocked: flag(searchable),
    noReminder: flag(searchable),
    dateAdded: readOnly(date(searchable)),
    dateLastChange: readOnly(date()),
  },
};

/** `/v1/contacts`: path and fields inferred; off unless the settings switch it on (§4.1). */
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
    name: text(requiredKey),
    emailAddress: text(searchable),
    phoneNumber: text(),
    mobileNumber: text(),
  },
};

/** `/v1/addresses`: path and fields inferred; off unless the settings switch it on (§4.1). */
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
    name: text(searchable),
    address: text(required),
    postCode: text(),
    city: text(),
    countryCode: text(),
    attentionTo: text(),
  },
};

/** Debtors and what hangs on them. */
export const relations: readonly ResourceSpec[] = [debtors, contacts, addresses];
