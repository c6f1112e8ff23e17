import type { Assumption } from '../../assumption.ts';
import { exactOnlineEndpoints } from '../endpoints.ts';

/** What safety depends on and no source proves about Exact Online (see docs/sources.md). `$metadata` has the field names. */
export const exactOnlineAssumptions = [
  {
    id: 'pages',
    says: 'Every page but the last names the next one.',
    how: 'Reads the VAT codes and their count (`$inlinecount`).',
    per: 'system',
    uses: ['searches', 'follows', 'keeps'],
    weight: 'stops',
    tested: 'doctor',
    settings: [],
  },
  {
    id: 'search',
    says: 'An existing record is found by the fields that flows look it up by, with the padding that answers show.',
    how: 'Looks the first record of the list up by its own value.',
    per: 'field',
    uses: ['searches'],
    // An id has only one form. Values that people type in many forms are compared in the whole list.
    concerns: ({ name, fields }, field) =>
      exactOnlineEndpoints.has(name) && fields[field]?.type !== 'id' && fields[field]?.loose === undefined,
    weight: 'stops',
    tested: 'doctor',
    settings: [],
  },
  {
    id: 'deletions',
    says: 'The log of deletions can be asked from a row version on.',
    how: 'Asks the log for deletions after the highest row version: none.',
    per: 'system',
    uses: ['deletions'],
    weight: 'stops',
    tested: 'doctor',
    settings: [],
  },
  {
    id: 'whole-days',
    says: 'Days are midnight in UTC: dates of documents, and the first and last days of records.',
    how: 'Looks at the date of the first document of the list, and at the latest of the other days.',
    per: 'field',
    uses: ['reads'],
    concerns: ({ name, documentDate, startsOn, endsOn }, field) =>
      exactOnlineEndpoints.has(name) && [documentDate, startsOn, endsOn].includes(field),
    weight: 'stops',
    tested: 'doctor',
    settings: [],
  },
  {
    id: 'months',
    says: 'Book periods are the months of the book year.',
    how: 'Reads the periods that have not ended yet.',
    per: 'system',
    uses: ['writes'],
    concerns: (_, field) => field === 'ReportingPeriod',
    weight: 'stops',
    tested: 'run',
    settings: ['bookYear'],
  },
  {
    id: 'gone',
    says: 'Only a record that is gone answers 404 at its own address.',
    how: 'Not tested: asking for a missing record uses up one of ten refusals an hour, and then the key of the app is blocked.',
    per: 'system',
    uses: ['keeps'],
    weight: 'stops',
    tested: 'never',
    settings: [],
  },
  {
    id: 'clock',
    says: 'Times of change are in Dutch time.',
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
