import { z } from 'zod';
import { choice, dateText, keys, notBuiltYet, positiveNumber } from './schema-parts.ts';

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

const bookYear = keys({
  start: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/, {
      error: 'A month and a day up to 28, such as "01-01", is needed.',
    })
    .default('01-01')
    .describe('Its first day, MM-DD.')
    .meta({ title: 'MM-DD', examples: ['07-01'] }),
});

/** What distinguishes this administration's records from those of another one in the same system. */
const externalKeys = keys({
  prefix: z
    .string()
    .regex(/^\S{0,20}$/, { error: 'Up to 20 characters without blanks are needed.' })
    .default('EO-')
    .describe('What externalKey(…) puts before a number, may be empty: one for each administration of Exact Online.')
    .meta({ examples: ['EO-'] }),
});

const exactOnline = keys({
  callsPerMinute: z.int().min(1).default(60).describe('Most calls in a minute, until an answer announces the limit.'),
  callsPerDay: z.int().min(1).default(5000).describe('Most calls in a day, until an answer announces the limit.'),
});

/** What Asperion's documentation leaves open; each default is the product's reading of it. */
const asperion = keys({
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
});

const images = keys({
  maxBytes: z.int().min(1).max(8_000_000).default(2_000_000).describe('The largest image that is sent, in bytes.'),
});

const secretName = z.string().regex(/^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/, {
  error: 'The name of a secret is needed: capital letters, digits and underscores, no GITHUB_ in front.',
});

/** Where `authorize` puts the refresh tokens, and where a run copies new ones with the input `secrets-token`. */
const secrets = keys({
  environment: z
    .string()
    .min(1, { error: 'The name of a GitHub environment is needed.' })
    .max(255)
    .default('sync')
    .describe('The GitHub environment of the job that syncs.'),
  exactOnline: secretName
    .default('EXACT_ONLINE_REFRESH_TOKEN')
    .describe('The secret with the refresh token of Exact Online.'),
  asperion: secretName.default('ASPERION_REFRESH_TOKEN').describe('The secret with the refresh token of Asperion.'),
});

const percent = z.int().min(0).max(100).default(0).meta({ title: 'percent' });

/** How much of the mappings the tests must cover for `validate` to pass. */
const tests = keys({
  rules: percent.describe(
    'Of the parts of each flow: rules, alternatives, conditions, defaults. 0 = no matter how much.',
  ),
  rows: percent.describe('Of the rows of each table that the flows use. 0 = no matter how many.'),
});

/** The sealed sample of synced records, which a plan for a pull request runs on. */
const recording = keys({
  records: z
    .int()
    .min(0)
    .max(5000)
    .default(500)
    .describe('Source records per flow that the recording keeps, the newest. 0 = no recording is kept.'),
});

/** `mappings/settings.yml`; every key but `since` has a default. */
export const settingsFile = keys({
  bookYear: bookYear.prefault({}).describe('The book year of the administration.'),
  externalKeys: externalKeys.prefault({}).describe('The numbers that records get in the other system.'),
  since: dateText
    .describe(
      'Documents of before this date, and those last changed before it, are left alone; "since" of a flow goes first.',
    )
    .meta({ examples: ['2026-01-01'] })
    .optional(),
  exactOnline: exactOnline.prefault({}).describe('How Exact Online is called.'),
  asperion: asperion
    .prefault({})
    .describe("How Asperion is called. Its documentation leaves these open; each default is the product's reading."),
  images: images.prefault({}).describe('Images of articles.'),
  secrets: secrets.prefault({}).describe('Names on GitHub, for the command authorize and the input secrets-token.'),
  recording: recording.prefault({}).describe('What a plan without credentials runs on: recent records, sealed.'),
  tests: tests.prefault({}).describe('How much of the mappings their tests must reach, in percent.'),
  administrations: notBuiltYet('administrations'),
});

/** Checked settings, defaults filled in. */
export type Settings = z.infer<typeof settingsFile>;

/** The settings of a folder that has no settings.yml. */
export const defaultSettings: Settings = settingsFile.parse({});
