import type { LooseKind } from '../../catalog.ts';

const ofDivisions = {
  Email: 'email',
  ChamberOfCommerceNumber: 'registration',
  VATNumber: 'vat',
  OBNumber: 'vat',
} as const;

/** What people type in many ways, by resource: e-mail addresses, VAT and chamber-of-commerce numbers. */
const LOOSE: Readonly<Record<string, Readonly<Record<string, LooseKind>>>> = {
  'crm/Accounts': { Email: 'email', ChamberOfCommerce: 'registration', VATNumber: 'vat' },
  'crm/Contacts': { Email: 'email', BusinessEmail: 'email' },
  'hrm/Divisions': { VATNumber: 'vat', OBNumber: 'vat' },
  'inventory/Warehouses': { EMail: 'email' },
  'system/AllDivisions': ofDivisions,
  'system/Divisions': ofDivisions,
};

/** The kind of a field that people type in many ways; undefined = it is no such field. */
export const looseKindOf = (resource: string, field: string): LooseKind | undefined => LOOSE[resource]?.[field];
