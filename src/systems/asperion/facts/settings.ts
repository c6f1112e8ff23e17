import { z } from 'zod';
import { choice, keys, positiveNumber, valuesUnder } from '../../../schema.ts';
import { asperionCatalog } from '../catalog.ts';

/** The resources that have an address of their own; lines come with their document. */
const resources = [...asperionCatalog.resources.keys()].filter((name) => !name.includes('.'));
const paths: Readonly<Record<string, string>> = { salesorderswithlines: 'SalesOrderWithLines' };
const listings = {
  'newest-first': 'Reads from the newest record down to the newest one already known.',
  recent: 'Reads the documents of the last recentDays, by date, and the whole list every fullListingHours.',
  full: 'Reads the whole list and skips records that did not change.',
} as const;
const changes: Readonly<Record<string, keyof typeof listings>> = {
  articles: 'newest-first',
  debtors: 'newest-first',
  journalentrieswithlines: 'recent',
  salesinvoiceswithlines: 'recent',
  salesorderswithlines: 'recent',
};

const totals = {
  list: 'All records of the list, on all pages.',
  page: 'The records of that page only.',
  none: 'Nothing reliable: the length of a list is not checked.',
} as const;

/** What Asperion's documentation leaves open; each default is our best guess: `asperion` in settings.yml. */
export const asperionSettings = keys({
  requestsPerSecond: positiveNumber.prefault(2).describe('The most calls per second for one administration.'),
  tenantHeader: z
    .string()
    .regex(/^X-[A-Za-z0-9-]+$/i, { error: 'This must be the name of an HTTP header that begins with X-.' })
    .default('X-Tenant-Id')
    .describe('The header that names the administration. The documentation also mentions X-TenantId.'),
  firstPage: z.int().min(0).default(1).describe('The number of the first page of a list.'),
  pageSize: z.int().min(1).max(1000).default(100).describe('The number of records per page.'),
  totalCount: choice(totals)
    .default('list')
    .describe('What `totalCount` counts in the answer to a list. The length of every list is checked against it.'),
  comparisonSuffix: z
    .string()
    .default('_comparison')
    .describe('The suffix that makes a text filter ask for equality. Without it, the filter means "contains".'),
  paths: valuesUnder(
    resources,
    z
      .string()
      .regex(/^[\w-]+(\/[\w-]+)*$/, { error: 'This must be words with slashes between them, such as sales/orders.' })
      .describe('The address of this resource, after /v1/.'),
  )
    .default({})
    .describe("Addresses of resources after /v1/, if they differ from the resource's name.")
    .meta({ examples: [paths] })
    .transform((given) => ({ ...paths, ...given })),
  changes: valuesUnder(resources, choice(listings))
    .default({})
    .describe(
      'How to read what changed in the list of a resource. Default: as in the example, and full for any other resource.',
    )
    .meta({ examples: [changes] })
    .transform((given) => ({ ...changes, ...given })),
  overlapMinutes: z.int().min(0).default(60).describe('How many minutes of a newest-first list are read again.'),
  recentDays: z.int().min(1).default(35).describe('How many days back a recent list is read.'),
  bookYears: z
    .int()
    .min(1)
    .max(20)
    .default(2)
    .describe('How many book years are searched for journal entries: the current one and those before it.'),
  fullListingHours: positiveNumber
    .prefault(24)
    .describe('A newest-first or recent list is read in full once in this many hours.'),
  openOrderStatuses: z
    .array(z.int().min(0))
    .min(1)
    .default([1])
    .describe('The statuses in which a sales order is open. Its lines then count in the open quantity of an article.')
    .meta({ examples: [[1]] }),
  contactsAndAddresses: z
    .boolean()
    .default(false)
    .describe('Whether flows may use contacts and addresses. The documentation of the API does not mention them.'),
  loginScope: z
    .string()
    .default('offline_access')
    .describe('The scopes that authorize asks for, separated by spaces; empty for none.'),
  loginDays: z
    .int()
    .min(1)
    .optional()
    .describe(
      'How many days a login lasts, however often it is renewed. With it, summaries say when to log in again, and `mode: freshness` warns a week before. Left out: not known, and nothing warns.',
    )
    .meta({ examples: [30] }),
  loginPkce: z.boolean().default(true).describe('Whether authorize uses PKCE (S256) to log in.'),
})
  .prefault({})
  .describe('How to call Asperion. Its documentation does not settle these; each default is our best guess.');

/** Checked settings of Asperion. */
export type AsperionSettings = z.infer<typeof asperionSettings>;
