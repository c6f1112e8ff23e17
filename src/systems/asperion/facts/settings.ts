import { z } from 'zod';
import { choice, keys, positiveNumber } from '../../../schema.ts';

const paths: Readonly<Record<string, string>> = { salesorderswithlines: 'SalesOrderWithLines' };
const listings = {
  'newest-first': 'It is read from its newest record down to what is known.',
  recent:
    'Documents of the last recentDays are read, by their date, and all of them as often as fullListingHours says.',
  full: 'It is read in full, and what is unchanged is passed over.',
} as const;
const changes: Readonly<Record<string, keyof typeof listings>> = {
  articles: 'newest-first',
  debtors: 'newest-first',
  journalentrieswithlines: 'recent',
  salesinvoiceswithlines: 'recent',
  salesorderswithlines: 'recent',
};

const totals = {
  list: 'All records of the list, on all of its pages.',
  page: 'The records of the one page.',
  none: 'Nothing that could be relied on: a list is believed as it comes.',
} as const;

/** What Asperion's documentation leaves open; each default is the product's reading of it: `asperion` of settings.yml. */
export const asperionSettings = keys({
  requestsPerSecond: positiveNumber.prefault(2).describe('Most calls in a second for one administration.'),
  tenantHeader: z
    .string()
    .regex(/^[A-Za-z0-9-]+$/, { error: 'The name of an HTTP header is needed.' })
    .default('X-Tenant-Id')
    .describe('The header that names the administration; the documentation has X-TenantId, too.'),
  firstPage: z.int().min(0).default(1).describe('The number of the first page of a list.'),
  pageSize: z.int().min(1).max(1000).default(100).describe('How many records a page of a list holds.'),
  totalCount: choice(totals)
    .default('list')
    .describe('What `totalCount` counts in the answer to a list: every list is held against it.'),
  comparisonSuffix: z
    .string()
    .default('_comparison')
    .describe('What is put behind the name of a text filter to ask for equality; without it, it means "contains".'),
  paths: z
    .record(z.string(), z.string().min(1).describe('The address of this resource after /v1/.'))
    .default({})
    .describe("Addresses of resources after /v1/, where that is not the resource's name.")
    .meta({ examples: [paths] })
    .transform((given) => ({ ...paths, ...given })),
  changes: z
    .record(z.string(), choice(listings))
    .default({})
    .describe('How the list of a resource shows what changed; left out, full.')
    .meta({ examples: [changes] })
    .transform((given) => ({ ...changes, ...given })),
  overlapMinutes: z.int().min(0).default(60).describe('How much of a newest-first list is read again, in minutes.'),
  recentDays: z.int().min(1).default(35).describe('How old the documents of a recent list may be, in days.'),
  bookYears: z
    .int()
    .min(1)
    .max(20)
    .default(2)
    .describe('In how many book years journal entries are looked for: the current one and those before it.'),
  fullListingHours: positiveNumber
    .prefault(24)
    .describe('A newest-first or recent list is read in full this often, in hours.'),
  openOrderStatuses: z
    .array(z.int().min(0))
    .min(1)
    .default([1])
    .describe('By which values of their status sales orders are open, for the open quantity of an article.')
    .meta({ examples: [[1]] }),
  contactsAndAddresses: z
    .boolean()
    .default(false)
    .describe('Whether flows may use contacts and addresses, which no documentation of the API shows.'),
  loginScope: z
    .string()
    .default('offline_access')
    .describe('What the login of authorize asks for: scopes separated by spaces, empty for none.'),
  loginPkce: z.boolean().default(true).describe('Whether the login of authorize proves itself with PKCE (S256).'),
})
  .prefault({})
  .describe("How Asperion is called. Its documentation leaves these open; each default is the product's reading.");

/** Checked settings of Asperion. */
export type AsperionSettings = z.infer<typeof asperionSettings>;
