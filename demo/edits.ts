import { landmarks } from '../sandbox/world/landmarks.ts';

/** One change by a person in one system, and what must arrive in the other. */
export interface Edit {
  readonly system: 'exact-online' | 'asperion';
  /** Account code or article number. */
  readonly reference: string;
  readonly fields: Readonly<Record<string, string | number>>;
  /** What it is, in words. */
  readonly told: string;
  /** The step that must write it; null = none may. */
  readonly writes: 'debtor' | 'item' | 'price' | null;
}

/** What the people at both companies change between the second and the third run. */
export const edits: readonly Edit[] = [
  {
    system: 'exact-online',
    reference: '20009',
    fields: { AddressLine1: 'Lindenallee 17', Postcode: '80333' },
    told: 'moves to another street',
    writes: 'debtor',
  },
  {
    system: 'exact-online',
    reference: '20012',
    fields: { Email: 'zoe@example.org' },
    told: 'has a new e-mail address',
    writes: 'debtor',
  },
  {
    system: 'exact-online',
    reference: landmarks.customers.known.byVatNumber.account,
    fields: { Remarks: 'Levert op dinsdag.' },
    told: 'gets a remark, which the mapping sends only for new debtors (write: create)',
    writes: null,
  },
  {
    system: 'asperion',
    reference: 'KOF-1004',
    fields: { salesPrice: 25.1 },
    told: 'costs more',
    writes: 'price',
  },
  {
    system: 'asperion',
    reference: 'THE-1002',
    fields: { description: 'Muntthee vers gedroogd, 20 zakjes' },
    told: 'has a new description',
    writes: 'item',
  },
];
