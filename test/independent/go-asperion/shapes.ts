/**
 * What the public Go client reads: the objects of its types as test data, one name and kind per field (AS-go-client,
 * cited there as G1). `any` is a field that was null in the sample it was written from.
 */
export type Kind = 'int' | 'float' | 'string' | 'bool' | 'date' | 'any';

/** An object; a list stands for its elements. */
export interface Shape {
  readonly [field: string]: Kind | Shape | readonly [Shape];
}

const self: Shape = { self: 'string' };

export const debtor: Shape = {
  id: 'int',
  customerNumber: 'string',
  name: 'string',
  address: 'string',
  addressLine2: 'any',
  addressLine3: 'any',
  postCode: 'string',
  city: 'string',
  countryCode: 'string',
  attentionTo: 'string',
  debtorKindId: 'string',
  paymentConditionId: 'int',
  paymentMethodId: 'string',
  phoneNumber: 'string',
  mobileNumber: 'string',
  faxNumber: 'string',
  emailAddress: 'string',
  iban: 'string',
  bic: 'string',
  bban: 'string',
  directDebit: 'bool',
  cocNumber: 'string',
  vatNumber: 'string',
  comments: 'any',
  characteristic4: 'any',
  characteristic5: 'any',
  blocked: 'bool',
  noReminder: 'bool',
  dateAdded: 'string',
  dateLastChange: 'any',
  _meta: self,
};

export const ledgerAccount: Shape = {
  id: 'int',
  type: 'int',
  description: 'string',
  vatCode: 'any',
  disabled: 'bool',
  rcsfi: 'any',
  _meta: self,
};

export const costCenter: Shape = { id: 'int', description: 'string', conversionCode: 'any', _meta: self };

export const vatCode: Shape = {
  id: 'string',
  description: 'string',
  salesCode: 'bool',
  percentage: 'float',
  isDefault: 'bool',
  validFrom: 'any',
  validUntil: 'any',
  countryCode: 'string',
  _meta: self,
};

export const administration: Shape = { id: 'int', name: 'string', _meta: self };

export const journal: Shape = { id: 'string', description: 'string', type: 'string', _meta: self };

export const paymentCondition: Shape = { id: 'int', description: 'string', _meta: self };

/** The sample was empty: nothing is known of it. */
export const costUnit: Shape = {};

const invoiceLine: Shape = {
  id: 'int',
  amount: 'float',
  vatAmount: 'float',
  vatCode: 'string',
  ledgerAccountId: 'int',
  costCenterId: 'int',
  costUnitId: 'int',
  description: 'string',
};

export const salesInvoice: Shape = {
  id: 'int',
  invoiceNumber: 'string',
  debtorCustomerNumber: 'string',
  date: 'date',
  bookyear: 'int',
  bookperiod: 'int',
  journalId: 'string',
  description: 'string',
  amountExclVat: 'float',
  amountInclVat: 'float',
  vatAmount: 'float',
  status: 'int',
  paymentConditionId: 'int',
  paymentDueDate: 'date',
  lines: { _data: [invoiceLine], _meta: { totalCount: 'int' } },
  _meta: self,
};

const entryLine: Shape = {
  id: 'int',
  amount: 'float',
  bookingDate: 'date',
  description: 'string',
  ledgerAccountId: 'int',
  debtorId: 'int',
  creditorId: 'int',
  salesInvoiceId: 'int',
  purchaseInvoiceId: 'int',
  vatAmount: 'float',
  vatCode: 'string',
  costCenterId: 'int',
};

export const journalEntry: Shape = {
  id: 'int',
  journalId: 'string',
  date: 'date',
  bookyear: 'int',
  bookperiod: 'int',
  description: 'string',
  sourceDocumentNumber: 'string',
  openingBalance: 'float',
  closingBalance: 'float',
  state: 'int',
  lines: { _data: [entryLine] },
};

export const file: Shape = {
  id: 'string',
  name: 'string',
  type: 'string',
  extension: 'string',
  size: 'int',
  createdOn: 'string',
  fileUrl: 'string',
  fullImageUrl: 'string',
  thumbnail1Url: 'string',
  thumbnail2Url: 'string',
  thumbnail3Url: 'string',
  _meta: {
    administrationId: 'int',
    administrationName: 'string',
    profileName: 'string',
    self: 'string',
    additionalProp1: 'string',
    additionalProp2: 'string',
    additionalProp3: 'string',
  },
};

/** The page of a list. */
export function listOf(element: Shape): Shape {
  return {
    _data: [element],
    _meta: {
      administrationId: 'int',
      administrationName: 'string',
      profileName: 'string',
      previousPage: 'string',
      nextPage: 'string',
      totalCount: 'int',
      pageCount: 'int',
      self: 'string',
    },
  };
}
