import type { Assumption } from '../../assumption.ts';
import { exactOnlineEndpoints } from '../endpoints.ts';

/** What safety depends on and no source proves about Exact Online (see docs/sources.md). Names of fields are in `$metadata`. */
export const exactOnlineAssumptions = [
  {
    id: 'pages',
    says: 'A page names the next one, unless it is the last.',
    how: 'The VAT codes with their count (`$inlinecount`).',
    per: 'system',
    uses: ['searches', 'follows', 'keeps'],
    weight: 'stops',
    tested: 'doctor',
    settings: [],
  },
  {
    id: 'search',
    says: 'A record that is there is found by a field that flows look it up by, in the padding that it is shown with.',
    how: 'The first record of the list is looked up by its own value.',
    per: 'field',
    uses: ['searches'],
    // An id has one form, and values that people type in many forms are compared in the whole list.
    concerns: ({ name, fields }, field) =>
      exactOnlineEndpoints.has(name) && fields[field]?.type !== 'id' && fields[field]?.loose !== true,
    weight: 'stops',
    tested: 'doctor',
    settings: [],
  },
  {
    id: 'whole-days',
    says: 'Dates of documents are midnights of UTC.',
    how: 'By the date of the first document of the list.',
    per: 'resource',
    uses: ['reads'],
    concerns: ({ name, documentDate }, field) => exactOnlineEndpoints.has(name) && documentDate === field,
    weight: 'stops',
    tested: 'doctor',
    settings: [],
  },
  {
    id: 'gone',
    says: 'Only a record that is gone answers 404 at its own address.',
    how: 'Asking for one that is not there uses up one of ten refusals an hour, after which the key of the app is blocked.',
    per: 'system',
    uses: ['keeps'],
    weight: 'stops',
    tested: 'never',
    settings: [],
  },
  {
    id: 'clock',
    says: 'Times of change are those of the Dutch clock.',
    how: 'Change a customer in Exact Online and look at its time of change in the next plan.',
    per: 'system',
    uses: ['follows'],
    weight: 'costs',
    tested: 'never',
    settings: [],
  },
] as const satisfies readonly Assumption[];

/** The names of its rows. */
export type ExactOnlineAssumption = (typeof exactOnlineAssumptions)[number]['id'];
