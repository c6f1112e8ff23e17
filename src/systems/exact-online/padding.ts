import type { FieldSpec } from '../catalog.ts';

type Padding = NonNullable<FieldSpec['padding']>;

const ACCOUNT_CODE: Padding = { width: 18, side: 'left' };
const LANGUAGE: Padding = { width: 10, side: 'right' };
const UNIT: Padding = { width: 8, side: 'right' };
const VAT_CODE: Padding = { width: 3, side: 'right' };
const COUNTRY: Padding = { width: 3, side: 'right' };

/** Padded wherever a field of this name occurs; account codes also outside accounts (EX-padded-codes). */
const BY_FIELD: Readonly<Record<string, Padding>> = {
  AccountCode: ACCOUNT_CODE,
  DeliveryAccountCode: ACCOUNT_CODE,
  InvoiceAccountCode: ACCOUNT_CODE,
  ResellerCode: ACCOUNT_CODE,
  PurchaseVATCode: VAT_CODE,
  SalesVATCode: VAT_CODE,
  SalesVatCode: VAT_CODE,
  VATCode: VAT_CODE,
  DefaultItemUnit: UNIT,
  ItemUnit: UNIT,
  NetWeightUnit: UNIT,
  SalesUnit: UNIT,
  Unit: UNIT,
  UnitCode: UNIT,
  Unitcode: UNIT,
};

/** Padded in these resources only. */
const BY_RESOURCE: Readonly<Record<string, Padding>> = {
  'crm/Accounts.Code': ACCOUNT_CODE,
  'crm/Accounts.Country': COUNTRY,
  'crm/Accounts.Language': LANGUAGE,
  'crm/Accounts.State': COUNTRY,
  'crm/Addresses.Country': COUNTRY,
  'crm/Addresses.State': COUNTRY,
  'crm/Contacts.Code': ACCOUNT_CODE,
  'crm/Contacts.Country': COUNTRY,
  'crm/Contacts.Language': LANGUAGE,
  'crm/Contacts.State': COUNTRY,
  'logistics/Units.Code': UNIT,
  'vat/VATCodes.Code': VAT_CODE,
};

/** The fixed width of a text field in answers and filters (EX-padded-codes); undefined = not padded. */
export function paddingOf(resource: string, field: string): Padding | undefined {
  return BY_RESOURCE[`${resource}.${field}`] ?? BY_FIELD[field];
}
