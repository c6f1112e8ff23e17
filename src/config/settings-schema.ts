import { z } from 'zod';
import { keys, notBuiltYet, positiveNumber } from './schema-parts.ts';

const paths: Readonly<Record<string, string>> = { salesorderswithlines: 'SalesOrderWithLines' };
const changes: Readonly<Record<string, 'newest-first' | 'full'>> = {
  articles: 'newest-first',
  debtors: 'newest-first',
};

const bookYear = keys({
  /** First day of the book year, MM-DD. */
  start: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/, {
      error: 'A month and a day up to 28, such as "01-01", is needed.',
    })
    .default('01-01'),
});

const exactOnline = keys({
  /** Limits until the first answer announces the real ones. */
  callsPerMinute: z.int().min(1).default(60),
  callsPerDay: z.int().min(1).default(5000),
});

/** What Asperion's documentation leaves open; each default is the product's reading of it. */
const asperion = keys({
  requestsPerSecond: positiveNumber.default(2),
  tenantHeader: z
    .string()
    .regex(/^[A-Za-z0-9-]+$/, { error: 'The name of an HTTP header is needed.' })
    .default('X-Tenant-Id'),
  firstPage: z.int().min(0).default(1),
  pageSize: z.int().min(1).max(1000).default(100),
  comparisonSuffix: z.string().default('_comparison'),
  /** The address of a resource after `/v1/`, where it is not the resource's name. */
  paths: z
    .record(z.string(), z.string().min(1))
    .default({})
    .transform((given) => ({ ...paths, ...given })),
  /** How a resource's list shows what changed. */
  changes: z
    .record(z.string(), z.enum(['newest-first', 'full']))
    .default({})
    .transform((given) => ({ ...changes, ...given })),
  overlapMinutes: z.int().min(0).default(60),
  fullListingHours: positiveNumber.default(24),
  /** The login of `authorize`: scopes parted by blanks, empty for none; and whether it proves itself with PKCE (S256). */
  loginScope: z.string().default('offline_access'),
  loginPkce: z.boolean().default(true),
});

const secretName = z.string().regex(/^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/, {
  error: 'The name of a secret is needed: capital letters, digits and underscores, no GITHUB_ in front.',
});

/** Where `authorize` puts the refresh tokens, and where a run copies new ones with the input `secrets-token`. */
const secrets = keys({
  /** The GitHub environment of the job that syncs. */
  environment: z.string().min(1, { error: 'The name of a GitHub environment is needed.' }).max(255).default('sync'),
  exactOnline: secretName.default('EXACT_ONLINE_REFRESH_TOKEN'),
  asperion: secretName.default('ASPERION_REFRESH_TOKEN'),
});

/** `mappings/settings.yml`; every key has a default. */
export const settingsFile = keys({
  bookYear: bookYear.prefault({}),
  exactOnline: exactOnline.prefault({}),
  asperion: asperion.prefault({}),
  secrets: secrets.prefault({}),
  administrations: notBuiltYet('administrations'),
});

/** Checked settings, defaults filled in. */
export type Settings = z.infer<typeof settingsFile>;

/** The settings of a folder that has no settings.yml. */
export const defaultSettings: Settings = settingsFile.parse({});
