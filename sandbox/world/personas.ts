/** A customer written by hand; missing parts are made up in the style of its country. */
export interface Persona {
  readonly country: string;
  readonly kind: 'company' | 'person';
  readonly name?: string;
  /** Exact Online's status: C customer (default), P prospect, A none. */
  readonly status?: 'A' | 'C' | 'P';
  /** Null = none on record. */
  readonly addressLine1?: null;
  readonly email?: string;
  readonly vatNumber?: string | null;
  readonly chamberNumber?: string;
  readonly contact?: { readonly first: string; readonly last: string } | null;
  readonly paymentCondition?: string;
  readonly remarks?: string;
}

/** The customers that tests, demo and documentation point at (`landmarks.ts`), in the order of their codes from 20001 on. */
export const personas: readonly Persona[] = [
  // The three that Asperion already knows: by external key, by VAT number, by e-mail address.
  {
    country: 'NL',
    kind: 'company',
    name: 'Eetcafé De Kompasroos B.V.',
    email: 'info@kompasroos.example',
    vatNumber: 'NL801234567B01',
    chamberNumber: '30912345',
    contact: { first: 'Marieke', last: 'van Dongen' },
    paymentCondition: '30',
  },
  {
    country: 'NL',
    kind: 'company',
    name: 'Hotel Noorderlicht B.V.',
    email: 'inkoop@noorderlicht.example',
    vatNumber: 'NL812345678B01',
    chamberNumber: '30923456',
    contact: { first: 'Pieter', last: 'Hofman' },
    paymentCondition: '14',
  },
  {
    country: 'NL',
    kind: 'company',
    name: 'Bakkerij De Gouden Korenaar V.O.F.',
    email: 'winkel@goudenkorenaar.example',
    vatNumber: 'NL823456789B02',
    chamberNumber: '30934567',
    contact: { first: 'Esra', last: 'Yılmaz' },
    paymentCondition: '30',
  },
  // One household, one e-mail address, two customers.
  {
    country: 'NL',
    kind: 'person',
    email: 'familie.devries@example.com',
    contact: { first: 'Sanne', last: 'de Vries' },
  },
  {
    country: 'NL',
    kind: 'person',
    email: 'familie.devries@example.com',
    contact: { first: 'Joost', last: 'de Vries' },
  },
  // Two companies under one roof: the same mailbox, different VAT numbers.
  { country: 'BE', kind: 'company', name: 'Brasserie Zilveren Hop BV', email: 'boekhouding@zilverenhop.example' },
  { country: 'BE', kind: 'company', name: 'Feestzaal Zilveren Hop BV', email: 'boekhouding@zilverenhop.example' },
  // An association: chamber number, no VAT number, no contact.
  {
    country: 'NL',
    kind: 'company',
    name: 'Stichting Buurtboerderij Het Lage Land',
    vatNumber: null,
    chamberNumber: '40945678',
    contact: null,
    paymentCondition: '21',
  },
  { country: 'DE', kind: 'company', name: 'Feinkost Müller & Söhne GmbH', remarks: 'Rechnung immer zweifach.' },
  { country: 'BE', kind: 'person' },
  { country: 'DE', kind: 'person' },
  { country: 'FR', kind: 'person' },
  { country: 'FR', kind: 'company' },
  { country: 'AT', kind: 'company', paymentCondition: '60' },
  { country: 'CH', kind: 'company' },
  { country: 'GB', kind: 'company', name: 'The "Quiet Corner" Tea Rooms & Garden Cafe Ltd' },
  // Not customers: a prospect, and a supplier without a status.
  { country: 'NL', kind: 'company', name: 'Lunchroom Morgen Misschien B.V.', status: 'P' },
  { country: 'NL', kind: 'company', name: 'Verpakkingshuis Karton B.V.', status: 'A', remarks: 'Leverancier.' },
  // Asperion needs an address: refused until somebody adds one.
  { country: 'NL', kind: 'company', name: 'Koffiekar Zonder Stek', addressLine1: null, vatNumber: 'NL834567890B01' },
];

/** Countries of generated customers, with their shares. */
export const shares: readonly (readonly [country: string, parts: number])[] = [
  ['NL', 10],
  ['BE', 4],
  ['DE', 4],
  ['FR', 1],
  ['AT', 1],
  ['IT', 1],
  ['ES', 1],
  ['PL', 1],
  ['DK', 1],
  ['IE', 1],
];
