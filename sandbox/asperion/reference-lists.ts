import type { Row } from './books.ts';

/** EU countries with their standard VAT rates, in percent; the Netherlands has its own codes. */
const ossRates: Readonly<Record<string, number>> = {
  AT: 20,
  BE: 21,
  BG: 20,
  HR: 25,
  CY: 19,
  CZ: 21,
  DK: 25,
  EE: 24,
  FI: 25.5,
  FR: 20,
  DE: 19,
  GR: 24,
  HU: 27,
  IE: 23,
  IT: 22,
  LV: 21,
  LT: 21,
  LU: 17,
  MT: 18,
  PL: 23,
  PT: 23,
  RO: 21,
  SK: 23,
  SI: 22,
  ES: 21,
  SE: 25,
};

function vatCode(id: string, description: string, percentage: number, countryCode: string): Row {
  return {
    id,
    description,
    salesCode: true,
    percentage,
    isDefault: id === 'VH',
    validFrom: null,
    validUntil: null,
    countryCode,
  };
}

function account(id: number, type: number, description: string, vatCodeId: string | null): Row {
  return { id, type, description, vatCode: vatCodeId, disabled: false, rcsfi: null };
}

/**
 * The reference lists of an administration (AS-example-lists), for every list that a caller of `startAsperion` leaves out: journals "70" and
 * "90" with invented types, Dutch VAT codes, one OSS code per EU country, intra-EU, export and reverse charge.
 */
export const referenceLists: Readonly<Record<string, readonly Row[]>> = {
  journals: [
    { id: '10', description: 'Kas', type: 'Cash' },
    { id: '20', description: 'Bank', type: 'Bank' },
    { id: '70', description: 'Verkoop', type: 'Sales' },
    { id: '90', description: 'Memoriaal', type: 'Memorial' },
  ],
  vatcodes: [
    vatCode('VH', 'Verkoop hoog 21%', 21, 'NL'),
    vatCode('VL', 'Verkoop laag 9%', 9, 'NL'),
    vatCode('V0', 'Verkoop 0%', 0, 'NL'),
    vatCode('VICP', 'Verkoop binnen de EU (ICP)', 0, 'NL'),
    vatCode('VEX', 'Verkoop buiten de EU (export)', 0, 'NL'),
    vatCode('VVL', 'Verkoop btw verlegd', 0, 'NL'),
    { ...vatCode('IH', 'Inkoop hoog 21%', 21, 'NL'), salesCode: false },
    ...Object.entries(ossRates).map(([country, rate]) =>
      vatCode(`OSS-${country}`, `OSS ${country} ${rate}%`, rate, country),
    ),
  ],
  paymentconditions: [
    { id: 1, description: '30 dagen' },
    { id: 2, description: '14 dagen' },
    { id: 3, description: '60 dagen' },
  ],
  paymentmethods: [
    { id: 'BANK', description: 'Bankoverschrijving' },
    { id: 'IDEAL', description: 'iDEAL' },
    { id: 'INCASSO', description: 'Incasso' },
  ],
  ledgeraccounts: [
    account(1100, 1, 'Bank', null),
    account(1300, 1, 'Debiteuren', null),
    account(1500, 1, 'Af te dragen btw', null),
    account(8000, 2, 'Omzet Nederland', 'VH'),
    account(8010, 2, 'Omzet EU', 'VICP'),
    account(8020, 2, 'Omzet buiten EU', 'VEX'),
    account(8900, 2, 'Verzendkosten', 'VH'),
  ],
  costcenters: [
    { id: 1, description: 'Algemeen', conversionCode: null },
    { id: 2, description: 'Webwinkel', conversionCode: null },
  ],
  costunits: [{ id: 1, type: 1, description: 'Algemeen', conversionCode: null, costCenter: null }],
  debtorkinds: [
    { id: 'company', description: 'Bedrijf' },
    { id: 'private', description: 'Particulier' },
  ],
  salestypes: [
    { id: 'HOOG', description: 'Verkoop hoog', ledgerAccountId: 8000, vatCode: 'VH' },
    { id: 'LAAG', description: 'Verkoop laag', ledgerAccountId: 8000, vatCode: 'VL' },
    { id: 'NUL', description: 'Verkoop nul', ledgerAccountId: 8000, vatCode: 'V0' },
  ],
  articlecategories: [
    { id: 1, description: 'Algemeen', parentId: null },
    { id: 2, description: 'Overig', parentId: 1 },
  ],
};
